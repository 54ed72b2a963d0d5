use crate::{failure::Result, shell};
use std::{fs, path::Path, process::Command, time::Instant};

/// What one program took for one case.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Measure {
    /// Wall time.
    pub(super) seconds: f64,
    /// The most memory at one time, where GNU time is there to tell.
    pub(super) mebibytes: Option<u64>,
}

/// Runs a command several times and gives the median of the times and the most memory, or nothing where it fails.
///
/// Before each run the output of the one before is deleted, and the disk has written all there is: each run makes a new file, and none
/// pays for what another one left behind. To replace a file takes longer, whatever the program.
pub(super) fn median(make: impl Fn() -> Option<Command>, runs: usize, work: &Path, output: &Path) -> Result<Option<Measure>> {
    let mut measures = Vec::new();
    for _ in 0..runs.max(1) {
        let Some(command) = make() else { return Ok(None) };
        fs::remove_file(output).ok();
        shell::found("sync", "--");
        match once(&command, &work.join("time")) {
            Ok(measure) => measures.push(measure),
            Err(failure) => {
                shell::say(failure);
                return Ok(None);
            }
        }
    }
    measures.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    let mebibytes = measures.iter().filter_map(|measure| measure.mebibytes).max();
    Ok(measures.get(measures.len() / 2).map(|middle| Measure { mebibytes, ..*middle }))
}

fn once(command: &Command, report: &Path) -> Result<Measure> {
    let timed = shell::found("time", "--version");
    let mut outer = if timed { Command::new("time") } else { Command::new(command.get_program()) };
    if timed {
        outer.args(["--format", "%M", "--output"]).arg(report).arg(command.get_program());
    }
    outer.args(command.get_args());
    outer.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let start = Instant::now();
    shell::output(&mut outer)?;
    let seconds = start.elapsed().as_secs_f64();
    let kibibytes = if timed { fs::read_to_string(report)?.trim().parse::<u64>().ok() } else { None };
    Ok(Measure { seconds, mebibytes: kibibytes.map(|most| most / 1024) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_command_has_no_measure() {
        let failing = || {
            let mut command = Command::new("cargo");
            command.arg("no-such-subcommand");
            Some(command)
        };
        let nowhere = std::env::temp_dir();
        assert_eq!(median(failing, 1, &nowhere, &nowhere.join("no such file")).unwrap(), None);
    }
}
