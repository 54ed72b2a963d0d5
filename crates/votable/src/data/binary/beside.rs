use super::base64::Base64;
use crate::{ErrorKind, data::Fault};
use flate2::read::MultiGzDecoder;
use gaialink_table::{LimitError, Limits};
use std::{
    error::Error,
    fs::{self, File},
    io::{BufReader, Read},
    path::{Component, Path, PathBuf},
};

/// How many bytes of a file are taken at once.
const STEP: usize = 128 << 10;

/// The file beside the document in which the bytes of a STREAM lie (VOTable 1.5, 5.7).
pub(super) struct Beside {
    href: String,
    reader: Box<dyn Read + Send>,
    /// Where the file is base64.
    base64: Option<Base64>,
    /// How many bytes were taken, and may be.
    taken: u64,
    limit: Option<u64>,
}

/// Why an `href` is not followed.
#[derive(Debug, thiserror::Error)]
enum Refused {
    #[error("only files beside the document are read")]
    Remote,
    #[error("it is not known in which directory the document lies")]
    Nowhere,
    #[error("it leads out of the directory of the document")]
    Outside,
    #[error("it is no file")]
    NoFile,
}

impl Beside {
    /// Opens the file that `href` names below the directory `base`; `Unsupported` for an encoding that is none.
    pub(super) fn open(href: &str, encoding: Option<&str>, base: Option<&Path>, limits: &Limits) -> Result<Self, ErrorKind> {
        let (is_gzip, base64) = match encoding.map(str::trim) {
            None | Some("none" | "") => (false, None),
            Some("base64") => (false, Some(Base64::default())),
            Some("gzip") => (true, None),
            Some(other) => {
                let what = format!("a STREAM with the encoding `{other}`");
                return Err(ErrorKind::Unsupported { what });
            }
        };
        let file = open(href.trim(), base).map_err(|source| ErrorKind::Href { href: href.to_owned(), source })?;
        let file = BufReader::with_capacity(STEP, file);
        let reader: Box<dyn Read + Send> = if is_gzip { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) };
        let limit = limits.max_inflated.filter(|_| is_gzip);
        Ok(Self { href: href.to_owned(), reader, base64, taken: 0, limit })
    }

    /// Appends the next bytes to `out`; tells whether these were the last ones.
    pub(super) fn fill(&mut self, out: &mut Vec<u8>) -> Result<bool, Fault> {
        let Some(mut base64) = self.base64.take() else { return self.take(out).map(|taken| taken == 0) };
        let mut text = Vec::new();
        if self.take(&mut text)? == 0 {
            let end = base64.finish(out);
            return end.map(|_| true).map_err(|reason| Fault::new(ErrorKind::Base64 { reason }));
        }
        base64.decode_text(text, out)?;
        self.base64 = Some(base64);
        Ok(false)
    }

    fn take(&mut self, out: &mut Vec<u8>) -> Result<usize, Fault> {
        let taken = self.reader.by_ref().take(STEP as u64).read_to_end(out);
        let taken = taken.map_err(|source| ErrorKind::Href { href: self.href.clone(), source: Box::new(source) });
        let taken = taken.map_err(Fault::new)?;
        self.taken = self.taken.saturating_add(taken as u64);
        match self.limit {
            Some(limit) if self.taken > limit => {
                let what = "bytes of a compressed STREAM".to_owned();
                Err(Fault::new(LimitError { what, found: self.taken, limit }))
            }
            _ => Ok(taken),
        }
    }
}

/// Whether an `href` names what no reader follows: another host, or a place out of the document's directory.
pub(crate) fn is_elsewhere(href: &str) -> bool {
    relative(href.trim()).is_err()
}

