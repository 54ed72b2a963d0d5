use super::{Fault, Row, scan};
use crate::{
    dialect::Dialect,
    error::{Error, ErrorKind},
};
use gaialink_table::{LimitError, Limits};
use memchr::{memchr, memchr_iter, memrchr};
use std::io::{self, BufRead, Read};

/// Some whole rows of the input.
#[derive(Debug)]
pub(crate) struct Piece {
    /// The text of the rows.
    pub(crate) bytes: Vec<u8>,
    /// Where each row lies in it.
    pub(crate) rows: Vec<Row>,
    /// The line of the input at which it begins, counted from 1.
    pub(crate) first_line: u64,
}

/// Cuts an input into pieces at the ends of rows.
#[derive(Debug)]
pub(crate) struct Pieces<R> {
    inner: R,
    dialect: Dialect,
    size: usize,
    max_rows: usize,
    max_row: u64,
    max_cell: u64,
    /// How many cells a row may have, and what they are to the reader.
    cells: Cells,
    /// What is wrong behind the piece that was given last.
    pending: Option<Error>,
    /// What was read beyond the last piece, behind what was given in pieces.
    buffer: Vec<u8>,
    /// How much of it was given.
    given: usize,
    /// The line of the next byte, counted from 1.
    line: u64,
    is_at_end: bool,
    /// Whether a byte order mark may come.
    is_at_start: bool,
    /// How many bytes that are no rows may come before the first row, of so many.
    opening: Option<(u64, u64)>,
    /// The comments met, with the line of the first piece that held one.
    comments: Option<(u64, u64)>,
}

/// How many cells a row may have.
#[derive(Clone, Copy, Debug)]
enum Cells {
    /// As many as a table may have columns.
    AtMost(u64),
    /// As many as there are columns.
    Exactly(usize),
}

/// So many bytes of a row are long: its cells are counted before its end is found.
const LONG: usize = 1 << 20;

/// The most rows of a piece.
const MAX_ROWS: usize = 1 << 16;

impl<R: BufRead> Pieces<R> {
    /// Pieces of about `size` bytes of an input that goes on with `rest` at a line, counted from 1.
    pub(crate) fn new(inner: R, rest: Vec<u8>, line: u64, dialect: Dialect, size: usize, limits: &Limits) -> Self {
        // Three bytes tell whether there is a byte order mark.
        let is_at_start = line <= 1 && rest.is_empty();
        let (size, max_row, max_cell) = (size.max(3), limits.max_row, limits.max_cell);
        Self {
            inner,
            dialect,
            size,
            max_rows: MAX_ROWS,
            max_row,
            max_cell,
            cells: Cells::AtMost(limits.max_columns),
            pending: None,
            buffer: rest,
            given: 0,
            line,
            is_at_end: false,
            is_at_start,
            opening: Some((limits.max_metadata, limits.max_metadata)),
            comments: None,
        }
    }

    /// The same with a bound on the rows of a piece.
    pub(crate) fn with_max_rows(mut self, max_rows: usize) -> Self {
        self.max_rows = max_rows.clamp(1, MAX_ROWS);
        self
    }

    /// From now on a row has so many cells: a longer one need not be read to its end.
    pub(crate) fn expect_cells(&mut self, count: usize) {
        self.cells = Cells::Exactly(count);
    }

    /// From now on the lines are numbered as if so many had been read.
    pub(crate) fn skip_lines(&mut self, count: u64) {
        self.line = self.line.saturating_add(count);
    }

    /// How many comments there were so far, and about where the first of them stands.
    pub(crate) fn comments(&self) -> Option<(u64, u64)> {
        self.comments
    }

    /// The line of the next byte, counted from 1.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }

    /// The next row alone, or `None` at the end of the input.
    pub(crate) fn next_row(&mut self) -> Result<Option<Piece>, Error> {
        let max_rows = std::mem::replace(&mut self.max_rows, 1);
        let piece = self.next();
        self.max_rows = max_rows;
        piece
    }

    /// The next piece, or `None` at the end of the input. What is wrong with it is told behind the rows before.
    pub(crate) fn next(&mut self) -> Result<Option<Piece>, Error> {
        let mut wanted = if self.rest().len() > self.size.div_euclid(2) { 0 } else { self.size };
        loop {
            if let Some(error) = self.pending.take() {
                return Err(error);
            }
            self.fill(wanted).map_err(|error| self.fail(error.into()))?;
            let scan = scan(self.rest(), self.dialect, self.max_rows, self.is_at_end);
            if scan.end == 0 && scan.fault.is_none() && !self.is_at_end {
                wanted = self.larger(scan.open)?;
                continue;
            }
            self.pending = scan.fault.map(|fault| fault.place(self.dialect.format, self.line, 0));
            let first_line = self.line;
            self.count(scan.lines, scan.comments);
            let bytes = self.cut(scan.end);
            if !scan.rows.is_empty() {
                self.opening = None;
                return Ok(Some(Piece { bytes, rows: scan.rows, first_line }));
            }
            if self.is_at_end && self.rest().is_empty() && self.pending.is_none() {
                return Ok(None);
            }
            self.skip(bytes.len())?;
            wanted = self.size;
        }
    }

