use super::{Fault, Piece, Row, span};
use crate::{
    dialect::Dialect,
    error::{ErrorKind, Format},
};
use csv_core::{ReadFieldResult, Reader, ReaderBuilder};
use gaialink_table::text::{Places, Span};
use memchr::{memchr, memchr_iter, memchr2};

/// What is told of a row of too few or too many cells where the first lines may be comments.
pub(crate) const COMMENT_HINT: &str = "; if lines with `#` are comments, that has to be said (`--comment '#'`)";

/// The cells of the rows of a piece, row by row.
#[derive(Debug)]
pub(crate) struct Split {
    /// The cells. The text of those in quotes is behind the rows, without them.
    pub(crate) cells: Vec<Span>,
    /// What is wrong with the row behind them.
    pub(crate) fault: Option<Fault>,
}

/// Finds the cells of all rows of a piece, as many a row as there are columns where that is known, up to the first row that is none.
pub(crate) fn split(piece: &mut Piece, columns: Option<usize>, dialect: Dialect) -> Split {
    let Survey { is_plain, has_returns } = Survey::of(&piece.bytes);
    let not_text = if is_plain { None } else { not_text(piece, dialect) };
    let rows = not_text.as_ref().map_or(piece.rows.len(), |(rows, _)| *rows);
    let rows = piece.rows.get(..rows).unwrap_or_default();
    let most = piece.bytes.len().saturating_add(rows.len());
    let mut cells = Vec::with_capacity(columns.map_or(0, |columns| rows.len().saturating_mul(columns).min(most)));
    let mut unquoted = Unquoted { reader: None, dialect, raw: piece.bytes.len(), text: Vec::new() };
    let mut fault = None;
    // Found in all rows at once; those of rows in quotes are passed over.
    let mut delimiters = Places::new(&piece.bytes, dialect.delimiter);
    for (place, row) in rows.iter().enumerate() {
        let before = cells.len();
        let text = piece.bytes.get(row.start..row.end).unwrap_or_default();
        let done = match row.has_quotes {
            true => match around_cells(row, text, dialect, &mut cells) {
                Ok(false) => {
                    cells.truncate(before);
                    unquoted.row(row, text, &mut cells)
                }
                done => done.map(|_| ()),
            },
            false if has_returns && memchr(b'\r', text).is_some() => Err(Fault::new(ErrorKind::CarriageReturn)),
            false => between_delimiters(row, &mut delimiters, dialect, &mut cells),
        };
        let found = cells.len().saturating_sub(before);
        let counted = match columns {
            Some(expected) if expected != found => done.and(Err(count_fault(text, dialect, expected, found))),
            _ => done,
        };
        if let Err(found_fault) = counted {
            // The cells of a row that is none are no cells of the next one.
            cells.truncate(before);
            fault = Some(found_fault.in_row(place, row.line));
            break;
        }
    }
    let text = unquoted.text;
    piece.bytes.extend_from_slice(&text);
    Split { cells, fault: fault.or(not_text.map(|(_, fault)| fault)) }
}

/// What one look at a text tells.
struct Survey {
    /// Whether it is ASCII without NUL, which most texts are.
    is_plain: bool,
    /// Whether there are carriage returns in it.
    has_returns: bool,
}

impl Survey {
    fn of(text: &[u8]) -> Self {
        // Without a branch, so that many bytes are looked at together. One less than NUL is the greatest byte.
        let look = |(most, returns): (u8, u8), byte: &u8| (most.max(byte.wrapping_sub(1)), returns | u8::from(*byte == b'\r'));
        let (most, returns) = text.iter().fold((0, 0), look);
        Self { is_plain: most < 0x7f, has_returns: returns != 0 }
    }
}

