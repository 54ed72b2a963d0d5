use crate::{failure::Result, workspace::Workspace};
use std::collections::BTreeSet;

const README: &str = "testdata/README.md";
const MAX_BYTES: u64 = 1 << 20;

/// Complains of test data that its README does not name, of names without a file, and of too much of it.
pub(super) fn check(workspace: &Workspace) -> Result<Vec<String>> {
    let files: BTreeSet<&str> =
        workspace.files().filter_map(|file| file.strip_prefix("testdata/")).filter(|file| *file != "README.md").collect();
    let readme = if workspace.root().join(README).is_file() { workspace.text(README)? } else { None };
    let named = readme.as_deref().map(named).unwrap_or_default();
    let mut complaints: Vec<String> =
        files.difference(&named).map(|file| format!("testdata/{file}: not named in {README}")).collect();
    complaints.extend(named.difference(&files).map(|file| format!("{README}: names {file}, which is not there")));
    let mut bytes = 0;
    for file in &files {
        bytes += workspace.root().join("testdata").join(file).metadata()?.len();
    }
    if bytes > MAX_BYTES {
        complaints.push(format!("testdata: {bytes} bytes, at most {MAX_BYTES} are allowed"));
    }
    Ok(complaints)
}

/// The files that a README names: what stands between backticks in the first cell of a row of a table.
fn named(readme: &str) -> BTreeSet<&str> {
    let rows = readme.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.filter_map(|row| row.split_once('`')).map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_cells_are_the_names() {
        let readme = "# title\n\n| file | what |\n|---|---|\n| `good/a.fits` | a `b` |\n| `bad/c.xml` | |\n`d`\n";
        assert_eq!(named(readme).into_iter().collect::<Vec<_>>(), ["bad/c.xml", "good/a.fits"]);
    }
}
