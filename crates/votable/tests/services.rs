//! Service descriptors, from documents and from what a reader keeps of them.

#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_table::{Table, TableReader};
use gaialink_votable::{
    ReadOptions, Reader,
    service::{self, Service},
};
use std::{fs, path::Path};

const DOCUMENT: &str = r#"<VOTABLE version="1.4"><RESOURCE type="results">
 <RESOURCE type="META" utype="adhoc:Service" ID="soda" name="cutout">
  <DESCRIPTION>cuts</DESCRIPTION>
  <PARAM name="accessURL" datatype="char" arraysize="*" value=" http://x/soda "/>
  <PARAM name="standardID" datatype="char" arraysize="*" value="ivo://ivoa.net/std/SODA#sync-1.0"/>
  <PARAM name="resourceIdentifier" datatype="char" arraysize="*" value="ivo://x/soda"/>
  <PARAM name="exampleURL" datatype="char" arraysize="*" value="http://x/soda?ID=1"/>
  <PARAM name="exampleURL" datatype="char" arraysize="*" value="http://x/soda?ID=2"/>
  <PARAM name="accessURL" datatype="char" arraysize="*" value="http://second"/>
  <GROUP name="other"><PARAM name="o" datatype="int" value="1"/>
   <GROUP name="inputParams">
    <PARAM name="ID" datatype="char" arraysize="*" value="" ref="col"/>
    <GROUP><PARAM name="CIRCLE" datatype="double" arraysize="3" unit="deg" value="1 2 3">
     <VALUES><MIN value="0"/><MAX value="360"/></VALUES></PARAM></GROUP>
    <PARAM name="BAND" datatype="char" arraysize="*" value="BP">
     <VALUES><OPTION value="BP"><OPTION value="BP1"/></OPTION><OPTION value="RP"/></VALUES></PARAM>
   </GROUP></GROUP>
 </RESOURCE>
 <TABLE><FIELD ID="col" name="c" datatype="int"/></TABLE>
 <RESOURCE type="meta" utype="adhoc:that"><PARAM name="accessURL" datatype="char" value="y"/></RESOURCE>
</RESOURCE>
<RESOURCE type="meta" utype="adhoc:service"><PARAM name="standardID" datatype="char" arraysize="*" value="s"/></RESOURCE>
</VOTABLE>"#;

fn kept(bytes: &[u8]) -> Vec<Service> {
    let mut reader = Reader::try_new(bytes, ReadOptions::default()).unwrap();
    let table = Table::collect(&mut reader).unwrap();
    let trailer = Box::new(reader).finish().unwrap();
    service::around(table.schema(), &trailer).unwrap()
}

#[test]
fn everything_that_a_service_says() {
    let services = service::read(DOCUMENT.as_bytes(), &ReadOptions::default()).unwrap();
    assert_eq!(services.len(), 2);
    let soda = &services[0];
    assert_eq!((soda.id.as_deref(), soda.name.as_deref()), (Some("soda"), Some("cutout")));
    assert_eq!((soda.description.as_deref(), soda.access_url.as_deref()), (Some("cuts"), Some("http://x/soda")));
    assert_eq!(soda.standard_id.as_deref(), Some("ivo://ivoa.net/std/SODA#sync-1.0"));
    assert_eq!((soda.resource_identifier.as_deref(), soda.content_type.as_deref()), (Some("ivo://x/soda"), None));
    assert_eq!(soda.examples.iter().map(|p| p.value.as_str()).collect::<Vec<_>>(), ["http://x/soda?ID=1", "http://x/soda?ID=2"]);
    assert_eq!(soda.params.iter().map(|p| p.value.as_str()).collect::<Vec<_>>(), ["http://second", "1"]);
    let inputs: Vec<_> = soda.inputs.iter().map(|i| (i.name(), i.source(), i.value())).collect();
    assert_eq!(inputs, [("ID", Some("col"), None), ("CIRCLE", None, Some("1 2 3")), ("BAND", None, Some("BP"))]);
    assert_eq!((soda.inputs[1].min(), soda.inputs[1].max()), (Some("0"), Some("360")));
    assert_eq!(soda.inputs[2].options().map(|o| o.value.as_str()).collect::<Vec<_>>(), ["BP", "BP1", "RP"]);
    assert_eq!((services[1].standard_id.as_deref(), services[1].access_url.as_deref()), (Some("s"), None));
}

#[test]
fn a_reader_of_one_table_keeps_the_services() {
    let services = service::read(DOCUMENT.as_bytes(), &ReadOptions::default()).unwrap();
    assert_eq!(kept(DOCUMENT.as_bytes()), services);
}

#[test]
fn the_archive_describes_its_service() {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/gaia-files/tap/1710099405832VAL-result.vot"));
    let Ok(bytes) = fs::read(path) else {
        println!("skipped: {} is not there", path.display());
        return;
    };
    let services = service::read(&bytes[..], &ReadOptions::default()).unwrap();
    assert_eq!(services.len(), 1);
    assert_eq!(services[0].access_url.as_deref(), Some("https://geaval.esac.esa.int/data-server/datalink/links"));
    assert_eq!(services[0].content_type.as_deref(), Some("application/x-votable+xml;content=datalink"));
    assert_eq!((services[0].inputs[0].name(), services[0].inputs[0].source()), ("ID", Some("DESIGNATION")));
    assert_eq!(kept(&bytes), services);
}
