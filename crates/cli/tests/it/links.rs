use crate::run::{gaialink, gaialink_with};

const LINKS: &str = r#"<VOTABLE version="1.4"><RESOURCE type="results"><TABLE>
  <FIELD ID="ID" name="ID" datatype="char" arraysize="*"/><FIELD name="access_url" datatype="char" arraysize="*"/>
  <FIELD name="service_def" datatype="char" arraysize="*"/><FIELD name="error_message" datatype="char" arraysize="*"/>
  <FIELD name="description" datatype="char" arraysize="*"/><FIELD name="semantics" datatype="char" arraysize="*"/>
  <FIELD name="content_type" datatype="char" arraysize="*"/><FIELD name="content_length" datatype="long"/>
  <FIELD name="band" datatype="char" arraysize="*"/>
  <DATA><TABLEDATA>
   <TR><TD>a</TD><TD>https://x/1</TD><TD/><TD/><TD>one</TD><TD>#this</TD><TD>text/csv</TD><TD>42</TD><TD>G</TD></TR>
   <TR><TD>a</TD><TD/><TD>cut</TD><TD/><TD/><TD>#cutout</TD><TD/><TD/><TD/></TR>
   <TR><TD>b</TD><TD/><TD/><TD>NotFoundFault: b</TD><TD/><TD>#this</TD><TD/><TD/><TD/></TR>
   <TR><TD>b</TD><TD/><TD/><TD/><TD/><TD>#this</TD><TD/><TD/><TD/></TR>
  </TABLEDATA></DATA></TABLE></RESOURCE>
  <RESOURCE type="meta" utype="adhoc:service" ID="cut">
   <PARAM name="accessURL" datatype="char" arraysize="*" value="https://x/cut"/>
   <GROUP name="inputParams"><PARAM name="ID" datatype="char" arraysize="*" value="" ref="ID"/></GROUP>
  </RESOURCE></VOTABLE>"#;

const RESULT: &str = r#"<VOTABLE version="1.4"><RESOURCE type="results"><TABLE>
  <FIELD ID="name" name="designation" datatype="char" arraysize="*"/><DATA><TABLEDATA>
   <TR><TD>Gaia DR3 7</TD></TR><TR><TD/></TR><TR><TD>Gaia DR3 9</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE>
  <RESOURCE type="meta" utype="adhoc:service" name="ancillary">
   <PARAM name="accessURL" datatype="char" arraysize="*" value="https://x/links"/>
   <GROUP name="inputParams"><PARAM name="ID" datatype="char" arraysize="*" value="" ref="name"/>
   <PARAM name="BAND" datatype="char" arraysize="*" value=""/></GROUP>
  </RESOURCE></VOTABLE>"#;

#[test]
fn links_as_text_and_as_json() {
    let ran = gaialink_with(&["links", "-"], LINKS.as_bytes());
    assert_eq!(
        String::from_utf8(ran.out).unwrap(),
        "ID  semantics  description  content_type  content_length  link\n\
         a   #this      one          text/csv                  42  https://x/1\n\
         a   #cutout                                               https://x/cut?ID=a\n\
         b   #this                                                 NotFoundFault: b\n\
         b   #this\n"
    );
    assert_eq!(
        ran.err,
        "gaialink: error E-LINKS-TARGET: row 3, column `access_url`: 0 of access_url, service_def and error_message are there; \
         expected one of them (DataLink 1.1, 3.2)\n"
    );
    let json = gaialink_with(&["links", "--json", "--quiet", "-"], LINKS.as_bytes()).ok();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let url: Vec<Option<&str>> = json.as_array().unwrap().iter().map(|row| row["url"].as_str()).collect();
    assert_eq!(url, [Some("https://x/1"), Some("https://x/cut?ID=a"), None, None]);
    assert_eq!((&json[0]["ID"], &json[0]["content_length"], &json[0]["local"]["band"]), (&"a".into(), &42.into(), &"G".into()));
    assert_eq!(json[2]["error_message"], "NotFoundFault: b");
}

