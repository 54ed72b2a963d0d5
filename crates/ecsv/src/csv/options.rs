use super::Style;
use gaialink_table::Limits;

/// How CSV is read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadOptions {
    /// Caps on what a file may make the reader allocate. Default: those of [`Limits`].
    pub limits: Limits,
    /// The names of the columns to read, in the order in which they shall come; the others are skipped. Default: all.
    pub columns: Option<Vec<String>>,
    /// The byte between cells; a blank stands for any number of them. Default: a comma.
    pub delimiter: u8,
    /// The byte at the start of lines that are no rows. Default: none.
    pub comment: Option<u8>,
    /// From how many rows types are inferred. Default: [`InferRows::All`].
    pub infer_rows: InferRows,
    /// Whether what would be read with a warning is an error. Default: no.
    pub strict: bool,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            columns: None,
            delimiter: b',',
            comment: None,
            infer_rows: InferRows::All,
            strict: false,
        }
    }
}

/// From how many rows types are inferred.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum InferRows {
    /// From all of them, in a pass of its own over the input: no value is ever changed.
    #[default]
    All,
    /// From so many. A cell behind them that does not fit the type is an error.
    First(u64),
}

/// How CSV is written.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WriteOptions {
    /// The byte between cells. Default: a comma.
    pub delimiter: u8,
    /// How cells are spelled. Default: [`Style::Standard`].
    pub style: Style,
}

impl Default for WriteOptions {
    fn default() -> Self {
        Self { delimiter: b',', style: Style::Standard }
    }
}
