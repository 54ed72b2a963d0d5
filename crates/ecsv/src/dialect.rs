use crate::error::Format;

/// How rows are laid out as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dialect {
    /// Which format the errors speak of.
    pub(crate) format: Format,
    /// The byte between cells. Blanks come in runs, so that between them an empty cell needs quotes.
    pub(crate) delimiter: u8,
    /// The byte at the start of a line that is no row.
    pub(crate) comment: Option<u8>,
}

impl Dialect {
    /// Whether cells are parted by blanks.
    pub(crate) fn is_blank(self) -> bool {
        self.delimiter == b' '
    }

    /// Whether a line, without its end, is no row: empty, a comment, and in ECSV one of white space.
    pub(crate) fn skips(self, line: &[u8]) -> bool {
        match line.first() {
            None => true,
            Some(b' ' | b'\t') if self.format == Format::Ecsv => line.trim_ascii().is_empty(),
            first => self.comment.is_some() && first == self.comment.as_ref(),
        }
    }
}