#[test]
fn a_query_result_says_where_its_links_are() {
    let ran = gaialink_with(&["links", "-"], RESULT.as_bytes());
    assert_eq!(String::from_utf8(ran.out).unwrap(), "https://x/links?ID=Gaia+DR3+7\nhttps://x/links?ID=Gaia+DR3+9\n");
    assert_eq!(ran.err, "gaialink: the service takes an input `BAND`, which --input may give\n");
    let with = gaialink_with(&["links", "-", "--input", "BAND=G", "--rows", "2.."], RESULT.as_bytes()).ok();
    assert_eq!(with, "https://x/links?ID=Gaia+DR3+9&BAND=G\n");
    let json = gaialink_with(&["links", "-", "--json", "-q"], RESULT.as_bytes()).ok();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((json.as_array().unwrap().len(), &json[0]["service"]), (2, &"ancillary".into()));
}

/// A service that cannot be called leaves the others as they are; alone, it is an error. The service that a document came from is
/// not called with its rows.
#[test]
fn services_that_cannot_be_called_are_left_out() {
    let start = r#"<RESOURCE type="meta" utype="adhoc:"#;
    let broken = r#"service" ID="w"><PARAM name="accessURL" datatype="char" arraysize="*" value="https://w"/>
        <GROUP name="inputParams"><PARAM name="ID" datatype="int" value="" ref="gone"/></GROUP></RESOURCE>"#;
    let this = r#"this"><PARAM name="accessURL" datatype="char" arraysize="*" value="https://this"/></RESOURCE>"#;
    let first = |document: &str, more: &str| document.replacen(start, &format!("{start}{more}{start}"), 1);
    let told = "gaialink: a service is left out: input `ID`: no column or PARAM has the ID `gone`\n";
    let ran = gaialink_with(&["links", "-", "--input", "BAND=G"], first(&first(RESULT, broken), this).as_bytes());
    let out = "https://x/links?ID=Gaia+DR3+7&BAND=G\nhttps://x/links?ID=Gaia+DR3+9&BAND=G\n";
    assert_eq!((String::from_utf8(ran.out).unwrap().as_str(), ran.err.as_str()), (out, told));
    let links = gaialink_with(&["links", "-"], first(LINKS, broken).as_bytes());
    assert!(links.err.contains(told) && String::from_utf8(links.out).unwrap().contains("https://x/cut?ID=a"), "{}", links.err);
    let alone = RESULT.replace("ref=\"name\"", "ref=\"gone\"");
    let ran = gaialink_with(&["links", "-"], alone.as_bytes());
    assert_eq!((ran.code, ran.err.as_str()), (1, "gaialink: -: input `ID`: no column or PARAM has the ID `gone`\n"));
    let ran = gaialink_with(&["links", "-"], RESULT.replace("adhoc:service", "adhoc:this").as_bytes());
    assert_eq!(ran.err, "gaialink: -: neither a {links} table nor a table that says where its links are\n");
}

#[test]
fn a_file_without_links_says_so() {
    let ran = gaialink_with(&["links", "-"], b"a,b\n1,2\n");
    assert_eq!((ran.code, ran.out.len()), (1, 0));
    assert_eq!(ran.err, "gaialink: -: neither a {links} table nor a table that says where its links are\n");
    assert_eq!(gaialink(&["links"]).code, 2);
}

#[test]
fn validate_knows_what_links_are() {
    let directory = crate::run::Directory::new();
    std::fs::write(directory.path("links.vot"), LINKS).unwrap();
    let ran = gaialink(&["validate", &directory.name("links.vot")]);
    let out = String::from_utf8(ran.out).unwrap();
    assert!(out.contains("E-LINKS-TARGET: row 3, column `access_url`: 0 of access_url"), "{out}{}", ran.err);
}
