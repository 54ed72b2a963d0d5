//! Files read by what another one taught: the same as the reader's, or left to it.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

use gaialink_ecsv::{csv, ecsv};
use gaialink_table::{
    Datatype, Field, Limits, Param, Schema, Table, TableReader, TableWriter, Trailer,
    arrow::{array::RecordBatch, compute::concat_batches},
};
use std::{fs, path::Path};

const HEADER: &str = "\
# %ECSV 1.0
# ---
# delimiter: ','
# datatype:
# -
#   name: wavelength
#   datatype: float64
#   unit: nm
# -
#   name: flux
#   datatype: float32
# - {name: coefficients, datatype: string, subtype: 'float64[null]'}
# meta:
#   source_id: 5937083312263887616
#   spatialLocation: [251.51920772923995, -51.50535255488219]
#   SpatialExtent: 5.8932666E-4
#   Title: Spectrum
wavelength,flux,coefficients
";

const ROWS: [&str; 4] = ["336.0,4.5E-17,\"[1.5,null]\"\n338.0,,[]\n", "\n336.0,nan,\r\n", "", "1,2,\"[]\""];

fn of(mut reader: impl TableReader<Error = gaialink_ecsv::Error>) -> Option<(Vec<String>, RecordBatch)> {
    let table = Table::collect(&mut reader).ok()?;
    let trailer = Box::new(reader).finish().ok()?;
    let values = table.schema().params.iter().map(|param| param.value.clone()).collect();
    (trailer == Trailer::default()).then(|| (values, concat_batches(table.arrow_schema(), table.batches()).unwrap()))
}

fn ecsv_reader(bytes: &[u8]) -> Option<(Vec<String>, RecordBatch)> {
    of(ecsv::Reader::try_new(bytes, ecsv::ReadOptions::default()).ok()?)
}

/// Reads by the template; where it takes the file, it must have read what the reader does.
fn by_template(template: &ecsv::Template, bytes: &[u8], what: &str) -> bool {
    let Some(read) = template.read(bytes) else { return false };
    let (values, batch) = ecsv_reader(bytes).unwrap_or_else(|| panic!("{what}: the reader finds fault with it"));
    assert_eq!(read.values, values, "{what}");
    assert_same(&read.batches, &batch, what);
    true
}

fn assert_same(batches: &[RecordBatch], want: &RecordBatch, what: &str) {
    let read = concat_batches(&want.schema(), batches).unwrap();
    // NaN equals NaN in text.
    assert_eq!(format!("{:?}", read.columns()), format!("{:?}", want.columns()), "{what}");
}

fn learn(bytes: &[u8]) -> Option<ecsv::Template> {
    ecsv::Template::learn(bytes, &Limits::default())
}

#[test]
fn the_same_as_the_reader() {
    let template = learn(format!("{HEADER}{}", ROWS[0]).as_bytes()).unwrap();
    for rows in ROWS {
        for (from, to) in [
            ("", ""),
            ("5937083312263887616", "7"),
            ("5937083312263887616", "-7"),
            ("[251.51920772923995, -51.50535255488219]", "[0.5, 1.0E-5]"),
            ("5.8932666E-4", "17.25"),
        ] {
            let other = format!("{}{rows}", HEADER.replace(from, to));
            assert!(by_template(&template, other.as_bytes(), &other), "{other}");
        }
    }
}

#[test]
fn every_byte_changed() {
    let first = format!("{HEADER}{}", ROWS[0]);
    let (template, mut taken) = (learn(first.as_bytes()).unwrap(), 0_u32);
    for at in 0..first.len() {
        for to in *b"7-E \n\"#\xff" {
            let mut other = first.clone().into_bytes();
            other[at] = to;
            taken += u32::from(by_template(&template, &other, &format!("byte {at} to {to}")));
        }
    }
    assert!(taken > 100, "{taken}");
    let cut = |at: &usize| by_template(&template, &first.as_bytes()[..*at], &format!("cut at {at}"));
    assert_eq!((0..HEADER.len()).filter(cut).count(), 0);
    assert!((HEADER.len()..first.len()).filter(cut).count() > 0);
}

#[test]
fn what_is_odd_is_left_to_the_reader() {
    let first = format!("{HEADER}{}", ROWS[0]);
    let template = learn(first.as_bytes()).unwrap();
    for (from, to) in [
        ("5937083312263887616", "5937083312263887616.0"),
        ("5937083312263887616", "05"),
        ("5937083312263887616", "9223372036854775808"),
        ("5937083312263887616", "'7'"),
        ("5.8932666E-4", "6"),
        ("5.8932666E-4", "1.5E7"),
        ("Spectrum", "Spectra"),
        ("# meta:", "# meta: # once"),
        ("338.0,,[]\n", "338.0,,[]\n# a comment\n"),
        ("338.0,,[]\n", "338.0,,[],\n"),
        ("338.0,,[]\n", "338.0,x,[]\n"),
        ("338.0,,[]\n", "338.0,,\"[]\n"),
    ] {
        assert!(first.contains(from), "{from}");
        assert!(template.read(first.replace(from, to).as_bytes()).is_none(), "{to}");
    }
    for other in [
        format!("\u{feff}{first}"),
        format!("\n{first}"),
        first.replace("# ---", "#---"),
        first.replace("wavelength,flux", "flux,x"),
    ] {
        assert!(learn(other.as_bytes()).is_none(), "{other}");
    }
}

