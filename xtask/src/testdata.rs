//! The files of `testdata`: small tables with numbers of our own, in the layouts that the archive serves, and files that are
//! wrong in one way each. The code here shares nothing with the crates that it tests.

mod bad;
mod base64;
mod column;
mod csv;
mod ecsv;
mod fits;
mod gaia;
mod number;
mod types;
mod votable;

use crate::{failure::Result, python::Python, shell, workspace::Workspace};
use std::fs;

/// A file to be made: its name under `testdata` and its bytes.
type File = (String, Vec<u8>);

/// Makes the files; with `check`, fails where one is not what would be written.
pub(crate) fn run(workspace: &Workspace, check: bool) -> Result {
    let mut files = gaia::files();
    files.extend(types::files());
    files.extend(bad::files());
    let mut differ = Vec::new();
    for (name, bytes) in &files {
        let path = workspace.root().join("testdata").join(name);
        if check {
            if fs::read(&path).ok().as_ref() != Some(bytes) {
                differ.push(format!("testdata/{name}"));
            }
        } else {
            let folder = path.parent().ok_or("a file without a folder")?;
            fs::create_dir_all(folder)?;
            fs::write(&path, bytes)?;
        }
    }
    shell::say(format_args!("{} files, {} bytes", files.len(), files.iter().map(|(_, bytes)| bytes.len()).sum::<usize>()));
    if differ.is_empty() { Ok(()) } else { Err(format!("not as made by `cargo xtask testdata`: {}", differ.join(", ")).into()) }
}

/// Makes the files by other programs. Their bytes are those programs' own matter, so there is no check.
pub(crate) fn peers(workspace: &Workspace) -> Result {
    let python = Python::ready(workspace)?;
    shell::run(python.script("peer_files.py").arg(workspace.root().join("testdata/peers")))
}
