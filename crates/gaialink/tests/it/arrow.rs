//! Arrow IPC and Parquet: what is written comes back whole, from every kind of input, and damage is an error.

use flate2::{Compression, write::GzEncoder};
use gaialink::{
    ArraySize, ConvertOptions, Datatype, Error, ErrorKind, Field, Format, LossKind, OpenOptions, Param, Schema, Table, Target,
    arrow::{
        array::{
            ArrayRef, AsArray, BooleanArray, FixedSizeListArray, Float32Array, Float64Array, Int8Array, Int16Array, Int32Array,
            Int64Array, ListArray, RecordBatch, StringArray, UInt8Array, UInt16Array, UInt32Array, UInt64Array, new_null_array,
        },
        buffer::{NullBuffer, OffsetBuffer},
        compute::concat_batches,
        datatypes::{DataType, Field as ArrowField, Float64Type, Int64Type, Schema as ArrowSchema},
    },
    open, save,
};
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    sync::Arc,
};

const TARGETS: [Target; 3] = [Target::Arrow, Target::ArrowStream, Target::Parquet];

/// A column of every type and shape, with nulls in cells and elements, NaN, and empty arrays and strings.
fn everything() -> Table {
    let fixed = |size: u64| ArraySize::fixed(&[size]);
    let variable = || ArraySize::variable(&[], None);
    let mut columns: Vec<(Field, ArrayRef)> = vec![
        (Field::new("boolean", Datatype::Boolean), Arc::new(BooleanArray::from(vec![Some(true), None, Some(false)]))),
        (Field::new("bit", Datatype::Bit), Arc::new(BooleanArray::from(vec![Some(true), Some(false), Some(false)]))),
        (Field::new("signed_byte", Datatype::SignedByte), Arc::new(Int8Array::from(vec![Some(i8::MIN), None, Some(i8::MAX)]))),
        (Field::new("byte", Datatype::UnsignedByte), Arc::new(UInt8Array::from(vec![Some(0), None, Some(u8::MAX)]))),
        (Field::new("short", Datatype::Short), Arc::new(Int16Array::from(vec![Some(i16::MIN), None, Some(i16::MAX)]))),
        (Field::new("ushort", Datatype::UnsignedShort), Arc::new(UInt16Array::from(vec![Some(0), None, Some(u16::MAX)]))),
        (Field::new("int", Datatype::Int), Arc::new(Int32Array::from(vec![Some(i32::MIN), None, Some(i32::MAX)]))),
        (Field::new("uint", Datatype::UnsignedInt), Arc::new(UInt32Array::from(vec![Some(0), None, Some(u32::MAX)]))),
        (Field::new("long", Datatype::Long), Arc::new(Int64Array::from(vec![Some(i64::MIN), None, Some(i64::MAX)]))),
        (Field::new("ulong", Datatype::UnsignedLong), Arc::new(UInt64Array::from(vec![Some(0), None, Some(u64::MAX)]))),
        (Field::text("text"), Arc::new(StringArray::from(vec![Some("α Cen"), None, Some("")]))),
        (Field::array("wide", Datatype::UnicodeChar, variable()), Arc::new(StringArray::from(vec![Some("é"), None, Some("")]))),
        (Field::new("float", Datatype::Float), Arc::new(Float32Array::from(vec![Some(-0.0), None, Some(f32::NAN)]))),
        (Field::new("double", Datatype::Double), Arc::new(Float64Array::from(vec![Some(1e-300), None, Some(f64::INFINITY)]))),
    ];
    let doubles = || Float64Array::from(vec![Some(1.0), None, Some(f64::NAN), Some(4.0), Some(5.0), Some(6.0)]);
    let item = |t: DataType| Arc::new(ArrowField::new_list_field(t, true));
    let nulls = || Some(NullBuffer::from(vec![true, false, true]));
    let pair = |n| FixedSizeListArray::new(item(DataType::Float64), n, Arc::new(doubles()), None);
    columns.push((Field::new("complex", Datatype::DoubleComplex), Arc::new(pair(2))));
    columns.push((Field::array("fixed", Datatype::Double, fixed(2)), Arc::new(pair(2))));
    let list = |lengths: [usize; 3], nulls| {
        ListArray::new(item(DataType::Float64), OffsetBuffer::from_lengths(lengths), Arc::new(doubles()), nulls)
    };
    columns.push((Field::array("variable", Datatype::Double, variable()), Arc::new(list([4, 0, 2], nulls()))));
    columns.push((Field::array("empties", Datatype::Double, variable()), Arc::new(list([0, 6, 0], None))));
    let none =
        FixedSizeListArray::try_new_with_length(item(DataType::Float64), 0, doubles().slice_to_none(), nulls(), 3).unwrap();
    columns.push((Field::array("zero", Datatype::Double, fixed(0)), Arc::new(none)));
    let words = StringArray::from(vec![Some("a"), None, Some(""), Some("d"), Some("e"), Some("f")]);
    let words = FixedSizeListArray::new(item(DataType::Utf8), 2, Arc::new(words), None);
    columns.push((Field::array("words", Datatype::Char, ArraySize::fixed(&[8, 2])), Arc::new(words)));
    let (fields, arrays) = columns.into_iter().unzip();
    let mut schema = Schema::from_fields(fields);
    schema.name = Some("everything".to_owned());
    schema.description = Some("A column of every type".to_owned());
    schema.params = vec![Param::text("release", "Gaia DR3"), Param::text("release", "repeated")];
    schema.fields[12].unit = Some("mag".to_owned());
    schema.fields[12].ucd = Some("phot.mag".to_owned());
    Table::from_columns(schema, arrays).unwrap()
}

