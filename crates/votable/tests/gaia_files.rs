//! Real files of the archive: how many rows and columns, by their manifest.

#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_table::{LossKind, Table, TableReader, TableWriter, arrow::compute::concat_batches};
use gaialink_votable::{ReadOptions, Reader, Serialization, WriteOptions, Writer};
use std::{fs, io::BufReader, path::Path};

#[test]
fn rows_and_columns_are_those_of_the_manifest() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/gaia-files"));
    let Ok(manifest) = fs::read_to_string(folder.join("MANIFEST.tsv")) else {
        println!("skipped: there is no {}", folder.display());
        return;
    };
    let mut seen = 0;
    for line in manifest.lines().skip(1) {
        let fields: Vec<_> = line.split('\t').collect();
        let [file, _, _, _, "VOTable", serialization, rows, columns, ..] = fields[..] else { continue };
        if file.ends_with(".gz") {
            continue;
        }
        let input = BufReader::new(fs::File::open(folder.join(file)).unwrap());
        let mut reader = Reader::try_new(input, ReadOptions::default()).unwrap();
        assert_eq!(reader.serialization().unwrap().to_string(), serialization, "{file}");
        let table = Table::collect(&mut reader).unwrap();
        assert_eq!(table.num_rows().to_string(), rows, "rows of {file}");
        assert_eq!(table.schema().fields.len().to_string(), columns, "columns of {file}");
        let trailer = Box::new(reader).finish().unwrap();
        assert_eq!(trailer.warnings, [], "{file}");
        seen += 1;
    }
    assert_eq!(seen, 10, "files of the manifest");
}

#[test]
fn a_tap_result_keeps_its_systems_and_its_service() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/gaia-files/tap/1710099405832VAL-result.vot");
    let Ok(input) = fs::File::open(file) else {
        println!("skipped: there is no {file}");
        return;
    };
    let mut reader = Reader::try_new(BufReader::new(input), ReadOptions::default()).unwrap();
    let schema = reader.schema().clone();
    let ids: Vec<_> = schema.all_coosys().map(|c| c.id.as_deref().unwrap()).collect();
    assert_eq!(ids, ["GAIADR3", "t1593-coosys-1"]);
    assert_eq!(schema.field("ra").unwrap().reference.as_deref(), Some("t1593-coosys-1"));
    assert_eq!(schema.param("RELEASE").unwrap().value, "Gaia DR3");
    while reader.next_batch().unwrap().is_some() {}
    let trailer = Box::new(reader).finish().unwrap();
    let [service] = &trailer.extras[..] else { panic!("{} extras", trailer.extras.len()) };
    assert_eq!(service.kind, gaialink_votable::extras::DOCUMENT_ELEMENT);
    assert!(service.text.starts_with("<RESOURCE name=\"ancillary\" type=\"meta\" utype=\"adhoc:service\">"), "{}", service.text);
    assert!(service.text.contains("ref=\"DESIGNATION\""));
}

/// A document read in full.
struct Whole {
    table: Table,
    trailer: gaialink_table::Trailer,
}

fn read(bytes: &[u8]) -> Whole {
    let mut reader = Reader::try_new(bytes, ReadOptions::default()).unwrap();
    let table = Table::collect(&mut reader).unwrap();
    Whole { table, trailer: Box::new(reader).finish().unwrap() }
}

#[test]
fn every_file_comes_back_from_every_serialization() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/gaia-files"));
    let Ok(manifest) = fs::read_to_string(folder.join("MANIFEST.tsv")) else {
        println!("skipped: there is no {}", folder.display());
        return;
    };
    for line in manifest.lines().skip(1) {
        let [file, _, _, _, "VOTable", ..] = line.split('\t').collect::<Vec<_>>()[..] else { continue };
        if file.ends_with(".gz") {
            continue;
        }
        let first = read(&fs::read(folder.join(file)).unwrap());
        for serialization in [Serialization::TableData, Serialization::Binary, Serialization::Binary2] {
            let mut options = WriteOptions::default();
            options.serialization = serialization;
            if serialization == Serialization::Binary {
                let fields = first.table.schema().fields.iter().filter(|field| field.datatype.is_integer());
                options.nulls = fields
                    .map(|field| (field.name.clone(), if field.datatype.packed_size() == Some(1) { 255 } else { -32768 }))
                    .collect();
            }
            let mut document = Vec::new();
            let mut writer = Writer::try_new(&mut document, first.table.schema(), options).unwrap();
            for batch in first.table.batches() {
                writer.write_batch(batch).unwrap();
            }
            let losses = Box::new(writer).finish(&first.trailer).unwrap();
            let kinds: Vec<_> = losses.iter().map(|loss| loss.kind).collect();
            assert!(kinds.iter().all(|kind| *kind == LossKind::Empty), "{file} as {serialization}: {losses:?}");
            let second = read(&document);
            assert_eq!(second.trailer, first.trailer, "{file} as {serialization}");
            if serialization != Serialization::Binary {
                assert_eq!(second.table.schema(), first.table.schema(), "{file} as {serialization}");
            }
            if losses.is_empty() && serialization != Serialization::Binary {
                let join = |table: &Table| concat_batches(table.arrow_schema(), table.batches()).unwrap();
                assert_eq!(join(&second.table).columns(), join(&first.table).columns(), "{file} as {serialization}");
            }
        }
    }
}
