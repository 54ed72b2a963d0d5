//! The rules that no compiler checks. Each rule gives its complaints; all of them are told.

mod edges;
mod lengths;
mod lockfile;
mod manifests;
mod paths;
mod testdata;
mod words;

use crate::{codegen, failure::Result, shell, testdata as data, workspace::Workspace};

/// Checks every rule, tells every complaint, and fails where there is one.
pub(crate) fn run(workspace: &Workspace) -> Result {
    let mut complaints = Vec::new();
    complaints.extend(edges::check(workspace));
    complaints.extend(manifests::check(workspace)?);
    complaints.extend(lockfile::check(workspace)?);
    complaints.extend(paths::check(workspace));
    complaints.extend(words::check(workspace)?);
    complaints.extend(lengths::check(workspace)?);
    complaints.extend(testdata::check(workspace)?);
    complaints.extend(codegen::run(workspace.root(), true).err().map(|failure| failure.to_string()));
    complaints.extend(data::run(workspace, true).err().map(|failure| failure.to_string()));
    for complaint in &complaints {
        shell::say(complaint);
    }
    if complaints.is_empty() { Ok(()) } else { Err(format!("{} complaints", complaints.len()).into()) }
}