trait ToNone {
    fn slice_to_none(&self) -> ArrayRef;
}

impl ToNone for Float64Array {
    fn slice_to_none(&self) -> ArrayRef {
        Arc::new(self.slice(0, 0))
    }
}

/// All batches as one.
fn whole(table: &Table) -> RecordBatch {
    concat_batches(table.arrow_schema(), table.batches()).unwrap()
}

fn assert_same(found: &Table, want: &Table, context: &str) {
    let mut schema = Schema::clone(found.schema());
    schema.num_rows = want.schema().num_rows;
    assert_eq!(schema, **want.schema(), "{context}");
    let (found, want) = (whole(found), whole(want));
    for ((found, want), field) in found.columns().iter().zip(want.columns()).zip(want.schema().fields()) {
        // NaN is equal to itself in Arrow's comparison of arrays.
        assert_eq!(format!("{found:?}"), format!("{want:?}"), "{context}: {}", field.name());
    }
}

fn written(table: &Table, dir: &Path, target: Target) -> PathBuf {
    let path = dir.join(format!("table.{target}"));
    let mut options = ConvertOptions::default();
    options.to = Some(target);
    let report = save(table, &*path, &options).unwrap();
    assert!(report.losses.is_empty(), "{target}: {:?}", report.losses);
    path
}

fn read(bytes: &[u8]) -> gaialink::Result<Table> {
    OpenOptions::default().open_reader("bytes", std::io::Cursor::new(bytes.to_vec()))?.table()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn everything_comes_back() {
    let (table, dir) = (everything(), tempfile::tempdir().unwrap());
    for target in TARGETS {
        let path = written(&table, dir.path(), target);
        let source = open(&path).unwrap();
        assert_eq!(source.format(), Some(target.format()));
        assert_same(&source.table().unwrap(), &table, target.name());
        let bytes = fs::read(&path).unwrap();
        assert_same(&read(&bytes).unwrap(), &table, "a stream");
        assert_same(&read(&gzip(&bytes)).unwrap(), &table, "a gzip");
        assert_same(&read(&gzip(&gzip(&bytes))).unwrap(), &table, "a gzip of a gzip");
        // No clock and no order of a hash map is in the output.
        assert_eq!(fs::read(written(&table, dir.path(), target)).unwrap(), bytes, "{target}");
    }
}

#[test]
fn chosen_columns_and_rows() {
    let (table, dir) = (everything(), tempfile::tempdir().unwrap());
    let mut options = OpenOptions::default();
    options.columns = Some(["double", "long", "text", "long"].map(str::to_owned).to_vec());
    options.rows = Some(1..3);
    for target in TARGETS {
        let path = written(&table, dir.path(), target);
        let found = options.open(&path).unwrap().table().unwrap();
        let names: Vec<&str> = found.schema().fields.iter().map(|f| f.name.as_str()).collect();
        assert_eq!(names, ["double", "long", "text", "long"], "{target}");
        let batch = whole(&found);
        assert_eq!(batch.column(0).as_primitive::<Float64Type>().iter().collect::<Vec<_>>(), [None, Some(f64::INFINITY)]);
        assert_eq!(batch.column(1).as_primitive::<Int64Type>().iter().collect::<Vec<_>>(), [None, Some(i64::MAX)]);
        assert_eq!(found.schema().params.len(), 2);

        let mut options = OpenOptions::default();
        options.columns = Some(vec!["flux".to_owned()]);
        let error = options.open(&path).unwrap().reader().err().unwrap();
        let text = error.to_string();
        assert!(text.contains("no column is named `flux`; the columns are `boolean`; `bit`; "), "{text}");
        assert!(matches!(error.kind(), ErrorKind::NoColumn { .. }));
    }
}

#[test]
fn repeated_names_are_kept_by_arrow_and_renamed_for_parquet() {
    let schema = Schema::from_fields(vec![Field::new("flux", Datatype::Long), Field::new("flux", Datatype::Long)]);
    let columns: Vec<ArrayRef> = vec![Arc::new(Int64Array::from(vec![1])), Arc::new(Int64Array::from(vec![2]))];
    let table = Table::from_columns(schema, columns).unwrap();
    let dir = tempfile::tempdir().unwrap();
    for target in [Target::Arrow, Target::ArrowStream] {
        assert_same(&open(written(&table, dir.path(), target)).unwrap().table().unwrap(), &table, target.name());
    }
    let path = dir.path().join("table.parquet");
    let report = save(&table, &*path, &ConvertOptions::default()).unwrap();
    let losses: Vec<String> = report.losses.iter().map(ToString::to_string).collect();
    assert_eq!(losses, ["name: `flux`: a second column of this name is written as `flux_2`"]);
    let found = open(&path).unwrap().table().unwrap();
    assert_eq!(found.column("flux_2").unwrap().to::<Int64Array>().unwrap().values(), &[2]);

    let mut strict = ConvertOptions::default();
    strict.strict = true;
    let path = dir.path().join("strict.parquet");
    let error = save(&table, &*path, &strict).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Lossy(losses) if losses.iter().all(|l| l.kind == LossKind::Name)));
    assert!(!path.exists());
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 3, "nothing else is left behind");
}

