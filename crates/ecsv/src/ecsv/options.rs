use gaialink_table::Limits;

/// How ECSV is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadOptions {
    /// Caps on what a file may make the reader allocate. Default: those of [`Limits`].
    pub limits: Limits,
    /// The names of the columns to read, in the order in which they shall come; the others are skipped. Default: all.
    pub columns: Option<Vec<String>>,
    /// Whether what would be read with a warning is an error. Default: no.
    pub strict: bool,
}

/// How ECSV is written.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WriteOptions {
    /// The byte between cells: a comma or a blank. Default: a comma.
    pub delimiter: u8,
    /// The header of the file that the table was read from, as [`Reader::header`](super::Reader::header) gives it. What of it still says what is written
    /// stands in the output as it stood there, with comments, anchors, quotes and order: all of it, all but the columns, or all
    /// but the `meta`. Where more was changed, or the text is no header, it counts for nothing. Default: none.
    pub header: Option<String>,
}

impl Default for WriteOptions {
    fn default() -> Self {
        Self { delimiter: b',', header: None }
    }
}