/// What is told of a row of another number of cells than there are columns.
#[cold]
fn count_fault(text: &[u8], dialect: Dialect, expected: usize, found: usize) -> Fault {
    /// What may part the cells of CSV, and what is told of it.
    const OTHERS: [(u8, &str); 4] = [
        (b'\t', "; if tabs part the cells, that has to be said (`--delimiter tab`)"),
        (b';', "; if `;` parts the cells, that has to be said (`--delimiter ';'`)"),
        (b'|', "; if `|` parts the cells, that has to be said (`--delimiter '|'`)"),
        (b',', "; if commas part the cells, that has to be said (`--delimiter ,`)"),
    ];
    // Names in one cell may well be several; a row in one cell is one of so many.
    let fits = |other: u8| match memchr_iter(other, text).count() {
        0 => false,
        _ if expected == 1 => true,
        count => found == 1 && count.saturating_add(1) == expected,
    };
    let is_open = dialect.format == Format::Csv;
    let other = OTHERS.iter().find(|(other, _)| is_open && *other != dialect.delimiter && fits(*other));
    let hint = match other {
        None if is_open && dialect.comment.is_none() && text.first() == Some(&b'#') => COMMENT_HINT,
        other => other.map_or("", |(_, hint)| hint),
    };
    Fault::new(ErrorKind::CellCount { expected, found, hint })
}

/// The cells of a row whose quotes stand around whole cells and nowhere else, where they lie; whether it is such a row.
fn around_cells(row: &Row, text: &[u8], dialect: Dialect, cells: &mut Vec<Span>) -> Result<bool, Fault> {
    let (mut rest, mut start) = (text, row.start);
    loop {
        let quoted = rest.strip_prefix(b"\"");
        let (cell, behind) = match quoted {
            Some(inner) => {
                let Some((cell, behind)) = memchr(b'"', inner).and_then(|end| inner.split_at_checked(end)) else {
                    return Ok(false);
                };
                (cell, behind.get(1..).unwrap_or_default())
            }
            None => {
                let (cell, behind) =
                    rest.split_at_checked(memchr(dialect.delimiter, rest).unwrap_or(rest.len())).unwrap_or_default();
                if memchr2(b'\r', b'\n', cell).is_some() {
                    return Ok(false);
                }
                (cell, behind)
            }
        };
        let begin = start.saturating_add(usize::from(quoted.is_some()));
        match cell.is_empty() {
            true if quoted.is_some() => cells.push(Span::QUOTED_EMPTY),
            true if dialect.is_blank() => {}
            _ => cells.push(span(begin, begin.saturating_add(cell.len()))?),
        }
        match behind.split_first() {
            None => return Ok(true),
            Some((delimiter, next)) if *delimiter == dialect.delimiter => rest = next,
            Some(_) => return Ok(false),
        }
        start = row.start.saturating_add(text.len().saturating_sub(rest.len()));
    }
}

/// What is no text in a row, and how many rows there are before. What a comment holds does not matter.
#[inline]
fn not_text(piece: &Piece, dialect: Dialect) -> Option<(usize, Fault)> {
    if memchr(0, &piece.bytes).is_none() && std::str::from_utf8(&piece.bytes).is_ok() {
        return None;
    }
    piece.rows.iter().enumerate().find_map(|(place, row)| {
        let text = piece.bytes.get(row.start..row.end)?;
        let (at, kind) = no_text(text)?;
        let before = piece.bytes.get(..row.start.saturating_add(at)).unwrap_or_default();
        let line = u64::try_from(memchr_iter(b'\n', before).count()).unwrap_or(u64::MAX);
        let cell = cell_at(text.get(..at).unwrap_or_default(), dialect);
        Some((place, Fault::at_row(place, line, kind).in_cell(cell)))
    })
}

/// Where the first byte is that no text has, and what is wrong with it.
#[cold]
fn no_text(text: &[u8]) -> Option<(usize, ErrorKind)> {
    match (memchr(0, text), std::str::from_utf8(text)) {
        (None, Ok(_)) => None,
        (Some(nul), Ok(_)) => Some((nul, ErrorKind::Nul)),
        (Some(nul), Err(error)) if nul < error.valid_up_to() => Some((nul, ErrorKind::Nul)),
        (_, Err(error)) => Some((error.valid_up_to(), ErrorKind::Utf8(error))),
    }
}

