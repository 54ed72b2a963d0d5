use super::measure;
use crate::error::{Error, ErrorKind, Format};
use gaialink_table::{LimitError, Limits, Position};
use std::io::{BufRead, Read};

/// The lines of a header, and what follows them.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    /// The YAML, without the `#` and without what stands before it.
    pub(crate) yaml: String,
    /// The same lines as they stand in the file, each with a blank behind its `#` and ended by a line feed alone.
    pub(crate) source: String,
    /// The version of ECSV.
    pub(crate) version: String,
    /// The line of the file at which the YAML begins, counted from 1.
    pub(crate) first_line: u64,
    /// The first line behind the header, as it was read.
    pub(crate) rest: Vec<u8>,
    /// The number of that line, counted from 1.
    pub(crate) rest_line: u64,
}

impl Lines {
    /// The lines of a header that no file has yet, or no longer: what stands behind `# ---`.
    pub(super) fn of_source(source: String) -> Self {
        let yaml = source.lines().map(|line| format!("{}\n", yaml(line.strip_prefix('#').unwrap_or(line)))).collect();
        Self { yaml, source, version: "1.0".to_owned(), first_line: 3, rest: Vec::new(), rest_line: 1 }
    }
}

impl Lines {
    /// Takes a line, of which `text` stands behind its `#`.
    fn take(&mut self, number: u64, line: &[u8], text: &[u8]) -> Result<(), ErrorKind> {
        let raw = std::str::from_utf8(text).map_err(ErrorKind::Utf8)?;
        let text = yaml(raw);
        let is_first = self.first_line == 0;
        if is_first {
            self.version = version(text, line)?;
        }
        if is_first || self.yaml.is_empty() && (text.is_empty() || text.trim() == "---") {
            self.first_line = number.saturating_add(1);
            return Ok(());
        }
        self.yaml.push_str(text);
        self.yaml.push('\n');
        // Other readers want a blank behind every `#` or none.
        let sign = if raw.starts_with([' ', '\r', '\n']) || raw.is_empty() { "#" } else { "# " };
        self.source.extend([sign, raw.trim_end_matches(['\r', '\n']), "\n"]);
        Ok(())
    }

    /// The YAML, whose last line has no end, as for astropy: a literal text in it ends without one.
    pub(crate) fn document(&self) -> &str {
        self.yaml.strip_suffix('\n').unwrap_or(&self.yaml)
    }

    /// Checks how much there is to parse.
    pub(crate) fn check(&self, limits: &Limits) -> Result<(), Error> {
        measure::check(&self.yaml, limits).map_err(|error| Format::Ecsv.error(Position::at_line(self.first_line), error))
    }
}

/// The YAML of a line, of what stands behind its `#`.
pub(super) fn yaml(line: &str) -> &str {
    line.strip_prefix(' ').unwrap_or(line).trim_end()
}

/// Reads the lines of the header: `# %ECSV 1.0`, `# ---` and the YAML.
pub(crate) fn read_lines<R: BufRead>(inner: &mut R, limits: &Limits) -> Result<Lines, Error> {
    let mut lines = Lines::default();
    let mut left = limits.max_metadata;
    for number in 1.. {
        let at = |kind| Format::Ecsv.error(Position::at_line(number), kind);
        let line = read_line(inner, &mut left, limits).map_err(at)?;
        let line = if number == 1 { strip_mark(line) } else { line };
        let is_blank = line.trim_ascii().is_empty() && !line.is_empty();
        match line.trim_ascii_start().strip_prefix(b"#") {
            Some(text) => lines.take(number, &line, text).map_err(at)?,
            None if is_blank => {}
            None if lines.first_line == 0 => return Err(at(not_ecsv(&line))),
            None => {
                (lines.rest, lines.rest_line) = (line, number);
                break;
            }
        }
    }
    Ok(lines)
}

fn strip_mark(line: Vec<u8>) -> Vec<u8> {
    match line.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => rest.to_vec(),
        None => line,
    }
}

