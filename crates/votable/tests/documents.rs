//! What stands around the rows, from document to schema.

#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_table::schema::{GroupEntry, ScopeKind};
use gaialink_table::{Schema, TableReader, arrow::array::Array};
use gaialink_votable::{ReadOptions, Reader, Serialization, list};

fn first(document: &str) -> Schema {
    list(document.as_bytes(), &ReadOptions::default()).unwrap().remove(0).schema
}

const FULL: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE VOTABLE SYSTEM "http://us-vo.org/xml/VOTable.dtd">
<VOTABLE ID="doc" version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3" xmlns:spec="http://www.ivoa.net/xml/SpectrumModel/v1.01">
 <DESCRIPTION> the &lt;document&gt; </DESCRIPTION>
 <DEFINITIONS><COOSYS ID="old" system="eq_FK5" equinox="J2000"/><PARAM name="p0" datatype="int" value="1"/></DEFINITIONS>
 <INFO name="i0" value="v0"/>
 <RESOURCE name="r" type="results" utype="spec:Spectrum" xmlns:x="urn:x" x:y="z">
  <DESCRIPTION>resource</DESCRIPTION>
  <INFO name="QUERY_STATUS" value="OK"><![CDATA[a < b]]> &amp; c</INFO>
  <TIMESYS ID="t" timeorigin="2455197.5" timescale="TCB" refposition="BARYCENTER"/>
  <GROUP name="g0"><PARAM name="pg" datatype="char" arraysize="*" value="x"/></GROUP>
  <PARAM name="RELEASE" datatype="char" arraysize="*" value="Gaia DR3"/>
  <LINK content-role="doc" href="http://example.org/?a=1&amp;b=2"/>
  <RESOURCE><COOSYS ID="c1" system="ICRS" epoch="J2016.0"/></RESOURCE>
  <RESOURCE type="meta"><COOSYS ID="c2" system="ICRS"/><INFO name="kept" value="1"/></RESOURCE>
  <x:block a="1"><x:inner>t</x:inner><x:none/></x:block>
  <TABLE ID="T" name="tab" ucd="u" utype="ut" nrows="0">
   <DESCRIPTION>table</DESCRIPTION>
   <INFO name="ti" value="tv" unit="s"/>
   <FIELD ID="f1" name="ra" datatype="double" unit="deg" ucd="pos.eq.ra" utype="a.b" xtype="x" ref="c1" width="10" precision="F3" type="hidden" note="n">
    <DESCRIPTION>Right
 ascension</DESCRIPTION>
    <VALUES ID="v" type="legal" null="-99"><MIN value="0" inclusive="yes"/><MAX value="360" inclusive="no"/>
     <OPTION name="a" value="1"><OPTION value="2"/></OPTION></VALUES>
    <LINK href="x"/>
   </FIELD>
   <FIELD name="s" datatype="char" arraysize="8x*"/>
   <PARAM name="pos" datatype="double" arraysize="2" value="1.5 2.5" unit="deg"><DESCRIPTION>place</DESCRIPTION></PARAM>
   <GROUP ID="g" name="g1" ucd="gu" utype="gt" ref="t"><DESCRIPTION>group</DESCRIPTION>
    <FIELDref ref="f1" ucd="ru" utype="rt"/><PARAMref ref="p"/><GROUP name="deep"/></GROUP>
   <LINK value="l"/>
   <DATA><TABLEDATA></TABLEDATA></DATA>
  </TABLE>
 </RESOURCE>
</VOTABLE>"#;

