//! Packed rows in a file beside the document.

#![expect(clippy::unwrap_used, reason = "tests")]

use flate2::{Compression, write::GzEncoder};
use gaialink_table::{
    Table, TableReader,
    arrow::{array::AsArray, datatypes::Int16Type},
};
use gaialink_votable::{Error, ErrorKind, ReadOptions, Reader};
use std::{fs, io::Write, path::Path};

fn document(element: &str, stream: &str) -> String {
    format!(
        "<VOTABLE><RESOURCE><TABLE><FIELD name='a' datatype='short'/><DATA><{element}>{stream}</{element}></DATA></TABLE></RESOURCE><INFO name='i' value='v'/></VOTABLE>"
    )
}

fn read(document: &str, options: ReadOptions) -> Result<Vec<Option<i16>>, Error> {
    let mut reader = Reader::try_new(document.as_bytes(), options)?;
    let table = Table::collect(&mut reader)?;
    let trailer = Box::new(reader).finish()?;
    assert_eq!((trailer.infos.len(), trailer.warnings), (1, vec![]), "what follows the stream is read");
    Ok(table.column("a").unwrap().to_array()?.as_primitive::<Int16Type>().iter().collect())
}

fn options(base: &Path) -> ReadOptions {
    let mut options = ReadOptions::default();
    options.base = Some(base.to_owned());
    options
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// The message of an error and of what caused it, without the place.
fn causes(error: &Error) -> String {
    let first = Some(error.kind() as &dyn std::error::Error);
    std::iter::successors(first, |e| e.source()).map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

#[test]
fn plain_gzip_and_base64() {
    let folder = tempfile::tempdir().unwrap();
    let rows = [0, 1, 0, 2, 1, 2];
    let two = [gzip(&rows[..3]), gzip(&rows[3..])].concat();
    let files: [(&str, &[u8]); 5] =
        [("rows", &rows), ("rows.gz", &gzip(&rows)), ("two.gz", &two), ("a b", b"AAEA\nAgEC\n"), ("mask", &[0, 0, 1, 128, 0, 0])];
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    fs::create_dir(folder.path().join("sub")).unwrap();
    fs::write(folder.path().join("sub/rows"), rows).unwrap();
    let want = vec![Some(1), Some(2), Some(258)];
    let streams = [
        "<STREAM href='rows'/>",
        "<STREAM href='./rows' encoding='none'></STREAM>",
        "<STREAM href='file:rows'> <!-- elsewhere --> </STREAM>",
        "<STREAM href='sub/rows'/>",
        "<STREAM href='rows.gz' encoding='gzip'/>",
        "<STREAM href='two.gz' encoding=' gzip '/>",
        "<STREAM href='a%20b' encoding='base64'/>",
    ];
    for stream in streams {
        let text = document("BINARY", stream);
        assert_eq!(read(&text, options(folder.path())).unwrap(), want, "{stream}");
    }
    let text = document("BINARY2", "<STREAM href='mask'/>");
    assert_eq!(read(&text, options(folder.path())).unwrap(), [Some(1), None]);
}

#[test]
fn what_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let base = folder.path().join("in");
    fs::create_dir_all(base.join("sub")).unwrap();
    fs::write(folder.path().join("out"), [0, 1]).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("../out", base.join("link")).unwrap();
    let cases = [
        ("http://x/y", "only files beside the document are read"),
        ("ftp://x/y", "only files beside the document are read"),
        ("../out", "it leads out of the directory of the document"),
        ("sub/../../out", "it leads out of the directory of the document"),
        ("file:///etc/passwd", "it leads out of the directory of the document"),
        ("sub", "it is no file"),
        #[cfg(unix)]
        ("link", "it leads out of the directory of the document"),
    ];
    for (href, reason) in cases {
        let text = document("BINARY", &format!("<STREAM href='{href}'/>"));
        let error = read(&text, options(&base)).unwrap_err();
        assert_eq!(causes(&error), format!("the STREAM at `{href}` cannot be read: {reason}"));
    }
    let text = document("BINARY", "<STREAM href='rows'/>");
    let error = read(&text, ReadOptions::default()).unwrap_err();
    let want = "the STREAM at `rows` cannot be read: it is not known in which directory the document lies";
    assert_eq!(causes(&error), want);
    let error = read(&text, options(&base)).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Href { href, .. } if href == "rows"), "there is none: {error:?}");
}

#[test]
fn files_that_are_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let whole = gzip(&[0, 1].repeat(1000));
    let files: [(&str, &[u8]); 5] =
        [("odd", &[0, 1, 0]), ("cut.gz", &whole[..whole.len() - 9]), ("big.gz", &whole), ("no.gz", b"no"), ("bad", b"AA*E")];
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let cases = [
        ("href='odd'", "the STREAM ends inside a row, 1 bytes after the last whole one"),
        ("href='cut.gz' encoding='gzip'", "the STREAM at `cut.gz` cannot be read: "),
        ("href='no.gz' encoding='gzip'", "the STREAM at `no.gz` cannot be read: "),
        ("href='big.gz' encoding='gzip'", "bytes of a compressed STREAM: 2000 is beyond the limit of 1999"),
        ("href='bad' encoding='base64'", "the STREAM is no valid base64: found '*'"),
    ];
    for (attributes, want) in cases {
        let mut options = options(folder.path());
        options.limits.max_inflated = Some(1999);
        let error = read(&document("BINARY", &format!("<STREAM {attributes}/>")), options).unwrap_err();
        assert!(causes(&error).starts_with(want), "{attributes}: {}", causes(&error));
    }
}

#[test]
fn other_tables_are_passed_over_without_their_files() {
    let other = "<TABLE><FIELD name='b' datatype='short'/><DATA><BINARY><STREAM href='none'/></BINARY></DATA></TABLE>";
    let text = document("BINARY", "<STREAM encoding='base64'>AAE=</STREAM>").replace("<TABLE>", &format!("{other}<TABLE>"));
    let mut options = ReadOptions::default();
    options.table = gaialink_votable::TableChoice::Index(1);
    assert_eq!(read(&text, options).unwrap(), [Some(1)]);
    let tables = gaialink_votable::list(text.as_bytes(), &ReadOptions::default()).unwrap();
    assert_eq!(tables.len(), 2);
}
