//! The rows of BINARY2 and BINARY streams.
#![no_main]

use gaialink_fuzz::{drain, limits};
use gaialink_votable::{ReadOptions, Reader};
use libfuzzer_sys::fuzz_target;

const HEAD: &str = r#"<VOTABLE version="1.4"><RESOURCE><TABLE>
<FIELD name="a" datatype="boolean"/><FIELD name="b" datatype="long"><VALUES null="-1"/></FIELD>
<FIELD name="c" datatype="double" arraysize="*"/><FIELD name="d" datatype="char" arraysize="4x*"/>
<FIELD name="e" datatype="unicodeChar" arraysize="3"/><FIELD name="f" datatype="bit" arraysize="*"/><DATA>"#;
const TAIL: &str = "</DATA></TABLE></RESOURCE></VOTABLE>";

fuzz_target!(|data: &[u8]| {
    for element in ["BINARY", "BINARY2"] {
        let stream = base64(data);
        let document = format!("{HEAD}<{element}><STREAM encoding=\"base64\">{stream}</STREAM></{element}>{TAIL}");
        let mut options = ReadOptions::default();
        options.limits = limits();
        Reader::try_new(document.as_bytes(), options).ok().and_then(drain);
    }
});

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |group: &[u8]| {
        let word = group.iter().zip([16, 8, 0]).fold(0_u32, |word, (byte, shift)| word | u32::from(*byte) << shift);
        [18, 12, 6, 0].map(|shift| char::from(DIGITS[(word >> shift & 63) as usize]))
    };
    let mut text: String = bytes.chunks(3).flat_map(group).collect();
    // Digits that no byte stands behind become padding.
    let padding = (3 - bytes.len() % 3) % 3;
    text.truncate(text.len() - padding);
    text.push_str(&"=".repeat(padding));
    text
}
