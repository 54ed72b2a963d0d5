//! VOTables whose rows lie in a file beside them.

use gaialink::{OpenOptions, open};
use std::{error::Error, fs, io::Cursor};

const DOCUMENT: &str = "<VOTABLE><RESOURCE><TABLE><FIELD name='a' datatype='short'/><DATA><BINARY><STREAM href='rows'/></BINARY></DATA></TABLE></RESOURCE></VOTABLE>";

#[test]
fn files_know_their_directory_and_streams_do_not() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("table.xml");
    fs::write(&path, DOCUMENT).unwrap();
    fs::write(directory.path().join("rows"), [0, 1, 0, 2, 0, 3]).unwrap();
    assert_eq!(open(&path).unwrap().table().unwrap().num_rows(), 3);
    let stream = OpenOptions::default().open_reader("stream", Cursor::new(DOCUMENT)).unwrap();
    let error = stream.table().unwrap_err();
    let mut cause: &dyn Error = &error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    assert_eq!(cause.to_string(), "it is not known in which directory the document lies");
}
