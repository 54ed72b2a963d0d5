use crate::workspace::Workspace;

/// Names that say nothing about what is inside.
const FORBIDDEN: [&str; 4] = ["mod.rs", "utils.rs", "util.rs", "common.rs"];

/// Complains of files whose names say nothing.
pub(super) fn check(workspace: &Workspace) -> Vec<String> {
    workspace.files().filter_map(complaint).collect()
}

fn complaint(file: &str) -> Option<String> {
    let name = file.rsplit('/').next()?;
    FORBIDDEN.contains(&name).then(|| format!("{file}: no file is called {name} here"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_has_its_own_name() {
        assert_eq!(
            complaint("crates/table/src/schema/mod.rs").unwrap(),
            "crates/table/src/schema/mod.rs: no file is called mod.rs here"
        );
        assert_eq!(complaint("crates/table/src/schema.rs"), None);
    }
}
