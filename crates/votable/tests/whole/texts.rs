use super::{again, canonical::canonical};
use gaialink_table::Table;
use gaialink_votable::{DocumentReader, Part, ReadOptions, Reader, Serialization, Version, extras};

/// A DESCRIPTION in every element that has one, and a text in every one that has one.
const DOCUMENT: &str = r#"<VOTABLE><DESCRIPTION>@</DESCRIPTION>
<INFO name="i" value="v">@</INFO><COOSYS ID="c">@</COOSYS><TIMESYS ID="t" refposition="R" timescale="TT">@</TIMESYS>
<GROUP><DESCRIPTION>@</DESCRIPTION></GROUP>
<RESOURCE><DESCRIPTION>@</DESCRIPTION><INFO name="i" value="v">@</INFO>
<TABLE><DESCRIPTION>@</DESCRIPTION><FIELD name="n" datatype="int"><DESCRIPTION>@</DESCRIPTION></FIELD>
<PARAM name="p" datatype="int" value="1"><DESCRIPTION>@</DESCRIPTION></PARAM>
<GROUP><DESCRIPTION>@</DESCRIPTION></GROUP><DATA><TABLEDATA/></DATA><INFO name="i" value="v">@</INFO></TABLE>
<INFO name="i" value="v">@</INFO></RESOURCE></VOTABLE>"#;

#[test]
fn texts_are_written_as_they_came() {
    let plain = ["text", " text", "text\n", "\n  two\n  lines\n", "a &lt;b&gt; &amp;amp; c", "a\u{a0}", "\u{a0}", "\t&#13;\n"];
    for text in plain.into_iter().chain(["", " ", "\n\n"]) {
        let document = DOCUMENT.replace('@', text);
        for version in [Version::V1_4, Version::V1_5] {
            let (written, losses) = again(&document, Serialization::TableData, version);
            assert_eq!((canonical(&written), losses), (canonical(&document), vec![]), "{text:?}");
            // Blanks alone are no lines of the above.
            let count = |document: &str| document.matches(&format!(">{text}</")).count();
            assert!(text.is_empty() || count(&written) == count(&document), "{text:?}: {written}");
        }
    }
}

#[test]
fn elements_in_a_description_are_kept() {
    for text in ["a <b>c</b>", "<p>a</p>\n<p/>", " <x:p xmlns:x=\"urn:x\" y=\"&lt;\"><x:q>&amp;</x:q></x:p> "] {
        let document = format!("<VOTABLE><DESCRIPTION>{text}</DESCRIPTION><RESOURCE/></VOTABLE>");
        let (written, losses) = again(&document, Serialization::TableData, Version::V1_4);
        assert!(written.contains(&format!("<DESCRIPTION>{text}</DESCRIPTION>")), "{written}");
        assert_eq!(losses, Vec::<String>::new());
    }
}

#[test]
fn the_model_has_the_text_alone() {
    let document = "<VOTABLE><RESOURCE><TABLE><DESCRIPTION>\n <b>a</b> c\n</DESCRIPTION><INFO name=\"i\" value=\"v\"> t </INFO>\
        <FIELD name=\"n\" datatype=\"int\"><DESCRIPTION> x </DESCRIPTION></FIELD></TABLE></RESOURCE></VOTABLE>";
    let mut reader = Reader::try_new(document.as_bytes(), ReadOptions::default()).unwrap();
    let table = Table::collect(&mut reader).unwrap();
    let schema = table.schema();
    assert_eq!((schema.description.as_deref(), schema.infos[0].content.as_deref()), (Some("a c"), Some("t")));
    assert_eq!((schema.fields[0].description.as_deref(), schema.fields[0].extras.len()), (Some("x"), 0));
    assert_eq!((schema.extras[0].kind.as_str(), schema.extras[0].text.as_str()), (extras::TEXT, "\n <b>a</b> c\n"));
}

#[test]
fn comments_are_told_once() {
    let document = "<!-- a --><VOTABLE>\n<RESOURCE><?p i?><TABLE><FIELD name=\"n\" datatype=\"int\"/><DATA><TABLEDATA>\
        <TR><TD>1<!-- b --></TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>";
    let told = |document: &str, without_blanks: bool| {
        let mut reader = DocumentReader::try_new(document.as_bytes(), ReadOptions::default()).unwrap();
        if without_blanks {
            reader = reader.without_blanks();
        }
        while let Some(part) = reader.next_part().unwrap() {
            while matches!(part, Part::Table { .. }) && reader.next_batch().unwrap().is_some() {}
        }
        reader.take_warnings().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let message = "comments and processing instructions are left out";
    assert_eq!(told(document, false), [format!("N-COMMENT: line 1, byte 0: {message}")]);
    assert_eq!(told(&document[10..], false), [format!("N-COMMENT: line 2, byte 20: {message}")]);
    assert_eq!(told(&document.replace("<?p i?>", "")[10..], false), [format!("N-COMMENT: row 1: {message}")]);
    assert_eq!(told(document, true), Vec::<String>::new());
}
