use super::{again, canonical::canonical};
use gaialink_table::TableReader;
use gaialink_votable::{ReadOptions, Reader, Serialization, Version};

/// A document of every element, each with what it must have and no more, in the order in which they are written.
const BARE: &str = r#"<VOTABLE>
<DESCRIPTION>d</DESCRIPTION>
<DEFINITIONS><COOSYS ID="c0"/><TIMESYS ID="t0" refposition="R" timescale="TT"/><PARAM name="p0" datatype="int" value="1"/></DEFINITIONS>
<INFO name="i" value="v">text &amp; &lt;more&gt;</INFO>
<COOSYS ID="c1"><![CDATA[a <b>]]></COOSYS>
<TIMESYS ID="t1" refposition="R" timescale="TT">t</TIMESYS>
<GROUP><PARAM name="p" datatype="int" value="1"/></GROUP>
<PARAM name="p" datatype="int" value="1"/>
<RESOURCE><DESCRIPTION>d</DESCRIPTION>
<INFO name="i" value="v"/><COOSYS ID="c2"/><TIMESYS ID="t2" refposition="R" timescale="TT"/>
<GROUP><DESCRIPTION>d</DESCRIPTION><FIELDref ref="f"/><PARAMref ref="p3"/><PARAM name="p" datatype="int" value="1"/>
 <GROUP><PARAMref ref="p3"/></GROUP></GROUP>
<PARAM ID="p3" name="p" datatype="int" value="1"><DESCRIPTION>d</DESCRIPTION><VALUES ID="v3"><MIN value="0"/></VALUES><LINK/></PARAM>
<LINK/>
<TABLE><DESCRIPTION>d</DESCRIPTION><INFO name="i" value="v"/>
 <FIELD ID="f" name="n" datatype="int"><DESCRIPTION>d</DESCRIPTION>
  <VALUES><MIN value="1"/><MAX value="2"/><OPTION value="3"><OPTION value="4"/></OPTION></VALUES><LINK/></FIELD>
 <PARAM name="p" datatype="char" arraysize="*" value=""/>
 <GROUP><FIELDref ref="f"/></GROUP>
 <LINK/>
 <DATA><TABLEDATA><TR><TD>1</TD></TR></TABLEDATA></DATA>
 <INFO name="i" value="v"/></TABLE>
<INFO name="behind" value="v"/>
<LINK/>
<RESOURCE><TABLE><FIELD name="n" datatype="int"/></TABLE></RESOURCE>
<INFO name="behind" value="w"/>
<x:any xmlns:x="urn:x"><x:more a="b">t</x:more></x:any>
</RESOURCE>
<RESOURCE/>
<INFO name="last" value="v"/>
</VOTABLE>"#;

/// The attributes of every element in the schemas, with a value each.
const ATTRIBUTES: &[(&str, &[(&str, &str)])] = &[
    ("VOTABLE", &[("ID", "doc")]),
    ("RESOURCE", &[("ID", "r"), ("name", "n"), ("utype", "u"), ("type", "meta")]),
    ("TABLE", &[("ID", "t"), ("name", "n"), ("ref", "f"), ("ucd", "u"), ("utype", "u"), ("nrows", "1")]),
    (
        "FIELD",
        &[
            ("unit", "m s-1"),
            ("precision", "E5"),
            ("width", "8"),
            ("xtype", "x"),
            ("ref", "c1"),
            ("ucd", "meta.id;meta.main"),
            ("utype", "a:b.c"),
            ("type", "hidden"),
            ("type", "no_query"),
            ("type", "trigger"),
            ("type", "location"),
        ],
    ),
    (
        "PARAM",
        &[
            ("ID", "pp"),
            ("unit", "%"),
            ("precision", "F3"),
            ("width", "8"),
            ("xtype", "x"),
            ("ref", "c1"),
            ("ucd", "u"),
            ("utype", "u"),
            ("arraysize", "1"),
            ("type", "hidden"),
        ],
    ),
    ("GROUP", &[("ID", "g"), ("name", "n"), ("ref", "t1"), ("ucd", "u"), ("utype", "u")]),
    ("FIELDref", &[("ucd", "u"), ("utype", "u")]),
    ("PARAMref", &[("ucd", "u"), ("utype", "u")]),
    ("VALUES", &[("type", "actual"), ("null", "-1"), ("ref", "v3")]),
    ("MIN", &[("inclusive", "no")]),
    ("MAX", &[("inclusive", "yes")]),
    ("OPTION", &[("name", "n")]),
    (
        "LINK",
        &[
            ("ID", "l"),
            ("content-role", "any words"),
            ("content-type", "text/html; charset=utf-8"),
            ("title", "a \"title\" <with> 'marks' & more"),
            ("value", "v"),
            ("href", "https://example.org/?a=1&b=2"),
            ("gref", "g"),
            ("action", "https://example.org"),
        ],
    ),
    ("INFO", &[("ID", "i"), ("unit", "s"), ("xtype", "timestamp"), ("ref", "f"), ("ucd", "u"), ("utype", "u")]),
    ("COOSYS", &[("equinox", "J2000"), ("epoch", "J2016.0"), ("system", "ICRS"), ("refposition", "BARYCENTER")]),
    ("TIMESYS", &[("timeorigin", "MJD-origin")]),
];

