//! What stands in other namespaces is resolved after writing as it was before.

use super::again;
use gaialink_votable::{Serialization, Version};

const VOTABLE: &str = "http://www.ivoa.net/xml/VOTable/v1.3";

fn written(document: &str) -> String {
    let (text, losses) = again(document, Serialization::TableData, Version::V1_4);
    assert_eq!(losses, Vec::<String>::new(), "{document}");
    text
}

#[test]
fn elements_of_other_vocabularies() {
    // What the root declares, what its RESOURCE does, an element in it, and the same as it is written.
    let prefixed = format!("xmlns:v=\"{VOTABLE}\"");
    let cases = [
        // Declarations on ancestors are kept where they were.
        ("xmlns:x=\"urn:x\"", "", "<x:a><x:b/></x:a>", ""),
        ("", "xmlns:x=\"urn:x\"", "<x:a x:k=\"1\"/>", ""),
        ("", "", "<VODML xmlns=\"http://www.ivoa.net/xml/mivot\"><REPORT/><TABLE/></VODML>", ""),
        // A prefix means what the innermost declaration says.
        ("xmlns:x=\"urn:x\"", "xmlns:x=\"urn:y\"", "<x:a xmlns:x=\"urn:z\"><x:b/></x:a>", ""),
        (&prefixed, "", "<v:tool xmlns:v=\"urn:tool\"><v:part v:k=\"1\"/></v:tool>", ""),
        ("", "", "<a xmlns=\"urn:a\"><b xmlns=\"\"><c/></b></a>", ""),
        // VOTable's own prefix is not written, so that what has it inside others says it anew.
        (
            &prefixed,
            "",
            "<a xmlns=\"urn:a\"><v:TABLE><v:FIELD/></v:TABLE></a>",
            "<a xmlns=\"urn:a\"><v:TABLE xmlns:v=\"http://www.ivoa.net/xml/VOTable/v1.3\"><v:FIELD/></v:TABLE></a>",
        ),
        // So does what has a namespace from an element of VOTable without a prefix.
        (&prefixed, "xmlns=\"urn:d\"", "<a><b/></a>", "<a xmlns=\"urn:d\"><b/></a>"),
        (&prefixed, "xmlns:x=\"urn:x\"", "<x:a><b/></x:a>", "<x:a><b xmlns=\"\"/></x:a>"),
    ];
    for (root, resource, element, want) in cases {
        let (p, default) = if root == prefixed { ("v:", String::new()) } else { ("", format!(" xmlns=\"{VOTABLE}\"")) };
        let document = format!(
            "<{p}VOTABLE version=\"1.4\"{default} {root}><{p}RESOURCE {resource}><{p}TABLE><{p}FIELD name=\"a\" datatype=\"int\"/></{p}TABLE>{element}</{p}RESOURCE></{p}VOTABLE>"
        );
        let text = written(&document);
        let want = if want.is_empty() { element } else { want };
        assert!(text.lines().any(|line| line == want), "{document}\n{text}");
        for declared in [root, resource].into_iter().filter(|text| text.starts_with("xmlns:x")) {
            assert!(text.contains(declared), "{text}");
        }
        assert_eq!(written(&text), text);
    }
}

#[test]
fn a_prefix_ends_with_its_element() {
    let document = format!(
        "<VOTABLE version=\"1.4\" xmlns=\"{VOTABLE}\"><RESOURCE xmlns:p=\"urn:p\"><RESOURCE xmlns:p=\"{VOTABLE}\"><p:TABLE name=\"own\"><FIELD name=\"a\" datatype=\"int\"/></p:TABLE></RESOURCE><p:TABLE name=\"theirs\"/></RESOURCE></VOTABLE>"
    );
    let text = written(&document);
    assert!(text.contains("\n<TABLE name=\"own\">\n") && text.contains("\n<p:TABLE name=\"theirs\"/>\n"), "{text}");
}

#[test]
fn schemas_of_other_vocabularies_are_named() {
    let document = format!(
        "<VOTABLE version=\"1.4\" xmlns=\"{VOTABLE}\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"{VOTABLE} votable.xsd urn:x x.xsd?a&amp;b\"><RESOURCE/></VOTABLE>"
    );
    let text = written(&document);
    let want = "xsi:schemaLocation=\"http://www.ivoa.net/xml/VOTable/v1.3 http://www.ivoa.net/xml/VOTable/votable-1.4.xsd urn:x x.xsd?a&amp;b\"";
    assert!(text.contains(want), "{text}");
    assert_eq!(written(&text), text);
}
