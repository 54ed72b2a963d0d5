//! A whole FITS file: every table, binary and ASCII, the sums, and what a validation finds.
#![no_main]

use gaialink_fits::{ReadOptions, Reader, TableChoice, ValidateOptions, list_bytes, validate_bytes};
use gaialink_fuzz::{drain, limits};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut options = ReadOptions::default();
    options.limits = limits();
    let count = list_bytes(data, &options).map_or(0, |tables| tables.len());
    for index in 0..count.clamp(1, 4) {
        options.table = TableChoice::Index(index);
        options.checksums = index % 2 == 1;
        Reader::from_bytes(data, options.clone()).ok().and_then(drain);
    }
    let mut validate = ValidateOptions::default();
    validate.limits = limits();
    let findings = validate_bytes(data, &validate).unwrap_or_default();
    assert!(findings.iter().all(|finding| !finding.code.is_empty()));
});
