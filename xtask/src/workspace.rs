use crate::{failure::Result, shell};
use serde::Deserialize;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The workspace as cargo and git see it.
#[derive(Debug)]
pub(crate) struct Workspace {
    metadata: Metadata,
    files: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Metadata {
    workspace_root: PathBuf,
    target_directory: PathBuf,
    packages: Vec<Package>,
}

/// One crate of the workspace, out of `cargo metadata`.
#[derive(Debug, Deserialize)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) manifest_path: PathBuf,
    pub(crate) description: Option<String>,
    pub(crate) license: Option<String>,
    pub(crate) readme: Option<PathBuf>,
    pub(crate) features: BTreeMap<String, Vec<String>>,
    pub(crate) dependencies: Vec<Dependency>,
}

/// One dependency of a [`Package`]: in the workspace where it has a path.
#[derive(Debug, Deserialize)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    pub(crate) path: Option<PathBuf>,
}

impl Workspace {
    /// The workspace that this program was built from.
    pub(crate) fn find() -> Result<Self> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let json =
            shell::output(Command::new("cargo").args(["metadata", "--no-deps", "--format-version", "1"]).current_dir(here))?;
        let metadata: Metadata = serde_json::from_str(&json)?;
        let list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"];
        let listed = shell::output(Command::new("git").args(list).current_dir(&metadata.workspace_root))?;
        let exists = |name: &&str| !name.is_empty() && metadata.workspace_root.join(name).is_file();
        let files = listed.split('\0').filter(exists).map(str::to_owned).collect();
        Ok(Self { metadata, files })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.metadata.workspace_root
    }

    /// The folder for what is made and can be made again.
    pub(crate) fn target(&self) -> &Path {
        &self.metadata.target_directory
    }

    pub(crate) fn packages(&self) -> &[Package] {
        &self.metadata.packages
    }

    /// The files that git has or would add, as paths from the root with `/`.
    pub(crate) fn files(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(String::as_str)
    }

    /// The text of one file, or nothing where it is no UTF-8.
    pub(crate) fn text(&self, file: &str) -> Result<Option<String>> {
        let bytes = fs::read(self.root().join(file)).map_err(|error| format!("{file}: {error}"))?;
        Ok(String::from_utf8(bytes).ok())
    }
}

impl Package {
    /// The crates of the workspace that this one depends on, for whatever purpose.
    pub(crate) fn siblings(&self) -> impl Iterator<Item = &str> {
        self.dependencies.iter().filter(|dependency| dependency.path.is_some()).map(|dependency| dependency.name.as_str())
    }
}