/// In which cell of a row its text ends.
fn cell_at(text: &[u8], dialect: Dialect) -> usize {
    let (mut cells, mut is_quoted, mut before) = (0_usize, false, dialect.delimiter);
    for byte in text {
        let is_delimiter = !is_quoted && *byte == dialect.delimiter;
        let is_counted = is_delimiter && !(dialect.is_blank() && before == dialect.delimiter);
        cells = cells.saturating_add(usize::from(is_counted));
        is_quoted ^= *byte == b'"' && (is_quoted || before == dialect.delimiter);
        before = *byte;
    }
    cells
}

/// The cells of a row without quotes, between the delimiters, of which those before the row are passed over. Blanks come in runs.
fn between_delimiters(row: &Row, delimiters: &mut Places<'_>, dialect: Dialect, cells: &mut Vec<Span>) -> Result<(), Fault> {
    let (mut start, is_blank) = (row.start, dialect.is_blank());
    while let Some(end) = delimiters.next_before(row.end) {
        if end > start || end == start && !is_blank {
            cells.push(span(start, end)?);
        }
        start = start.max(end.saturating_add(1));
    }
    if start < row.end || !is_blank {
        cells.push(span(start, row.end)?);
    }
    Ok(())
}

fn reader(dialect: Dialect) -> Reader {
    let mut reader = ReaderBuilder::new().delimiter(dialect.delimiter).build();
    // Once it has read something, it takes a byte order mark at the start of a row for text.
    let _ = reader.read_field(b"\n", &mut [0]);
    reader
}

/// Takes the quotes off.
struct Unquoted {
    /// Made for the first row with quotes, since that takes as long as many rows without.
    reader: Option<Reader>,
    dialect: Dialect,
    /// How many bytes the rows have.
    raw: usize,
    /// The text of the cells so far, which comes behind the rows.
    text: Vec<u8>,
}

impl Unquoted {
    fn row(&mut self, row: &Row, text: &[u8], cells: &mut Vec<Span>) -> Result<(), Fault> {
        let mut rest = text;
        loop {
            let is_quoted = rest.first() == Some(&b'"');
            let (len, is_last) = self.field(&mut rest)?;
            let end = self.raw.saturating_add(self.text.len());
            match len == 0 {
                true if is_quoted => cells.push(Span::QUOTED_EMPTY),
                true if self.dialect.is_blank() => {}
                _ => cells.push(span(end.saturating_sub(len), end)?),
            }
            if is_last {
                // A row that csv-core sees end before its text does holds a carriage return of its own.
                let is_whole = rest.is_empty() && row.start.saturating_add(text.len()) == row.end;
                return if is_whole { Ok(()) } else { Err(Fault::new(ErrorKind::CarriageReturn)) };
            }
        }
    }

