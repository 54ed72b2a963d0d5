use crate::{failure::Result, interop::GAIAXPY, python::Python, shell, workspace::Workspace};
use std::{collections::HashMap, process::Command};

/// Prints how long it takes from files of XP_CONTINUOUS to covariance matrices: ours, and GaiaXPy's where it can be had. Both read
/// the same files of 3,000 sources, written as the archive writes them.
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
    let seconds = ours.trim_end_matches(" s").rsplit(' ').next().and_then(|text| text.parse::<f64>().ok());
    match (theirs, theirs.and_then(|text| text.parse::<f64>().ok()).zip(seconds)) {
        (_, Some((theirs, seconds))) => {
            format!("| {name} | {ours} | {theirs:.2} s | x{:.0} |", theirs / seconds.max(1e-6))
        }
        (theirs, None) => format!("| {name} | {ours} | {} | - |", theirs.unwrap_or("-")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_have_ratios_where_both_have_times() {
        let ours = read("/a/b.fits: 3000 sources in 0.0500 s\nnothing\n");
        assert_eq!(ours, [("/a/b.fits".to_owned(), "3000 sources in 0.0500 s".to_owned())]);
        let (path, said) = &ours[0];
        assert_eq!(row(path, said, Some("2.0")), "| b.fits | 3000 sources in 0.0500 s | 2.00 s | x40 |");
        assert_eq!(row(path, said, Some("ValueError: no")), "| b.fits | 3000 sources in 0.0500 s | ValueError: no | - |");
        assert_eq!(row(path, said, None), "| b.fits | 3000 sources in 0.0500 s | - | - |");
    }
}
