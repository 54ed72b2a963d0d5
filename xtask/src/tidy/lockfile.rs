use crate::{failure::Result, workspace::Workspace};

const SOURCE: &str = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";

/// Complains of packages in a `Cargo.lock` that come from anywhere but crates.io.
pub(super) fn check(workspace: &Workspace) -> Result<Vec<String>> {
    let mut complaints = Vec::new();
    for file in workspace.files().filter(|file| file.ends_with("Cargo.lock")) {
        complaints.extend(workspace.text(file)?.iter().flat_map(|text| foreign(file, text)));
    }
    Ok(complaints)
}

fn foreign(file: &str, lock: &str) -> Vec<String> {
    let sources = lock.lines().filter(|line| line.starts_with("source = ") && *line != SOURCE);
    sources.map(|line| format!("{file}: a package from elsewhere: {line}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_registry_passes() {
        assert_eq!(foreign("Cargo.lock", &format!("name = \"a\"\n{SOURCE}\n")), Vec::<String>::new());
        let git = "source = \"git+https://example.org/a#1\"";
        assert_eq!(foreign("Cargo.lock", git), [format!("Cargo.lock: a package from elsewhere: {git}")]);
    }
}
