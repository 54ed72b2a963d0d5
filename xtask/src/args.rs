use crate::{bench, ci::Step};
use clap::{Parser, Subcommand};

/// The chores of the gaialink workspace.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask")]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) chore: Chore,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Chore {
    /// Runs the steps of continuous integration, all or the named ones.
    Ci {
        /// The steps to run. Default: all, in the order listed.
        steps: Vec<Step>,
    },
    /// Checks the rules that no compiler checks.
    Tidy,
    /// Makes the products' code from their column definitions.
    Codegen {
        /// Write nothing; fail where a file is not what would be written.
        #[arg(long)]
        check: bool,
    },
    /// Makes the files of `testdata`.
    Testdata {
        /// Write nothing; fail where a file is not what would be written.
        #[arg(long)]
        check: bool,
        /// Make the files by other programs instead, with versions of them that are installed first.
        #[arg(long, conflicts_with = "check")]
        peers: bool,
    },
    /// Compares what we read and write with astropy, STILTS and pyarrow, value by value.
    Interop,
    /// Times conversions beside the peers found on the machine.
    Bench(bench::Options),
}
