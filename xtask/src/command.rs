use crate::{failure::Result, shell, workspace::Workspace};
use std::{path::PathBuf, process::Command};

/// Builds the command `gaialink` and gives its path. Not for speed, it is the binary that the tests have built already.
pub(crate) fn build(workspace: &Workspace, for_speed: bool) -> Result<PathBuf> {
    let mut command = Command::new("cargo");
    command.args(["build", "--quiet"]).current_dir(workspace.root());
    // The whole workspace, so that the features and thus the artifacts are those of the tests.
    command.args(if for_speed { ["--release", "--package", "gaialink-cli"].as_slice() } else { &["--workspace"] });
    shell::run(&mut command)?;
    let profile = if for_speed { "release" } else { "debug" };
    Ok(workspace.target().join(profile).join("gaialink").with_extension(std::env::consts::EXE_EXTENSION))
}
