//! What a file is, by its first bytes.

use crate::{ErrorKind, Format};

/// How many bytes are looked at.
pub(crate) const PREFIX: usize = 4096;

/// What the first bytes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// A table.
    Table(Format),
    /// A compressed stream of something.
    Compressed(Compression),
    /// A zip archive.
    Zip,
}

/// How a stream is compressed that is looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compression {
    Gzip,
    Bzip2,
}

/// Beginnings that are certain.
const MAGIC: [(&[u8], Content); 9] = [
    (b"\x1f\x8b", Content::Compressed(Compression::Gzip)),
    (b"PK\x03\x04", Content::Zip),
    (b"PK\x05\x06", Content::Zip),
    (b"PK\x07\x08", Content::Zip),
    (b"SIMPLE  =", Content::Table(Format::Fits)),
    (b"# %ECSV", Content::Table(Format::Ecsv)),
    (b"ARROW1", Content::Table(Format::ArrowIpc)),
    // An IPC stream begins with the continuation marker of its first message.
    (b"\xff\xff\xff\xff", Content::Table(Format::ArrowIpc)),
    (b"PAR1", Content::Table(Format::Parquet)),
];

/// Beginnings of what is not read, with their names for the message.
const FOREIGN: [(&[u8], &str); 5] =
    [(b"\x89HDF", "HDF5"), (b"%PDF", "PDF"), (b"{", "JSON"), (b"[", "JSON"), (b"SQLite format 3", "SQLite")];

/// Beginnings of what other programs unpack, with their names for the message.
const PACKED: [(&[u8], &str); 5] = [
    (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"\x1f\x9d", "compress"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!\x1a\x07", "RAR"),
];

/// Where a tar archive says that it is one (POSIX 1003.1, ustar).
const TAR: (usize, &[u8]) = (257, b"ustar");

/// Tells what a file is by its first bytes; for text that could be CSV, its extension decides, and without one its shape.
pub(crate) fn detect(prefix: &[u8], extension: Option<Format>) -> Result<Content, ErrorKind> {
    if prefix.is_empty() {
        return Err(ErrorKind::Empty);
    }
    let known = MAGIC.into_iter().find(|(magic, _)| prefix.starts_with(magic));
    if let Some((_, content)) = known {
        return Ok(content);
    }
    if is_bzip2(prefix) {
        return Ok(Content::Compressed(Compression::Bzip2));
    }
    if is_xml(prefix) {
        return Ok(Content::Table(Format::Votable));
    }
    let text = without_bom(prefix);
    if is_ecsv(text) {
        return Ok(Content::Table(Format::Ecsv));
    }
    let is_called_csv = extension == Some(Format::Csv) && !text.contains(&0);
    if is_called_csv || (is_text(text) && (is_header(text, b',') || opens_csv(text))) {
        return Ok(Content::Table(Format::Csv));
    }
    if let Some(by) = packed_by(prefix) {
        return Err(ErrorKind::Packed { by });
    }
    let other = OTHERS.into_iter().find(|(by, _)| is_text(text) && is_header(text, *by));
    let hint = other.map_or("", |(_, hint)| hint);
    Err(ErrorKind::UnknownFormat { found: format!("{}{hint}", describe(prefix)) })
}

/// Whether a bzip2 stream begins here: the size of its blocks is a digit, and a block or, without any, its end follows.
pub(crate) fn is_bzip2(prefix: &[u8]) -> bool {
    const NEXT: [&[u8]; 2] = [b"1AY&SY", b"\x17\x72\x45\x38\x50\x90"];
    match prefix {
        [b'B', b'Z', b'h', b'1'..=b'9', next @ ..] => NEXT.into_iter().any(|begin| next.starts_with(begin)),
        _ => false,
    }
}

/// The program that unpacks a file that is read by none here.
fn packed_by(prefix: &[u8]) -> Option<&'static str> {
    let (at, magic) = TAR;
    if prefix.get(at..).is_some_and(|rest| rest.starts_with(magic)) {
        return Some("tar");
    }
    PACKED.into_iter().find(|(magic, _)| prefix.starts_with(magic)).map(|(_, by)| by)
}

/// The byte order mark of UTF-8.
const BOM: &[u8] = b"\xef\xbb\xbf";

fn without_bom(prefix: &[u8]) -> &[u8] {
    prefix.strip_prefix(BOM).unwrap_or(prefix)
}

/// Whether XML begins here, in UTF-8 or UTF-16; which root it has is the VOTable reader's matter.
fn is_xml(prefix: &[u8]) -> bool {
    const WIDE: [&[u8]; 8] = [b"\xff\xfe<\0", b"\xfe\xff\0<", b"<\0?\0", b"\0<\0?", b"<\0V\0", b"\0<\0V", b"<\0!\0", b"\0<\0!"];
    let text = without_bom(prefix).trim_ascii_start();
    let named = text.strip_prefix(b"<").and_then(<[u8]>::first);
    let element = named.is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'?' | b'!' | b'_'));
    element || WIDE.into_iter().any(|begin| prefix.starts_with(begin))
}

