//! The chores of the workspace; `cargo xtask --help` lists them.

mod args;
mod bench;
mod ci;
mod codegen;
mod command;
mod failure;
mod interop;
mod package;
mod python;
mod shell;
mod testdata;
mod tidy;
mod workspace;

use crate::{args::Chore, failure::Result, workspace::Workspace};
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run(&args::Args::parse().chore) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            shell::complain(&failure);
            ExitCode::FAILURE
        }
    }
}

fn run(chore: &Chore) -> Result {
    let workspace = Workspace::find()?;
    match chore {
        Chore::Ci { steps } => ci::run(&workspace, steps),
        Chore::Tidy => tidy::run(&workspace),
        Chore::Testdata { peers: true, .. } => testdata::peers(&workspace),
        Chore::Testdata { check, .. } => testdata::run(&workspace, *check),
        Chore::Bench(options) => bench::run(&workspace, options),
        Chore::Interop => interop::run(&workspace),
        Chore::Codegen { check } => codegen::run(workspace.root(), *check),
    }
}
