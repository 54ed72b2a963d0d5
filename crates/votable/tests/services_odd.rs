//! Service descriptors as they are met, which is not always as the standard shows them.
#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_table::{Param, Table, TableReader};
use gaialink_votable::{
    ReadOptions, Reader,
    service::{self, Input, Service},
};

/// What a reader of the first table keeps.
fn kept(document: &str) -> Vec<Service> {
    let mut reader = Reader::try_new(document.as_bytes(), ReadOptions::default()).unwrap();
    let table = Table::collect(&mut reader).unwrap();
    let trailer = Box::new(reader).finish().unwrap();
    service::around(table.schema(), &trailer).unwrap()
}

/// What is found in a document, and a reader of its table keeps, with the elements as they are and with a prefix.
fn services(content: &str) -> Vec<Service> {
    let document = format!("<VOTABLE>{content}</VOTABLE>");
    let found = service::read(document.as_bytes(), &ReadOptions::default()).unwrap();
    assert_eq!(kept(&document), found, "{document}");
    let prefixed = document.replace("</", "<!").replace('<', "<v:").replace("<v:!", "</v:");
    let declared = prefixed.replace("<v:VOTABLE", "<v:VOTABLE xmlns:v='http://www.ivoa.net/xml/VOTable/v1.3'");
    assert_eq!(kept(&declared), found, "{declared}");
    found
}

/// A table of which a column refers to a service.
const TABLE: &str = "<TABLE><FIELD ID='f' name='n' datatype='int' ref='s'><LINK content-role='ddl' value='#s'/></FIELD></TABLE>";

/// The one service of a RESOURCE of these attributes and content.
fn one(attributes: &str, content: &str) -> Option<Service> {
    let mut found = services(&format!("<RESOURCE>{TABLE}</RESOURCE><RESOURCE {attributes}>{content}</RESOURCE>"));
    assert!(found.len() < 2);
    found.pop()
}

fn with(content: &str) -> Service {
    one("type='meta' utype='adhoc:service'", content).unwrap()
}

#[test]
fn a_descriptor_is_found_wherever_it_stands() {
    let url = "<PARAM name='accessURL' datatype='char' arraysize='*' value='u'/>";
    let service = |id: &str| format!("<RESOURCE type='meta' utype='adhoc:service' ID='{id}'>{url}</RESOURCE>");
    let (s, t, u, v) = (service("s"), service("t"), service("u"), service("v"));
    let around = s.replace(url, &format!("{t}{url}"));
    let cases = [
        (format!("<RESOURCE>{TABLE}</RESOURCE>{s}"), "s"),
        (format!("{s}<RESOURCE>{TABLE}</RESOURCE>"), "s"),
        (format!("<RESOURCE type='results'>{TABLE}{s}</RESOURCE>"), "s"),
        (format!("<RESOURCE type='results'>{s}{TABLE}</RESOURCE>"), "s"),
        (format!("<RESOURCE><RESOURCE>{s}{TABLE}</RESOURCE>{t}</RESOURCE>"), "s t"),
        (format!("<RESOURCE>{s}<RESOURCE>{TABLE}</RESOURCE></RESOURCE>{t}"), "s t"),
        (format!("<RESOURCE><RESOURCE>{s}</RESOURCE></RESOURCE><RESOURCE>{TABLE}</RESOURCE>"), "s"),
        (format!("<RESOURCE>{TABLE}</RESOURCE><RESOURCE><RESOURCE>{s}</RESOURCE></RESOURCE>"), "s"),
        (format!("{s}{t}<RESOURCE>{TABLE}</RESOURCE>{u}{v}"), "s t u v"),
        // Inside another.
        (format!("<RESOURCE>{TABLE}</RESOURCE>{around}"), "t s"),
        (format!("{around}<RESOURCE>{TABLE}</RESOURCE>"), "t s"),
    ];
    for (content, want) in cases {
        let ids: Vec<_> = services(&content).into_iter().map(|service| service.id.unwrap()).collect();
        assert_eq!(ids.join(" "), want, "{content}");
    }
    // One beside another table is that table's.
    let two = format!("<VOTABLE><RESOURCE>{TABLE}{s}</RESOURCE><RESOURCE>{TABLE}{t}</RESOURCE></VOTABLE>");
    assert_eq!(kept(&two).len(), 1);
    assert_eq!(service::read(two.as_bytes(), &ReadOptions::default()).unwrap().len(), 2);
}

#[test]
fn what_makes_a_resource_a_descriptor() {
    for (attributes, want) in [
        ("type='meta' utype='adhoc:service'", Some(false)),
        ("type='Meta' utype='ADHOC:Service'", Some(false)),
        ("type=' meta' utype=' adhoc:service '", Some(false)),
        ("type='meta' utype='adhoc:this'", Some(true)),
        ("type='meta' utype='dl:service'", None),
        ("type='meta' utype='dl:adhoc:service'", None),
        ("type='meta' utype='service'", None),
        ("type='meta'", None),
        ("type='results' utype='adhoc:service'", None),
        ("utype='adhoc:service'", None),
    ] {
        assert_eq!(one(attributes, "").map(|service| service.is_this), want, "{attributes}");
    }
}

