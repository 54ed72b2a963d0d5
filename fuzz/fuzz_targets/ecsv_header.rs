//! The YAML of an ECSV header, without the rows: what is read is written and read again, anew and with the lines that it had.
#![no_main]

use gaialink_ecsv::{
    ValidateOptions,
    ecsv::{ReadOptions, Reader, WriteOptions, Writer},
    validate,
};
use gaialink_fuzz::limits;
use gaialink_table::{TableReader, TableWriter, Trailer};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &str| {
    let lines: String = data.lines().map(|line| format!("# {line}\n")).collect();
    let text = format!("# %ECSV 1.0\n# ---\n{lines}a\n");
    let mut options = ReadOptions::default();
    options.limits = limits();
    let mut how = ValidateOptions::default();
    how.limits = limits();
    validate(text.as_bytes(), &how).expect("a text in memory does not fail");
    let Ok(reader) = Reader::try_new(text.as_bytes(), options) else { return };
    for header in [None, Some(reader.header().to_owned())] {
        let mut options = WriteOptions::default();
        options.header = header;
        let mut again = Vec::new();
        let writer = Writer::try_new(&mut again, reader.schema(), options).expect("there is a column");
        let losses = Box::new(writer).finish(&Trailer::default()).expect("memory takes all");
        let back = Reader::try_new(&again[..], ReadOptions::default()).expect("what we write reads");
        assert!(losses.is_empty(), "nothing was changed, and yet lost: {losses:?}");
        assert_eq!(back.schema(), reader.schema());
    }
});
