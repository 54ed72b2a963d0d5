//! The workspace's own files: the same table in three serializations, and files that are wrong in one way each.

#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_table::{
    Table, TableReader, Trailer,
    arrow::{
        array::{Array, ArrayRef, AsArray},
        compute::concat_batches,
        datatypes::{Float32Type, Float64Type},
    },
};
use gaialink_votable::{Error, ReadOptions, Reader};
use std::{fs, path::PathBuf};

fn file(name: &str) -> Vec<u8> {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata")).join(name);
    fs::read(&path).unwrap()
}

fn read(name: &str) -> Result<(Table, Trailer), Error> {
    read_with(name, ReadOptions::default())
}

fn read_with(name: &str, options: ReadOptions) -> Result<(Table, Trailer), Error> {
    let bytes = file(name);
    let mut reader = Reader::try_new(&bytes[..], options)?;
    let table = Table::collect(&mut reader)?;
    Ok((table, Box::new(reader).finish()?))
}

fn columns(table: &Table) -> Vec<ArrayRef> {
    concat_batches(table.arrow_schema(), table.batches()).unwrap().columns().to_vec()
}

/// The column as BINARY can hold it: null floats are NaN there, other nulls and empty cells are the same.
fn without_masks(array: &ArrayRef, row: usize) -> String {
    let cell = array.slice(row, 1);
    if let Some(floats) = cell.as_primitive_opt::<Float32Type>() {
        return format!("{:?}", if floats.is_null(0) { f32::NAN } else { floats.value(0) });
    }
    if let Some(floats) = cell.as_primitive_opt::<Float64Type>() {
        return format!("{:?}", if floats.is_null(0) { f64::NAN } else { floats.value(0) });
    }
    let is_empty = cell.is_null(0)
        || cell.as_list_opt::<i32>().is_some_and(|list| list.value_length(0) == 0)
        || cell.as_string_opt::<i32>().is_some_and(|text| text.value(0).is_empty());
    if is_empty { "nothing".to_owned() } else { format!("{cell:?}") }
}

#[test]
fn three_serializations_hold_the_same_table() {
    let names = [
        "gaia/mcmc_msc",
        "gaia/xp_sampled",
        "gaia/xp_sampled_raw",
        "gaia/xp_continuous",
        "gaia/xp_continuous_raw",
        "types/scalars",
        "types/arrays",
        "types/texts",
        "types/rare",
    ];
    for name in names {
        let notes: &[&str] = if name.starts_with("types/") { &["N-OVERFLOW"] } else { &[] };
        let codes = |trailer: &Trailer| trailer.warnings.iter().map(|warning| warning.code.clone()).collect::<Vec<_>>();
        let (binary2, trailer) = read(&format!("{name}.xml")).unwrap();
        assert_eq!(codes(&trailer), notes, "{name}.xml");
        assert!(binary2.num_rows() > 0);
        for other in ["plain", "binary"] {
            let name = format!("{name}.{other}.xml");
            let (table, trailer) = read(&name).unwrap();
            assert_eq!(codes(&trailer), notes, "{name}");
            assert_eq!(table.num_rows(), binary2.num_rows(), "{name}");
            for ((field, found), want) in table.schema().fields.iter().zip(columns(&table)).zip(columns(&binary2)) {
                for row in 0..binary2.num_rows() {
                    let (found, want) = (without_masks(&found, row), without_masks(&want, row));
                    assert_eq!(found, want, "row {row} of column {} of {name}", field.name);
                }
            }
        }
    }
}

#[test]
fn each_wrong_file_has_its_error() {
    let path = "VOTable, VOTABLE/RESOURCE/TABLE/DATA/";
    let cases = [
        ("empty", "VOTable, line 1, byte 0: expected a VOTABLE element, found nothing".to_owned()),
        ("datatype", "VOTable, line 1, byte 40: W-DATATYPE: FIELD `a`: `integer` is no datatype; expected boolean, bit, unsignedByte, short, int, long, char, unicodeChar, float, double, floatComplex or doubleComplex; it is read as char of any length".to_owned()),
        ("cut", "VOTable, line 1, byte 145: the document ends inside VOTABLE/RESOURCE/TABLE/DATA/TABLEDATA".to_owned()),
        ("elements_cross", format!("{path}TABLEDATA, line 1, byte 130, row 1: the document is not well-formed XML: expected `</TD>`, but `</TR>` was found")),
        ("column_count", format!("{path}TABLEDATA, line 1, byte 184, row 2: expected 2 TD elements, found 3")),
        ("wrong_type", format!("{path}TABLEDATA, line 1, byte 168, row 2, column `b`: `x` is no int")),
        ("no_base64", format!("{path}BINARY2, line 3, byte 168: the STREAM is no valid base64: found '*'")),
        ("row_cut", format!("{path}BINARY2, line 2, byte 163, row 1: the STREAM ends inside a row, 7 bytes after the last whole one")),
        ("count_lies", format!("{path}BINARY2, line 2, byte 163, row 1, column `b`: a count of -1 is no number of elements")),
    ];
    for (name, want) in cases {
        // What is wrong in these can be read all the same.
        let is_odd = matches!(name, "datatype" | "column_count" | "wrong_type" | "row_cut");
        assert_eq!(read(&format!("bad/{name}.xml")).is_ok(), is_odd, "{name}");
        let mut options = ReadOptions::default();
        options.strict = true;
        let error = read_with(&format!("bad/{name}.xml"), options).unwrap_err();
        let causes = std::iter::successors(Some(&error as &dyn std::error::Error), |e| e.source());
        assert_eq!(causes.map(ToString::to_string).collect::<Vec<_>>().join(": "), want, "{name}");
    }
}
