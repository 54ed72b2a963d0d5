//! {links} tables and services, out of VOTable documents.
#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "tests")]

use gaialink_datalink::{
    Calls, DataRequest, Endpoint, Links,
    links::{Error, Target},
};
use gaialink_table::{Schema, Table, TableReader, schema::Scope};
use gaialink_votable::{
    ReadOptions, Reader,
    service::{self, Service},
};
use std::{fs, path::Path};

/// A file as the archive served it, where it is there.
fn served(path: &str) -> Option<Vec<u8>> {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/gaia-files")).join(path);
    let bytes = fs::read(&path).ok();
    if bytes.is_none() {
        println!("skipped: {} is not there", path.display());
    }
    bytes
}

fn read(bytes: &[u8]) -> (Table, Vec<Service>) {
    let mut reader = Reader::try_new(bytes, ReadOptions::default()).unwrap();
    let table = Table::collect(&mut reader).unwrap();
    let trailer = Box::new(reader).finish().unwrap();
    let services = service::around(table.schema(), &trailer).unwrap();
    (table, services)
}

/// A document of one table of text columns, but for `content_length` and `link_authorized`.
fn document(columns: &[&str], rows: &[&[&str]]) -> Vec<u8> {
    let datatype = |name: &str| match name {
        "content_length" => "datatype=\"long\"",
        "link_authorized" => "datatype=\"boolean\"",
        _ => "datatype=\"char\" arraysize=\"*\"",
    };
    let fields: String = columns.iter().map(|name| format!("<FIELD name=\"{name}\" {}/>", datatype(name))).collect();
    let cells = |row: &&[&str]| row.iter().map(|cell| format!("<TD>{cell}</TD>")).collect::<String>();
    let rows: String = rows.iter().map(|row| format!("<TR>{}</TR>", cells(row))).collect();
    format!("<VOTABLE><RESOURCE><TABLE>{fields}<DATA><TABLEDATA>{rows}</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>").into()
}

const ALL: [&str; 13] = [
    "ID",
    "access_url",
    "service_def",
    "error_message",
    "description",
    "semantics",
    "content_type",
    "content_length",
    "content_qualifier",
    "local_semantics",
    "link_auth",
    "link_authorized",
    "mine",
];

#[test]
fn every_column_is_typed_and_local_ones_are_kept() {
    let full =
        ["a", "https://x/1", "", "", "text", "#this", "image/fits", "9007199254740993", "#image", "w", "optional", "T", "z"];
    let service = ["a", "", "soda", "", "", "#cutout", "", "", "", "", "", "F", ""];
    let error = ["b", "", "", "NotFoundFault: b", "", "#this", "", "", "", "", "", "", ""];
    let links = Links::from_table(read(&document(&ALL, &[&full, &service, &error])).0).unwrap();
    let [first, second, third] = links.links() else { panic!("{links:?}") };
    assert_eq!(first.target(), Ok(Target::AccessUrl("https://x/1")));
    assert_eq!((first.content_length, first.link_authorized), (Some(9_007_199_254_740_993), Some(true)));
    assert_eq!(first.link_auth.as_deref().map(str::parse), Some(Ok(gaialink_datalink::links::LinkAuth::Optional)));
    assert_eq!((first.content_qualifier.as_deref(), first.local_semantics.as_deref()), (Some("#image"), Some("w")));
    assert_eq!((second.target(), second.link_authorized), (Ok(Target::ServiceDef("soda")), Some(false)));
    assert_eq!((third.target(), third.link_authorized), (Ok(Target::Error("NotFoundFault: b")), None));
    assert_eq!(links.local_columns().map(|column| column.field().name.as_str()).collect::<Vec<_>>(), ["mine"]);
    assert_eq!(links.findings(), []);
    assert!(Links::is_links(links.table().schema()));
}

