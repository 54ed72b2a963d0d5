use crate::{failure::Result, python::Python, shell, workspace::Workspace};
use std::{fs, path::Path, process::Command};

/// Makes the inputs that are not there yet.
pub(super) fn ready(workspace: &Workspace, python: &Python, folder: &Path, scripts: &Path) -> Result {
    fs::create_dir_all(folder)?;
    let missing = |names: &[&str]| names.iter().any(|name| !folder.join(name).is_file());
    if missing(&["mcmc.fits", "xpc.fits", "bundle.zip"]) {
        let mut command = python.foreign(&scripts.join("make_inputs.py"));
        shell::run(command.arg(folder).arg(workspace.root().join("testdata/gaia/xp_sampled.xml")))?;
    }
    if missing(&["mcmc.b2.xml", "mcmc.td.xml", "mcmc.ecsv", "mcmc.csv", "xpc.b2.xml", "xpc.td.xml", "xpc.ecsv", "xpc.csv"]) {
        shell::run(Command::new("bash").arg(scripts.join("to_formats.sh")).arg(folder))?;
    }
    Ok(())
}
