use crate::{
    failure::Result,
    workspace::{Package, Workspace},
};
use std::fs;

const LICENCE: &str = "MIT OR Apache-2.0";
const LICENCE_FILES: [&str; 2] = ["LICENSE-MIT", "LICENSE-APACHE"];

/// Complains of crates without a description, a README, the licence and its texts, or the workspace's lints.
pub(super) fn check(workspace: &Workspace) -> Result<Vec<String>> {
    let mut complaints = Vec::new();
    for name in LICENCE_FILES {
        if !workspace.root().join(name).is_file() {
            complaints.push(format!("{name}: missing"));
        }
    }
    for package in workspace.packages() {
        let manifest = fs::read_to_string(&package.manifest_path)?;
        complaints.extend(missing(package, &manifest).map(|what| format!("{}: {what}", package.name)));
    }
    Ok(complaints)
}

fn missing(package: &Package, manifest: &str) -> impl Iterator<Item = &'static str> {
    let folder = package.manifest_path.parent();
    let has = |name: &str| folder.is_some_and(|folder| folder.join(name).is_file());
    let published = !manifest.lines().any(|line| line == "publish = false");
    [
        (package.description.as_deref().is_some_and(|text| !text.is_empty()), "no description"),
        (package.readme.is_some() && has("README.md"), "no README.md"),
        (package.license.as_deref() == Some(LICENCE), "not under the workspace's licence"),
        (!published || LICENCE_FILES.iter().all(|name| has(name)), "no link to the licence texts, which its package needs"),
        (manifest.contains("[lints]\nworkspace = true"), "not under the workspace's lints"),
    ]
    .into_iter()
    .filter_map(|(fine, what)| (!fine).then_some(what))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_manifest_misses_everything() {
        let package = Package {
            name: "bare".into(),
            manifest_path: "/nowhere/Cargo.toml".into(),
            description: Some(String::new()),
            license: Some("MIT".into()),
            readme: None,
            features: Default::default(),
            dependencies: Vec::new(),
        };
        assert_eq!(
            missing(&package, "[package]\nname = \"bare\"\n").collect::<Vec<_>>(),
            [
                "no description",
                "no README.md",
                "not under the workspace's licence",
                "no link to the licence texts, which its package needs",
                "not under the workspace's lints"
            ]
        );
    }
}