/// What no schema knows, and files have all the same.
const FOREIGN: [(&str, &str); 4] = [("note", "n"), ("xml:lang", "en"), ("x:y", "z"), ("xmlns:x", "urn:x")];

/// The document with an attribute in every element of a name that has it not yet; IDs differ.
fn with(element: &str, key: &str, value: &str) -> String {
    let mut out = String::new();
    let mut rest = BARE;
    let mut count = 0;
    while let Some(at) = rest.find(&format!("<{element}")) {
        let (before, tag) = rest.split_at(at + 1 + element.len());
        out.push_str(before);
        rest = tag;
        let is_name = tag.starts_with([' ', '>', '/']);
        let has = tag[..tag.find('>').unwrap()].contains(&format!(" {key}="));
        if is_name && !has {
            count += 1;
            let value = value.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
            let number = if key == "ID" { count.to_string() } else { String::new() };
            // Only one TABLE has rows, and it has one.
            if key != "nrows" || count == 1 {
                out.push_str(&format!(" {key}=\"{value}{number}\""));
            }
        }
    }
    assert!(count > 0, "{element} {key}");
    out.push_str(rest);
    out
}

#[test]
fn every_element_and_attribute_survives() {
    let (text, losses) = again(BARE, Serialization::TableData, Version::V1_5);
    assert_eq!((canonical(&text), losses), (canonical(BARE), vec![]));
    let mut seen = 0;
    for (element, attributes) in ATTRIBUTES {
        let foreign = FOREIGN.iter().filter(|(key, _)| *element != "VOTABLE" || *key != "xmlns:x");
        for (key, value) in attributes.iter().chain(foreign) {
            let document = with(element, key, value);
            let (text, losses) = again(&document, Serialization::TableData, Version::V1_5);
            assert_eq!(canonical(&text), canonical(&document), "{element} {key}");
            assert_eq!(losses, Vec::<String>::new(), "{element} {key}");
            seen += 1;
        }
    }
    assert_eq!(seen, 129);
}

#[test]
fn every_datatype_and_shape_survives() {
    let types = "boolean bit unsignedByte short int long char unicodeChar float double floatComplex doubleComplex";
    for datatype in types.split(' ') {
        for arraysize in ["", "1", "3", "*", "5*", "2x3", "2x*", "2x3x4*"] {
            let size = if arraysize.is_empty() { String::new() } else { format!(" arraysize=\"{arraysize}\"") };
            let document = format!(
                "<VOTABLE><RESOURCE><TABLE><FIELD name=\"f\" datatype=\"{datatype}\"{size}/><DATA><TABLEDATA/></DATA></TABLE></RESOURCE></VOTABLE>"
            );
            let (text, losses) = again(&document, Serialization::TableData, Version::V1_5);
            assert_eq!((canonical(&text), losses), (canonical(&document), vec![]), "{datatype} {arraysize}");
        }
    }
}

#[test]
fn the_attributes_of_a_stream() {
    let kept = " type=\"other\" actuate=\"onLoad\" expires=\"2030-01-01T00:00:00\" rights=\"free\" note=\"n\"";
    let document = |attributes: &str, data: &str| {
        let rows = if data == "BINARY" { "AAE=" } else { "AAAB" };
        format!(
            "<VOTABLE><RESOURCE><TABLE><FIELD name=\"f\" datatype=\"short\"/><DATA><{data}><STREAM encoding=\"base64\"{attributes}>{rows}</STREAM></{data}></DATA></TABLE></RESOURCE></VOTABLE>"
        )
    };
    for (data, serialization) in [("BINARY", Serialization::Binary), ("BINARY2", Serialization::Binary2)] {
        let (text, losses) = again(&document(kept, data), serialization, Version::V1_5);
        assert_eq!((canonical(&text), losses), (canonical(&document(kept, data)), vec![]));
    }
    let (_, losses) = again(&document(kept, "BINARY"), Serialization::TableData, Version::V1_5);
    assert_eq!(losses.len(), 5);
    assert_eq!(losses[0], "metadata: `TABLE`: TABLEDATA has no STREAM with type=\"other\"");
}

#[test]
fn what_a_row_says_of_itself_is_told() {
    let cases = [
        ("<TR ID=\"row\">", "N-ROW-ID the IDs of rows are left out", true),
        ("<TR ID=\"row\"><TD>1</TD></TR><TR ID=\"other\">", "N-ROW-ID the IDs of rows are left out", true),
        ("<TR id=\"row\">", "W-ATTRIBUTE the attributes of TR are passed over", false),
        ("<TR encoding=\"none\">", "W-ATTRIBUTE the attributes of TR are passed over", false),
    ];
    for (row, told, is_valid) in cases {
        let document = BARE.replace("<TR>", row);
        let (_, _, warnings) = super::through(document.as_bytes(), 8192, Default::default()).unwrap();
        let found: Vec<String> = warnings.iter().map(|w| format!("{} {}", w.code, w.message)).collect();
        assert_eq!(found, [told]);
        let mut options = ReadOptions::default();
        options.strict = true;
        let mut reader = Reader::try_new(document.as_bytes(), options).unwrap();
        assert_eq!(reader.next_batch().is_ok(), is_valid, "{row}");
    }
}
