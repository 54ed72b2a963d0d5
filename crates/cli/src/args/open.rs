use super::{
    character::{parse_character, parse_delimiter},
    infer_rows::{InferRows, parse_infer_rows},
    rows::parse_rows,
    table::parse_table,
};
use gaialink::{OpenOptions, Source, TableChoice};
use std::{io, ops::Range, path::Path};

/// Which part of a file is read, and how.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Open {
    /// Which table of a file that holds several: its place, counted from 0, or its name
    #[arg(long, value_name = "N|NAME", value_parser = parse_table)]
    table: Option<TableChoice>,
    /// Which file of a zip archive, by its full name there
    #[arg(long, value_name = "NAME")]
    member: Option<String>,
    /// Only these columns, in this order
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    columns: Option<Vec<String>>,
    /// Only the rows from M to before N, counted from 0; either may be left out
    #[arg(long, value_name = "M..N", value_parser = parse_rows)]
    pub(crate) rows: Option<Range<u64>>,
    /// The Gaia release, such as DR3, whatever the files and their names say
    #[arg(long, value_name = "NAME")]
    release: Option<String>,
    /// What parts the cells of a CSV: one ASCII character, `tab` or `blank`; without it, a comma
    #[arg(long, value_name = "C", value_parser = parse_delimiter)]
    delimiter: Option<u8>,
    /// The ASCII character at the start of lines of a CSV that are no rows
    #[arg(long, value_name = "C", value_parser = parse_character)]
    comment: Option<u8>,
    /// From how many rows the types of a CSV of unknown columns are found
    #[arg(long, value_name = "N|all", default_value = "all", value_parser = parse_infer_rows)]
    infer_rows: InferRows,
}

impl Open {
    /// What it means.
    pub(crate) fn options(&self) -> OpenOptions {
        let mut options = OpenOptions::default();
        options.table = self.table.clone().unwrap_or_default();
        options.member = self.member.clone();
        options.columns = self.columns.clone();
        options.rows = self.rows.clone();
        options.release = self.release.clone();
        options.csv_delimiter = self.delimiter;
        options.csv_comment = self.comment;
        options.infer_rows = self.infer_rows.limit();
        options
    }

    /// Opens a file, or the standard input for `-`.
    pub(crate) fn open(&self, path: &Path) -> gaialink::Result<Source> {
        open(path, &self.options())
    }
}

/// Opens a file, or the standard input for `-`.
pub(crate) fn open(path: &Path, options: &OpenOptions) -> gaialink::Result<Source> {
    match is_stdio(path) {
        true => options.open_reader("standard input", io::stdin()),
        false => options.open(path),
    }
}

/// Whether a path stands for the standard input or output.
pub(crate) fn is_stdio(path: &Path) -> bool {
    path.as_os_str() == "-"
}