#[test]
fn everything_has_its_place() {
    let tables = list(FULL.as_bytes(), &ReadOptions::default()).unwrap();
    assert_eq!(tables.len(), 1);
    assert_eq!(tables[0].serialization, Some(Serialization::TableData));
    let schema = &tables[0].schema;
    assert_eq!((schema.id.as_deref(), schema.name.as_deref()), (Some("T"), Some("tab")));
    assert_eq!((schema.ucd.as_deref(), schema.utype.as_deref()), (Some("u"), Some("ut")));
    assert_eq!((schema.description.as_deref(), schema.num_rows), (Some("table"), Some(0)));
    assert_eq!(schema.infos[0].unit.as_deref(), Some("s"));
    assert_eq!(schema.links[0].value.as_deref(), Some("l"));

    let ra = &schema.fields[0];
    assert_eq!((ra.name.as_str(), ra.id.as_deref(), ra.datatype.name()), ("ra", Some("f1"), "double"));
    assert_eq!((ra.unit.as_deref(), ra.ucd.as_deref(), ra.utype.as_deref()), (Some("deg"), Some("pos.eq.ra"), Some("a.b")));
    assert_eq!((ra.xtype.as_deref(), ra.reference.as_deref(), ra.kind.as_deref()), (Some("x"), Some("c1"), Some("hidden")));
    assert_eq!((ra.width.as_deref(), ra.precision.as_deref()), (Some("10"), Some("F3")));
    assert_eq!(ra.description.as_deref(), Some("Right\n ascension"));
    assert_eq!((ra.extras[0].kind.as_str(), ra.extras[0].text.as_str()), ("votable.attribute", "note=\"n\""));
    assert_eq!((ra.null_text(), ra.values[0].kind.as_deref()), (Some("-99"), Some("legal")));
    assert_eq!(ra.values[0].max.as_ref().unwrap().inclusive.as_deref(), Some("no"));
    assert_eq!(ra.values[0].options[0].options[0].value, "2");
    assert_eq!(ra.links[0].href.as_deref(), Some("x"));
    assert_eq!(schema.fields[1].arraysize.to_string(), "8x*");
    assert_eq!(schema.params[0].to_f64s().unwrap(), [1.5, 2.5]);

    let group = &schema.groups[0];
    assert_eq!((group.name.as_deref(), group.reference.as_deref()), (Some("g1"), Some("t")));
    assert!(matches!(&group.entries[..], [GroupEntry::FieldRef(f), GroupEntry::ParamRef(p), GroupEntry::Group(_)]
        if f.reference == "f1" && f.ucd.as_deref() == Some("ru") && p.reference == "p"));
}

#[test]
fn scopes_keep_what_surrounds_a_table() {
    let schema = first(FULL);
    let [document, resource] = &schema.scopes[..] else { panic!("{} scopes", schema.scopes.len()) };
    assert_eq!((document.element, document.id.as_deref()), (ScopeKind::Document, Some("doc")));
    assert_eq!(document.description.as_deref(), Some("the <document>"));
    assert_eq!(document.coosys[0].system.as_deref(), Some("eq_FK5"));
    assert_eq!(document.params[0].value, "1");
    assert_eq!(document.extras[0].text, "xmlns:spec=\"http://www.ivoa.net/xml/SpectrumModel/v1.01\"");
    assert_eq!((resource.kind.as_deref(), resource.utype.as_deref()), (Some("results"), Some("spec:Spectrum")));
    assert_eq!(resource.infos[0].content.as_deref(), Some("a < b & c"));
    assert_eq!(resource.timesys[0].timeorigin.as_deref(), Some("2455197.5"));
    assert_eq!(schema.param("RELEASE").unwrap().value, "Gaia DR3");
    assert_eq!(resource.links[0].href.as_deref(), Some("http://example.org/?a=1&b=2"));
    // The system that a column refers to moves up; what is left of its RESOURCE is kept, unless it is nothing.
    assert_eq!(resource.coosys.iter().map(|c| c.id.as_deref().unwrap()).collect::<Vec<_>>(), ["c1"]);
    let extras: Vec<_> = resource.extras.iter().map(|e| e.text.as_str()).collect();
    assert_eq!(
        extras,
        [
            "xmlns:x=\"urn:x\"",
            "x:y=\"z\"",
            "<x:block a=\"1\"><x:inner>t</x:inner><x:none/></x:block>",
            "<RESOURCE type=\"meta\">\n<INFO name=\"kept\" value=\"1\"/>\n<COOSYS ID=\"c2\" system=\"ICRS\"/>\n</RESOURCE>",
        ]
    );
}

