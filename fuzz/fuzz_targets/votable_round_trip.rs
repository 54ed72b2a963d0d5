//! A document that is read, written as BINARY2, and read again.
#![no_main]

use gaialink_fuzz::{drain, limits, shown};
use gaialink_table::{TableWriter, Trailer};
use gaialink_votable::{ReadOptions, Reader, WriteOptions, Writer};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut options = ReadOptions::default();
    options.limits = limits();
    let first = Reader::try_new(data, options.clone()).ok().and_then(drain);
    let Some((schema, batches)) = &first else { return };
    let mut document = Vec::new();
    let mut write = WriteOptions::default();
    // Strings of a fixed length are filled up.
    (write.limits.max_cell, write.limits.max_row) = (1 << 16, 1 << 18);
    let Ok(mut writer) = Writer::try_new(&mut document, schema, write) else { return };
    for batch in batches {
        if writer.write_batch(batch).is_err() {
            return;
        }
    }
    let losses = Box::new(writer).finish(&Trailer::default()).expect("a vector takes every byte");
    let again = Reader::try_new(&document[..], options).ok().and_then(drain);
    assert!(again.is_some(), "what was written can be read");
    if losses.is_empty() {
        assert_eq!(shown(&first), shown(&again));
    }
});
