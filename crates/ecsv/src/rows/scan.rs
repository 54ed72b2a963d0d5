use super::Fault;
use crate::{dialect::Dialect, error::ErrorKind};
use memchr::memchr2;

/// One row in a buffer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// Where it begins.
    pub(crate) start: usize,
    /// Where it ends, without the end of the line.
    pub(crate) end: usize,
    /// Its first line, counted from 0.
    pub(crate) line: u64,
    /// Whether there are quotes in it.
    pub(crate) has_quotes: bool,
}

/// The whole rows at the start of a buffer.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    /// The rows; empty lines and comments are none.
    pub(crate) rows: Vec<Row>,
    /// Where the last of them ends, with the end of the line.
    pub(crate) end: usize,
    /// How many lines there are up to the end.
    pub(crate) lines: u64,
    /// How many of them are comments.
    pub(crate) comments: u64,
    /// What is wrong behind the last of the rows.
    pub(crate) fault: Option<Fault>,
    /// Where the quotes open that the buffer does not close.
    pub(crate) open: Option<usize>,
}

/// Finds the whole rows at the start of a buffer, `max_rows` at most. At the end of the input the last one needs no end of line.
///
/// Quotes are quotes where a cell begins with them (RFC 4180, 2.5); elsewhere they are characters.
pub(crate) fn scan(bytes: &[u8], dialect: Dialect, max_rows: usize, is_last: bool) -> Scan {
    let mut scanner = Scanner { bytes, dialect, scan: Scan::default(), line: 0, has_quotes: false };
    let mut at = 0;
    while scanner.scan.rows.len() < max_rows {
        let Some(found) = bytes.get(at..).and_then(|rest| memchr2(b'"', b'\n', rest)) else {
            if is_last {
                scanner.end_row(bytes.len(), bytes.len());
            }
            break;
        };
        let found = at.saturating_add(found);
        at = if bytes.get(found) == Some(&b'\n') {
            scanner.end_row(found, found.saturating_add(1))
        } else {
            match scanner.quotes(found, is_last) {
                Some(behind) => behind,
                None => break,
            }
        };
    }
    scanner.scan
}

struct Scanner<'a> {
    bytes: &'a [u8],
    dialect: Dialect,
    /// What was found so far; its end is the start of the row at hand.
    scan: Scan,
    /// The line at hand, inside the row.
    line: u64,
    has_quotes: bool,
}

