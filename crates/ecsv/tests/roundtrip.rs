//! Every datatype in every shape, with nulls, empty values and odd numbers, written and read back.
#![expect(clippy::unwrap_used, reason = "tests")]

#[path = "support/tables.rs"]
mod tables;

use gaialink_ecsv::{csv, ecsv};
use gaialink_table::{
    Datatype, Field, LossKind, LossReport, Schema, Table, TableWriter, Trailer,
    arrow::array::{ArrayRef, AsArray, BooleanArray, Float64Array, Int64Array, StringArray},
};
use std::sync::Arc;
use tables::{column, every_column, table};

fn to_ecsv(table: &Table, delimiter: u8) -> (Vec<u8>, LossReport) {
    let mut text = Vec::new();
    let mut options = ecsv::WriteOptions::default();
    options.delimiter = delimiter;
    let mut writer = ecsv::Writer::try_new(&mut text, table.schema(), options).unwrap();
    table.batches().iter().for_each(|batch| writer.write_batch(batch).unwrap());
    let losses = Box::new(writer).finish(&Trailer::default()).unwrap();
    (text, losses)
}

fn from_ecsv(text: &[u8]) -> Table {
    Table::collect(&mut ecsv::Reader::try_new(text, ecsv::ReadOptions::default()).unwrap()).unwrap()
}

fn to_csv(table: &Table) -> (Vec<u8>, LossReport) {
    let mut text = Vec::new();
    let mut writer = csv::Writer::try_new(&mut text, table.schema(), csv::WriteOptions::default()).unwrap();
    table.batches().iter().for_each(|batch| writer.write_batch(batch).unwrap());
    let losses = Box::new(writer).finish(&Trailer::default()).unwrap();
    (text, losses)
}

fn from_csv(text: &[u8], schema: &Schema) -> Table {
    Table::collect(&mut csv::Reader::try_new(text, schema.clone(), csv::ReadOptions::default()).unwrap()).unwrap()
}

fn arrays(table: &Table) -> Vec<ArrayRef> {
    table.columns().map(|column| column.to_array().unwrap()).collect()
}

fn strings(array: &ArrayRef) -> impl Iterator<Item = Option<&str>> {
    array.as_string::<i32>().iter()
}

#[test]
fn there_is_a_column_of_every_kind() {
    let table = table(every_column());
    assert_eq!((table.columns().count(), table.num_rows()), (96, 40));
}

#[test]
fn ecsv_keeps_every_value_and_type() {
    for column in every_column() {
        let table = table(vec![column]);
        let field = &table.schema().fields[0];
        let (text, losses) = to_ecsv(&table, b',');
        let back = from_ecsv(&text);
        assert_eq!(back.schema(), table.schema());
        let (got, want) = (&arrays(&back)[0], &arrays(&table)[0]);
        if field.datatype.is_text() && field.cell_shape().is_scalar() {
            // A null alone on its line cannot be told from an empty string.
            assert!(strings(got).eq(strings(want).map(|text| text.or(Some("")))), "{}", field.name);
            assert_eq!(losses.total(), 10, "{losses:?}");
        } else {
            assert_eq!(got, want, "{}", field.name);
            assert!(losses.is_empty(), "{losses:?}");
        }
    }
}

#[test]
fn ecsv_keeps_all_columns_beside_each_other() {
    let table = table(every_column());
    for delimiter in [b',', b' '] {
        let (text, losses) = to_ecsv(&table, delimiter);
        let back = from_ecsv(&text);
        assert_eq!(back.schema(), table.schema());
        for (got, want) in arrays(&back).iter().zip(&arrays(&table)) {
            if delimiter == b' ' && want.data_type().is_string() {
                // Between blanks an empty string is a null.
                assert!(strings(got).eq(strings(want).map(|text| text.filter(|text| !text.is_empty()))));
            } else {
                assert_eq!(got, want);
            }
        }
        let kinds: Vec<_> = losses.iter().map(|loss| loss.kind).collect();
        assert_eq!(kinds, if delimiter == b' ' { vec![LossKind::Empty; 4] } else { vec![] }, "{losses:?}");
    }
}

#[test]
fn csv_keeps_every_value_under_its_schema() {
    let table = table(every_column());
    let (text, losses) = to_csv(&table);
    let back = from_csv(&text, table.schema());
    assert_eq!(arrays(&back), arrays(&table));
    let kinds: Vec<_> = losses.iter().map(|loss| (loss.kind, loss.subject.as_str())).collect();
    assert_eq!(kinds, [(LossKind::Datatype, "FIELD")]);
}

#[test]
fn inferred_types_read_the_same_values() {
    let of = |datatype: &[Datatype], size: &[&str]| {
        let wanted = |(field, _): &(gaialink_table::Field, _)| {
            datatype.contains(&field.datatype) && size.contains(&field.arraysize.to_string().as_str())
        };
        every_column().into_iter().filter(wanted).collect::<Vec<_>>()
    };
    let mut columns = of(&[Datatype::Boolean, Datatype::Long, Datatype::Double], &["", "*"]);
    columns.extend(of(&[Datatype::Char], &["*"]));
    assert_eq!(columns.len(), 7);
    let table = table(columns);
    let (text, losses) = to_csv(&table);
    assert!(losses.is_empty(), "{losses:?}");
    let schema = csv::infer(&text[..], &csv::ReadOptions::default(), None).unwrap();
    assert_eq!(&schema, &**table.schema());
    assert_eq!(arrays(&from_csv(&text, &schema)), arrays(&table));
}

#[test]
fn repeated_names_become_unique() {
    let table = table(vec![column(Datatype::Long, ""), column(Datatype::Long, "")]);
    for (text, losses) in [to_ecsv(&table, b','), to_csv(&table)] {
        let text = String::from_utf8(text).unwrap();
        assert!(text.contains("long,long_2\n"), "{text}");
        assert_eq!(losses.iter().next().map(|loss| loss.kind), Some(LossKind::Name));
    }
}

#[test]
fn columns_without_a_value_are_counted_by_csv() {
    let names = ["n", "x", "flag", "text", "told"];
    let types = [Datatype::Long, Datatype::Double, Datatype::Boolean, Datatype::Char, Datatype::Long];
    let field = |(name, datatype): (&str, Datatype)| match datatype {
        Datatype::Char => Field::text(name),
        _ => Field::new(name, datatype),
    };
    let schema = Schema::from_fields(names.into_iter().zip(types).map(field).collect());
    let columns: Vec<ArrayRef> = vec![
        Arc::new(Int64Array::from(vec![None, None])),
        Arc::new(Float64Array::from(vec![None, None])),
        Arc::new(BooleanArray::from(vec![None, None])),
        Arc::new(StringArray::from(vec![None::<&str>, None])),
        Arc::new(Int64Array::from(vec![None, Some(1)])),
    ];
    let table = Table::from_columns(schema, columns).unwrap();
    let mut writer = csv::Writer::try_new(Vec::new(), table.schema(), csv::WriteOptions::default()).unwrap();
    writer.write_batch(&table.batches()[0]).unwrap();
    let losses = Box::new(writer).finish(&Trailer::default()).unwrap();
    let told: Vec<_> = losses.iter().map(ToString::to_string).collect();
    let want = ["n", "x", "flag"].map(|name| format!("datatype: `{name}`: no cell has a value, and text is inferred"));
    assert_eq!(told, want);
}
