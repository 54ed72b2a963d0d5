//! Outputs: what has to be known before it is written, where it goes, and that it appears as a whole.

use crate::files::generated;
use gaialink::{
    ArraySize, ConvertOptions, Datatype, Destination, Error, ErrorKind, Field, OpenOptions, Schema, Table, Target,
    arrow::{
        array::{ArrayRef, AsArray, Int16Array, ListArray, StringArray},
        datatypes::Int16Type,
    },
    convert, open, save,
};
use std::{
    fs,
    io::{self, Write},
    sync::{Arc, Mutex},
};

/// A sink that tells what it got.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn to(target: Target) -> ConvertOptions {
    let mut options = ConvertOptions::default();
    options.to = Some(target);
    options
}

fn read(bytes: Vec<u8>) -> Result<Table, Error> {
    OpenOptions::default().open_reader("bytes", io::Cursor::new(bytes))?.table()
}

/// Columns of which some targets have to know more than their types tell.
fn demanding() -> Table {
    let short = Field::new("short", Datatype::Short);
    let shorts = Field::array("shorts", Datatype::Short, ArraySize::variable(&[], None));
    let words = Field::array("words", Datatype::Char, ArraySize::variable(&[0], None));
    let text = Field::text("text");
    let lists = vec![Some(vec![Some(1), None]), Some(vec![Some(i16::MIN)])];
    let mut builder = gaialink::arrow::array::ListBuilder::new(gaialink::arrow::array::StringBuilder::new());
    builder.append_value([Some("a"), Some("four")]);
    builder.append_value([Some("two")]);
    let fields = vec![short, shorts, text, words];
    let columns: Vec<ArrayRef> = vec![
        Arc::new(Int16Array::from(vec![None, Some(i16::MIN)])),
        Arc::new(ListArray::from_iter_primitive::<Int16Type, _, _>(lists)),
        Arc::new(StringArray::from(vec!["one", "three"])),
        Arc::new(builder.finish()),
    ];
    Table::from_columns(Schema::from_fields(fields), columns).unwrap()
}

#[test]
fn what_has_to_be_known_is_found_out() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("demanding.parquet");
    for target in [Target::Votable, Target::VotableTabledata, Target::VotableBinary, Target::Fits] {
        let table = demanding();
        save(&table, &path, &to(Target::Parquet)).unwrap();
        let bytes = fs::read(&path).unwrap();
        // From a file, from a stream that can be read once, from memory; into a file and into a stream.
        let file = directory.path().join("out");
        let report = convert(&open(&path).unwrap(), &file, &to(target)).unwrap();
        assert!(report.losses.iter().all(|loss| loss.kind == gaialink::LossKind::Datatype), "{target}: {:?}", report.losses);
        let written = fs::read(&file).unwrap();
        let once = OpenOptions::default().open_reader("once", io::Cursor::new(bytes.clone())).unwrap();
        let out = Shared::default();
        convert(&once, Destination::stream(out.clone()), &to(target)).unwrap();
        assert!(*out.0.lock().unwrap() == written, "{target}: a stream becomes the same");
        save(&table, &file, &to(target)).unwrap();
        assert!(fs::read(&file).unwrap() == written, "{target}: a table in memory becomes the same");

        let back = read(written).unwrap();
        let short = back.column("short").unwrap().to::<Int16Array>().unwrap();
        assert_eq!(short.iter().collect::<Vec<_>>(), [None, Some(i16::MIN)], "{target}");
        let lists = back.column("shorts").unwrap().to_array().unwrap();
        let first = lists.as_list::<i32>().value(0);
        assert_eq!(first.as_primitive::<Int16Type>().iter().collect::<Vec<_>>(), [Some(1), None], "{target}");
        if let Some(words) = back.column("words") {
            let words = words.to_array().unwrap().as_list::<i32>().value(0);
            assert_eq!(words.as_string::<i32>().iter().flatten().collect::<Vec<_>>(), ["a", "four"], "{target}");
        }
        let size = back.schema().field("text").unwrap().arraysize.to_string();
        assert_eq!(size, "*", "{target}: the texts are of any length, though they lie in the rows of FITS");
    }
}

#[test]
fn a_stream_is_read_once() {
    let bytes = fs::read(generated("gaia/mcmc_msc.ecsv")).unwrap();
    let source = OpenOptions::default().open_reader("stream", io::Cursor::new(bytes)).unwrap();
    assert_eq!(source.table().unwrap().num_rows(), 12);
    assert!(matches!(source.table().unwrap_err().kind(), ErrorKind::ReadTwice));
    // What has to be looked at twice is copied, and may then be read again.
    let bytes = fs::read(generated("gaia/mcmc_msc.fits")).unwrap();
    let source = OpenOptions::default().open_reader("stream", io::Cursor::new(bytes)).unwrap();
    for _ in 0..2 {
        assert_eq!(source.table().unwrap().num_rows(), 12);
    }
}

#[test]
fn a_strict_failure_leaves_a_stream_untouched() {
    let out = Shared::default();
    let mut options = to(Target::Csv);
    options.strict = true;
    let source = open(generated("gaia/mcmc_msc.ecsv")).unwrap();
    let error = convert(&source, Destination::stream(out.clone()), &options).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Lossy(_)));
    assert!(out.0.lock().unwrap().is_empty());
}

