//! The dialect of the archive's bulk download, cell by cell against the digits of the file.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

use flate2::read::MultiGzDecoder;
use gaialink_ecsv::ecsv::{ReadOptions, Reader};
use gaialink_table::{
    Datatype, Table, TableReader,
    arrow::{
        array::{Array, ArrayRef, AsArray},
        datatypes::{Float32Type, Float64Type, Int8Type, Int16Type, Int64Type},
    },
};
use std::{fs::File, io::Read, path::Path};

const FILE: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/gaia-files/epoch_photometry/bulk_epoch_photometry_5rows.csv.gz");

/// The cells of a row, as they stand in the file but for the quotes.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut is_quoted) = (vec![String::new()], false);
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if is_quoted && chars.peek() == Some(&'"') => cells.last_mut().unwrap().extend(chars.next()),
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => cells.push(String::new()),
            c => cells.last_mut().unwrap().push(c),
        }
    }
    cells
}

/// The elements of a cell, as words; booleans without their quotes.
fn words(cell: &str) -> Vec<String> {
    let inside = cell.trim_start_matches('[').trim_end_matches(']');
    inside.split(',').map(|word| word.trim().trim_matches('"').to_owned()).filter(|word| !word.is_empty()).collect()
}

/// The element at a place of an array as a word, which reads back to the same bits.
fn word(array: &ArrayRef, datatype: Datatype, at: usize) -> String {
    if array.is_null(at) {
        return "null".to_owned();
    }
    match datatype {
        Datatype::Boolean => if array.as_boolean().value(at) { "True" } else { "False" }.to_owned(),
        Datatype::SignedByte => array.as_primitive::<Int8Type>().value(at).to_string(),
        Datatype::Short => array.as_primitive::<Int16Type>().value(at).to_string(),
        Datatype::Long => array.as_primitive::<Int64Type>().value(at).to_string(),
        Datatype::Float => format!("{:08x}", array.as_primitive::<Float32Type>().value(at).to_bits()),
        Datatype::Double => format!("{:016x}", array.as_primitive::<Float64Type>().value(at).to_bits()),
        other => panic!("{other}"),
    }
}

/// A word of the file in the same form.
fn wanted(word: &str, datatype: Datatype) -> String {
    match datatype {
        Datatype::Float if word != "null" => format!("{:08x}", word.parse::<f32>().unwrap().to_bits()),
        Datatype::Double if word != "null" => format!("{:016x}", word.parse::<f64>().unwrap().to_bits()),
        _ => word.to_owned(),
    }
}

#[test]
fn every_cell_is_what_its_digits_say() {
    if !Path::new(FILE).is_file() {
        println!("skipped: there is no {FILE}");
        return;
    }
    let mut text = String::new();
    MultiGzDecoder::new(File::open(FILE).unwrap()).read_to_string(&mut text).unwrap();
    let mut options = ReadOptions::default();
    options.strict = true;
    let mut reader = Reader::try_new(text.as_bytes(), options).unwrap();
    let table = Table::collect(&mut reader).unwrap();
    assert!(Box::new(reader).finish().unwrap().warnings.is_empty());
    let mut lines = text.lines().filter(|line| !line.starts_with('#'));
    assert!(cells(lines.next().unwrap()).iter().eq(table.schema().fields.iter().map(|field| &field.name)));
    let mut elements = 0;
    for (row, line) in lines.enumerate() {
        let cells = cells(line);
        assert_eq!(cells.len(), 48);
        for (cell, column) in cells.iter().zip(table.columns()) {
            let (field, array) = (column.field(), column.to_array().unwrap());
            let what = format!("row {row}, {}", field.name);
            let values = if field.arraysize.is_scalar() { array.slice(row, 1) } else { array.as_list::<i32>().value(row) };
            let want: Vec<_> = words(cell).iter().map(|word| wanted(word, field.datatype)).collect();
            let found: Vec<_> = (0..values.len()).map(|at| word(&values, field.datatype, at)).collect();
            assert_eq!(found, want, "{what}");
            elements += found.len();
        }
    }
    assert_eq!(table.num_rows(), 5);
    assert_eq!(elements, 5 * 3 + 45 * 120, "elements of all transits");
}
