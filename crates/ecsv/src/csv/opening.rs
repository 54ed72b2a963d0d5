//! What stands above the rows of a CSV and says how it is laid out: Excel's `sep=;`, and the comments, units and dashes of VizieR.

mod vizier;

use self::vizier::Notes;
use super::dialect::dialect;
use crate::{
    dialect::Dialect,
    error::{Error, ErrorKind, Result},
    rows::{COMMENT_HINT, Names, Pieces, read_names},
};
use gaialink_table::{Field, Limits, Position, Warning};
use std::io::{self, BufRead, Read};

/// The beginning of a CSV, up to the line of column names.
#[derive(Debug)]
pub(crate) struct Opening {
    /// How the rows are laid out.
    pub(crate) dialect: Dialect,
    /// What was read and not understood, the line of column names among it.
    rest: Vec<u8>,
    /// The number of the first of these lines, counted from 1.
    line: u64,
    /// What VizieR says of the columns.
    notes: Notes,
    /// Whether the two lines behind the column names were taken.
    has_units: bool,
}

/// At most so many bytes are looked at. What comes later, or on longer lines, opens nothing.
const MOST: u64 = 1 << 20;

impl Opening {
    /// Reads the beginning of an input, with what the caller says of its layout.
    pub(crate) fn read<R: BufRead>(inner: &mut R, delimiter: u8, comment: Option<u8>) -> Result<Self> {
        let asked = dialect(delimiter, comment)?;
        let fail = |error: io::Error| asked.format.error(Position::default(), error);
        let mut opening = Self { dialect: asked, rest: Vec::new(), line: 1, notes: Notes::default(), has_units: false };
        let mut lines = Lines { inner, left: MOST };
        let mut first = lines.next().map_err(fail)?;
        if let Some(text) = first.strip_prefix(b"\xef\xbb\xbf") {
            first = text.to_vec();
        }
        if let Some(delimiter) = separator(&first) {
            opening.dialect = dialect(delimiter, comment)?;
            opening.line = 2;
            first = lines.next().map_err(fail)?;
        }
        opening.comments(first, &mut lines).map_err(fail)?;
        Ok(opening)
    }

    /// Takes the lines of comments, and what stands between them and the rows.
    fn comments<R: BufRead>(&mut self, mut line: Vec<u8>, lines: &mut Lines<'_, R>) -> io::Result<()> {
        let comment = self.dialect.comment.unwrap_or(b'#');
        while line.first() == Some(&comment) || (!self.rest.is_empty() && is_blank(&line)) {
            self.notes.take(&line);
            self.rest.extend_from_slice(&line);
            line = lines.next()?;
        }
        if self.notes.are_of_vizier() {
            self.dialect.comment = Some(comment);
            self.dialect.delimiter = vizier::delimiter(&line, self.dialect.delimiter);
        }
        let columns = vizier::cells(&line, self.dialect.delimiter).count();
        self.rest.extend_from_slice(&line);
        if line.contains(&b'"') || !(self.notes.are_of_vizier() || (columns > 1 && self.dialect.delimiter != b',')) {
            return Ok(());
        }
        let units = lines.next()?;
        let dashes = lines.next()?;
        self.has_units = vizier::are_dashes(&dashes, self.dialect.delimiter, columns);
        match self.has_units {
            true => self.notes.units(&line, &units, self.dialect.delimiter),
            false => self.rest.extend([units, dashes].concat()),
        }
        Ok(())
    }

    /// The rows, from the line of column names on.
    pub(crate) fn pieces<R: BufRead>(&mut self, inner: R, size: usize, limits: &Limits) -> Pieces<R> {
        Pieces::new(inner, std::mem::take(&mut self.rest), self.line, self.dialect, size, limits)
    }

    /// The line of column names, and what is odd behind it.
    pub(crate) fn names<R: BufRead>(&self, pieces: &mut Pieces<R>, limits: &Limits) -> Result<(Names, Option<Warning>)> {
        let names = read_names(pieces, self.dialect, limits)?;
        if !self.has_units {
            return Ok((names, None));
        }
        pieces.skip_lines(2);
        let at = Position::at_line(names.line.saturating_add(1));
        Ok((names, Some(Warning::new("W-UNITS", at, "this line and the dashes below are read as the units of the columns"))))
    }

    /// An error of the rows, with what may help where the line of column names, which may be a comment, has one cell.
    pub(crate) fn explain(&self, error: Error, names: &[String]) -> Error {
        let is_comment = self.dialect.comment.is_none() && matches!(names, [name] if name.starts_with('#'));
        match error.kind() {
            ErrorKind::CellCount { expected, found, .. } if is_comment => {
                let kind = ErrorKind::CellCount { expected: *expected, found: *found, hint: COMMENT_HINT };
                self.dialect.format.error(error.position().clone(), kind)
            }
            _ => error,
        }
    }

    /// Whether columns have more than a name and a type.
    pub(crate) fn says_more(&self) -> bool {
        self.has_units || self.notes.are_of_vizier()
    }

    /// The column with what is said of it above the rows.
    pub(crate) fn annotate(&self, field: Field) -> Field {
        if self.says_more() { self.notes.annotate(field) } else { field }
    }
}

/// The lines of an input, up to a bound.
struct Lines<'a, R> {
    inner: &'a mut R,
    left: u64,
}

impl<R: BufRead> Lines<'_, R> {
    /// The next line with its end; at the end of the input, or of what is looked at, what there is.
    fn next(&mut self) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        let taken = self.inner.take(self.left).read_until(b'\n', &mut line)?;
        self.left = self.left.saturating_sub(u64::try_from(taken).unwrap_or(u64::MAX));
        Ok(line)
    }
}

/// The delimiter that Excel is told by a first line `sep=;`.
fn separator(line: &[u8]) -> Option<u8> {
    match line.trim_ascii_end().strip_prefix(b"sep=")? {
        [delimiter] => Some(*delimiter),
        [] if line.starts_with(b"sep=\t") => Some(b'\t'),
        _ => None,
    }
}

fn is_blank(line: &[u8]) -> bool {
    !line.is_empty() && line.trim_ascii().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators() {
        let cases: [(&[u8], Option<u8>); 8] = [
            (b"sep=;\r\n", Some(b';')),
            (b"sep=,", Some(b',')),
            (b"sep=\t\n", Some(b'\t')),
            (b"sep=|\n", Some(b'|')),
            (b"sep=\n", None),
            (b"sep=;,a\n", None),
            (b"separator\n", None),
            (b"a,b\n", None),
        ];
        for (line, want) in cases {
            assert_eq!(separator(line), want, "{}", String::from_utf8_lossy(line));
        }
    }
}
