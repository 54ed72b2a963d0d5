//! The inside of a TABLEDATA.
#![no_main]

use gaialink_fuzz::{drain, in_pieces, limits, shown};
use gaialink_votable::{ReadOptions, Reader};
use libfuzzer_sys::fuzz_target;

const HEAD: &[u8] = br#"<VOTABLE version="1.4"><RESOURCE><TABLE>
<FIELD name="a" datatype="boolean"/><FIELD name="b" datatype="long"><VALUES null="-1"/></FIELD>
<FIELD name="c" datatype="double" arraysize="*"/><FIELD name="d" datatype="char" arraysize="4x*"/>
<FIELD name="e" datatype="unicodeChar" arraysize="*"/><FIELD name="f" datatype="floatComplex" arraysize="2"/>
<DATA><TABLEDATA>"#;
const TAIL: &[u8] = b"</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>";

fuzz_target!(|data: &[u8]| {
    let document = [HEAD, data, TAIL].concat();
    let mut options = ReadOptions::default();
    options.limits = limits();
    let whole = Reader::try_new(&document[..], options.clone()).ok().and_then(drain);
    let pieces = Reader::try_new(in_pieces(&document), options).ok().and_then(drain);
    assert_eq!(shown(&whole), shown(&pieces));
});