/// Whether the first line that is not empty is that of ECSV, with blanks or without.
fn is_ecsv(text: &[u8]) -> bool {
    let comment = text.trim_ascii_start().strip_prefix(b"#");
    comment.is_some_and(|line| line.trim_ascii_start().starts_with(b"%ECSV"))
}

/// Whether no byte is a control character other than blanks and line ends.
fn is_text(prefix: &[u8]) -> bool {
    prefix.iter().all(|b| *b >= b' ' || matches!(b, b'\t' | b'\n' | b'\r'))
}

/// What else may join column names, and what is told of it.
const OTHERS: [(u8, &str); 3] = [
    (b'\t', " (if it is a table with tabs between the cells, that has to be said: `--delimiter tab`)"),
    (b';', " (if it is a table with `;` between the cells, that has to be said: `--delimiter ';'`)"),
    (b'|', " (if it is a table with `|` between the cells, that has to be said: `--delimiter '|'`)"),
];

/// Whether a text begins with what only stands at the head of CSV: Excel's `sep=;`, or the comments of VizieR.
fn opens_csv(text: &[u8]) -> bool {
    let mut lines = text.split(|b| *b == b'\n');
    let first = lines.next().unwrap_or_default();
    let is_separator = first.trim_ascii_end().strip_prefix(b"sep=").is_some_and(|separator| separator.len() <= 1);
    let is_mark =
        |line: &[u8]| line.starts_with(b"#RESOURCE=") || line.starts_with(b"#Column\t") || line.starts_with(b"#   VizieR ");
    is_separator || (first.starts_with(b"#") && std::iter::once(first).chain(lines).any(is_mark))
}

/// Whether the first line is words joined by a character, all of them shaped like column names. Of a line that goes on behind the
/// first bytes, the last word does not matter.
fn is_header(text: &[u8], by: u8) -> bool {
    let line = text.split(|b| matches!(b, b'\n' | b'\r')).next().unwrap_or_default();
    let whole = match line.iter().rposition(|b| *b == by) {
        Some(last) if line.len() == text.len() && text.len().saturating_add(BOM.len()) >= PREFIX => {
            line.get(..last).unwrap_or_default()
        }
        Some(_) if line.len() < text.len() => line,
        _ => return false,
    };
    let is_name = |word: &[u8]| {
        let word = word.strip_prefix(b"\"").and_then(|w| w.strip_suffix(b"\"")).unwrap_or(word);
        word.first().is_some_and(|b| b.is_ascii_alphabetic() || *b == b'_')
            && word.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'))
    };
    whole.split(|b| *b == by).all(is_name)
}

