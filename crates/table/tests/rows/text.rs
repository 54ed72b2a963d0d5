//! Text: where a string ends, and what is no text.

use crate::codec::{binary, binary2, both_ways, comes_back, decode, encode, field, fits, fixed, one_way, strings};
use gaialink_table::{
    Datatype::{Char, UnicodeChar},
    LossKind::{Empty, Value},
    Position, Warning,
    rows::RowError,
};

#[test]
fn a_nul_ends_a_string_of_fixed_length() {
    comes_back(&field(Char, "4"), &binary(), "61004200 61626364", &strings(&[Some("a"), Some("abcd")]));
    comes_back(&field(UnicodeChar, "2"), &binary(), "0061 0000 0000 0062", &strings(&[Some("a"), None]));
    // A string of varying length has its length.
    both_ways(&field(Char, "*"), &binary(), &strings(&[Some("a\0b")]), "00000003 610062");
    one_way(&field(Char, "3"), &binary(), &strings(&[Some("a\0b")]), "610062", &[(Value, 1)]);
}

#[test]
fn blanks_at_the_end_are_text_in_votable_and_none_in_fits() {
    both_ways(&field(Char, "3"), &binary(), &strings(&[Some("a "), Some("   ")]), "612000 202020");
    comes_back(&field(Char, "3"), &fits(), "612000 612020 206100", &strings(&[Some("a"), Some("a"), Some(" a")]));
    one_way(&field(Char, "3"), &fits(), &strings(&[Some("a "), Some("a")]), "612000 610000", &[(Value, 1)]);
}

#[test]
fn fits_tells_null_from_empty() {
    both_ways(&field(Char, "3"), &fits(), &strings(&[None, Some(""), Some("a")]), "000000 202020 610000");
    comes_back(&field(Char, "3"), &fits(), "006162 200000", &strings(&[None, Some("")]));
    both_ways(&field(Char, "2x2"), &fits(), &fixed(strings(&[None, Some("")]), 2, None), "0000 2020");
    both_ways(&field(Char, "*"), &fits(), &strings(&[None, Some(""), Some("a")]), "00000000 00000001 20 00000001 61");
    one_way(&field(Char, "0"), &fits(), &strings(&[Some("")]), "", &[(Empty, 1)]);
}

#[test]
fn an_empty_string_in_an_array_comes_back_as_null() {
    for (options, mask) in [(binary(), ""), (binary2(), "00")] {
        let names = fixed(strings(&[Some(""), Some("a")]), 2, None);
        one_way(&field(Char, "2x2"), &options, &names, &format!("{mask} 0000 6100"), &[(Empty, 1)]);
        comes_back(&field(Char, "2x2"), &options, &format!("{mask} 0000 6100"), &fixed(strings(&[None, Some("a")]), 2, None));
    }
}

#[test]
fn what_is_no_utf8_is_latin1() {
    let rows = "C3A9 E963 6162 FF00";
    let (back, warnings) = decode(&field(Char, "2"), &binary(), rows).unwrap();
    assert_eq!(&back, &strings(&[Some("é"), Some("éc"), Some("ab"), Some("ÿ")]));
    let message = "strings that are no UTF-8 were read as Latin-1: 2";
    assert_eq!(warnings, [Warning::new("W-LATIN1", Position::at_row(2).in_column("c"), message)]);
    // Two strings that are UTF-8 only together are not.
    let (back, warnings) = decode(&field(Char, "1x2"), &binary(), "C3 A9").unwrap();
    assert_eq!(&back, &fixed(strings(&[Some("Ã"), Some("©")]), 2, None));
    assert_eq!(warnings.len(), 1);
    // Under a null nothing is odd.
    let (back, warnings) = decode(&field(Char, "1"), &binary2(), "80 FF 00 61").unwrap();
    assert_eq!(&back, &strings(&[None, Some("a")]));
    assert_eq!(warnings, []);
}

#[test]
fn a_surrogate_that_stands_alone_is_replaced() {
    let (back, warnings) = decode(&field(UnicodeChar, "*"), &binary(), "00000001 0041 00000002 D834 0041 00000001 DD1E").unwrap();
    assert_eq!(&back, &strings(&[Some("A"), Some("\u{FFFD}A"), Some("\u{FFFD}")]));
    let message = "strings with a surrogate that stands alone, read as U+FFFD: 2";
    assert_eq!(warnings, [Warning::new("W-UTF16", Position::at_row(2).in_column("c"), message)]);
}

#[test]
fn a_string_longer_than_its_field_is_refused() {
    let cases = [
        (field(Char, "2"), "ab", "aé", 3),
        (field(Char, ""), "a", "ab", 2),
        (field(UnicodeChar, "2"), "aé", "a\u{1D11E}", 3),
        (field(Char, "0"), "", "a", 1),
    ];
    for (field, fits, longer, len) in cases {
        assert!(encode(&field, &binary(), &strings(&[Some(fits)])).is_ok());
        let error = encode(&field, &binary(), &strings(&[Some(fits), Some(longer)])).unwrap_err();
        assert!(
            matches!(&error, RowError::Unpackable { row: 2, reason, .. } if reason.starts_with(&format!("a string of {len} units"))),
            "{error}"
        );
    }
}
