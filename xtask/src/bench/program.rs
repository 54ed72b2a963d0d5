use super::case::Case;
use crate::{python::Python, shell};
use clap::ValueEnum;
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// A program that converts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Program {
    /// Ours, with all cores.
    Gaialink,
    /// Ours, with one thread.
    Gaialink1,
    /// STILTS.
    Stilts,
    /// The command of the crate `votable`, with two threads.
    Vot,
    /// astropy: slow, so only where asked for.
    Astropy,
    /// pyarrow with one thread, from CSV to Arrow alone.
    Pyarrow,
}

/// Where the programs are.
pub(super) struct Programs<'a> {
    pub(super) gaialink: &'a Path,
    pub(super) python: &'a Python,
    pub(super) scripts: &'a Path,
    /// `vot`, where it is there.
    pub(super) vot: Option<PathBuf>,
}

impl Program {
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Gaialink => "gaialink",
            Self::Gaialink1 => "gaialink, 1 thread",
            Self::Stilts => "STILTS",
            Self::Vot => "vot, 2 threads",
            Self::Astropy => "astropy",
            Self::Pyarrow => "pyarrow, 1 thread",
        }
    }

    /// Whether it is ours.
    pub(super) fn is_ours(self) -> bool {
        matches!(self, Self::Gaialink | Self::Gaialink1)
    }

    /// The command for a case, where the program is there and can do it.
    pub(super) fn command(self, case: &Case, programs: &Programs<'_>, input: &Path, output: &Path) -> Option<Command> {
        match self {
            Self::Gaialink | Self::Gaialink1 => Some(self.gaialink(case, programs.gaialink, input, output)),
            Self::Astropy if case.is_stack() => {
                let mut command = programs.python.foreign(&programs.scripts.join("peer_bundle.py"));
                command.arg(input).arg(output);
                Some(command)
            }
            Self::Pyarrow => (case.from() == "csv" && case.to == "arrow").then(|| {
                let mut command = programs.python.script("peer_pyarrow.py");
                command.arg(input).arg(output);
                command
            }),
            Self::Stilts | Self::Vot if case.is_stack() => None,
            Self::Stilts => stilts(case, input, output),
            Self::Vot => vot(case, programs.vot.as_deref()?, input, output),
            // It knows one VOTable serialization by that name, and writes no Parquet without more libraries.
            Self::Astropy => ["fits", "ecsv", "csv"].contains(&case.to).then(|| {
                let mut command = programs.python.foreign(&programs.scripts.join("peer_astropy.py"));
                command.arg(input).arg(output);
                command
            }),
        }
    }

    fn gaialink(self, case: &Case, gaialink: &Path, input: &Path, output: &Path) -> Command {
        let mut command = Command::new(gaialink);
        match case.is_stack() {
            true => command.args(["stack", "--quiet", "-o"]).arg(output).arg(input),
            false => command.arg("convert").arg(input).arg(output),
        };
        command.args(["--to", case.to]);
        if self == Self::Gaialink1 {
            command.args(["--threads", "1"]);
        }
        command
    }
}

fn stilts(case: &Case, input: &Path, output: &Path) -> Option<Command> {
    let writer = match case.to {
        "votable" => "votable-binary2-inline",
        "votable-tabledata" => "votable-tabledata",
        "fits" | "ecsv" | "csv" => case.to,
        _ => return None,
    };
    let reader = if case.from() == "xml" { "votable" } else { case.from() };
    let mut command = Command::new("stilts");
    command.args(["-Xmx4g", "tcopy", &format!("ifmt={reader}"), &format!("ofmt={writer}")]);
    command.args([format!("in={}", input.display()), format!("out={}", output.display())]);
    shell::found("stilts", "-version").then_some(command)
}

fn vot(case: &Case, vot: &Path, input: &Path, output: &Path) -> Option<Command> {
    let writer = match case.to {
        "votable" => "xml-bin2",
        "votable-tabledata" => "xml-td",
        _ => return None,
    };
    let mut command = Command::new(vot);
    command.args(["sconvert", "--parallel", "2", "--out-fmt", writer, "--in"]).arg(input).arg("--out").arg(output);
    (case.from() == "xml").then_some(command)
}
