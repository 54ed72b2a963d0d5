use crate::{failure::Result, interop::GAIAXPY, python::Python, shell, workspace::Workspace};
use std::{collections::HashMap, process::Command};

/// Prints how long it takes from files of XP_CONTINUOUS to covariance matrices, and the most memory: ours, and GaiaXPy's where it can be
/// had. Both read the same files of 3,000 sources, written as the archive writes them.
pub(super) fn run(workspace: &Workspace, python: &Python, runs: usize) -> Result {
    let files = workspace.target().join("xtask/bench/xp_continuous");
    let mut command = Command::new("cargo");
    command.args(["bench", "--quiet", "--package", "gaialink", "--bench", "xp_continuous", "--", "--write"]);
    let ours = read(&shell::output(command.current_dir(workspace.root()).arg(&files))?);
    let theirs = if python.has("gaiaxpy", GAIAXPY) {
        let mut command = python.script("peer_gaiaxpy.py");
        command.arg(runs.to_string()).args(ours.iter().map(|(path, _)| path));
        read(&shell::output(&mut command)?)
    } else {
        shell::say("skipped: no GaiaXPy");
        Vec::new()
    };
    let theirs: HashMap<&String, &String> = theirs.iter().map(|(path, said)| (path, said)).collect();
    shell::say("| file | gaialink | GaiaXPy | ratio |\n|---|---|---|---|");
    for (path, said) in &ours {
        shell::say(row(path, said, theirs.get(path).map(|said| said.as_str())));
    }
    Ok(())
}

/// The lines `PATH: WHAT IS SAID OF IT`.
fn read(output: &str) -> Vec<(String, String)> {
    let pair = |line: &str| line.split_once(": ").map(|(path, said)| (path.to_owned(), said.to_owned()));
    output.lines().filter_map(pair).collect()
}

fn row(path: &str, ours: &str, theirs: Option<&str>) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let times = theirs.and_then(seconds).zip(seconds(ours));
    let ratio = times.map_or_else(|| "-".to_owned(), |(theirs, ours)| format!("x{:.0}", theirs / ours.max(1e-6)));
    format!("| {name} | {ours} | {} | {ratio} |", theirs.unwrap_or("-"))
}

/// The number before the first `s`.
fn seconds(said: &str) -> Option<f64> {
    let words: Vec<&str> = said.split_whitespace().collect();
    let (number, _) = words.iter().zip(words.iter().skip(1)).find(|(_, unit)| unit.trim_end_matches(',') == "s")?;
    number.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_have_ratios_where_both_have_times() {
        let ours = read("/a/b.fits: 3000 sources in 0.0500 s, 20 MiB\nnothing\n");
        assert_eq!(ours, [("/a/b.fits".to_owned(), "3000 sources in 0.0500 s, 20 MiB".to_owned())]);
        let (path, said) = &ours[0];
        for (theirs, want) in [
            (Some("2.0000 s, 300 MiB"), "2.0000 s, 300 MiB | x40"),
            (Some("2.0 s"), "2.0 s | x40"),
            (Some("ValueError: no"), "ValueError: no | -"),
            (None, "- | -"),
        ] {
            assert_eq!(row(path, said, theirs), format!("| b.fits | 3000 sources in 0.0500 s, 20 MiB | {want} |"));
        }
    }
}
