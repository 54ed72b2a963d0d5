//! VOTables with a column for every datatype and shape, spelled out by hand as text and as bytes.

mod arrays;
mod rare;
mod scalars;
mod texts;

use super::{
    File,
    votable::{binary_element, escaped},
};

/// One column: the attributes of its FIELD, the null value it declares, and its cells.
struct TypeColumn {
    attributes: &'static str,
    null: &'static str,
    cells: [TypeCell; 3],
}

/// One cell. It is missing where its text is empty; then the bytes are what BINARY and BINARY2 hold in its place.
struct TypeCell {
    text: &'static str,
    bytes: Vec<u8>,
}

const HEAD: &str = r##"<?xml version="1.0" encoding="UTF-8"?>
<!-- every datatype, every kind of metadata -->
<VOTABLE version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3">
<DESCRIPTION>a document with everything</DESCRIPTION>
<INFO name="PROVIDER" value="nobody">made up</INFO>
<RESOURCE type="results" name="outer">
<INFO name="QUERY_STATUS" value="OK"/>
<RESOURCE name="inner" ID="r1">
<DESCRIPTION>the &lt;inner&gt; resource</DESCRIPTION>
<COOSYS ID="sys" system="ICRS" epoch="J2016.0"/>
<TIMESYS ID="clock" timeorigin="2455197.5" timescale="TCB" refposition="BARYCENTER"/>
<TABLE ID="t1" name="types" ucd="meta.table" nrows="3">
<DESCRIPTION>three rows</DESCRIPTION>
<PARAM ID="ids" name="ids" datatype="long" arraysize="2" value="9007199254740993 -9223372036854775808" ucd="meta.id"/>
<PARAM name="text" datatype="char" arraysize="*" value="a &quot;b&quot; &lt;c&gt; &amp; d"/>
<GROUP name="pair" ucd="meta.code"><DESCRIPTION>things that belong together</DESCRIPTION><FIELDref ref="first" utype="x:y"/><PARAMref ref="ids"/><PARAM name="in_group" datatype="double" unit="mag" value="0.5"/></GROUP>
"##;
const TAIL: &str = "</TABLE>\n</RESOURCE>\n<INFO name=\"QUERY_STATUS\" value=\"OVERFLOW\">cut</INFO>\n</RESOURCE>\n</VOTABLE>\n";

/// Every table in three serializations.
pub(super) fn files() -> Vec<File> {
    let tables =
        [("scalars", scalars::columns()), ("arrays", arrays::columns()), ("rare", rare::columns()), ("texts", texts::columns())];
    tables.iter().flat_map(|(name, columns)| in_every_serialization(name, columns)).collect()
}

fn in_every_serialization(name: &str, columns: &[TypeColumn]) -> [File; 3] {
    let bytes = |masked: bool| (0..3).flat_map(|row| binary_row(columns, row, masked)).collect::<Vec<u8>>();
    let fields: String = columns.iter().map(field).collect();
    [
        ("plain.xml", tabledata(columns)),
        ("binary.xml", binary_element("BINARY", &bytes(false))),
        ("xml", binary_element("BINARY2", &bytes(true))),
    ]
    .map(|(extension, data)| {
        (format!("types/{name}.{extension}"), format!("{HEAD}{fields}<DATA>\n{data}</DATA>\n{TAIL}").into_bytes())
    })
}

fn field(column: &TypeColumn) -> String {
    match column.null {
        "" => format!("<FIELD {}/>\n", column.attributes),
        null => format!("<FIELD {}><VALUES null=\"{null}\"/></FIELD>\n", column.attributes),
    }
}

fn tabledata(columns: &[TypeColumn]) -> String {
    let cells = |row: usize| columns.iter().filter_map(move |column| column.cells.get(row));
    let row = |row: usize| cells(row).map(|cell| format!("<TD>{}</TD>", escaped(cell.text))).collect::<String>();
    let rows: String = (0..3).map(|number| format!("<TR>{}</TR>\n", row(number))).collect();
    format!("<TABLEDATA>\n{rows}</TABLEDATA>\n")
}

fn binary_row(columns: &[TypeColumn], row: usize, masked: bool) -> Vec<u8> {
    let cells: Vec<&TypeCell> = columns.iter().filter_map(|column| column.cells.get(row)).collect();
    let mut bytes = Vec::new();
    if masked {
        for group in cells.chunks(8) {
            bytes.push(group.iter().zip((0..8).rev()).map(|(cell, bit)| u8::from(cell.text.is_empty()) << bit).sum());
        }
    }
    bytes.extend(cells.iter().flat_map(|cell| &cell.bytes));
    bytes
}

/// A column whose cells are texts with their bytes.
fn column(attributes: &'static str, null: &'static str, cells: [(&'static str, Vec<u8>); 3]) -> TypeColumn {
    TypeColumn { attributes, null, cells: cells.map(|(text, bytes)| TypeCell { text, bytes }) }
}
