use crate::{failure::Result, workspace::Workspace};

/// How the line of a package from crates.io begins and ends.
const SOURCE: (&str, &str) = ("source = \"registry+", "/crates.io-index\"");

/// Complains of packages in a `Cargo.lock` that come from anywhere but crates.io.
pub(super) fn check(workspace: &Workspace) -> Result<Vec<String>> {
    let mut complaints = Vec::new();
    for file in workspace.files().filter(|file| file.ends_with("Cargo.lock")) {
        complaints.extend(workspace.text(file)?.iter().flat_map(|text| foreign(file, text)));
    }
    Ok(complaints)
}

fn foreign(file: &str, lock: &str) -> Vec<String> {
    let is_known = |line: &str| line.starts_with(SOURCE.0) && line.ends_with(SOURCE.1);
    let sources = lock.lines().filter(|line| line.starts_with("source = ") && !is_known(line));
    sources.map(|line| format!("{file}: a package from elsewhere: {line}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_registry_passes() {
        let known = format!("name = \"a\"\n{}https://example.org{}\n", SOURCE.0, SOURCE.1);
        assert_eq!(foreign("Cargo.lock", &known), Vec::<String>::new());
        let git = "source = \"git+https://example.org/a#1\"";
        assert_eq!(foreign("Cargo.lock", git), [format!("Cargo.lock: a package from elsewhere: {git}")]);
    }
}
