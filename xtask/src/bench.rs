//! Times conversions by the command beside the peers found on the machine. Every run writes a new file.

mod case;
mod gzip;
mod inputs;
mod matrices;
mod measure;
mod members;
mod program;
mod scaling;

use self::{
    case::Case,
    measure::Measure,
    program::{Program, Programs},
};
use crate::{command, failure::Result, python::Python, shell, workspace::Workspace};
use clap::Args;
use std::{fs, path::PathBuf};

/// What to time.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The folder of the inputs; those that are missing are made there.
    #[arg(long, required_unless_present = "matrices")]
    inputs: Option<PathBuf>,
    /// The folder with `make_inputs.py` and `to_formats.sh`. Default: `../shared/bench`.
    #[arg(long)]
    scripts: Option<PathBuf>,
    /// Only the cases whose name (`mcmc.b2.xml -> fits`) contains this.
    #[arg(long, default_value = "")]
    only: String,
    /// The programs to time.
    #[arg(long, value_delimiter = ',', default_value = "gaialink,gaialink1,stilts,vot")]
    programs: Vec<Program>,
    /// How often each program runs; the median counts.
    #[arg(long, default_value_t = 3)]
    runs: usize,
    /// Only what a source costs in stacks of 50 to 50,000.
    #[arg(long)]
    scaling: bool,
    /// Only text through gzip, beside `zcat`.
    #[arg(long)]
    gzip: bool,
    /// Only covariance matrices of XP_CONTINUOUS, beside GaiaXPy; without inputs.
    #[arg(long)]
    matrices: bool,
    /// Only 5,000 small VOTables, read one by one in one process, beside astropy.
    #[arg(long)]
    members: bool,
}

/// Times every case and prints a row a case as soon as it is known.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result {
    let python = Python::ready(workspace)?;
    if options.matrices {
        return matrices::run(workspace, &python, options.runs);
    }
    let scripts = options.scripts.clone().unwrap_or_else(|| workspace.root().join("../shared/bench"));
    let inputs = options.inputs.as_deref().ok_or("no folder of the inputs (`--inputs`)")?;
    inputs::ready(workspace, &python, inputs, &scripts)?;
    if options.members {
        return members::run(workspace, &python, inputs);
    }
    let gaialink = command::build(workspace, true)?;
    if options.scaling {
        return scaling::run(workspace, &python, &gaialink, inputs, options.runs);
    }
    let work = workspace.target().join("xtask/bench");
    fs::create_dir_all(&work)?;
    let vot = options.programs.contains(&Program::Vot).then(|| python.program("vot", "votable-cli==0.7.0"));
    let programs = Programs { gaialink: &gaialink, python: &python, scripts: &scripts, vot: vot.flatten() };
    if options.gzip {
        return gzip::run(&programs, inputs, &work, options.runs);
    }
    shell::say(heading(&options.programs));
    for case in case::all().into_iter().filter(|case| case.name().contains(&options.only)) {
        let mut measures = Vec::new();
        for program in &options.programs {
            let input = inputs.join(case.input);
            let output = work.join(format!("out.{}", case.extension()));
            let command = || program.command(&case, &programs, &input, &output);
            measures.push(match command() {
                Some(_) => measure::median(command, options.runs, &work, &output)?,
                None => None,
            });
            fs::remove_file(&output).ok();
        }
        shell::say(row(&case, &options.programs, &measures));
    }
    Ok(())
}

fn heading(programs: &[Program]) -> String {
    let names: Vec<&str> = programs.iter().map(|program| program.title()).collect();
    format!("| conversion | {} |\n|---|{}", names.join(" | "), "---|".repeat(names.len()))
}

/// One row: seconds, the most memory that was taken, and how many times longer a peer takes than each of ours.
fn row(case: &Case, programs: &[Program], measures: &[Option<Measure>]) -> String {
    let timed = || programs.iter().zip(measures);
    let ours: Vec<f64> =
        timed().filter_map(|(program, measure)| Some(measure.as_ref()?.seconds).filter(|_| program.is_ours())).collect();
    let cells = timed().map(|(program, measure)| {
        let Some(Measure { seconds, mebibytes }) = measure else { return "-".to_owned() };
        let ratios = ours.iter().filter(|_| !program.is_ours()).map(|ours| format!("x{:.1}", seconds / ours.max(0.005)));
        let details: Vec<String> = ratios.chain(mebibytes.map(|most| format!("{most} MiB"))).collect();
        if details.is_empty() { format!("{seconds:.2} s") } else { format!("{seconds:.2} s ({})", details.join(", ")) }
    });
    format!("| {} | {} |", case.name(), cells.collect::<Vec<_>>().join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_the_ratios_of_the_peers_to_each_of_ours() {
        let case = Case { input: "a.fits", to: "ecsv" };
        let programs = [Program::Gaialink, Program::Gaialink1, Program::Stilts, Program::Vot];
        let fast = Some(Measure { seconds: 0.5, mebibytes: Some(12) });
        let alone = Some(Measure { seconds: 1.0, mebibytes: None });
        let slow = Some(Measure { seconds: 2.0, mebibytes: Some(300) });
        let want = "| a.fits -> ecsv | 0.50 s (12 MiB) | 1.00 s | 2.00 s (x4.0, x2.0, 300 MiB) | - |";
        assert_eq!(row(&case, &programs, &[fast, alone, slow, None]), want);
        assert_eq!(row(&case, &programs[2..], &[alone, None]), "| a.fits -> ecsv | 1.00 s | - |");
    }
}