#[test]
fn many_rows_are_read_in_batches() {
    let rows = 300_000;
    let ids: ArrayRef = Arc::new(Int64Array::from_iter_values(0..rows));
    let table = Table::from_columns(Schema::from_fields(vec![Field::new("id", Datatype::Long)]), vec![ids]).unwrap();
    let dir = tempfile::tempdir().unwrap();
    for target in TARGETS {
        let source = open(written(&table, dir.path(), target)).unwrap();
        let mut reader = source.reader().unwrap();
        let (mut next, mut batches) = (0, 0);
        while let Some(batch) = reader.next_batch().unwrap() {
            for id in batch.column(0).as_primitive::<Int64Type>().values() {
                assert_eq!(*id, next);
                next += 1;
            }
            batches += 1;
        }
        assert_eq!(next, rows);
        assert!(batches >= 2, "{target}: {batches} batches");
        assert!(reader.finish().unwrap().warnings.is_empty());
    }
}

#[test]
fn tables_of_no_rows_or_no_columns() {
    let dir = tempfile::tempdir().unwrap();
    let none = everything();
    let arrays = none.arrow_schema().fields().iter().map(|f| new_null_array(f.data_type(), 0)).collect();
    let none = Table::from_columns(Schema::clone(none.schema()), arrays).unwrap();
    let bare = Table::try_new(Schema::default(), vec![]).unwrap();
    for target in TARGETS {
        for table in [&none, &bare] {
            let found = open(written(table, dir.path(), target)).unwrap().table().unwrap();
            assert_same(&found, table, target.name());
            assert_eq!(found.num_rows(), 0);
        }
    }
}

#[test]
fn every_truncation_is_an_error_or_a_warning() {
    let (table, dir) = (everything(), tempfile::tempdir().unwrap());
    for target in TARGETS {
        let bytes = fs::read(written(&table, dir.path(), target)).unwrap();
        for cut in (0..bytes.len()).step_by(7).chain(bytes.len() - 40..bytes.len()) {
            let read = || -> Result<usize, Error> {
                let bytes = std::io::Cursor::new(bytes[..cut].to_vec());
                let mut reader = OpenOptions::default().open_reader("bytes", bytes)?.reader()?;
                while reader.next_batch()?.is_some() {}
                Ok(reader.finish()?.warnings.len())
            };
            match read() {
                Ok(warnings) => assert_eq!((target, warnings), (Target::ArrowStream, 1), "cut at {cut}"),
                Err(error) => assert_eq!(error.place(), Some("bytes"), "{target} cut at {cut}: {error}"),
            }
        }
    }
}

#[test]
fn other_metadata_and_plain_files_are_read() {
    let schema = Arc::new(ArrowSchema::new(vec![ArrowField::new("n", DataType::Int64, false)]));
    let batch = RecordBatch::try_new(Arc::clone(&schema), vec![Arc::new(Int64Array::from(vec![7, 8]))]).unwrap();
    let mut bytes = Vec::new();
    let mut writer = gaialink::arrow::ipc::writer::FileWriter::try_new(&mut bytes, &schema).unwrap();
    writer.write(&batch).unwrap();
    writer.finish().unwrap();
    drop(writer);
    let found = read(&bytes).unwrap();
    assert_eq!(found.schema().fields, [Field::new("n", Datatype::Long)]);
    assert_eq!(found.column("n").unwrap().to::<Int64Array>().unwrap().values(), &[7, 8]);
    assert_eq!(open_bytes(&bytes).format(), Some(Format::ArrowIpc));
}

fn open_bytes(bytes: &[u8]) -> gaialink::Source {
    OpenOptions::default().open_reader("bytes", std::io::Cursor::new(bytes.to_vec())).unwrap()
}