    /// Reads one field and gives the length of its text, and whether it is the last of the row.
    fn field(&mut self, rest: &mut &[u8]) -> Result<(usize, bool), Fault> {
        let start = self.text.len();
        let reader = self.reader.get_or_insert_with(|| reader(self.dialect));
        // A byte more than there is to read, which is never full then.
        self.text.resize(start.saturating_add(rest.len()).saturating_add(1), 0);
        let mut end = start;
        let last = loop {
            let input: &[u8] = if rest.is_empty() { b"\n" } else { rest };
            let (result, read, written) = reader.read_field(input, self.text.get_mut(end..).unwrap_or_default());
            *rest = rest.get(read..).unwrap_or_default();
            end = end.saturating_add(written);
            match result {
                ReadFieldResult::Field { record_end } => break Ok(record_end),
                ReadFieldResult::InputEmpty => {}
                ReadFieldResult::OutputFull | ReadFieldResult::End => break Err(Fault::new(ErrorKind::OpenQuote)),
            }
        };
        self.text.truncate(end);
        Ok((end.saturating_sub(start), last?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rows::scan;

    fn cells(text: &[u8], columns: usize, delimiter: u8) -> Result<Vec<Option<String>>, String> {
        let dialect = Dialect { format: Format::Csv, delimiter, comment: None };
        let scan = scan(text, dialect, usize::MAX, true);
        assert!(scan.fault.is_none());
        let mut piece = Piece { bytes: text.to_vec(), rows: scan.rows, first_line: 1 };
        let Split { cells, fault } = split(&mut piece, Some(columns), dialect);
        if let Some(error) = fault.map(|fault| fault.place(Format::Csv, 1, 0)) {
            return Err(format!("{}: {}", error.position(), error.kind()));
        }
        let text = |cell: &Span| String::from_utf8(cell.text(&piece.bytes).to_vec()).unwrap();
        Ok(cells.iter().map(|cell| (!cell.is_absent()).then(|| text(cell))).collect())
    }

    #[test]
    fn rows_into_cells() {
        let cases: [(&str, usize, u8, &[Option<&str>]); 12] = [
            ("a,b\n", 2, b',', &[Some("a"), Some("b")]),
            (",\r\n", 2, b',', &[None, None]),
            ("\"\",\n", 2, b',', &[Some(""), None]),
            ("a,\"\"\n,\"b\"", 2, b',', &[Some("a"), Some(""), None, Some("b")]),
            ("\"a,\"\"b\"\"\r\nc\",d", 2, b',', &[Some("a,\"b\"\r\nc"), Some("d")]),
            ("a\"b,\"c\"\n", 2, b',', &[Some("a\"b"), Some("c")]),
            ("\"a\"\n\"\u{feff}b\"\n\u{feff}\"\n", 1, b',', &[Some("a"), Some("\u{feff}b"), Some("\u{feff}\"")]),
            ("a;b,c\n", 2, b';', &[Some("a"), Some("b,c")]),
            ("a  b \n", 2, b' ', &[Some("a"), Some("b")]),
            (" \"\"  \"b c\" \n", 2, b' ', &[Some(""), Some("b c")]),
            ("\"a\" \"\"\n", 2, b' ', &[Some("a"), Some("")]),
            ("a\tb\n", 2, b'\t', &[Some("a"), Some("b")]),
        ];
        for (text, columns, delimiter, want) in cases {
            let want: Vec<_> = want.iter().map(|cell| cell.map(str::to_owned)).collect();
            assert_eq!(cells(text.as_bytes(), columns, delimiter), Ok(want), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_row_is_refused() {
        let cases: [(&[u8], &str); 8] = [
            (b"a,b\nc\n", "line 2, row 2: expected 2 cells, found 1"),
            (b"\"a\nb\",c,\"d\"\n", "line 1, row 1: expected 2 cells, found 3"),
            (
                b"a,b\nc,d\re,f\n",
                "line 2, row 2: a carriage return without a line feed; lines must end in a line feed, or in both",
            ),
            (
                b"\"a\",b\rc,d\n",
                "line 1, row 1: a carriage return without a line feed; lines must end in a line feed, or in both",
            ),
            (b"a,b\nc,\0\n", "line 2, row 2: a NUL byte"),
            (b"a,b\nc,\xff\n", "line 2, row 2: bytes that are no UTF-8"),
            (b"a,b\nc,\0\xff\n", "line 2, row 2: a NUL byte"),
            (b"a,\"b\n\xff\"\n", "line 2, row 1: bytes that are no UTF-8"),
        ];
        for (text, want) in cases {
            assert_eq!(cells(text, 2, b','), Err(want.to_owned()), "{:?}", String::from_utf8_lossy(text));
        }
    }
}
