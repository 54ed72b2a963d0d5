use super::measure;
use crate::{failure::Result, python::Python, shell, workspace::Workspace};
use std::{fs, path::Path, process::Command};

/// How many sources the zips of `make_bundles.py` have.
const SIZES: [u32; 4] = [50, 500, 5_000, 50_000];

/// Prints what a source costs in stacks of few and many, which should be the same.
pub(super) fn run(workspace: &Workspace, python: &Python, gaialink: &Path, inputs: &Path, runs: usize) -> Result {
    let work = workspace.target().join("xtask/bench");
    fs::create_dir_all(&work)?;
    shell::run(python.script("make_bundles.py").arg(inputs).arg(workspace.root().join("testdata/gaia/xp_sampled.xml")))?;
    shell::say("| sources | seconds | µs a source | MiB |\n|---|---|---|---|");
    for size in SIZES {
        let output = work.join("stack.parquet");
        let command = || {
            let mut command = Command::new(gaialink);
            command.args(["stack", "--quiet", "-o"]).arg(&output).arg(inputs.join(format!("bundle_{size}.zip")));
            Some(command)
        };
        if let Some(measured) = measure::median(command, runs, &work, &output)? {
            shell::say(row(size, measured));
        }
        fs::remove_file(&output).ok();
    }
    Ok(())
}

fn row(size: u32, measured: measure::Measure) -> String {
    let memory = measured.mebibytes.map_or_else(|| "-".to_owned(), |most| most.to_string());
    format!("| {size} | {:.2} | {:.0} | {memory} |", measured.seconds, measured.seconds * 1e6 / f64::from(size))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_the_cost_of_a_source() {
        let measured = measure::Measure { seconds: 0.25, mebibytes: Some(40) };
        assert_eq!(row(5000, measured), "| 5000 | 0.25 | 50 | 40 |");
    }
}