#[test]
fn an_output_that_fails_is_told() {
    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let source = open(generated("gaia/xp_sampled.xml")).unwrap();
    for target in Target::all() {
        let error = convert(&source, Destination::stream(Full), &to(target)).unwrap_err();
        let mut cause: Option<&dyn std::error::Error> = Some(&error);
        let kinds = std::iter::from_fn(|| {
            let this = cause?;
            cause = this.source();
            Some(this.downcast_ref::<io::Error>().map(io::Error::kind))
        });
        assert!(kinds.flatten().any(|kind| kind == io::ErrorKind::StorageFull), "{target}: {error:?}");
    }
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let directory = tempfile::tempdir().unwrap();
    let (real, link) = (directory.path().join("real.csv"), directory.path().join("link.csv"));
    fs::write(&real, "older").unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&real, &link).unwrap();
    let source = open(generated("gaia/mcmc_msc.csv")).unwrap();
    convert(&source, &link, &to(Target::Csv)).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(open(&real).unwrap().table().unwrap().num_rows(), 12);

    let new = directory.path().join("new.csv");
    convert(&source, &new, &to(Target::Csv)).unwrap();
    fs::write(directory.path().join("plain"), "").unwrap();
    let mode = |name: &str| fs::metadata(directory.path().join(name)).unwrap().permissions().mode();
    assert_eq!(mode("new.csv"), mode("plain"), "a new output has the permissions of any new file");

    let error = convert(&source, directory.path(), &to(Target::Csv)).unwrap_err();
    assert!(format!("{error:?}").contains("the output is a directory"), "{error:?}");
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 4);
}

#[test]
fn tables_that_are_left_behind_are_told() {
    // A second table in a FITS file: the extension of another one.
    let first = fs::read(generated("gaia/mcmc_msc.fits")).unwrap();
    let second = fs::read(generated("gaia/xp_continuous.fits")).unwrap();
    let extension = &second[2880..];
    let both = [first.as_slice(), extension].concat();
    let cut = [first.as_slice(), &extension[..extension.len() - 2880]].concat();
    for (bytes, want) in [
        (first.clone(), vec![]),
        (both.clone(), vec!["N-TABLES: 1 more tables follow the one that was read"]),
        (
            cut,
            vec![
                "W-BEHIND: what follows the table is damaged: FITS, HDU 3, byte 23040: the data unit ends at byte 36352, the file at byte 34560",
            ],
        ),
    ] {
        let source = OpenOptions::default().open_reader("fits", io::Cursor::new(bytes)).unwrap();
        let report = convert(&source, Destination::stream(io::sink()), &to(Target::Arrow)).unwrap();
        let warnings: Vec<String> = report.warnings.iter().map(ToString::to_string).collect();
        assert_eq!(warnings, want);
    }
    let mut options = OpenOptions::default();
    options.table = gaialink::TableChoice::Index(1);
    let source = options.open_reader("fits", io::Cursor::new(both)).unwrap();
    assert_eq!(source.tables().unwrap().len(), 2);
    assert_eq!(source.table().unwrap().schema().fields.len(), 26);
}

#[test]
fn a_null_value_for_wide_integers_of_fits_is_looked_for() {
    let numbers = gaialink::arrow::array::Int64Array::from(vec![Some(i64::MIN), Some(i64::MAX), None]);
    let schema = Schema::from_fields(vec![Field::new("n", Datatype::Long)]);
    let table = Table::from_columns(schema, vec![Arc::new(numbers)]).unwrap();
    let shared = Shared::default();
    save(&table, Destination::stream(shared.clone()), &to(Target::Fits)).unwrap();
    let bytes = shared.0.lock().unwrap().clone();
    let found = read(bytes.clone()).unwrap();
    assert_eq!(found.batches()[0].column(0), table.batches()[0].column(0));
    assert_eq!(found.schema().fields[0].null_text(), None, "it was chosen, not declared");
    let card = bytes.chunks(80).find(|card| card.starts_with(b"TNULL1")).unwrap();
    assert_eq!(&card[10..30], b"-9223372036854775807");
}

#[test]
fn strings_beyond_their_arraysize_get_a_wider_column() {
    let field = |size: &str| Field::array("t", Datatype::Char, size.parse::<ArraySize>().unwrap());
    let cases = [("3", vec!["abcdef", "x"]), ("", vec!["ab", "x"]), ("3", vec!["abc ", "x"]), ("3", vec!["é€", "x"])];
    for (size, texts) in cases {
        let column: ArrayRef = Arc::new(StringArray::from(texts.clone()));
        let table = Table::from_columns(Schema::from_fields(vec![field(size)]), vec![Arc::clone(&column)]).unwrap();
        for target in [Target::Votable, Target::VotableBinary, Target::VotableTabledata] {
            for is_document in [false, true] {
                let shared = Shared::default();
                let report = if is_document {
                    // With TABLEDATA between, a document becomes a document.
                    let text = Shared::default();
                    save(&table, Destination::stream(text.clone()), &to(Target::VotableTabledata)).unwrap();
                    let bytes = text.0.lock().unwrap().clone();
                    let source = OpenOptions::default().open_reader("text", io::Cursor::new(bytes)).unwrap();
                    convert(&source, Destination::stream(shared.clone()), &to(target)).unwrap()
                } else {
                    save(&table, Destination::stream(shared.clone()), &to(target)).unwrap()
                };
                let found = read(shared.0.lock().unwrap().clone()).unwrap();
                assert_eq!(found.batches()[0].column(0), &column, "{size} {target:?}");
                let told = usize::from(target != Target::VotableTabledata);
                assert_eq!(report.losses.iter().count(), told, "{size} {target:?}");
            }
        }
    }
    let column: ArrayRef = Arc::new(StringArray::from(vec!["abcdef", "x"]));
    let table = Table::from_columns(Schema::from_fields(vec![field("3")]), vec![Arc::clone(&column)]).unwrap();
    let shared = Shared::default();
    save(&table, Destination::stream(shared.clone()), &to(Target::Fits)).unwrap();
    assert_eq!(read(shared.0.lock().unwrap().clone()).unwrap().batches()[0].column(0), &column);
}
