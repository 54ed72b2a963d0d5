use gaialink_table::{Code, codes};

/// All codes of [`crate::validate`], sorted.
///
/// ```
/// assert!(gaialink_votable::codes().iter().any(|code| code.name == "E-REF"));
/// ```
pub fn codes() -> &'static [Code] {
    &ALL
}

codes! {
    ARRAYSIZE "E-ARRAYSIZE" Error Some("VOTable 1.5, 2.2"), "an arraysize that is none";
    ASCII "E-ASCII" Error Some("VOTable 1.5, 6"), "a character beyond ASCII in a single char";
    ATTRIBUTE "E-ATTRIBUTE" Error Some("VOTable 1.5, 3"), "an attribute that its element does not have in this version";
    CELL "E-CELL" Error Some("VOTable 1.5, 6"), "a cell that is no value of its column, or has another number of elements";
    DATATYPE "E-DATATYPE" Error Some("VOTable 1.5, 2.1"), "a datatype that is none";
    ELEMENT "E-ELEMENT" Error Some("VOTable 1.5, 3"), "an element that this version does not have, or not there";
    EMPTY_CELL "E-EMPTY-CELL" Error Some("VOTable 1.5, 5.5"), "an empty cell of integers before version 1.3";
    ENCODING "E-ENCODING" Error None, "bytes that are none of the encoding of the document, or an encoding that is not known";
    ENTITY "E-ENTITY" Error None, "an entity that neither XML nor the document defines";
    ID "E-ID" Error Some("VOTable 1.5, 3.2"), "an ID that is no name of XML, or is there twice";
    LIMIT "E-LIMIT" Error None, "a claim beyond a limit; the rest of the document is not looked at";
    META "E-META" Error Some("VOTable 1.5, 3.6"), "data inside a RESOURCE of the type meta";
    MISSING "E-MISSING" Error Some("VOTable 1.5, 3"), "an attribute or an element that has to be there";
    NROWS "E-NROWS" Error Some("VOTable 1.5, 2"), "nrows that is not the number of rows";
    TIMESYS_ORDER "E-ORDER" Error Some("VOTable 1.5, 3.5"), "a TIMESYS behind what refers to it";
    PARAM "E-PARAM" Error Some("VOTable 1.5, 4.1"), "a PARAM whose value is none of its datatype";
    REF "E-REF" Error Some("VOTable 1.5, 3.2"), "a reference to an ID that is not in the document";
    ROW "E-ROW" Error Some("VOTable 1.5, 5.1"), "a row with another number of cells than there are columns";
    STREAM "E-STREAM" Error Some("VOTable 1.5, 5.6"), "a STREAM that cannot be decoded into rows";
    TEXT "E-TEXT" Error Some("VOTable 1.5, 3"), "characters where only elements belong";
    TIMEORIGIN "E-TIMEORIGIN" Error Some("VOTable 1.5, 3.5"), "a TIMESYS with a timeorigin for times with a year, or without one for numbers";
    TRUNCATED "E-TRUNCATED" Error None, "the document ends too early";
    VALUE "E-VALUE" Error Some("VOTable 1.5, 3"), "an attribute whose value is not of the form it has to have";
    VALUES "E-VALUES" Error Some("VOTable 1.5, 4.7"), "a null, MIN, MAX or OPTION that is no value of the datatype";
    VERSION "E-VERSION" Error Some("VOTable 1.5, 3"), "a version that is none";
    NOT_VOTABLE "E-VOTABLE" Error None, "the document is no VOTable";
    XML "E-XML" Error None, "the document is no well-formed XML";
    XTYPE_TYPE "E-XTYPE" Error None, "an xtype on a datatype or arraysize that it does not go with";
    CHAR "I-CHAR" Info Some("VOTable 1.5, 2.2"), "char without an arraysize, which is a single character";
    MORE "I-MORE" Info None, "how many more findings of a code there are";
    SERVICE "I-SERVICE" Info Some("DALI 1.1, 4.4"), "the service that made the document reports an error, or that rows are missing";
    UNREAD "I-UNREAD" Info Some("VOTable 1.5, 5.7"), "rows that lie elsewhere and were not looked at";
    ARRAYSIZE_ONE "W-ARRAYSIZE" Warning Some("VOTable 1.5, 2.2"), "an arraysize of 1, which programs read in different ways, or one that is empty or has blanks";
    NOT_ASCII "W-ASCII" Warning Some("VOTable 1.5, 6"), "characters beyond ASCII in a string of char";
    BLANK "W-BLANK" Warning Some("VOTable 1.5, 5.1"), "blanks around an integer, which are allowed and which some programs refuse";
    DEPRECATED "W-DEPRECATED" Warning None, "what this version keeps for older documents only";
    EMPTY_CHAR "W-EMPTY-CHAR" Warning Some("VOTable 1.5, 5.5"), "an empty cell of a single char, which may be null or a blank";
    FOREIGN "W-FOREIGN" Warning None, "an attribute of another namespace";
    LENGTH "W-LENGTH" Warning Some("VOTable 1.5, 2.2"), "a string longer than its arraysize";
    NAME "W-NAME" Warning None, "a name that another element of the TABLE or RESOURCE has, or an empty one";
    NAMESPACE "W-NAMESPACE" Warning Some("VOTable 1.5, 3"), "elements without the namespace of this version";
    ORDER "W-ORDER" Warning Some("VOTable 1.5, 3.4"), "a COOSYS behind what refers to it";
    QUERY_STATUS "W-QUERY-STATUS" Warning Some("DALI 1.1, 4.4"), "a QUERY_STATUS that is none of OK, ERROR and OVERFLOW";
    REF_KIND "W-REF" Warning None, "a reference to an element to which such an element does not refer";
    UCD "W-UCD" Warning Some("VOTable 1.5, 4.5"), "a UCD that is no list of words";
    UNIT "W-UNIT" Warning Some("VOTable 1.5, 4.4"), "a unit that is not written as VOUnits has it";
    UNUSED "W-UNUSED" Warning None, "a TIMESYS to which nothing refers";
    NO_VERSION "W-VERSION" Warning Some("VOTable 1.5, 3"), "no version";
    VOCABULARY "W-VOCABULARY" Warning None, "a word that is not in the vocabulary of its attribute";
    XTYPE "W-XTYPE" Warning Some("VOTable 1.5, 4.3"), "an xtype that DALI does not define";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_lists_them() {
        let readme = include_str!("../../README.md");
        for Code { name, meaning, .. } in ALL {
            assert!(readme.contains(&format!("| `{name}` | {meaning} |")), "{name}");
        }
        let (_, section) = readme.split_once("## Findings").unwrap();
        let section = section.split("\n## ").next().unwrap();
        assert_eq!(section.matches("\n| `").count(), ALL.len());
    }
}
