use super::{
    case::Case,
    measure::{self, Measure},
    program::{Program, Programs},
};
use crate::{failure::Result, shell};
use std::{fs, path::Path, process::Command};

/// What is read through gzip.
const CASES: [Case; 2] = [Case { input: "mcmc.ecsv", to: "fits" }, Case { input: "mcmc.csv", to: "arrow" }];

/// Prints how fast compressed text is converted, beside what unpacking it takes alone. Files that are not compressed yet are, in the
/// folder of outputs.
pub(super) fn run(programs: &Programs<'_>, inputs: &Path, work: &Path, runs: usize) -> Result {
    shell::say("| conversion | gaialink | zcat alone |\n|---|---|---|");
    for case in CASES {
        let (plain, packed) = (inputs.join(case.input), work.join(format!("{}.gz", case.input)));
        if !packed.is_file() {
            shell::run(
                Command::new("sh").args(["-c", r#"gzip -c "$0" > "$1.part" && mv "$1.part" "$1""#]).args([&plain, &packed]),
            )?;
        }
        let output = work.join(format!("out.{}", case.extension()));
        let ours = || Program::Gaialink.command(&case, programs, &packed, &output);
        let alone = || {
            let mut command = Command::new("sh");
            command.args(["-c", r#"zcat "$0" > /dev/null"#]).arg(&packed);
            Some(command)
        };
        let ours = measure::median(ours, runs, work, &output)?;
        let alone = measure::median(alone, runs, work, &output)?;
        fs::remove_file(&output).ok();
        shell::say(row(&case, fs::metadata(&plain)?.len(), [ours, alone]));
    }
    Ok(())
}

/// Seconds, and the megabytes of text in each of them.
fn row(case: &Case, bytes: u64, measures: [Option<Measure>; 2]) -> String {
    let kilobytes = u32::try_from(bytes / 1000).map_or(f64::NAN, f64::from);
    let [ours, alone] = measures.map(|measure| match measure {
        Some(Measure { seconds, .. }) => format!("{seconds:.2} s, {:.0} MB/s", kilobytes / 1000.0 / seconds.max(0.005)),
        None => "-".to_owned(),
    });
    format!("| {}.gz -> {} | {ours} | {alone} |", case.input, case.to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_the_megabytes_of_text() {
        let measures = [Some(Measure { seconds: 0.5, mebibytes: Some(12) }), None];
        assert_eq!(row(&CASES[0], 196_000_000, measures), "| mcmc.ecsv.gz -> fits | 0.50 s, 392 MB/s | - |");
    }
}
