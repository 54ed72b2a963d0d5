//! Streams that never end, and whose beginning says nothing: an error by a limit, before anything large is copied.

use gaialink::{ConvertOptions, OpenOptions, Source, convert};
use std::{
    error::Error as _,
    io::{self, Read},
};

/// A text that is told again and again, but not for as long as nobody could wait: behind 64 MiB it fails.
struct Endless {
    text: &'static [u8],
    at: usize,
}

impl Read for Endless {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.at > 64 << 20 {
            return Err(io::Error::other("nobody should read on"));
        }
        let text = self.text.iter().cycle().skip(self.at % self.text.len());
        buf.iter_mut().zip(text).for_each(|(to, from)| *to = *from);
        self.at += buf.len();
        Ok(buf.len())
    }
}

/// An ECSV whose header never ends, a CSV of comments, and VOTables that go on before their first table.
const CASES: [(&str, &[u8], &str); 7] = [
    ("<VOTABLE><DESCRIPTION>", b"words ", "metadata of the document: 65537 is beyond the limit of 65536"),
    ("<VOTABLE><RESOURCE><", b"T", "metadata of the document: 65537 is beyond the limit of 65536"),
    ("<VOTABLE>", b"<INFO name='a' value='b'/>", "metadata of the document: 65537 is beyond the limit of 65536"),
    ("# %ECSV 1.0\n# ---\n", b"# - {name: a, datatype: int8}\n", "bytes of the header: 65537 is beyond the limit of 65536"),
    ("# %ECSV 1.0\n# ---\n# ", b"#", "bytes of the header: 65537 is beyond the limit of 65536"),
    ("# one\n", b"# and one more\n", "bytes above the column names: 65537 is beyond the limit of 65536"),
    ("# one\n", b"\n", "bytes above the column names: 65537 is beyond the limit of 65536"),
];

fn source(start: &'static str, text: &'static [u8]) -> Source {
    let mut options = OpenOptions::default();
    (options.limits.max_metadata, options.limits.batch_bytes) = (1 << 16, 1 << 14);
    options.csv_comment = Some(b'#');
    options.open_reader("input", start.as_bytes().chain(Endless { text, at: 0 })).unwrap()
}

/// The innermost of the messages.
fn innermost(error: &gaialink::Error) -> String {
    let mut cause = error.source();
    while let Some(inner) = cause.and_then(|cause| cause.source()) {
        cause = Some(inner);
    }
    cause.unwrap().to_string()
}

#[test]
fn what_it_is() {
    for (start, text, want) in CASES {
        let source = source(start, text);
        for error in [source.info().unwrap_err(), source.table().unwrap_err()] {
            assert_eq!(innermost(&error), want, "{start:?}");
        }
    }
}

#[test]
fn converting() {
    let directory = tempfile::tempdir().unwrap();
    for (start, text, want) in CASES {
        for name in ["out.fits", "out.xml", "out.csv", "out.arrow"] {
            let output = directory.path().join(name);
            let error = convert(&source(start, text), &output, &ConvertOptions::default()).unwrap_err();
            assert_eq!(innermost(&error), want, "{start:?} {name}");
            assert!(!output.exists());
        }
    }
}

#[test]
fn validating() {
    for (start, text, want) in CASES {
        let mut options = gaialink::ValidateOptions::default();
        options.limits = source(start, text).options().limits.clone();
        let found = source(start, text).validate(&options).unwrap();
        assert!(found.findings.iter().any(|finding| finding.message.contains(want)), "{start:?}: {:?}", found.findings);
    }
}

/// Rows that never end, on their way to what has to look at them twice.
#[test]
fn copying_has_a_limit() {
    let directory = tempfile::tempdir().unwrap();
    let fits = [format!("{:80}", "SIMPLE  =                    T"), " ".repeat(80)].concat();
    let starts = ["<VOTABLE><RESOURCE><TABLE><FIELD name='a' datatype='int'/><DATA><TABLEDATA>".to_owned(), fits];
    for start in starts {
        let mut options = OpenOptions::default();
        options.limits.max_copied = 20 << 20;
        let endless = Endless { text: b"<TR><TD>1</TD></TR>", at: 0 };
        let source = options.open_reader("input", io::Cursor::new(start).chain(endless)).unwrap();
        let output = directory.path().join("out.xml");
        let error = innermost(&convert(&source, &output, &ConvertOptions::default()).unwrap_err());
        assert!(
            error.starts_with("bytes of a stream that has to be copied: ") && error.ends_with(" is beyond the limit of 20971520"),
            "{error}"
        );
        assert!(!output.exists());
    }
}

/// An input that ends as it should is copied as a whole; one with other column names has its rows looked at.
#[test]
fn what_ends() {
    let text = "# %ECSV 1.0\n# ---\n# datatype: [{name: a, datatype: int8}]\nb\n1\n300\n";
    let open = |text: String| OpenOptions::default().open_reader("input", io::Cursor::new(text)).unwrap();
    let found = open(text.to_owned()).validate(&gaialink::ValidateOptions::default()).unwrap();
    let codes: Vec<_> = found.findings.iter().map(|finding| (finding.code.as_str(), finding.at.line)).collect();
    assert_eq!(codes, [("E-NAMES", Some(4)), ("E-CELL", Some(6))], "{found:?}");
    let info = open(text.replace("b\n", "a\n").replace("300", &"-5\n".repeat(30_000))).info().unwrap();
    assert_eq!(info.tables[0].rows, 30_001);
}

/// Who says how a CSV is laid out says it to the validation, too.
#[test]
fn a_layout_that_is_told() {
    let mut options = OpenOptions::default();
    (options.csv_delimiter, options.csv_comment) = (Some(b';'), Some(b'%'));
    let source = options.open_reader("input", &b"% comment\na;b\n1;2\n3\n"[..]).unwrap();
    let found = source.validate(&gaialink::ValidateOptions::default()).unwrap();
    let (_, only) = found.all().next().unwrap();
    assert!(only.message.contains("expected 2 cells, found 1"), "{found:?}");
}