#[test]
fn any_namespace_or_none() {
    let body = |p: &str| format!("<{p}RESOURCE><{p}TABLE><{p}FIELD name='a' datatype='int'/></{p}TABLE></{p}RESOURCE>");
    let cases = [
        format!("<VOTABLE>{}</VOTABLE>", body("")),
        format!("<VOTABLE version='9.9' xmlns='urn:any'>{}</VOTABLE>", body("")),
        format!("<v:VOTABLE xmlns:v='urn:any'>{}</v:VOTABLE>", body("v:")),
        format!("<v:VOTABLE>{}</v:VOTABLE>", body("v:")),
        format!("<VOTABLE xmlns:v='http://www.ivoa.net/xml/VOTable/v1.3'>{}</VOTABLE>", body("v:")),
        format!("<v:VOTABLE xmlns:v='urn:any'>{}</v:VOTABLE>", body("")),
    ];
    for document in cases {
        assert_eq!(first(&document).fields[0].name, "a", "{document}");
    }
    let foreign = "<VOTABLE><RESOURCE><x:TABLE xmlns:x='urn:x'/><TABLE/></RESOURCE></VOTABLE>";
    let tables = list(foreign.as_bytes(), &ReadOptions::default()).unwrap();
    assert_eq!(tables.len(), 1);
    assert_eq!(tables[0].schema.scopes[1].extras[0].text, "<x:TABLE xmlns:x=\"urn:x\"/>");
}

#[test]
fn elements_without_a_prefix_in_another_namespace() {
    let document = "<v:VOTABLE xmlns:v='http://www.ivoa.net/xml/VOTable/v1.3' xmlns='urn:x'><v:RESOURCE><block><inner/></block><v:TABLE/></v:RESOURCE></v:VOTABLE>";
    let kept = "<block xmlns=\"urn:x\"><inner/></block>";
    assert_eq!(first(document).scopes[1].extras[0].text, kept);
    let document =
        "<v:VOTABLE xmlns:v='http://www.ivoa.net/xml/VOTable/v1.3' xmlns='urn:x'><RESOURCE><TABLE/></RESOURCE></v:VOTABLE>";
    let mut reader = Box::new(Reader::try_new(document.as_bytes(), ReadOptions::default()).unwrap());
    while reader.next_batch().unwrap().is_some() {}
    let warnings = reader.finish().unwrap().warnings;
    let told: Vec<_> = warnings.iter().map(|warning| format!("{} {}", warning.code, warning.message)).collect();
    assert_eq!(told, ["W-NAMESPACE the element RESOURCE is in the namespace of another vocabulary, it is taken for VOTable's"]);
}

#[test]
fn errors_stand_at_the_byte_of_the_original() {
    let text = "<VOTABLE><DESCRIPTION>caf\u{e9} \u{661f}</DESCRIPTION><RESOURCE><TABLE><FIELD name='a' datatype='int'/><DATA><TABLEDATA><TR></TR></TABLEDATA>";
    let byte = |bytes: &[u8]| {
        let mut reader = Reader::try_new(bytes, ReadOptions::default()).unwrap();
        reader.next_batch().unwrap_err().position().byte.unwrap()
    };
    let at = usize::try_from(byte(text.as_bytes())).unwrap();
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let before = text.get(..at).unwrap().encode_utf16().count();
    assert_eq!(byte(&wide), 2 * before as u64);
}