    /// Counts bytes that are no rows. Behind the first row there may be any number of them.
    fn skip(&mut self, len: usize) -> Result<(), Error> {
        let Some((left, limit)) = &mut self.opening else { return Ok(()) };
        match left.checked_sub(u64::try_from(len).unwrap_or(u64::MAX)) {
            Some(fewer) => *left = fewer,
            None => {
                let (what, limit) = ("bytes above the column names".to_owned(), *limit);
                return Err(self.fail(LimitError { what, found: limit.saturating_add(1), limit }.into()));
            }
        }
        Ok(())
    }

    fn rest(&self) -> &[u8] {
        self.buffer.get(self.given..).unwrap_or_default()
    }

    fn count(&mut self, lines: u64, comments: u64) {
        if comments > 0 {
            let (count, line) = self.comments.unwrap_or((0, self.line));
            self.comments = Some((count.saturating_add(comments), line));
        }
        self.line = self.line.saturating_add(lines);
    }

    /// Takes so many bytes; the fewer of those taken and those left are copied.
    fn cut(&mut self, len: usize) -> Vec<u8> {
        let end = self.given.saturating_add(len);
        if self.given == 0 && self.buffer.len().saturating_sub(end) < len {
            let rest = self.buffer.split_off(end);
            return std::mem::replace(&mut self.buffer, rest);
        }
        let bytes = self.buffer.get(self.given..end).unwrap_or_default().to_vec();
        self.given = end;
        bytes
    }

    /// Reads until there are so many bytes.
    fn fill(&mut self, wanted: usize) -> io::Result<()> {
        let missing = wanted.saturating_sub(self.rest().len());
        if missing == 0 || self.is_at_end {
            return Ok(());
        }
        self.buffer.drain(..std::mem::take(&mut self.given));
        self.buffer.reserve(missing);
        let taken = (&mut self.inner).take(u64::try_from(missing).unwrap_or(u64::MAX)).read_to_end(&mut self.buffer)?;
        self.is_at_end = taken < missing;
        if std::mem::take(&mut self.is_at_start) && self.buffer.starts_with(b"\xef\xbb\xbf") {
            self.buffer.drain(..3);
        }
        Ok(())
    }

    /// Twice what there is, as long as a row may take so much, and the cell whose quotes are open.
    fn larger(&self, open: Option<usize>) -> Result<usize, Error> {
        let count = |bytes: usize| u64::try_from(bytes).unwrap_or(u64::MAX);
        let len = self.rest().len();
        self.check_cells().map_err(|kind| self.fail(kind))?;
        let last = memrchr(self.dialect.delimiter, self.rest()).map_or(0, |at| at.saturating_add(1));
        let start = open.unwrap_or(last);
        let cell = count(len.saturating_sub(start));
        for (what, found, limit) in [("bytes of a cell", cell, self.max_cell), ("bytes of a row", count(len), self.max_row)] {
            if found > limit {
                return Err(self.fail(LimitError { what: what.to_owned(), found, limit }.into()));
            }
        }
        let most = self.max_row.min(self.max_cell.saturating_add(count(start))).saturating_add(1);
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        Ok(len.saturating_mul(2).max(self.size).min(most.max(self.size)))
    }

    /// Checks how many cells there are already in a row whose end is not read. Where quotes make that doubtful, its end tells.
    fn check_cells(&self) -> Result<(), ErrorKind> {
        let row = self.rest();
        if row.len() < LONG || memchr(b'"', row).is_some() || self.dialect.skips(row) {
            return Ok(());
        }
        let is_delimiter = |byte: &u8| *byte == self.dialect.delimiter;
        let found = match self.dialect.is_blank() {
            true => row.split(is_delimiter).filter(|word| !word.is_empty()).count(),
            false => memchr_iter(self.dialect.delimiter, row).count().saturating_add(1),
        };
        match self.cells {
            Cells::Exactly(expected) if found > expected => Err(ErrorKind::CellCount { expected, found, hint: "" }),
            Cells::Exactly(_) => Ok(()),
            Cells::AtMost(limit) => {
                let found = u64::try_from(found).unwrap_or(u64::MAX);
                Ok(Limits::claim("columns", found, 1, limit).map(|_| ())?)
            }
        }
    }

    fn fail(&self, kind: ErrorKind) -> Error {
        Fault::new(kind).place(self.dialect.format, self.line, 0)
    }
}
