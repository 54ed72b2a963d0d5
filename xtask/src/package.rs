use crate::{failure::Result, shell, workspace::Workspace};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The profile of the tests, whose dependencies are then there already.
const PROFILE: &str = "[profile.dev]\ndebug = \"line-tables-only\"\n\n[profile.dev.package.\"*\"]\ndebug = false\n";

/// Packs every crate and compiles what was packed.
///
/// `cargo package` could compile it, too, but takes a crate that it once unpacked under the same version for the same crate: the
/// packages are unpacked here, into a workspace of their own.
pub(crate) fn run(workspace: &Workspace) -> Result {
    let packed = workspace.target().join("package");
    empty(&packed)?;
    let pack = ["package", "--workspace", "--exclude", "xtask", "--allow-dirty", "--no-verify"];
    shell::run(Command::new("cargo").args(pack).current_dir(workspace.root()))?;
    let unpacked = workspace.target().join("xtask/package");
    empty(&unpacked)?;
    let mut members = Vec::new();
    for file in archives(&packed)? {
        // The files of a package have one date; with that of now, cargo sees that they are new.
        shell::run(Command::new("tar").arg("-xzmf").arg(&file).current_dir(&unpacked))?;
        members.extend(file.file_stem().map(|stem| stem.to_string_lossy().into_owned()));
    }
    let expected = workspace.packages().iter().filter(|package| package.name != "xtask").count();
    if members.len() != expected {
        return Err(format!("{} packages instead of {expected}", members.len()).into());
    }
    fs::write(unpacked.join("Cargo.toml"), manifest(workspace, &members))?;
    fs::copy(workspace.root().join("Cargo.lock"), unpacked.join("Cargo.lock"))?;
    let target = workspace.target();
    shell::run(Command::new("cargo").args(["build", "--workspace"]).env("CARGO_TARGET_DIR", target).current_dir(&unpacked))
}

/// Makes an empty folder.
fn empty(folder: &Path) -> Result {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(fs::create_dir_all(folder)?)
}

/// The packages in a folder, by name.
fn archives(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        found.push(entry?.path());
    }
    found.retain(|path| path.extension().is_some_and(|extension| extension == "crate"));
    found.sort();
    Ok(found)
}

/// A workspace of the packages, each of which finds the others here.
fn manifest(workspace: &Workspace, members: &[String]) -> String {
    let list: Vec<String> = members.iter().map(|member| format!("\"{member}\"")).collect();
    let mut text = format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n{PROFILE}\n[patch.crates-io]\n", list.join(", "));
    for package in workspace.packages() {
        // A crate's name may begin another's: behind it stands the version.
        let is_its = |member: &&String| {
            let version = member.strip_prefix(&package.name).and_then(|rest| rest.strip_prefix('-'));
            version.is_some_and(|version| version.starts_with(|c: char| c.is_ascii_digit()))
        };
        if let Some(member) = members.iter().find(is_its) {
            text += &format!("{} = {{ path = \"{member}\" }}\n", package.name);
        }
    }
    text
}