impl ErrorKind {
    /// Whether rows lie where nobody looks, at a remote URL or outside of the directory of the document, which is no fault of it.
    ///
    /// ```
    /// use gaialink_table::TableReader;
    /// use gaialink_votable::{ReadOptions, Reader};
    /// let document = br#"<VOTABLE version="1.4"><RESOURCE><TABLE><FIELD name="a" datatype="int"/>
    ///   <DATA><BINARY><STREAM href="https://example.org/rows"/></BINARY></DATA></TABLE></RESOURCE></VOTABLE>"#;
    /// let reader = Reader::try_new(&document[..], ReadOptions::default());
    /// let rows = reader.and_then(|mut reader| reader.next_batch());
    /// assert!(rows.is_err_and(|error| error.kind().is_elsewhere()));
    /// ```
    pub fn is_elsewhere(&self) -> bool {
        matches!(self, Self::Href { href, .. } if is_elsewhere(href))
    }
}

/// Opens a file below the directory of the document. Links that lead out of it are not followed.
fn open(href: &str, base: Option<&Path>) -> Result<File, Box<dyn Error + Send + Sync>> {
    let relative = relative(href)?;
    let base = base.ok_or(Refused::Nowhere)?.canonicalize()?;
    let path = base.join(relative).canonicalize()?;
    if !path.starts_with(&base) {
        return Err(Refused::Outside.into());
    }
    // Opening a pipe would wait for somebody to write.
    if !fs::metadata(&path)?.is_file() {
        return Err(Refused::NoFile.into());
    }
    Ok(File::open(path)?)
}

/// The path that a URL names relative to the document, where it stays below.
fn relative(href: &str) -> Result<PathBuf, Refused> {
    let path = match href.split_once(':') {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("file") => rest,
        Some((scheme, _)) if is_scheme(scheme) => return Err(Refused::Remote),
        _ => href,
    };
    // What starts so is a host, or the root.
    if path.starts_with(['/', '\\']) {
        return Err(if path == href && path.starts_with("//") { Refused::Remote } else { Refused::Outside });
    }
    let path = PathBuf::from(unescaped(path));
    let stays = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
    if path.components().all(stays) { Ok(path) } else { Err(Refused::Outside) }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

/// The text with its `%xx` undone (RFC 3986, 2.1), or as it is where that is no text.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = match rest {
            [b'%', a, b, ..] => hex(*a).zip(hex(*b)).map(|(a, b)| a << 4 | b),
            _ => None,
        };
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { tail.get(2..).unwrap_or_default() } else { tail };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_and_paths() {
        let cases = [
            ("rows.bin", Ok("rows.bin")),
            ("./a/rows.bin", Ok("./a/rows.bin")),
            ("file:rows.bin", Ok("rows.bin")),
            ("FILE:rows.bin", Ok("rows.bin")),
            ("a%20b%2fc.bin", Ok("a b/c.bin")),
            ("100%.bin", Ok("100%.bin")),
            ("%ff.bin", Ok("%ff.bin")),
            ("1:2.bin", Ok("1:2.bin")),
            ("http://x/y", Err("only files beside the document are read")),
            ("//x/y", Err("only files beside the document are read")),
            ("vos:x", Err("only files beside the document are read")),
            ("C:x", Err("only files beside the document are read")),
            ("/etc/passwd", Err("it leads out of the directory of the document")),
            ("file:/etc/passwd", Err("it leads out of the directory of the document")),
            ("file:///etc/passwd", Err("it leads out of the directory of the document")),
            ("file://localhost/etc/passwd", Err("it leads out of the directory of the document")),
            ("../rows.bin", Err("it leads out of the directory of the document")),
            ("a/../../rows.bin", Err("it leads out of the directory of the document")),
            ("%2e%2e/rows.bin", Err("it leads out of the directory of the document")),
            ("%2fetc/passwd", Err("it leads out of the directory of the document")),
        ];
        for (href, want) in cases {
            let found = relative(href);
            match want {
                Ok(path) => assert_eq!(found.unwrap(), Path::new(path), "{href}"),
                Err(reason) => assert_eq!(found.unwrap_err().to_string(), reason, "{href}"),
            }
        }
    }
}
