use crate::{failure::Result, python::Python, shell, workspace::Workspace};
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// The release of astroquery whose own test data holds products as they were served.
const ASTROQUERY: &str = "astroquery==0.4.11";

/// The release of GaiaXPy whose matrices ours are compared with.
pub(crate) const GAIAXPY: &str = "GaiaXPy==2.1.5";

/// Has independent programs read what the command writes and write what it reads, and compares every value.
pub(crate) fn run(workspace: &Workspace) -> Result {
    let python = match Python::ready(workspace) {
        Ok(python) => python,
        Err(failure) => return skipped(format_args!("no Python environment: {failure}")),
    };
    let wheel = match wheel(workspace, &python) {
        Ok(wheel) => wheel,
        Err(failure) => return skipped(format_args!("no astroquery: {failure}")),
    };
    let stilts = shell::found("stilts", "-version");
    if !stilts {
        skipped("no stilts: its checks are left out")?;
    }
    if !python.has("gaiaxpy", GAIAXPY) {
        shell::say(format_args!("skipped: no GaiaXPy: its checks are left out"));
    }
    let gaialink = crate::command::build(workspace, false)?;
    let mut command = python.script("interop.py");
    command.arg("--gaialink").arg(gaialink);
    command.arg("--testdata").arg(workspace.root().join("testdata"));
    command.arg("--wheel").arg(wheel);
    command.arg("--work").arg(workspace.target().join("xtask/interop"));
    if stilts {
        command.arg("--stilts");
    }
    shell::run(&mut command)
}

/// Where the peers cannot be had nothing is compared; in CI that is a failure.
fn skipped(reason: impl std::fmt::Display) -> Result {
    if env::var_os("CI").is_some() {
        return Err(reason.to_string().into());
    }
    shell::say(format_args!("skipped: {reason}"));
    Ok(())
}

fn wheel(workspace: &Workspace, python: &Python) -> Result<PathBuf> {
    let folder = workspace.target().join("xtask/wheels");
    if let Some(there) = find_wheel(&folder) {
        return Ok(there);
    }
    let arguments = ["download", "--quiet", "--disable-pip-version-check", "--no-deps", ASTROQUERY, "--dest"];
    python.pip(&arguments, &folder)?;
    find_wheel(&folder).ok_or_else(|| format!("pip left no wheel of {ASTROQUERY}").into())
}

fn find_wheel(folder: &Path) -> Option<PathBuf> {
    let files = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    let version = ASTROQUERY.replace("==", "-");
    files.into_iter().find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&version)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_wheel_is_found_where_there_is_none() {
        assert_eq!(find_wheel(Path::new(env!("CARGO_MANIFEST_DIR"))), None);
    }
}
