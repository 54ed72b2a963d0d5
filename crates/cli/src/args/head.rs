use super::Open;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(crate) struct Head {
    /// The file; `-` is the standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// How many rows
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    pub(crate) lines: u64,
    #[command(flatten)]
    pub(crate) open: Open,
}
