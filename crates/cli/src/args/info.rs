use super::Open;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(crate) struct Info {
    /// The files; `-` is the standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Print one JSON array, with an entry a file
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) open: Open,
}
