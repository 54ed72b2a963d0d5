//! The commands of the README, as somebody types them in a fresh checkout.

use crate::run::{Directory, generated};
use std::{fs, process::Command};

/// The commands that need nothing but the checkout.
fn commands() -> Vec<String> {
    let readme = fs::read_to_string(generated("../README.md")).unwrap();
    let blocks = readme.split("```sh\n").skip(1).filter_map(|block| block.split("```").next());
    let lines = blocks.flat_map(str::lines).map(|line| line.split(" #").next().unwrap_or(line).trim().to_owned());
    lines.filter(|line| line.starts_with("gaialink ") && line.contains("testdata/")).collect()
}

#[test]
fn every_command_runs() {
    let directory = Directory::new();
    fs::create_dir_all(directory.path("testdata/gaia")).unwrap();
    for entry in fs::read_dir(generated("gaia")).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), directory.path("testdata/gaia").join(entry.file_name())).unwrap();
    }
    let commands = commands();
    assert!(commands.len() >= 12, "{commands:?}");
    for line in &commands {
        assert!(!line.contains("gaialink fetch") || line.contains("--dry-run"), "no test goes to the archive: {line}");
        let output = Command::new(env!("CARGO_BIN_EXE_gaialink"))
            .args(line.split_whitespace().skip(1))
            .current_dir(directory.path("."))
            .output()
            .unwrap();
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    }
}