/// What a line takes beside its text; so a header of empty lines comes to an end, too.
pub(crate) const BYTES_OF_LINE: u64 = 32;

fn read_line<R: BufRead>(inner: &mut R, left: &mut u64, limits: &Limits) -> Result<Vec<u8>, ErrorKind> {
    let mut line = Vec::new();
    let taken = inner.take(*left).read_until(b'\n', &mut line)?;
    let taken = u64::try_from(taken).unwrap_or(u64::MAX);
    *left = left.saturating_sub(taken.saturating_add(if taken > 0 { BYTES_OF_LINE } else { 0 }));
    let start = line.trim_ascii_start().first();
    if *left == 0 && start.is_none_or(|byte| *byte == b'#') {
        let limit = limits.max_metadata;
        return Err(LimitError { what: "bytes of the header".to_owned(), found: limit.saturating_add(1), limit }.into());
    }
    Ok(line)
}

fn version(text: &str, line: &[u8]) -> Result<String, ErrorKind> {
    if text.contains('\r') {
        return Err(ErrorKind::CarriageReturn);
    }
    let version = text.trim().strip_prefix("%ECSV ").ok_or_else(|| not_ecsv(line))?.trim();
    let (major, minor) = version.split_once('.').unwrap_or((version, ""));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    match (major, minor) {
        ("1", minor) | ("0", minor @ "9") if is_number(minor) => Ok(version.to_owned()),
        _ => Err(ErrorKind::Version { found: version.to_owned() }),
    }
}

/// The most characters of a line that an error shows.
const SHOWN: usize = 40;

fn not_ecsv(line: &[u8]) -> ErrorKind {
    ErrorKind::NotEcsv { found: String::from_utf8_lossy(line).trim_end().chars().take(SHOWN).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<(String, u64, String, u64), String> {
        let lines = read_lines(&mut text.as_bytes(), &Limits::default()).map_err(|e| format!("{e}: {}", e.kind()))?;
        Ok((lines.yaml, lines.first_line, String::from_utf8(lines.rest).unwrap(), lines.rest_line))
    }

    #[test]
    fn headers() {
        let cases = [
            ("# %ECSV 1.0\n# ---\n# a: 1  \n#   b\nc\n", ("a: 1\n  b\n", 3, "c\n", 5)),
            ("\u{feff}#%ECSV 0.9\r\n#---\r\n#a: 1\r\n\r\nc\r\n", ("a: 1\n", 3, "c\r\n", 5)),
            ("\n# %ECSV 1.0\n#\n# ---\n# a:\n#\n#  b", ("a:\n\n b\n", 5, "", 8)),
        ];
        for (text, (yaml, first, rest, line)) in cases {
            assert_eq!(read(text), Ok((yaml.to_owned(), first, rest.to_owned(), line)), "{text:?}");
        }
    }

    #[test]
    fn other_files() {
        let cases = [
            ("", "ECSV, line 1: expected a first line `# %ECSV 1.0`, found ``"),
            ("a,b\n", "ECSV, line 1: expected a first line `# %ECSV 1.0`, found `a,b`"),
            ("\n# x\n", "ECSV, line 2: expected a first line `# %ECSV 1.0`, found `# x`"),
            ("# %ECSV 2.0\n", "ECSV, line 1: expected version 0.9 or 1.0 of ECSV, found `2.0`"),
            (
                "# %ECSV 1.0\r# ---\ra\r",
                "ECSV, line 1: a carriage return without a line feed; lines must end in a line feed, or in both",
            ),
            ("# %ECSV 1.x\n", "ECSV, line 1: expected version 0.9 or 1.0 of ECSV, found `1.x`"),
        ];
        for (text, want) in cases {
            assert_eq!(read(text), Err(want.to_owned()), "{text:?}");
        }
        let mut limits = Limits::default();
        limits.max_metadata = 80;
        let endless = format!("# %ECSV 1.0\n# {}", "x".repeat(100));
        let error = read_lines(&mut endless.as_bytes(), &limits).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Limit(LimitError { limit: 80, .. })), "{:?}", error.kind());
    }
}