#[test]
fn headers_with_the_whole_schema() {
    let file = |id: &str| {
        let mut schema = Schema::from_fields(vec![Field::new("flux", Datatype::Float)]);
        let mut param = Param::new(Field::new("source_id", Datatype::Long), id);
        param.field.ucd = Some("meta.id".to_owned());
        schema.params.push(param);
        schema.params.push(Param::new(Field::new("scale", Datatype::Float), "0.25"));
        let mut bytes = Vec::new();
        let writer = ecsv::Writer::try_new(&mut bytes, &schema, ecsv::WriteOptions::default()).unwrap();
        Box::new(writer).finish(&Trailer::default()).unwrap();
        bytes
    };
    let template = learn(&file("5937083312263887616")).unwrap();
    let other = file("7");
    assert!(String::from_utf8_lossy(&other).contains("gaialink.schema"));
    assert!(by_template(&template, &other, "another source"));
    let contradicts = String::from_utf8(other).unwrap().replace("source_id: 7", "source_id: 8");
    assert!(!by_template(&template, contradicts.as_bytes(), "two sources"));
}

#[test]
fn csv_files() {
    let schema = || Schema::from_fields(vec![Field::new("source_id", Datatype::Long), Field::text("band")]);
    let options = csv::ReadOptions::default();
    let template = csv::Template::learn(b"source_id,band\n7,G\n", schema(), &options).unwrap();
    let first = "source_id,band\n11,\"B,P\"\n\n12,\n,\"\"\n";
    let mut taken = 0_u32;
    for at in 0..first.len() {
        for to in *b"07.-, \n\r\"#x\0\xff" {
            let mut other = first.to_owned().into_bytes();
            other[at] = to;
            let Some(batches) = template.read(&other) else { continue };
            let reader = csv::Reader::try_new(other.as_slice(), schema(), options.clone()).unwrap();
            assert_same(&batches, &of(reader).unwrap().1, &String::from_utf8_lossy(&other));
            taken += 1;
        }
    }
    assert!(taken > 30, "{taken}");
    for (file, named) in
        [("\"source_id\",band\n", true), ("source_id,band", true), ("\u{feff}source_id,band\n", true), ("a,b\n", false)]
    {
        assert!(csv::Template::learn(file.as_bytes(), schema(), &options).is_none(), "{file} {named}");
    }
}

/// Limits under which rows of a few kilobytes are many batches, one, and all that lies between.
fn narrow() -> impl Iterator<Item = Limits> {
    (1..60).chain((60..6000).step_by(97)).map(|bytes| {
        let mut limits = Limits::default();
        limits.batch_bytes = bytes;
        limits
    })
}

fn batches(mut reader: impl TableReader<Error = gaialink_ecsv::Error>) -> Vec<RecordBatch> {
    Table::collect(&mut reader).unwrap().batches().to_vec()
}

#[test]
fn batches_end_where_the_readers_do() {
    let rows: String = (0..120).map(|row| format!("33{row}.5,{row},\"[1.5,null]\"{}", ["\n", "\r\n", "\n\n"][row % 3])).collect();
    let ecsv = format!("{HEADER}{rows}");
    let csv = format!("wavelength,flux,coefficients\n{rows}");
    for limits in narrow() {
        let (mut options, bytes) = (ecsv::ReadOptions::default(), ecsv.as_bytes());
        options.limits = limits.clone();
        let template = ecsv::Template::learn(bytes, &limits).unwrap();
        let want = batches(ecsv::Reader::try_new(bytes, options).unwrap());
        assert!(template.read(bytes).unwrap().batches == want, "ECSV, {}", limits.batch_bytes);
        let (mut options, bytes) = (csv::ReadOptions::default(), csv.as_bytes());
        options.limits = limits.clone();
        let schema = csv::infer(bytes, &options, None).unwrap();
        let template = csv::Template::learn(bytes, schema.clone(), &options).unwrap();
        let want = batches(csv::Reader::try_new(bytes, schema, options).unwrap());
        assert!(template.read(bytes).unwrap() == want, "CSV, {}", limits.batch_bytes);
    }
}

#[test]
fn files_of_the_archive() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/gaia-files"));
    let files: Vec<_> = walk(folder).into_iter().filter(|path| path.extension().is_some_and(|e| e == "ecsv")).collect();
    if files.is_empty() {
        println!("skipped: the archive's files are not here");
    }
    for path in files {
        let (bytes, name) = (fs::read(&path).unwrap(), path.display().to_string());
        let small = Some(&bytes).filter(|bytes| bytes.len() < 1 << 18);
        let Some(template) = small.and_then(|bytes| learn(bytes)) else {
            println!("{name}: not small and simple");
            continue;
        };
        assert!(by_template(&template, &bytes, &name));
        for at in (0..bytes.len().min(4000)).filter(|at| bytes[*at].is_ascii_digit()).step_by(19) {
            let mut other = bytes.clone();
            other[at] = b'3';
            by_template(&template, &other, &format!("{name}: byte {at}"));
        }
    }
}

fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let found = entries.flatten().map(|entry| entry.path());
    found.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}
