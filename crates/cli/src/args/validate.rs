use gaialink::{OpenOptions, ValidateOptions};
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(crate) struct Validate {
    /// The files, zip archives too; `-` is the standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Print one JSON array, with an entry a file
    #[arg(long)]
    pub(crate) json: bool,
    /// Print errors only, and no line for files without one
    #[arg(short, long)]
    pub(crate) quiet: bool,
    /// How many findings of one code are listed, of each file; the others are counted
    #[arg(long, value_name = "N", default_value_t = 100)]
    per_code: usize,
    /// Look at the format only, not at the products
    #[arg(long)]
    format_only: bool,
    /// The Gaia release, such as DR3, whatever the files and their names say
    #[arg(long, value_name = "NAME")]
    release: Option<String>,
}

impl Validate {
    /// What it means.
    pub(crate) fn options(&self) -> ValidateOptions {
        let mut options = ValidateOptions::default();
        options.per_code = self.per_code;
        options.products = !self.format_only;
        options.release = self.release.clone();
        options
    }

    /// How its files are opened.
    pub(crate) fn open(&self) -> OpenOptions {
        let mut options = OpenOptions::default();
        options.release = self.release.clone();
        options
    }
}