#[test]
fn what_is_against_the_standard_is_found() {
    let good = ["a", "https://x/1", "", "", "", "#this", "", "", "", "", "", "", ""];
    let with = |cells: &[(usize, &'static str)]| {
        let mut row = good;
        cells.iter().for_each(|(at, text)| row[*at] = text);
        row
    };
    let other = with(&[(0, "b")]);
    for (rows, want) in [
        (vec![good], vec![]),
        (vec![with(&[(1, "")])], vec!["E-LINKS-TARGET"]),
        (vec![with(&[(2, "s")])], vec!["E-LINKS-TARGET"]),
        (vec![with(&[(0, ""), (5, "")])], vec!["E-LINKS-VALUE", "E-LINKS-VALUE"]),
        (vec![with(&[(1, "data?ID=1")])], vec!["W-LINKS-URL"]),
        (vec![with(&[(1, ""), (3, "no")])], vec!["W-LINKS-FAULT"]),
        (vec![with(&[(5, "this")])], vec!["W-LINKS-SEMANTICS"]),
        (vec![with(&[(5, "http://x/rdf#this")])], vec![]),
        (vec![with(&[(7, "-1")])], vec!["E-LINKS-LENGTH"]),
        (vec![with(&[(10, "yes")])], vec!["E-LINKS-AUTH"]),
        (vec![good, other, good], vec!["W-LINKS-ORDER"]),
        (vec![good, good, other], vec![]),
    ] {
        let rows: Vec<&[&str]> = rows.iter().map(|row| &row[..]).collect();
        let found = Links::from_table(read(&document(&ALL, &rows)).0).unwrap().findings();
        let codes: Vec<&str> = found.iter().map(|finding| finding.code.as_str()).collect();
        assert_eq!(codes, want, "{rows:?}");
    }
    let found = Links::from_table(read(&document(&["ID", "access_url"], &[])).0).unwrap().findings();
    assert_eq!(found.len(), 6);
    assert_eq!(found[0].to_string(), "error E-LINKS-COLUMN: column `service_def`: the column is not there (DataLink 1.1, 3.2)");
    let error = Links::from_table(read(&document(&["ID", "url"], &[])).0).unwrap_err();
    assert!(matches!(error, Error::NoColumn { missing: "access_url", .. }), "{error}");
}

#[test]
fn links_as_the_archive_serves_them() {
    let Some(bytes) = served("datalink/links_dr2.vot") else { return };
    let links = Links::from_table(read(&bytes).0).unwrap();
    assert_eq!(links.findings(), []);
    let [link] = links.links() else { panic!("{links:?}") };
    let Ok(Target::AccessUrl(url)) = link.target() else { panic!("{link:?}") };
    let request = DataRequest::from_url(url).unwrap();
    assert_eq!(request.ids[0].to_string(), link.id.clone().unwrap());
    assert_eq!(request.to_url(&Endpoint::default()), url);
}

#[test]
fn a_query_result_tells_how_to_ask_for_links() {
    let Some(bytes) = served("tap/1710099405832VAL-result.vot") else { return };
    let (table, services) = read(&bytes);
    let calls = Calls::try_new(&services[0], table.schema()).unwrap();
    assert_eq!(calls.open_inputs().count(), 0);
    let batches = table.batches().iter().map(|batch| calls.urls(table.schema(), batch).unwrap());
    let urls: Vec<String> = batches.flatten().flatten().collect();
    assert_eq!(urls.len(), table.num_rows());
    let start = "https://geaval.esac.esa.int/data-server/datalink/links?ID=Gaia+DR3+";
    assert!(urls.iter().all(|url| url.starts_with(start)), "{urls:?}");
}

#[test]
fn inputs_have_values_from_everywhere() {
    let document = br#"<VOTABLE><RESOURCE><PARAM ID="p" name="release" datatype="char" arraysize="*" value="Gaia DR3"/>
        <TABLE><FIELD ID="c" name="n" datatype="long"><VALUES null="-1"/></FIELD><FIELD name="d" datatype="float" arraysize="2"/>
        <DATA><TABLEDATA><TR><TD>7</TD><TD>1 2.5</TD></TR><TR><TD>-1</TD><TD>1 2</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE>
        <RESOURCE type="meta" utype="adhoc:service"><PARAM name="accessURL" datatype="char" arraysize="*" value="https://x/y?z=1"/>
        <GROUP name="inputParams"><PARAM name="ID" datatype="long" value="" ref="c"/>
        <PARAM name="RELEASE" datatype="char" arraysize="*" value="" ref="p"/><PARAM name="POS" datatype="float" value="" ref="d"/>
        <PARAM name="FORMAT" datatype="char" arraysize="*" value="a&amp;b"/><PARAM name="BAND" datatype="char" value=""/></GROUP>
        </RESOURCE></VOTABLE>"#;
    let (table, services) = read(document);
    let calls = Calls::try_new(&services[0], table.schema()).unwrap();
    assert_eq!(calls.open_inputs().collect::<Vec<_>>(), ["BAND"]);
    let urls = |calls: &Calls| calls.urls(table.schema(), &table.batches()[0]).unwrap();
    let want = "https://x/y?z=1&ID=7&RELEASE=Gaia+DR3&POS=1.0+2.5&FORMAT=a%26b";
    assert_eq!(urls(&calls), [Some(want.to_owned()), None]);
    assert_eq!(urls(&calls.clone().with("BAND", "G"))[0], Some(format!("{want}&BAND=G")));
    assert_eq!(urls(&calls.with("RUNID", "1"))[0], Some(format!("{want}&RUNID=1")));

    let nothing = Schema::default();
    let message = |service: &Service| Calls::try_new(service, &nothing).unwrap_err().to_string();
    assert_eq!(message(&services[0]), "input `ID`: no column or PARAM has the ID `c`");
    let mut bare = Scope::default();
    (bare.kind, bare.utype) = (Some("meta".into()), Some("adhoc:service".into()));
    assert_eq!(message(&Service::from_scope(&bare).unwrap()), "the service descriptor has no accessURL");
}

/// What a service is called with, by the inputs of its descriptor: the URL without `https://x/y?`, or why it cannot be called.
#[test]
fn an_input_refers_to_a_column_or_a_param() {
    let polygon = "<PARAM name='POLYGON' datatype='double' arraysize='*' xtype='polygon' value=''";
    for (inputs, want) in [
        (String::new(), ""),
        ("<PARAM name='a' datatype='int' value='1'/>".to_owned(), "a=1"),
        ("<PARAM name='a' datatype='char' arraysize='*' value='&#228; +%&amp;='/>".to_owned(), "a=%C3%A4+%2B%25%26%3D"),
        (format!("{polygon} ref='s'/>"), "POLYGON=1.0+2.0+3.0+4.0+5.0+6.0"),
        ("<PARAM name='TIME' datatype='double' arraysize='2' xtype='interval' value='-Inf 5'/>".to_owned(), "TIME=-Inf+5"),
        ("<PARAM name='TIME' datatype='double' arraysize='2' value='' ref='i'/>".to_owned(), "TIME=-Inf+5.0"),
        // Of the descriptor itself, and one without a value.
        ("<PARAM name='a' datatype='int' value='' ref='own'/>".to_owned(), "a=7"),
        (
            "<PARAM ID='b' name='b' datatype='int' value='8'/><PARAM name='a' datatype='int' value='' ref='b'/>".to_owned(),
            "b=8&a=8",
        ),
        ("<PARAM name='a' datatype='int' value='' ref='none'/>".to_owned(), ""),
        // By name, where no ID is that.
        ("<PARAM name='a' datatype='int' value='' ref='interval'/>".to_owned(), "a=-Inf+5.0"),
        ("<PARAM name='a' datatype='int' value='3' ref='gone'/>".to_owned(), "input `a`: no column or PARAM has the ID `gone`"),
    ] {
        let document = format!(
            "<VOTABLE><RESOURCE><PARAM ID='none' name='n' datatype='int' value=''/><TABLE>
            <FIELD ID='s' name='s_region' datatype='double' arraysize='2x*'/><FIELD ID='i' name='interval' datatype='double' arraysize='2'/>
            <DATA><TABLEDATA><TR><TD>1 2 3 4 5 6</TD><TD>-Inf 5</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE>
            <RESOURCE type='meta' utype='adhoc:service'><PARAM name='accessURL' datatype='char' arraysize='*' value='https://x/y'/>
            <PARAM ID='own' name='own' datatype='int' value='7'/><GROUP name='inputParams'>{inputs}</GROUP></RESOURCE></VOTABLE>"
        );
        let (table, services) = read(document.as_bytes());
        let made = Calls::try_new(&services[0], table.schema());
        let url = made.map(|calls| calls.urls(table.schema(), &table.batches()[0]).unwrap().remove(0).unwrap());
        let found = url.unwrap_or_else(|error| error.to_string());
        assert_eq!(found.trim_start_matches("https://x/y").trim_start_matches('?'), want, "{inputs}");
    }
}
