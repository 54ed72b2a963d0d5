//! Times conversions by the command beside the peers found on the machine.

mod case;
mod inputs;
mod matrices;
mod measure;
mod program;
mod scaling;

use self::{case::Case, measure::Measure, program::Program};
use crate::{command, failure::Result, python::Python, shell, workspace::Workspace};
use clap::Args;
use std::{fs, path::PathBuf};

/// What to time.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The folder of the inputs; those that are missing are made there.
    #[arg(long)]
    inputs: PathBuf,
    /// The folder with `make_inputs.py` and `to_formats.sh`. Default: `../shared/bench`.
    #[arg(long)]
    scripts: Option<PathBuf>,
    /// Only the cases whose name (`mcmc.b2.xml -> fits`) contains this.
    #[arg(long, default_value = "")]
    only: String,
    /// The programs to time.
    #[arg(long, value_delimiter = ',', default_value = "gaialink,gaialink1,stilts")]
    programs: Vec<Program>,
    /// How often each program runs; the median counts.
    #[arg(long, default_value_t = 3)]
    runs: usize,
    /// Only what a source costs in stacks of 50 to 50,000.
    #[arg(long)]
    scaling: bool,
    /// Only covariance matrices of XP_CONTINUOUS, beside GaiaXPy; needs no inputs.
    #[arg(long)]
    matrices: bool,
}

/// Times every case and prints a row a case as soon as it is known.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result {
    let python = Python::ready(workspace)?;
    if options.matrices {
        return matrices::run(workspace, &python, options.runs);
    }
    let scripts = options.scripts.clone().unwrap_or_else(|| workspace.root().join("../shared/bench"));
    inputs::ready(workspace, &python, &options.inputs, &scripts)?;
    let gaialink = command::build(workspace, true)?;
    if options.scaling {
        return scaling::run(workspace, &python, &gaialink, &options.inputs, options.runs);
    }
    let work = workspace.target().join("xtask/bench");
    fs::create_dir_all(&work)?;
    shell::say(heading(&options.programs));
    for case in case::all().into_iter().filter(|case| case.name().contains(&options.only)) {
        let mut measures = Vec::new();
        for program in &options.programs {
            let input = options.inputs.join(case.input);
            let output = work.join(format!("out.{}", case.extension()));
            let command = || program.command(&case, &gaialink, &python, &scripts, &input, &output);
            measures.push(match command() {
                Some(_) => measure::median(command, options.runs, &work)?,
                None => None,
            });
            // The output of one program must not help the next one.
            fs::remove_file(&output).ok();
        }
        shell::say(row(&case, &measures));
    }
    Ok(())
}

fn heading(programs: &[Program]) -> String {
    let names: Vec<&str> = programs.iter().map(|program| program.title()).collect();
    format!("| conversion | {} |\n|---|{}", names.join(" | "), "---|".repeat(names.len()))
}

/// One row: seconds, the ratio to the first program, and the most memory that was taken.
fn row(case: &Case, measures: &[Option<Measure>]) -> String {
    let first = measures.first().copied().flatten().map(|measure| measure.seconds);
    let cells = measures.iter().map(|measure| match (measure, first) {
        (Some(Measure { seconds, mebibytes }), Some(first)) => {
            let memory = mebibytes.map(|most| format!(", {most} MiB")).unwrap_or_default();
            format!("{seconds:.2} s (x{:.1}{memory})", seconds / first.max(0.005))
        }
        (Some(measure), None) => format!("{:.2} s", measure.seconds),
        (None, _) => "-".to_owned(),
    });
    format!("| {} | {} |", case.name(), cells.collect::<Vec<_>>().join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_ratios_to_the_first_program() {
        let case = Case { input: "a.fits", to: "ecsv" };
        let fast = Some(Measure { seconds: 0.5, mebibytes: Some(12) });
        let slow = Some(Measure { seconds: 2.0, mebibytes: None });
        assert_eq!(row(&case, &[fast, slow, None]), "| a.fits -> ecsv | 0.50 s (x1.0, 12 MiB) | 2.00 s (x4.0) | - |");
    }
}
