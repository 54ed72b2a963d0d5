//! VOTables as the archive lays them out.

mod binary;
mod tabledata;

pub(super) use self::binary::element as binary_element;
use super::column::{Column, Param, Table, Values};

/// How the rows are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Serialization {
    TableData,
    Binary,
    Binary2,
}

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<VOTABLE version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.ivoa.net/xml/VOTable/v1.3 http://www.ivoa.net/xml/VOTable/v1.3" xmlns:spec="http://www.ivoa.net/xml/SpectrumModel/v1.01">
<RESOURCE type="results" utype="spec:Spectrum">
<TIMESYS ID="time_frame" refposition="BARYCENTER" timeorigin="2455197.5" timescale="TCB"/><TABLE>
"#;
const TAIL: &str = "</TABLE>\n</RESOURCE>\n</VOTABLE>\n";

/// The whole document.
pub(super) fn document(table: &Table, serialization: Serialization) -> String {
    let mut text = HEAD.to_owned();
    table.params.iter().for_each(|param| text.push_str(&param_element(param)));
    table.columns.iter().for_each(|column| text.push_str(&field_element(column, serialization)));
    text.push_str("<DATA>\n");
    text.push_str(&match serialization {
        Serialization::TableData => tabledata::element(table),
        Serialization::Binary => binary::element("BINARY", &binary::rows(table)),
        Serialization::Binary2 => binary::element("BINARY2", &binary::rows_with_masks(table)),
    });
    text.push_str("</DATA>\n");
    text.push_str(TAIL);
    text
}

fn param_element(param: &Param) -> String {
    let Param { name, attributes, value, .. } = param;
    format!("<PARAM {attributes} name=\"{name}\" value=\"{value}\">\n<DESCRIPTION>made-up {name}</DESCRIPTION>\n</PARAM>\n")
}

fn field_element(column: &Column, serialization: Serialization) -> String {
    let attribute =
        |name: &str, value: &str| if value.is_empty() { String::new() } else { format!(" {name}=\"{}\"", escaped(value)) };
    let arraysize = if column.values.is_array() { " arraysize=\"*\"" } else { "" };
    // BINARY has no mask: a missing integer is a number that the FIELD declares.
    let needs_null = matches!(column.values, Values::Int16(_)) && serialization == Serialization::Binary;
    format!(
        "<FIELD{arraysize} datatype=\"{}\"{}{}{}{}>\n<DESCRIPTION>{}</DESCRIPTION>\n{}</FIELD>\n",
        column.values.datatype().0,
        attribute("name", &column.name),
        attribute("ucd", column.ucd),
        attribute("unit", column.unit),
        attribute("utype", column.utype),
        escaped(&column.description),
        if needs_null { "<VALUES null=\"-32768\"/>\n" } else { "" },
    )
}

/// Text with the four characters that XML gives a meaning.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