impl Scanner<'_> {
    /// Takes the row that ends here, and gives where the next one begins.
    fn end_row(&mut self, end: usize, next: usize) -> usize {
        let start = self.scan.end;
        let line = self.bytes.get(start..end).unwrap_or_default();
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if !self.dialect.skips(line) {
            let end = start.saturating_add(line.len());
            self.scan.rows.push(Row { start, end, line: self.scan.lines, has_quotes: self.has_quotes });
        } else if !line.trim_ascii().is_empty() {
            self.scan.comments = self.scan.comments.saturating_add(1);
        }
        if next > start {
            self.line = self.line.saturating_add(1);
        }
        self.scan.lines = self.line;
        self.has_quotes = false;
        self.scan.end = next;
        next
    }

    /// Steps over what is quoted from here on, or over the quote alone where no cell begins with it. `None` where the buffer
    /// ends before the quotes do, or something is wrong with them.
    fn quotes(&mut self, open: usize, is_last: bool) -> Option<usize> {
        let inside = open.saturating_add(1);
        self.has_quotes = true;
        if !self.opens(open) {
            return Some(inside);
        }
        let Some((close, lines)) = self.closing(inside) else {
            self.scan.open = Some(open);
            return if is_last { self.fail(ErrorKind::OpenQuote) } else { None };
        };
        let behind = close.saturating_add(1);
        self.line = self.line.saturating_add(lines);
        match self.bytes.get(behind) {
            None if !is_last => None,
            None | Some(b'\n' | b'\r') => Some(behind),
            Some(byte) if *byte == self.dialect.delimiter => Some(behind),
            Some(_) => self.fail(ErrorKind::BehindQuote { found: self.char_at(behind) }),
        }
    }

    fn fail(&mut self, kind: ErrorKind) -> Option<usize> {
        self.scan.fault = Some(Fault::at_line(self.line, kind));
        None
    }

    /// Whether the quote here begins a cell.
    fn opens(&self, at: usize) -> bool {
        let start = self.scan.end;
        let starts_comment = self.dialect.comment.is_some() && self.bytes.get(start) == self.dialect.comment.as_ref();
        let before = at.checked_sub(1).and_then(|before| self.bytes.get(before));
        !starts_comment && (at == start || before == Some(&self.dialect.delimiter))
    }

    /// Where the quotes close that are open here, and how many lines end before; two in a row are one of the text.
    fn closing(&self, inside: usize) -> Option<(usize, u64)> {
        let (mut at, mut lines) = (inside, 0_u64);
        loop {
            let found = at.saturating_add(memchr2(b'"', b'\n', self.bytes.get(at..)?)?);
            let next = found.saturating_add(1);
            at = match self.bytes.get(found..)? {
                [b'\n', ..] => {
                    lines = lines.saturating_add(1);
                    next
                }
                [b'"', b'"', ..] => next.saturating_add(1),
                _ => return Some((found, lines)),
            };
        }
    }

    fn char_at(&self, at: usize) -> char {
        let end = at.saturating_add(4).min(self.bytes.len());
        let text = String::from_utf8_lossy(self.bytes.get(at..end).unwrap_or_default());
        text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Format;

    fn dialect(comment: Option<u8>) -> Dialect {
        Dialect { format: Format::Csv, delimiter: b',', comment }
    }

    fn rows(text: &str, is_last: bool) -> (Vec<(&str, u64)>, usize, u64) {
        let scan = scan(text.as_bytes(), dialect(Some(b'#')), usize::MAX, is_last);
        assert!(scan.fault.is_none(), "{text:?}");
        let rows = scan.rows.iter().map(|row| (text.get(row.start..row.end).unwrap(), row.line)).collect();
        (rows, scan.end, scan.lines)
    }

    #[test]
    fn whole_rows_are_found() {
        type Found<'a> = &'a [(&'a str, u64)];
        let cases: [(&str, Found<'_>, usize, u64); 10] = [
            ("", &[], 0, 0),
            ("a,b", &[], 0, 0),
            ("a,b\nc", &[("a,b", 0)], 4, 1),
            ("a,b\r\n\r\n\nc\n", &[("a,b", 0), ("c", 3)], 10, 4),
            ("#x,\"\na\n", &[("a", 1)], 7, 2),
            ("\"a\n\"\"b\",c\nd\n", &[("\"a\n\"\"b\",c", 0), ("d", 2)], 12, 3),
            ("a\"b,c\"\nd\n", &[("a\"b,c\"", 0), ("d", 1)], 9, 2),
            ("a\n\"b\n", &[("a", 0)], 2, 1),
            ("a\n\"b\"", &[("a", 0)], 2, 1),
            ("a\n\"\n\"\n", &[("a", 0), ("\"\n\"", 1)], 6, 3),
        ];
        for (text, want, end, lines) in cases {
            assert_eq!(rows(text, false), (want.to_vec(), end, lines), "{text:?}");
        }
        assert_eq!(rows("a\nb", true), (vec![("a", 0), ("b", 1)], 3, 2));
        assert_eq!(rows("a\n", true), (vec![("a", 0)], 2, 1));
        assert_eq!(rows("a\n\"b\"", true), (vec![("a", 0), ("\"b\"", 1)], 5, 2));
    }

    #[test]
    fn faults_have_a_line() {
        let fault = |text: &str| scan(text.as_bytes(), dialect(None), usize::MAX, true).fault.unwrap();
        for (text, line, message) in [
            ("a\n\"b\nc", 1, "the quotes that are opened here are never closed"),
            ("a\n\"b\nc\"d", 2, "expected a delimiter or the end of the line behind the closing quote, found `d`"),
        ] {
            let error = fault(text).place(Format::Csv, 1, 0);
            assert_eq!(error.position().line, Some(line + 1), "{text:?}");
            assert_eq!(error.kind().to_string(), message);
        }
    }

    #[test]
    fn rows_are_counted() {
        let scan = scan(b"a\n#c\nb\nc\n", dialect(Some(b'#')), 2, true);
        assert_eq!((scan.rows.len(), scan.end, scan.lines, scan.comments), (2, 7, 3, 1));
    }
}
