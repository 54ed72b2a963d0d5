use std::borrow::Cow;

/// A name in a document; one that VOTable knows takes no room of its own.
pub(crate) type Name = Cow<'static, str>;

/// The name that is spelled so.
pub(crate) fn name(text: &str) -> Name {
    known(text).map_or_else(|| Cow::Owned(text.to_owned()), Cow::Borrowed)
}

/// Names that documents are full of, the most frequent ones first.
macro_rules! known {
    ($text:ident: $($name:literal)*) => {
        match $text {
            $($name => Some($name),)*
            _ => None,
        }
    };
}

fn known(text: &str) -> Option<&'static str> {
    known! { text:
        "name" "value" "datatype" "DESCRIPTION" "ucd" "utype" "unit" "arraysize" "PARAM" "FIELD" "ID" "ref" "xtype" "width" "precision"
        "INFO" "TABLE" "RESOURCE" "VOTABLE" "GROUP" "FIELDref" "PARAMref" "VALUES" "MIN" "MAX" "OPTION" "LINK" "DATA" "TABLEDATA"
        "BINARY" "BINARY2" "FITS" "STREAM" "COOSYS" "TIMESYS" "DEFINITIONS" "type" "null" "encoding" "version" "nrows" "href"
        "content-role" "content-type" "title" "inclusive" "system" "equinox" "epoch" "refposition" "timeorigin" "timescale"
        "xmlns" "xmlns:xsi" "xsi:schemaLocation" "xsi:noNamespaceSchemaLocation"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_as_it_was_spelled() {
        for (text, is_known) in [("name", true), ("xmlns:xsi", true), ("vot:name", false), ("Name", false), ("", false)] {
            let found = name(text);
            assert_eq!((&*found, matches!(found, Cow::Borrowed(_))), (text, is_known));
        }
    }
}