#[test]
fn the_address_and_what_is_beside_it() {
    let text = |attributes: &str| format!("<PARAM datatype='char' arraysize='*' {attributes}/>");
    for (content, url, others) in [
        (text("name='accessURL' value='http://x/?a=b&amp;c=%20#d'"), Some("http://x/?a=b&c=%20#d"), ""),
        (text("name='accessURL' value='http://x/?'"), Some("http://x/?"), ""),
        (text("name='ACCESSurl ' value=' x '"), Some("x"), ""),
        (text("ID='accessURL' value='x'"), Some("x"), ""),
        (text("name='accessURL'"), None, "accessURL="),
        (text("name='accessURL' value=''") + &text("name='accessURL' value='x'"), Some("x"), "accessURL="),
        (text("name='accessURL' value='x'") + &text("name='accessURL' value='y'"), Some("x"), "accessURL=y"),
        ("<PARAM name='accessURL' datatype='char' value='two'/>".to_owned(), Some("two"), ""),
        ("<PARAM name='accessURL' value='two'/>".to_owned(), Some("two"), ""),
        (format!("<GROUP>{}</GROUP>", text("name='accessURL' value='x'")), None, "accessURL=x"),
        ("<INFO name='accessURL' value='x'/>".to_owned(), None, ""),
        (String::new(), None, ""),
    ] {
        let service = with(&content);
        let pair = |param: &Param| format!("{}={}", param.name(), param.value);
        let found: Vec<_> = service.params.iter().map(pair).collect();
        assert_eq!((service.access_url.as_deref(), found.join(" ").as_str()), (url, others), "{content}");
        assert_eq!(service.inputs, []);
    }
    let service = with(&(text("name='standardid' value='s'") + &text("name='RESOURCEIDENTIFIER' value='r'")));
    assert_eq!((service.standard_id.as_deref(), service.resource_identifier.as_deref()), (Some("s"), Some("r")));
}

#[test]
fn where_the_inputs_stand() {
    let (a, b) = ("<PARAM name='a' datatype='int' value='1' ref='f'/>", "<PARAM name='b' datatype='int' value=''/>");
    for (content, want) in [
        (format!("<GROUP name='inputParams'>{a}{b}</GROUP>"), "a<f=1 b"),
        (format!("<GROUP name='InputParams '>{a}</GROUP><GROUP name='inputParams'>{b}</GROUP>"), "a<f=1 b"),
        (format!("<GROUP name='input'>{a}</GROUP>"), "a<f=1"),
        (format!("<GROUP ID='inputParams'>{a}</GROUP>"), "a<f=1"),
        (format!("<GROUP ID='inputParams' name='other'>{a}</GROUP>"), ""),
        (format!("<GROUP name='other'><GROUP name='inputParams'><GROUP><GROUP>{a}</GROUP></GROUP></GROUP></GROUP>"), "a<f=1"),
        (
            "<PARAM ID='p' name='c' datatype='int' value='7'/><GROUP name='inputParams'><PARAMref ref='p'/></GROUP>".to_owned(),
            "c=7",
        ),
        ("<GROUP name='inputParams'><PARAMref ref='nowhere'/><FIELDref ref='f'/></GROUP>".to_owned(), ""),
        ("<GROUP name='inputParams'><PARAM name='d' datatype='int'/></GROUP>".to_owned(), "d"),
        ("<GROUP name='inputParams'/>".to_owned(), ""),
    ] {
        let of = |mark: &str, text: Option<&str>| text.map(|text| format!("{mark}{text}")).unwrap_or_default();
        let told = |input: &Input| format!("{}{}{}", input.name(), of("<", input.source()), of("=", input.value()));
        let inputs: Vec<_> = with(&content).inputs.iter().map(told).collect();
        assert_eq!(inputs.join(" "), want, "{content}");
    }
}

#[test]
fn what_the_values_of_inputs_may_be() {
    let polygon = "datatype='double' arraysize='2x*' xtype='polygon' unit='deg' value='1 2 3 4 5 6'";
    let interval = "datatype='double' arraysize='2' xtype='interval' value='-Inf 5'";
    let legal = "<VALUES><MIN value='0 1'/><MAX value='8 9'/><OPTION value='0 1' name='x'/></VALUES>";
    let actual = "<VALUES type='actual'><MAX value='1 2' inclusive='no'/><OPTION value='2 3'/></VALUES>";
    type Want = (Option<&'static str>, Option<&'static str>, &'static [&'static str]);
    let cases: [(&str, String, Want); 5] = [
        (polygon, "<VALUES><MIN value='0 -90'/><MAX value='360 90'/></VALUES>".to_owned(), (Some("0 -90"), Some("360 90"), &[])),
        (interval, format!("{legal}{actual}"), (Some("0 1"), Some("8 9"), &["0 1", "2 3"])),
        (interval, format!("{actual}{legal}"), (Some("0 1"), Some("8 9"), &["0 1", "2 3"])),
        (interval, actual.to_owned(), (None, Some("1 2"), &["2 3"])),
        ("datatype='int' value=''", "<VALUES null='5'/>".to_owned(), (None, None, &[])),
    ];
    for (attributes, values, want) in cases {
        let service = with(&format!("<GROUP name='inputParams'><PARAM name='a' {attributes}>{values}</PARAM></GROUP>"));
        let [input] = &service.inputs[..] else { panic!("{service:?}") };
        let options: Vec<_> = input.options().map(|choice| choice.value.as_str()).collect();
        assert_eq!((input.min(), input.max(), &options[..]), want, "{attributes}, {values}");
    }
}
