//! A whole CSV file.
#![no_main]

use gaialink_ecsv::csv::{ReadOptions, Reader, infer};
use gaialink_fuzz::{drain, in_pieces, limits, shown};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut options = ReadOptions::default();
    options.limits = limits();
    let Ok(schema) = infer(data, &options, None) else { return };
    let whole = Reader::try_new(data, schema.clone(), options.clone()).ok().and_then(drain);
    assert!(whole.is_some(), "rows are of the types that were inferred of them");
    let pieces = Reader::try_new(in_pieces(data), schema, options).ok().and_then(drain);
    assert_eq!(shown(&whole), shown(&pieces));
});
