use super::{again, canonical::canonical};
use gaialink_votable::{Serialization, Version};

/// A RESOURCE with something in it; behind it a table.
fn in_resource(content: &str) -> String {
    format!("<VOTABLE><RESOURCE>{content}<TABLE><FIELD ID=\"f\" name=\"f\" datatype=\"int\"/></TABLE></RESOURCE></VOTABLE>")
}

fn in_field(attributes: &str) -> String {
    format!("<VOTABLE><RESOURCE><TABLE><FIELD name=\"f\" datatype=\"int\"{attributes}/></TABLE></RESOURCE></VOTABLE>")
}

#[test]
fn what_a_version_lacks_is_a_loss() {
    use Version::{V1_2, V1_3, V1_4, V1_5};
    let cases = [
        (in_resource("<COOSYS ID=\"c\" refposition=\"R\"/>"), V1_5, "`c`: VOTable 1.4 has no attribute refposition of COOSYS"),
        (in_resource("<COOSYS ID=\"c\" system=\"FK5\"/>"), V1_5, "`c`: before VOTable 1.5 the system `FK5` is called `eq_FK5`"),
        (in_resource("<TIMESYS ID=\"t\" timescale=\"TT\" refposition=\"R\"/>"), V1_4, "`t`: VOTable 1.3 has no TIMESYS"),
        (in_field(" precision=\"F0\""), V1_4, "`f`: VOTable 1.3 has no precision `F0`"),
        (in_resource("<LINK content-type=\"text/html\" href=\"h\"/>"), V1_3, "`h`: VOTable 1.2 has no content-type `text/html`"),
        (in_resource("<LINK content-role=\"a b\" href=\"h\"/>"), V1_3, "`h`: before VOTable 1.3 there is no content-role `a b`"),
        (in_resource("<GROUP name=\"g\"/>"), V1_2, "`RESOURCE`: VOTable 1.1 has no GROUP outside of TABLE"),
        (in_resource("<INFO name=\"i\" value=\"v\" unit=\"s\"/>"), V1_2, "`i`: VOTable 1.1 has no attribute unit of INFO"),
        (in_resource("<INFO name=\"i\" value=\"v\" ref=\"f\"/>"), V1_2, "`i`: VOTable 1.1 has no attribute ref of INFO"),
        (in_resource("<PARAM name=\"p\" datatype=\"int\" type=\"hidden\" value=\"1\"/>"), V1_2, "`p`: VOTable 1.1 has no attribute type of PARAM"),
        (in_field(" xtype=\"x\""), V1_2, "`f`: VOTable 1.1 has no attribute xtype"),
        (
            "<VOTABLE><RESOURCE><TABLE><FIELD ID=\"f\" name=\"f\" datatype=\"int\"/><GROUP><FIELDref ref=\"f\" ucd=\"u\"/></GROUP></TABLE></RESOURCE></VOTABLE>".to_owned(),
            V1_2,
            "`FIELDref`: VOTable 1.1 has no attribute ucd of FIELDref",
        ),
        (
            "<VOTABLE><RESOURCE><TABLE><FIELD name=\"f\" datatype=\"int\"/></TABLE><INFO name=\"i\" value=\"v\"/></RESOURCE></VOTABLE>".to_owned(),
            V1_2,
            "`INFO`: VOTable 1.1 has no INFO behind a TABLE or RESOURCE",
        ),
        (
            "<VOTABLE><RESOURCE><TABLE><FIELD name=\"f\" datatype=\"int\"/></TABLE><LINK href=\"h\"/></RESOURCE></VOTABLE>".to_owned(),
            V1_2,
            "`LINK`: VOTable 1.1 has no LINK behind a TABLE or RESOURCE",
        ),
        (
            "<VOTABLE><RESOURCE><TABLE><FIELD name=\"f\" datatype=\"int\"/><DATA><TABLEDATA/></DATA><INFO name=\"i\" value=\"v\"/></TABLE></RESOURCE></VOTABLE>".to_owned(),
            V1_2,
            "`INFO`: VOTable 1.1 has no INFO behind the rows",
        ),
        (
            "<VOTABLE><RESOURCE><TABLE><INFO name=\"i\" value=\"v\"/><FIELD name=\"f\" datatype=\"int\"/></TABLE></RESOURCE></VOTABLE>".to_owned(),
            V1_2,
            "`TABLE`: VOTable 1.1 has no INFO in a TABLE",
        ),
    ];
    for (document, first, loss) in cases {
        let older = Version::all().filter(|version| *version < first).last().unwrap();
        let (text, losses) = again(&document, Serialization::TableData, first);
        assert_eq!((canonical(&text), losses), (canonical(&document), vec![]), "{document} in {first}");
        let (text, losses) = again(&document, Serialization::TableData, older);
        assert_eq!(losses, [format!("metadata: {loss}")], "{document} in {older}");
        assert_ne!(canonical(&text), canonical(&document));
    }
}

