//! Files read by what another one taught: the same as the reader's, or left to it.

use gaialink_fits::{ReadOptions, Reader, Style, Template, WriteOptions, Writer};
use gaialink_table::{
    Datatype, Field, Param, Schema, Table, TableReader, TableWriter, Trailer,
    arrow::{
        array::{ArrayRef, Float32Array, Int64Array, RecordBatch, StringArray},
        compute::concat_batches,
    },
};
use std::{fs, io::Cursor, path::Path, sync::Arc};

fn file(style: Style, id: &str, flux: &[f32]) -> Vec<u8> {
    let mut schema =
        Schema::from_fields(vec![Field::new("flux", Datatype::Float), Field::text("band"), Field::new("n", Datatype::Long)]);
    schema.fields[1].arraysize = "3".parse().unwrap();
    schema.params.push(Param::new(Field::new("source_id", Datatype::Long), id));
    schema.params.push(Param::text("title", "it's one"));
    schema.num_rows = Some(flux.len() as u64);
    let bands: ArrayRef = Arc::new(StringArray::from(vec!["G"; flux.len()]));
    let numbers: ArrayRef = Arc::new(Int64Array::from(vec![Some(7); flux.len()]));
    let columns: Vec<ArrayRef> = vec![Arc::new(Float32Array::from(flux.to_vec())), bands, numbers];
    let table = Table::from_columns(schema, columns).unwrap();
    let mut options = WriteOptions::default();
    options.style = style;
    let mut bytes = Vec::new();
    let mut writer = Writer::try_new(Cursor::new(&mut bytes), table.schema(), options).unwrap();
    writer.write_batch(&table.batches()[0]).unwrap();
    Box::new(writer).finish(&Trailer::default()).unwrap();
    bytes
}

/// What the reader makes of a file that it finds nothing odd in.
fn by_reader(bytes: &[u8]) -> Option<(Vec<String>, RecordBatch)> {
    let mut reader = Reader::from_bytes(bytes.to_vec(), ReadOptions::default()).ok()?;
    let table = Table::collect(&mut reader).ok()?;
    let trailer = Box::new(reader).finish().ok()?;
    let values = table.schema().params.iter().map(|param| param.value.clone()).collect();
    (trailer == Trailer::default()).then(|| (values, concat_batches(table.arrow_schema(), table.batches()).unwrap()))
}

/// Reads by the template; where it takes the file, it must have read what the reader does.
fn by_template(template: &Template, bytes: &[u8], what: &str) -> bool {
    let Some(read) = template.read(bytes) else { return false };
    let (values, batch) = by_reader(bytes).unwrap_or_else(|| panic!("{what}: the reader refuses it"));
    assert_eq!(read.values, values, "{what}");
    // NaN equals NaN in text.
    assert_eq!(format!("{:?}", read.batch.columns()), format!("{:?}", batch.columns()), "{what}");
    true
}

fn learn(bytes: &[u8]) -> Option<Template> {
    Template::learn(bytes, &ReadOptions::default())
}

#[test]
fn the_same_as_the_reader() {
    for style in [Style::Standard, Style::Archive] {
        let template = learn(&file(style, "7", &[1.5])).unwrap();
        for flux in [&[2.5, -1.0][..], &[f32::NAN; 700], &[]] {
            let other = file(style, "5937083312263887616", flux);
            assert!(by_template(&template, &other, &format!("{style:?}, {} rows", flux.len())));
        }
    }
}

#[test]
fn rows_of_several_batches_are_left_to_the_reader() {
    // A row has 15 bytes, and no batch more than half a mebibyte of them.
    for (rows, batch_bytes, is_one) in
        [(34_952, u64::MAX, true), (34_953, u64::MAX, false), (3, 45, true), (4, 45, false), (1, 1, true)]
    {
        let bytes = file(Style::Standard, "7", &vec![1.5; rows]);
        let mut options = ReadOptions::default();
        options.limits.batch_bytes = batch_bytes;
        let template = Template::learn(&bytes, &options).unwrap();
        let batches = Table::collect(&mut Reader::from_bytes(bytes.clone(), options).unwrap()).unwrap().batches().len();
        assert_eq!((batches == 1, template.read(&bytes).is_some()), (is_one, is_one), "{rows} rows, {batches} batches");
    }
}

#[test]
fn every_byte_of_a_header_changed() {
    for style in [Style::Standard, Style::Archive] {
        let bytes = file(style, "5937083312263887616", &[1.5, 2.5]);
        let template = learn(&bytes).unwrap();
        let header = bytes.len() - 2880;
        let mut taken = 0_u32;
        for at in 0..header {
            for to in [b'0', b'\'', b'&', b' ', b'/', 0, 0xe9] {
                let mut other = bytes.clone();
                other[at] = to;
                taken += u32::from(other != bytes && by_template(&template, &other, &format!("{style:?}: byte {at} to {to}")));
            }
        }
        assert!(taken > 18, "{style:?}: {taken}");
    }
}

#[test]
fn any_other_file_is_left_to_the_reader() {
    let bytes = file(Style::Archive, "7", &[1.5, 2.5]);
    let template = learn(&bytes).unwrap();
    for cut in 0..bytes.len() {
        assert!(template.read(&bytes[..cut]).is_none(), "cut at {cut}");
    }
    let twice = [bytes.as_slice(), &bytes[2880..]].concat();
    let behind = [bytes.as_slice(), &[0; 2880]].concat();
    for (what, other) in [("two tables", twice), ("more behind", behind)] {
        assert!(template.read(&other).is_none() && learn(&other).is_none(), "{what}");
    }
    assert!(template.read(&file(Style::Standard, "7", &[1.5, 2.5])).is_none());
    let mut options = ReadOptions::default();
    options.columns = Some(vec!["flux".to_owned()]);
    assert!(Template::learn(&bytes, &options).is_none());
}

#[test]
fn files_of_the_archive() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/gaia-files"));
    let mut files: Vec<_> = walk(folder).into_iter().filter(|path| path.extension().is_some_and(|e| e == "fits")).collect();
    files.sort();
    if files.is_empty() {
        println!("skipped: the archive's files are not here");
    }
    for path in files {
        let bytes = fs::read(&path).unwrap();
        let name = path.display().to_string();
        let Some(template) = learn(&bytes) else {
            println!("{name}: not simple");
            continue;
        };
        assert!(by_template(&template, &bytes, &name));
        let text: Vec<u8> = bytes.iter().map(|b| if *b == b'7' { b'8' } else { *b }).collect();
        let mut other = bytes.clone();
        let header = bytes.len().min(11_520);
        for at in (5760..header).filter(|at| text[*at] != bytes[*at]) {
            other[at] = text[at];
            by_template(&template, &other, &format!("{name}: byte {at}"));
        }
    }
}

fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let found = entries.flatten().map(|entry| entry.path());
    found.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}
