use gaialink_table::{Code, codes};

/// All codes of [`crate::validate`] and [`crate::validate_csv`], sorted.
///
/// ```
/// assert!(gaialink_ecsv::codes().iter().any(|code| code.name == "E-CELL"));
/// ```
pub fn codes() -> &'static [Code] {
    &ALL
}

/// The text that defines ECSV.
const ECSV: Option<&str> = Some("ECSV 1.0, APE 6");

codes! {
    CELL "E-CELL" Error None, "a cell that is no value of its column";
    COUNT "E-COUNT" Error Some("RFC 4180, 2.4"), "a row of more or fewer cells than there are columns";
    DATATYPE "E-DATATYPE" Error ECSV, "a datatype that is none";
    DELIMITER "E-DELIMITER" Error ECSV, "a delimiter that is neither a blank nor a comma";
    DUPLICATE "E-DUPLICATE" Error None, "two columns of one name";
    ECSV_LINE "E-ECSV" Error ECSV, "a first line that is not `# %ECSV 1.0`";
    HEADER "E-HEADER" Error ECSV, "an entry of the header that is of the wrong kind";
    KEY "E-KEY" Error ECSV, "an entry of the header that has to be there";
    KEY_TWICE "E-KEY-TWICE" Error Some("YAML 1.2.2, 3.2.1.3"), "a key that a mapping of the header has twice";
    LIMIT "E-LIMIT" Error None, "a claim beyond a limit; the rest of the file is not looked at";
    LINE "E-LINE" Error Some("RFC 4180, 2.1"), "a carriage return without a line feed";
    NAMES "E-NAMES" Error None, "column names that are not there, or not those of the header";
    QUOTE "E-QUOTE" Error Some("RFC 4180, 2.5"), "quotes that stay open, or text behind them";
    SUBTYPE "E-SUBTYPE" Error ECSV, "a subtype that is none, or that a datatype other than string has";
    TABLE "E-TABLE" Error None, "a column that no table can hold";
    TEXT "E-TEXT" Error None, "a NUL byte, or bytes that are no UTF-8";
    VERSION "E-VERSION" Error None, "a version of ECSV that is not known";
    YAML "E-YAML" Error ECSV, "a header that is no YAML";
    MORE "I-MORE" Info None, "more findings of a code than are listed";
    W_COMMENT "W-COMMENT" Warning None, "lines between the rows that begin with `#`";
    W_DATATYPE "W-DATATYPE" Warning None, "a datatype that numpy has and ECSV has not";
    W_FLOAT128 "W-FLOAT128" Warning None, "a column of float128, of which double holds the first digits";
    W_KEY "W-KEY" Warning ECSV, "an entry of the header that ECSV does not have";
    W_NAMES "W-NAMES" Warning None, "column names with blanks around them";
    W_RANGE "W-RANGE" Warning None, "a number too large for its type, read as an infinity";
    W_SCHEMA "W-SCHEMA" Warning None, "a schema under `gaialink.schema` that is none";
    W_UNITS "W-UNITS" Warning None, "lines of units and of dashes below the column names of a CSV, as VizieR writes them";
    W_VERSION "W-VERSION" Warning None, "a version of ECSV before 1.0";
    WORD "W-WORD" Warning None, "a plain word that YAML 1.1 and 1.2 do not take for the same";
}