#[test]
fn a_link_has_a_text_in_1_1_alone() {
    let document = in_resource("<LINK href=\"h\">words</LINK>");
    let (text, losses) = again(&document, Serialization::TableData, Version::V1_1);
    assert_eq!((canonical(&text), losses), (canonical(&document), vec![]));
    let (_, losses) = again(&document, Serialization::TableData, Version::V1_2);
    assert_eq!(losses, ["metadata: `h`: since VOTable 1.2 a LINK has no text"]);
}

#[test]
fn resources_stand_behind_tables_in_1_1() {
    let inner = "<RESOURCE name=\"a\"><RESOURCE name=\"b\"><INFO name=\"i\" value=\"v\"/></RESOURCE></RESOURCE>";
    let table = "<TABLE><FIELD name=\"f\" datatype=\"int\"/></TABLE>";
    let document = format!("<VOTABLE><RESOURCE>{inner}{table}{inner}{table}</RESOURCE></VOTABLE>");
    let moved = format!("<VOTABLE><RESOURCE>{table}{table}{inner}{inner}</RESOURCE></VOTABLE>");
    let told = |count: &str| vec![format!("metadata: `RESOURCE`: in VOTable 1.1 a RESOURCE stands behind the TABLEs{count}")];
    let behind = format!("<VOTABLE><RESOURCE>{table}{inner}</RESOURCE></VOTABLE>");
    let deep = format!("<VOTABLE><RESOURCE>{inner}<RESOURCE>{table}</RESOURCE></RESOURCE></VOTABLE>");
    let deeper = format!(
        "<VOTABLE><RESOURCE>{inner}{inner}<RESOURCE>{inner}<RESOURCE>{inner}{table}{inner}</RESOURCE>{inner}</RESOURCE></RESOURCE></VOTABLE>"
    );
    let deeper_moved = format!(
        "<VOTABLE><RESOURCE>{inner}{inner}<RESOURCE>{inner}<RESOURCE>{table}{inner}{inner}</RESOURCE>{inner}</RESOURCE></RESOURCE></VOTABLE>"
    );
    let cases = [
        (&document, Version::V1_1, &moved, told(" (2 times)")),
        (&document, Version::V1_2, &document, vec![]),
        (&behind, Version::V1_1, &behind, vec![]),
        (&deep, Version::V1_1, &deep, vec![]),
        (&deeper, Version::V1_1, &deeper_moved, told("")),
    ];
    for (document, version, want, told) in cases {
        let (text, losses) = again(document, Serialization::TableData, version);
        assert_eq!((canonical(&text), losses), (canonical(want), told), "{version}");
    }
    // One with a table in it stays where it is, and the table behind it gets one.
    let document = format!("<VOTABLE><RESOURCE><RESOURCE>{table}</RESOURCE>{table}</RESOURCE></VOTABLE>");
    let wrapped = format!("<VOTABLE><RESOURCE><RESOURCE>{table}</RESOURCE><RESOURCE>{table}</RESOURCE></RESOURCE></VOTABLE>");
    let (text, losses) = again(&document, Serialization::TableData, Version::V1_1);
    assert_eq!(canonical(&text), canonical(&wrapped));
    assert_eq!(losses, ["metadata: `TABLE`: in VOTable 1.1 a TABLE behind a RESOURCE stands in one of its own"]);
}
