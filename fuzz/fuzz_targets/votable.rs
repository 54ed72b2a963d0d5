//! A whole VOTable.
#![no_main]

use gaialink_fuzz::{drain, in_pieces, limits, shown};
use gaialink_votable::{ReadOptions, Reader};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut options = ReadOptions::default();
    options.limits = limits();
    let whole = Reader::try_new(data, options.clone()).ok().and_then(drain);
    let pieces = Reader::try_new(in_pieces(data), options).ok().and_then(drain);
    assert_eq!(shown(&whole), shown(&pieces));
});
