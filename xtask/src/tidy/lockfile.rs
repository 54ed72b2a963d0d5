use crate::{failure::Result, workspace::Workspace};

const SOURCE: &str = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";

/// Complains of packages in `Cargo.lock` that come from anywhere but crates.io.
pub(super) fn check(workspace: &Workspace) -> Result<Vec<String>> {
    Ok(workspace.text("Cargo.lock")?.map(|text| foreign(&text)).unwrap_or_default())
}

fn foreign(lock: &str) -> Vec<String> {
    let sources = lock.lines().filter(|line| line.starts_with("source = ") && *line != SOURCE);
    sources.map(|line| format!("Cargo.lock: a package from elsewhere: {line}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_registry_passes() {
        assert_eq!(foreign(&format!("name = \"a\"\n{SOURCE}\n")), Vec::<String>::new());
        let git = "source = \"git+https://example.org/a#1\"";
        assert_eq!(foreign(git), [format!("Cargo.lock: a package from elsewhere: {git}")]);
    }
}
