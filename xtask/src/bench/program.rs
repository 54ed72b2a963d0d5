use super::case::Case;
use crate::{python::Python, shell};
use clap::ValueEnum;
use std::{path::Path, process::Command};

/// A program that converts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Program {
    /// Ours, with all cores.
    Gaialink,
    /// Ours, with one thread.
    Gaialink1,
    /// STILTS.
    Stilts,
    /// astropy: slow, so only where asked for.
    Astropy,
    /// pyarrow with one thread, from CSV to Arrow alone.
    Pyarrow,
}

impl Program {
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Gaialink => "gaialink",
            Self::Gaialink1 => "gaialink, 1 thread",
            Self::Stilts => "STILTS",
            Self::Astropy => "astropy",
            Self::Pyarrow => "pyarrow, 1 thread",
        }
    }

    /// The command for a case, where the program is there and can do it.
    pub(super) fn command(
        self,
        case: &Case,
        gaialink: &Path,
        python: &Python,
        scripts: &Path,
        input: &Path,
        output: &Path,
    ) -> Option<Command> {
        match self {
            Self::Gaialink | Self::Gaialink1 => {
                let mut command = Command::new(gaialink);
                match case.is_stack() {
                    true => command.args(["stack", "--quiet", "-o"]).arg(output).arg(input),
                    false => command.arg("convert").arg(input).arg(output),
                };
                command.args(["--to", case.to]);
                if self == Self::Gaialink1 {
                    command.args(["--threads", "1"]);
                }
                Some(command)
            }
            Self::Astropy if case.is_stack() => {
                let mut command = python.foreign(&scripts.join("peer_bundle.py"));
                command.arg(input).arg(output);
                Some(command)
            }
            Self::Pyarrow => (case.from() == "csv" && case.to == "arrow").then(|| {
                let mut command = python.script("peer_pyarrow.py");
                command.arg(input).arg(output);
                command
            }),
            Self::Stilts if case.is_stack() => None,
            Self::Stilts => stilts(case, input, output),
            // It knows one VOTable serialization by that name, and writes no Parquet without more libraries.
            Self::Astropy => ["fits", "ecsv", "csv"].contains(&case.to).then(|| {
                let mut command = python.foreign(&scripts.join("peer_astropy.py"));
                command.arg(input).arg(output);
                command
            }),
        }
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