/// The first bytes, escaped for a message.
fn describe(prefix: &[u8]) -> String {
    const SHOWN: usize = 16;
    let shown: String = prefix.iter().take(SHOWN).flat_map(|b| b.escape_ascii()).map(char::from).collect();
    let more = if prefix.len() > SHOWN { "…" } else { "" };
    let known = FOREIGN.into_iter().find(|(magic, _)| prefix.starts_with(magic));
    let name = known.map_or(String::new(), |(_, name)| format!(" ({name}, which is not read)"));
    format!("`{shown}{more}`{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_content() {
        let table = |format| Content::Table(format);
        let cases: [(&[u8], Content); 22] = [
            (b"\x1f\x8b\x08\0", Content::Compressed(Compression::Gzip)),
            (b"BZh91AY&SY\0", Content::Compressed(Compression::Bzip2)),
            (b"BZh1\x17\x72\x45\x38\x50\x90\0\0\0\0", Content::Compressed(Compression::Bzip2)),
            (b"PK\x03\x04rest", Content::Zip),
            (b"PK\x05\x06", Content::Zip),
            (b"SIMPLE  =                    T", table(Format::Fits)),
            (b"# %ECSV 1.0\n", table(Format::Ecsv)),
            (b"\xef\xbb\xbf# %ECSV 1.0\n", table(Format::Ecsv)),
            (b"#%ECSV 0.9\n", table(Format::Ecsv)),
            (b"\r\n\n # %ECSV 1.0\n", table(Format::Ecsv)),
            (b"ARROW1\0\0", table(Format::ArrowIpc)),
            (b"\xff\xff\xff\xff\x10\0\0\0", table(Format::ArrowIpc)),
            (b"PAR1", table(Format::Parquet)),
            (b"<?xml version='1.0'?>", table(Format::Votable)),
            (b"  \n<VOTABLE>", table(Format::Votable)),
            (b"\xef\xbb\xbf<!-- c -->", table(Format::Votable)),
            (b"\xff\xfe<\0?\0", table(Format::Votable)),
            (b"\0<\0?\0x", table(Format::Votable)),
            (b"<\0V\0O\0", table(Format::Votable)),
            (b"source_id,flux\n1,2\n", table(Format::Csv)),
            (b"\"source_id\",\"flux\"\r\n", table(Format::Csv)),
            (b"\xef\xbb\xbfa,b\n", table(Format::Csv)),
        ];
        for (bytes, want) in cases {
            assert_eq!(detect(bytes, None).unwrap(), want, "{}", describe(bytes));
            // A name that lies changes nothing.
            assert_eq!(detect(bytes, Some(Format::Csv)).unwrap(), want);
        }
    }

    #[test]
    fn the_extension_decides_for_text_only() {
        let cases: [&[u8]; 5] = [b"flux\n1.5\n", b"1,2\n3,4\n", b"a,b", b"flux mag,other\n", b"a,b\n\x01,\x02\n"];
        for text in cases {
            assert!(matches!(detect(text, None), Err(ErrorKind::UnknownFormat { .. })));
            assert!(matches!(detect(text, Some(Format::Votable)), Err(ErrorKind::UnknownFormat { .. })));
            assert_eq!(detect(text, Some(Format::Csv)).unwrap(), Content::Table(Format::Csv));
        }
        assert!(matches!(detect(b"a,b\n\0", Some(Format::Csv)), Err(ErrorKind::UnknownFormat { .. })));
    }

    #[test]
    fn wide_csv_and_what_stands_above() {
        let wide: String = (0..1000).map(|column| format!("column_{column},")).collect();
        let (long, cut) = (wide.as_bytes().get(..PREFIX).unwrap(), wide.as_bytes().get(..100).unwrap());
        assert_eq!(detect(long, None).unwrap(), Content::Table(Format::Csv));
        assert!(detect(cut, None).is_err() && detect("x".repeat(PREFIX).as_bytes(), None).is_err());
        let opening: [&[u8]; 4] = [
            b"sep=;\r\na;b\r\n",
            b"#\n#   VizieR Astronomical Server vizier.cds.unistra.fr\n",
            b"#RESOURCE=yCat_1355\n",
            b"#\n#Column\tSource\t(I19)\n\nSource\n",
        ];
        for text in opening {
            assert_eq!(detect(text, None).unwrap(), Content::Table(Format::Csv), "{}", describe(text));
        }
        for (text, hint) in [("a\tb\n1\t2\n", "--delimiter tab"), ("a;b\n", "--delimiter ';'"), ("a|b|c\n", "--delimiter '|'")] {
            assert!(
                matches!(detect(text.as_bytes(), None), Err(ErrorKind::UnknownFormat { found }) if found.contains(hint)),
                "{text}"
            );
        }
        for text in ["sep=;;\n", "# a comment\na\n", "x\n#RESOURCE=\n"] {
            assert!(matches!(detect(text.as_bytes(), None), Err(ErrorKind::UnknownFormat { .. })), "{text}");
        }
    }

    #[test]
    fn what_others_unpack() {
        let tar = [b"XP_SAMPLED.xml".as_slice(), &[0; 243], b"ustar\x0000"].concat();
        let cases: [(&[u8], &str); 4] =
            [(b"\x1f\x9d\x90", "compress"), (b"\xfd7zXZ\0\0", "xz"), (b"Rar!\x1a\x07\0", "RAR"), (&tar, "tar")];
        for (bytes, want) in cases {
            assert!(matches!(detect(bytes, None), Err(ErrorKind::Packed { by }) if by == want), "{want}");
        }
        for bytes in [&tar[..261], b"BZh91AY", b"BZh01AY&SY", b"BZhello"] {
            assert!(matches!(detect(bytes, None), Err(ErrorKind::UnknownFormat { .. })), "{}", describe(bytes));
        }
    }

    #[test]
    fn the_message_shows_what_was_found() {
        let cases: [(&[u8], &str); 3] = [
            (b"{\"a\": 1}", "`{\\\"a\\\": 1}` (JSON, which is not read)"),
            (b"\0\x01", "`\\x00\\x01`"),
            (b"once upon a time there was", "`once upon a time…`"),
        ];
        for (bytes, want) in cases {
            match detect(bytes, None) {
                Err(ErrorKind::UnknownFormat { found }) => assert_eq!(found, want),
                other => panic!("{other:?}"),
            }
        }
        assert!(matches!(detect(b"", Some(Format::Csv)), Err(ErrorKind::Empty)));
    }
}
