//! What every VOTable says of its tables, to every format that holds all or most of it and back: the same, or in the report.

use crate::files::generated;
use gaialink::{
    ConvertOptions, LossReport, OpenOptions, Schema, Source, TableChoice, TableReader, Target, convert, open,
    schema::{Scope, ScopeKind},
};
use serde_json::Value;
use std::{collections::BTreeSet, fs, path::Path};

const TARGETS: [Target; 5] = [Target::Fits, Target::Ecsv, Target::Arrow, Target::ArrowStream, Target::Parquet];

#[test]
fn what_is_said_of_a_table_comes_back_or_is_reported() {
    let directory = tempfile::tempdir().unwrap();
    let mut paths = vec![directory.path().join("hard.xml")];
    fs::write(&paths[0], HARD).unwrap();
    for folder in ["documents", "types", "gaia"] {
        let listed = fs::read_dir(generated(folder)).unwrap().map(|entry| entry.unwrap().path());
        paths.extend(listed.filter(|path| path.extension().is_some_and(|extension| extension == "xml")));
    }
    let (mut seen, mut faults) = (0, Vec::new());
    for path in paths {
        let tables = open(&path).unwrap().info().unwrap().tables.len();
        for place in 0..tables {
            let mut options = OpenOptions::default();
            options.table = TableChoice::Index(place);
            let source = options.open(&path).unwrap();
            for target in TARGETS {
                faults.extend(
                    untold(&source, target, &directory.path().join("out")).into_iter().map(|fault| format!("{place}: {fault}")),
                );
                seen += 1;
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(seen >= 150, "{seen}");
}

/// Converts a table and gives what comes back other than it went, and is not in the report.
fn untold(source: &Source, target: Target, out: &Path) -> Vec<String> {
    let want = Schema::clone(source.reader().unwrap().schema());
    let mut options = ConvertOptions::default();
    options.to = Some(target);
    let report = convert(source, out, &options).unwrap();
    let reader = open(out).unwrap().reader().unwrap();
    let mut list = differences(&want, reader.schema(), target);
    list.retain(|(place, _)| !is_told(&report.losses, place));
    list.into_iter().map(|(place, how)| format!("{} to {target}: {place}: {how}", source.name())).collect()
}

#[test]
fn rows_without_columns_are_kept_or_reported_or_refused() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("rows.xml");
    let rows = "<VOTABLE><RESOURCE><TABLE><DATA><TABLEDATA><TR/><TR></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>";
    fs::write(&path, rows).unwrap();
    let lost: &[&str] = &["value: `table`: a row without columns has no place in Parquet (2 times)"];
    let kept = [
        (Target::Fits, Some((2, &[][..]))),
        (Target::Arrow, Some((2, &[]))),
        (Target::ArrowStream, Some((2, &[]))),
        (Target::Parquet, Some((0, lost))),
        (Target::Ecsv, None),
        (Target::Csv, None),
    ];
    for (target, want) in kept {
        let out = directory.path().join("out");
        let mut options = ConvertOptions::default();
        options.to = Some(target);
        match (convert(&open(&path).unwrap(), &out, &options), want) {
            (Ok(report), Some((rows, losses))) => {
                let told: Vec<String> = report.losses.iter().map(ToString::to_string).collect();
                assert_eq!(told, losses, "{target}");
                assert_eq!(open(&out).unwrap().table().unwrap().num_rows(), rows, "{target}");
            }
            (Err(error), None) => assert!(format!("{error:?}").contains("NoColumns"), "{target}: {error:?}"),
            (found, want) => panic!("{target}: {found:?} {want:?}"),
        }
    }
}

/// A document with every element that VOTable 1.5 has, with every attribute, and texts that are hard to hold.
const HARD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<VOTABLE ID="v" version="1.5" xmlns="http://www.ivoa.net/xml/VOTable/v1.3">
 <DESCRIPTION>around all: 'quotes', "others", # and {braces}, [1, 2], &amp;amp; äöü 星</DESCRIPTION>
 <COOSYS ID="c" system="ICRS" epoch="J2016.0" equinox="J2000" refposition="BARYCENTER"><DESCRIPTION>none</DESCRIPTION></COOSYS>
 <TIMESYS ID="t" timeorigin="2455197.5" timescale="TCB" refposition="BARYCENTER"/>
 <GROUP ID="g" name="g" ucd="meta" utype="g:g" ref="c"><PARAM name="in" datatype="int" value="1"/></GROUP>
 <PARAM name="description" datatype="char" arraysize="*" value="no description"/>
 <PARAM name="name" datatype="char" arraysize="*" value="no name"/>
 <INFO ID="i" name="i" value="v" unit="s" ucd="time" utype="i:i" xtype="x" ref="v">a text</INFO>
 <RESOURCE ID="r" name="r" type="results" utype="r:r">
  <DESCRIPTION>of the resource</DESCRIPTION>
  <INFO name="QUERY_STATUS" value="OK"/>
  <COOSYS ID="d" system="FK5"/>
  <TIMESYS ID="u" timescale="UTC" refposition="TOPOCENTER"/>
  <GROUP name="h"><GROUP name="deeper"><PARAM name="out" datatype="double" arraysize="2" value="1 2"/></GROUP></GROUP>
  <PARAM ID="p" name="p" datatype="double" unit="deg" ucd="pos" utype="p:p" xtype="x" ref="c" width="9" precision="F3" value="1.5">
   <DESCRIPTION>of the param</DESCRIPTION>
   <VALUES ID="pv" type="legal" null="-1"><MIN value="0" inclusive="no"/><MAX value="360"/><OPTION name="a" value="1"><OPTION value="2"/></OPTION></VALUES>
   <LINK href="https://example.org/p"/>
  </PARAM>
  <PARAM name="description" datatype="int" value="7"/>
  <PARAM name="p" datatype="char" arraysize="4x2" value="ab  cd"/>
  <LINK ID="l" content-role="doc" content-type="text/html" title="t" value="v" href="https://example.org/l"/>
  <TABLE ID="a" name="a" ucd="meta.main" utype="a:a" ref="c" nrows="1">
   <DESCRIPTION>of the table
in two lines</DESCRIPTION>
   <INFO name="in the table" value="1">text</INFO>
   <FIELD ID="x" name="x" datatype="double" unit="deg" ucd="pos.eq.ra" utype="x:x" xtype="adql:POINT" ref="c" width="12" precision="E5" type="hidden">
    <DESCRIPTION>of the field: 'quotes', # and äöü</DESCRIPTION>
    <VALUES ID="xv" type="actual" ref="pv"/>
    <VALUES type="legal"><MIN value="0" inclusive="no"/><MAX value="360"/><OPTION name="a" value="1"><OPTION value="2"/></OPTION></VALUES>
    <LINK content-role="type" title="x" href="https://example.org/x"/>
   </FIELD>
   <FIELD name="x" datatype="int"><VALUES null="-1"/></FIELD>
   <FIELD ID="name" name="name" datatype="char" arraysize="*"/>
   <FIELD name="with blanks" datatype="char" arraysize="7"/>
   <FIELD name="äöü" datatype="unicodeChar" arraysize="3*"/>
   <FIELD name="strings" datatype="char" arraysize="3x2"/>
   <FIELD name="more strings" datatype="unicodeChar" arraysize="2x*"/>
   <FIELD name="at most" datatype="float" arraysize="3*"/>
   <FIELD name="matrix" datatype="short" arraysize="2x2"/>
   <FIELD name="matrices" datatype="long" arraysize="2x2x*"/>
   <FIELD name="one" datatype="double" arraysize="1"/>
   <FIELD name="bits" datatype="bit" arraysize="9"/>
   <FIELD name="flag" datatype="boolean"/>
   <FIELD name="flags" datatype="boolean" arraysize="*"/>
   <FIELD name="byte" datatype="unsignedByte"/>
   <FIELD name="complex" datatype="floatComplex"/>
   <FIELD name="complexes" datatype="doubleComplex" arraysize="2"/>
   <FIELD name="letter" datatype="char"/>
   <PARAM name="of the table" datatype="boolean" value="true"/>
   <PARAM name="description" datatype="char" arraysize="*" value="no description either"/>
   <GROUP ID="k" name="k" ucd="meta" utype="k:k" ref="t">
    <DESCRIPTION>of the group</DESCRIPTION>
    <FIELDref ref="x" ucd="pos" utype="k:x"/>
    <PARAMref ref="p" ucd="pos" utype="k:p"/>
    <PARAM name="kept" datatype="char" arraysize="*" value=" blanks "/>
    <GROUP name="inner"><FIELDref ref="name"/></GROUP>
   </GROUP>
   <LINK content-role="doc" href="https://example.org/a"/>
   <DATA><TABLEDATA>
    <TR><TD>1.5</TD><TD>2</TD><TD>n</TD><TD>b</TD><TD>äöü</TD><TD>ab cd</TD><TD>äöüä</TD><TD>1 2</TD><TD>1 2 3 4</TD><TD>1 2 3 4</TD><TD>1</TD>
     <TD>1 0 1 0 1 0 1 0 1</TD><TD>T</TD><TD>T F</TD><TD>255</TD><TD>1 2</TD><TD>1 2 3 4</TD><TD>c</TD></TR>
   </TABLEDATA></DATA>
   <INFO name="behind" value="2"/>
  </TABLE>
  <TABLE><FIELD name="only" datatype="int"/><PARAM name="name" datatype="double" value="2"/></TABLE>
  <TABLE name="text"><FIELD name="text" datatype="char" arraysize="*"/><DATA><TABLEDATA><TR><TD>ab</TD></TR></TABLEDATA></DATA></TABLE>
  <INFO name="QUERY_STATUS" value="OVERFLOW"/>
 </RESOURCE>
 <RESOURCE><TABLE><FIELD name="text" datatype="char" arraysize="*"/><DATA><TABLEDATA><TR><TD>ab</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE>
</VOTABLE>
"#;

/// What differs between what was said and what came back: the place, and how.
fn differences(want: &Schema, found: &Schema, target: Target) -> Vec<(String, String)> {
    let (mut want, mut found) = (want.clone(), found.clone());
    (want.num_rows, found.num_rows) = (None, None);
    // That a table stands in some RESOURCE says nothing of it.
    if [&want, &found].iter().all(|schema| schema.scopes.iter().all(is_bare)) {
        (want.scopes, found.scopes) = (Vec::new(), Vec::new());
    }
    if target == Target::Fits {
        for (want, found) in want.fields.iter().zip(&mut found.fields) {
            // Nulls among integers need a null value, and the report is silent of one that was not there.
            if want.null_text().is_none() {
                found.values.retain(|values| values.null.is_none());
            }
        }
    }
    let mut list = Vec::new();
    differ("", &serde_json::to_value(want).unwrap(), &serde_json::to_value(found).unwrap(), &mut list);
    list
}

fn differ(place: &str, want: &Value, found: &Value, list: &mut Vec<(String, String)>) {
    match (want, found) {
        (Value::Object(want), Value::Object(found)) => {
            let keys: BTreeSet<&String> = want.keys().chain(found.keys()).collect();
            for key in keys {
                let [want, found] = [want, found].map(|object| object.get(key).unwrap_or(&Value::Null));
                differ(&format!("{place}/{key}"), want, found, list);
            }
        }
        (Value::Array(want), Value::Array(found)) if want.len() == found.len() => {
            for (i, (want, found)) in want.iter().zip(found).enumerate() {
                let name = want.get("name").and_then(Value::as_str).map_or_else(|| i.to_string(), str::to_owned);
                differ(&format!("{place}/{name}"), want, found, list);
            }
        }
        _ if want == found => {}
        _ => list.push((place.to_owned(), format!("{want} came back as {found}"))),
    }
}

fn is_bare(scope: &Scope) -> bool {
    let (mut document, mut resource) = (Scope::default(), Scope::default());
    document.element = ScopeKind::Document;
    resource.kind.clone_from(&scope.kind);
    [document, resource].contains(scope)
}

/// Whether the report names what differs: the column or PARAM, or in capitals the element that is lost.
fn is_told(losses: &LossReport, place: &str) -> bool {
    let elements: BTreeSet<String> = place.split('/').map(|part| part.trim_end_matches('s').to_ascii_uppercase()).collect();
    let is_element = |word: &str| elements.contains(word.trim_end_matches('S')) && word == word.to_ascii_uppercase();
    losses.iter().any(|loss| place.split('/').any(|part| part == loss.subject) || loss.detail.split(' ').any(is_element))
}
