use crate::{failure::Result, interop, package, shell, tidy, workspace::Workspace};
use clap::ValueEnum;
use std::{process::Command, time::Instant};

/// One step of continuous integration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Step {
    /// The code is formatted.
    Fmt,
    /// The rules that no compiler checks.
    Tidy,
    /// All tests and doc examples.
    Test,
    /// No warning in any target.
    Clippy,
    /// No warning in the documentation.
    Doc,
    /// Every crate compiles alone with no feature, the facade with each of its features.
    Features,
    /// Every crate can be packed and compiles from its package.
    Package,
    /// What we read and write is what astropy, STILTS and pyarrow read and write.
    Interop,
    /// Bans, licences and sources of the dependencies, where cargo-deny is installed.
    Deny,
}

/// Runs the steps in order and stops at the first that fails.
pub(crate) fn run(workspace: &Workspace, steps: &[Step]) -> Result {
    let steps = if steps.is_empty() { Step::value_variants() } else { steps };
    for step in steps {
        let name = format!("{step:?}").to_lowercase();
        shell::say(format_args!("== {name}"));
        let start = Instant::now();
        step.run(workspace).map_err(|failure| format!("step {name}: {failure}"))?;
        shell::say(format_args!("== {name}: fine after {:.0} s", start.elapsed().as_secs_f64()));
    }
    Ok(())
}

impl Step {
    fn run(self, workspace: &Workspace) -> Result {
        match self {
            Self::Fmt => shell::run(&mut cargo(workspace, &["fmt", "--all", "--check"])),
            Self::Tidy => tidy::run(workspace),
            Self::Test => shell::run(&mut cargo(workspace, &["test", "--workspace"])),
            Self::Clippy => {
                shell::run(&mut cargo(workspace, &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
            }
            Self::Doc => {
                let mut command = cargo(workspace, &["doc", "--workspace", "--no-deps"]);
                shell::run(command.env("RUSTDOCFLAGS", "-D warnings"))
            }
            Self::Features => features(workspace),
            Self::Package => package::run(workspace),
            Self::Interop => interop::run(workspace),
            Self::Deny if shell::found("cargo-deny", "--version") => {
                shell::run(&mut cargo(workspace, &["deny", "check", "bans", "licenses", "sources"]))
            }
            Self::Deny => {
                shell::say("skipped: cargo-deny is not installed");
                Ok(())
            }
        }
    }
}

fn features(workspace: &Workspace) -> Result {
    for package in workspace.packages().iter().filter(|package| package.name != "xtask") {
        let alone = ["check", "--package", &package.name, "--no-default-features"];
        shell::run(&mut cargo(workspace, &alone))?;
        for feature in package.features.keys().filter(|feature| *feature != "default") {
            shell::run(cargo(workspace, &alone).args(["--features", feature]))?;
        }
    }
    Ok(())
}

fn cargo(workspace: &Workspace, arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(arguments).current_dir(workspace.root());
    command
}
