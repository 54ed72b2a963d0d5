//! A whole FITS file.
#![no_main]

use gaialink_fits::{ReadOptions, Reader};
use gaialink_fuzz::{drain, limits};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut options = ReadOptions::default();
    options.limits = limits();
    Reader::from_bytes(data, options).ok().and_then(drain);
});
