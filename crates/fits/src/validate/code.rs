use gaialink_table::{Code, codes};

/// All codes of [`crate::validate`], sorted, but for the warnings that reading gives as well (`W-FITS-…`).
///
/// ```
/// assert!(gaialink_fits::codes().iter().any(|code| code.name == "E-CHECKSUM"));
/// ```
pub fn codes() -> &'static [Code] {
    &ALL
}

codes! {
    CARD "E-CARD" Error Some("FITS 4.0, 4.1.2"), "a byte in a header that is no printable ASCII";
    CHECKSUM "E-CHECKSUM" Error Some("FITS 4.0, 4.4.2.7"), "a CHECKSUM that is not that of the HDU";
    DATASUM "E-DATASUM" Error Some("FITS 4.0, 4.4.2.7"), "a DATASUM that is not that of the data";
    DATE "E-DATE" Error Some("FITS 4.0, 4.4.2.1"), "a date that is none";
    FILL "E-FILL" Error Some("FITS 4.0, 3.3"), "the end of a block that is filled with something else";
    HEAP "E-HEAP" Error Some("FITS 4.0, 7.3.5"), "a descriptor of an array that ends beyond the heap";
    KEYWORD "E-KEYWORD" Error Some("FITS 4.0, 4.1.2.1"), "a keyword of other characters than capitals, digits, `-` and `_`";
    STRUCTURE "E-STRUCTURE" Error None, "cards of the structure that are wrong, or against each other or the file";
    TDISP "E-TDISP" Error Some("FITS 4.0, 7.3.4"), "a display format that is none";
    VALUE "E-VALUE" Error Some("FITS 4.0, 4.2"), "a value that is none";
    MORE "I-MORE" Info None, "more findings of a code than are listed";
    W_DUPLICATE "W-DUPLICATE" Warning Some("FITS 4.0, 4.1.2.3"), "a keyword that a header has twice";
    W_TTYPE "W-TTYPE" Warning Some("FITS 4.0, 7.3.1"), "a column without a name, or one whose name another has or is no word";
    W_UNIT "W-UNIT" Warning Some("FITS 4.0, 4.3"), "a unit that is none of FITS";
}