#[test]
fn any_encoding() {
    let document = |encoding: &str| {
        format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?><VOTABLE><RESOURCE><TABLE name=\"é星\"/></RESOURCE></VOTABLE>")
    };
    let utf16 = |bytes: fn(u16) -> [u8; 2]| document("UTF-16").encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let with_mark = |mark: &[u8], text: Vec<u8>| [mark, &text].concat();
    let cases = [
        document("UTF-8").into_bytes(),
        with_mark(b"\xef\xbb\xbf", document("UTF-8").into_bytes()),
        utf16(u16::to_be_bytes),
        utf16(u16::to_le_bytes),
        with_mark(b"\xff\xfe", utf16(u16::to_le_bytes)),
        with_mark(b"\xfe\xff", utf16(u16::to_be_bytes)),
    ];
    for bytes in cases {
        let name = list(&bytes[..], &ReadOptions::default()).unwrap().remove(0).schema.name;
        assert_eq!(name.as_deref(), Some("é星"), "{:?}", String::from_utf8_lossy(&bytes));
    }
    let latin1 = b"<?xml version='1.0' encoding='ISO-8859-1'?><VOTABLE><RESOURCE><TABLE name='\xe9'/></RESOURCE></VOTABLE>";
    assert_eq!(list(&latin1[..], &ReadOptions::default()).unwrap()[0].schema.name.as_deref(), Some("é"));
}

#[test]
fn a_table_may_borrow_columns() {
    let document =
        "<VOTABLE><RESOURCE><TABLE ID='a'><FIELD name='x' datatype='int'/></TABLE><TABLE ref='a'/></RESOURCE></VOTABLE>";
    let tables = list(document.as_bytes(), &ReadOptions::default()).unwrap();
    assert_eq!(tables[1].schema.fields, tables[0].schema.fields);
    assert_eq!(tables[1].schema.reference, None);
}

#[test]
fn rows_are_passed_over() {
    let tables = [
        "<DATA><TABLEDATA><TR><TD><![CDATA[</TR></TABLEDATA>]]></TD></TR><!-- </TABLEDATA> --></TABLEDATA></DATA>",
        "<DATA><BINARY><STREAM encoding='base64'>AA AA<!-- </STREAM> --></STREAM></BINARY></DATA>",
        "<DATA><BINARY2><STREAM href='http://x'/></BINARY2></DATA>",
        "<DATA><FITS extnum='1'><STREAM encoding='gzip'>x</STREAM></FITS></DATA>",
        "<DATA><TABLEDATA/></DATA>",
        "<DATA/>",
        "",
    ];
    let document: String = tables.iter().map(|data| format!("<TABLE>{data}<INFO name='i' value='v'/></TABLE>")).collect();
    let document = format!("<VOTABLE><RESOURCE>{document}</RESOURCE></VOTABLE>");
    let found = list(document.as_bytes(), &ReadOptions::default()).unwrap();
    use Serialization::{Binary, Binary2, Fits, TableData};
    let kinds: Vec<_> = found.iter().map(|table| table.serialization).collect();
    assert_eq!(kinds, [Some(TableData), Some(Binary), Some(Binary2), Some(Fits), Some(TableData), None, None]);
}

#[test]
fn null_values_of_other_columns() {
    let text = "<VOTABLE><RESOURCE><TABLE>
      <FIELD name='a' datatype='int'><VALUES ref='later'/></FIELD>
      <FIELD name='b' datatype='int'><VALUES ID='later' null='-1'><MIN value='0'/></VALUES></FIELD>
      <DATA><TABLEDATA><TR><TD>-1</TD><TD>2</TD></TR></TABLEDATA></DATA></TABLE>
    <TABLE>
      <FIELD name='a' datatype='short'><VALUES ref=' later '/></FIELD>
      <FIELD name='b' datatype='short'><VALUES ref='later' null='2'/></FIELD>
      <FIELD name='c' datatype='short'><VALUES ref='nothing'/></FIELD>
      <DATA><BINARY><STREAM encoding='base64'>//8AAv//</STREAM></BINARY></DATA>
    </TABLE></RESOURCE></VOTABLE>";
    for (index, want) in [(0, vec![true, false]), (1, vec![true, true, false])] {
        let mut options = ReadOptions::default();
        options.table = gaialink_votable::TableChoice::Index(index);
        let mut reader = Reader::try_new(text.as_bytes(), options).unwrap();
        let batch = reader.next_batch().unwrap().unwrap();
        let nulls: Vec<bool> = batch.columns().iter().map(|column| column.is_null(0)).collect();
        assert_eq!(nulls, want, "table {index}");
        assert_eq!(reader.schema().fields[0].values[0].reference.as_deref().map(str::trim), Some("later"));
    }
}
