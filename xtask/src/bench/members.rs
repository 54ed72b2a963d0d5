use crate::{failure::Result, python::Python, shell, workspace::Workspace};
use std::{
    path::Path,
    process::{Command, Stdio},
};

/// Times the reading of every VOTable of the zip of spectra, one by one and in one process, by us and by astropy.
pub(super) fn run(workspace: &Workspace, python: &Python, inputs: &Path) -> Result {
    let zip = inputs.join("bundle.zip");
    let mut ours = Command::new("cargo");
    ours.args(["run", "--quiet", "--release", "--package", "gaialink", "--example", "bundle_each", "--"]);
    ours.arg(&zip).current_dir(workspace.root());
    let mut theirs = python.script("read_members.py");
    theirs.arg(&zip).stderr(Stdio::null());
    let (ours, theirs) = (seconds(&mut ours)?, seconds(&mut theirs)?);
    shell::say("| files of bundle.zip one by one | gaialink | astropy |\n|---|---|---|");
    shell::say(row(ours, theirs));
    Ok(())
}

/// What a program says that it took: `N in S s`.
fn seconds(command: &mut Command) -> Result<(u64, f64)> {
    let said = shell::output(command)?;
    let words: Vec<&str> = said.split_whitespace().collect();
    match words.as_slice() {
        [count, "in", seconds, "s"] => Ok((count.parse()?, seconds.parse()?)),
        _ => Err(format!("expected `N in S s`, found `{}`", said.trim()).into()),
    }
}

fn row(ours: (u64, f64), theirs: (u64, f64)) -> String {
    let each = |(count, seconds): (u64, f64)| {
        let count = u32::try_from(count).map_or(f64::NAN, f64::from);
        format!("{seconds:.2} s, {:.0} µs each", seconds * 1e6 / count)
    };
    format!("| {} | {} | {} (x{:.0}) |", ours.0, each(ours), each(theirs), theirs.1 / ours.1.max(0.005))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_the_ratio() {
        let want = "| 5000 | 0.50 s, 100 µs each | 60.00 s, 12000 µs each (x120) |";
        assert_eq!(row((5000, 0.5), (5000, 60.0)), want);
    }
}
