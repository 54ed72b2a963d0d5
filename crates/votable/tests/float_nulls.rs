//! Null values that are declared for columns of floats (VOTable 1.5, 5.5).

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use gaialink_table::{
    Datatype, Field, Limits, LossKind, LossReport, Schema, Table, TableWriter, Trailer,
    arrow::{
        array::{ArrayRef, Float32Array},
        util::display::array_value_to_string,
    },
    schema::Values,
};
use gaialink_votable::{ReadOptions, Reader, Serialization, Template, WriteOptions, Writer};
use std::sync::Arc;

const DOCUMENT: &str = "<VOTABLE><RESOURCE><TABLE>\
    <FIELD name='a' datatype='float'><VALUES null='-99.99'/></FIELD>\
    <FIELD name='b' datatype='double' arraysize='2'><VALUES null='-999'/></FIELD>\
    <FIELD name='c' datatype='double' arraysize='*'><VALUES null='-999'/></FIELD>\
    <FIELD name='d' datatype='double'><VALUES null='NaN'/></FIELD>\
    <DATA><TABLEDATA><TR><TD>-99.99</TD><TD>1 -999.0</TD><TD>-9.99e2</TD><TD>NaN</TD></TR>\
    <TR><TD>99.99</TD><TD>1 2</TD><TD/><TD>1</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>";

fn read(document: &[u8]) -> Table {
    Table::collect(&mut Reader::try_new(document, ReadOptions::default()).unwrap()).unwrap()
}

fn cells(table: &Table) -> Vec<Vec<String>> {
    let shown = |column: &ArrayRef| (0..column.len()).map(|row| array_value_to_string(column, row).unwrap()).collect();
    table.batches()[0].columns().iter().map(shown).collect()
}

fn write(table: &Table, serialization: Serialization) -> (Vec<u8>, LossReport) {
    let mut options = WriteOptions::default();
    options.serialization = serialization;
    let mut bytes = Vec::new();
    let mut writer = Writer::try_new(&mut bytes, table.schema(), options).unwrap();
    writer.write_batch(&table.batches()[0]).unwrap();
    let losses = Box::new(writer).finish(&Trailer::default()).unwrap();
    (bytes, losses)
}

#[test]
fn they_are_respected() {
    let table = read(DOCUMENT.as_bytes());
    assert_eq!(cells(&table), [["", "99.99"], ["[1.0, ]", "[1.0, 2.0]"], ["[]", ""], ["NaN", "1.0"]]);
    assert!(Template::learn(DOCUMENT.as_bytes(), &Limits::default()).is_none());
    for serialization in [Serialization::TableData, Serialization::Binary, Serialization::Binary2] {
        let (bytes, losses) = write(&table, serialization);
        let again = read(&bytes);
        assert_eq!(again.schema().fields, table.schema().fields);
        let first = if serialization == Serialization::Binary { "NaN" } else { "" };
        assert_eq!(cells(&again)[0], [first, "99.99"], "{serialization}");
        assert_eq!(cells(&again)[1], ["[1.0, NaN]", "[1.0, 2.0]"], "{serialization}");
        assert_eq!(losses.iter().filter(|loss| loss.kind == LossKind::Value).count(), 0, "{serialization}");
    }
}

#[test]
fn a_value_that_would_be_read_as_null_is_told() {
    let mut field = Field::new("a", Datatype::Float);
    let mut values = Values::default();
    values.null = Some("-1".to_owned());
    field.values.push(values);
    let column: ArrayRef = Arc::new(Float32Array::from(vec![Some(-1.0), None, Some(2.0)]));
    let table = Table::from_columns(Schema::from_fields(vec![field]), vec![column]).unwrap();
    let (_, losses) = write(&table, Serialization::TableData);
    let told: Vec<String> = losses.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["value: `a`: the value -1 is the null value of its column"]);
}
