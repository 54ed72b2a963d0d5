use crate::workspace::Workspace;

/// Who may depend on whom inside the workspace, as `docs/DESIGN.md` has it.
const EDGES: &[(&str, &[&str])] = &[
    ("gaialink-table", &[]),
    ("gaialink-votable", &["gaialink-table"]),
    ("gaialink-fits", &["gaialink-table"]),
    ("gaialink-ecsv", &["gaialink-table"]),
    ("gaialink-products", &["gaialink-table"]),
    ("gaialink-datalink", &["gaialink-table", "gaialink-products", "gaialink-votable"]),
    (
        "gaialink",
        &["gaialink-table", "gaialink-votable", "gaialink-fits", "gaialink-ecsv", "gaialink-products", "gaialink-datalink"],
    ),
    ("gaialink-cli", &["gaialink"]),
    ("xtask", &[]),
];

/// Complains of crates that are not in the table, and of edges that it does not have.
pub(super) fn check(workspace: &Workspace) -> Vec<String> {
    let packages = workspace.packages().iter();
    packages.flat_map(|package| complaints(&package.name, package.siblings())).collect()
}

fn complaints<'a>(package: &str, siblings: impl Iterator<Item = &'a str>) -> Vec<String> {
    let Some((_, allowed)) = EDGES.iter().find(|(name, _)| *name == package) else {
        return vec![format!("{package}: not in the table of edges (xtask/src/tidy/edges.rs)")];
    };
    let wrong = siblings.filter(|sibling| !allowed.contains(sibling));
    wrong.map(|sibling| format!("{package}: must not depend on {sibling}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_edges_of_the_design_pass() {
        for (package, siblings, want) in [
            ("gaialink-table", vec![], vec![]),
            ("gaialink-fits", vec!["gaialink-table"], vec![]),
            (
                "gaialink-fits",
                vec!["gaialink-table", "gaialink-votable"],
                vec!["gaialink-fits: must not depend on gaialink-votable"],
            ),
            ("gaialink-cli", vec!["gaialink", "gaialink-table"], vec!["gaialink-cli: must not depend on gaialink-table"]),
            ("newcomer", vec![], vec!["newcomer: not in the table of edges (xtask/src/tidy/edges.rs)"]),
        ] {
            assert_eq!(complaints(package, siblings.into_iter()), want, "{package}");
        }
    }
}
