//! Tables, their columns, and what guards and reports: limits, positions, losses, warnings.
#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_table::{
    Column, Datatype, Error, Field, Limits, LossKind, LossReport, Param, Position, Schema, Table, TableReader, Trailer, Warning,
    arrow::{
        array::{Array, ArrayRef, Float32Array, Int32Array, Int64Array, RecordBatch, StringArray},
        datatypes::{DataType, Field as ArrowField, Schema as ArrowSchema},
    },
    schema::arrow::to_arrow,
};
use std::sync::Arc;

fn schema() -> Schema {
    let mut schema = Schema::from_fields(vec![
        Field::new("source_id", Datatype::Long),
        Field::new("flux", Datatype::Float),
        Field::new("flux", Datatype::Int),
    ]);
    schema.params.push(Param::text("release", "Gaia DR3"));
    schema
}

fn columns(start: i64) -> Vec<ArrayRef> {
    vec![
        Arc::new(Int64Array::from(vec![start, start + 1])),
        Arc::new(Float32Array::from(vec![Some(1.5), None])),
        Arc::new(Int32Array::from(vec![7, 8])),
    ]
}

/// A table of two batches.
fn table() -> Table {
    let arrow = Arc::new(to_arrow(&schema()).unwrap());
    let batch = |start| RecordBatch::try_new(Arc::clone(&arrow), columns(start)).unwrap();
    Table::try_new(schema(), vec![batch(1), batch(3)]).unwrap()
}

fn ids(column: Column<'_>) -> Vec<i64> {
    column.to::<Int64Array>().unwrap().values().to_vec()
}

#[test]
fn columns_by_name_and_place() {
    let table = table();
    assert_eq!((table.num_rows(), table.batches().len()), (4, 2));
    let flux = table.column("flux").unwrap();
    assert_eq!((flux.index(), flux.field().datatype, flux.chunks().count()), (1, Datatype::Float, 2));
    assert_eq!(flux.to_array().unwrap().null_count(), 2);
    assert_eq!(table.column_at(2).unwrap().field().datatype, Datatype::Int, "the second of the name");
    assert_eq!(ids(table.column("source_id").unwrap()), [1, 2, 3, 4]);
    assert!(table.column("Flux").is_none() && table.column_at(3).is_none());
    assert_eq!(table.columns().map(|c| c.index()).collect::<Vec<_>>(), [0, 1, 2]);
    assert_eq!(table.param("release").unwrap().value, "Gaia DR3");
    assert!(table.param("Release").is_none());
}

#[test]
fn a_column_of_another_type() {
    let table = table();
    let error = table.column("flux").unwrap().to::<Int64Array>().unwrap_err();
    assert_eq!(error.to_string(), "column `flux`: expected PrimitiveArray<Int64Type>, found Float32");
    let error = table.column("flux").unwrap().to::<StringArray>().unwrap_err();
    assert_eq!(error.to_string(), "column `flux`: expected GenericByteArray<GenericStringType<i32>>, found Float32");
}

#[test]
fn one_batch_is_not_copied_and_no_batch_is_empty() {
    let table = Table::from_columns(schema(), columns(1)).unwrap();
    let joined = table.column("source_id").unwrap().to_array().unwrap();
    assert!(Arc::ptr_eq(&joined, table.batches()[0].column(0)));
    let empty = Table::try_new(schema(), vec![]).unwrap();
    assert_eq!(empty.num_rows(), 0);
    let column = empty.column("flux").unwrap().to_array().unwrap();
    assert_eq!((column.len(), column.data_type()), (0, &DataType::Float32));
    assert!(ids(empty.column("source_id").unwrap()).is_empty());
}

#[test]
fn columns_that_do_not_fit() {
    let two = columns(1)[..2].to_vec();
    let error = Table::from_columns(schema(), two).unwrap_err();
    assert_eq!(error.to_string(), "expected 3 columns, found 2");
    let mut swapped = columns(1);
    swapped.swap(1, 2);
    let error = Table::from_columns(schema(), swapped).unwrap_err();
    assert_eq!(error.to_string(), "column `flux`: expected Float32, found Int32");
    let mut short = columns(1);
    short[2] = Arc::new(Int32Array::from(vec![1]));
    assert!(matches!(Table::from_columns(schema(), short), Err(Error::Arrow(_))));
}

#[test]
fn batches_of_another_schema_take_this_one() {
    let plain = ArrowSchema::new(vec![
        ArrowField::new("a", DataType::Int64, false),
        ArrowField::new("b", DataType::Float32, true),
        ArrowField::new("c", DataType::Int32, false),
    ]);
    let batch = RecordBatch::try_new(Arc::new(plain), columns(1)).unwrap();
    let table = Table::try_new(schema(), vec![batch.clone()]).unwrap();
    assert_eq!(table.batches()[0].schema(), *table.arrow_schema());
    assert_eq!(ids(table.column("source_id").unwrap()), [1, 2]);
    let table = Table::from_batches(&batch.schema(), vec![batch]).unwrap();
    assert_eq!(ids(table.column("a").unwrap()), [1, 2]);
}

#[test]
fn a_table_comes_back_from_its_batches() {
    let table = table();
    let back = Table::from_batches(table.arrow_schema(), table.batches().to_vec()).unwrap();
    assert_eq!((back.schema(), back.arrow_schema()), (table.schema(), table.arrow_schema()));
    assert_eq!(back.batches(), table.batches());
}

/// Gives batches, then fails where it is told to.
struct Replay {
    schema: Arc<Schema>,
    batches: Vec<RecordBatch>,
    fails: bool,
}

impl TableReader for Replay {
    type Error = Error;

    fn schema(&self) -> &Arc<Schema> {
        &self.schema
    }

    fn next_batch(&mut self) -> Result<Option<RecordBatch>, Error> {
        match self.batches.pop() {
            None if self.fails => Err(Error::NoColumn { name: "x".into() }),
            batch => Ok(batch),
        }
    }

    fn finish(self: Box<Self>) -> Result<Trailer, Error> {
        Ok(Trailer::default())
    }
}

#[test]
fn a_reader_is_collected() {
    let table = table();
    let replay = |fails| Replay { schema: Arc::clone(table.schema()), batches: table.batches().to_vec(), fails };
    let mut boxed: Box<dyn TableReader<Error = Error>> = Box::new(replay(false));
    let collected = Table::collect(&mut boxed).unwrap();
    assert_eq!(ids(collected.column("source_id").unwrap()), [3, 4, 1, 2]);
    assert_eq!(boxed.finish().unwrap(), Trailer::default());
    assert_eq!(Table::collect(&mut replay(true)).unwrap_err().to_string(), "no column is named `x`");
}

#[test]
fn losses_are_counted_in_the_order_they_are_met() {
    let mut losses = LossReport::default();
    assert!(losses.is_empty());
    losses.add_many(LossKind::Null, "a", "gone", 0);
    assert!(losses.is_empty());
    losses.add(LossKind::Value, "b", "rounded");
    losses.add(LossKind::Null, "a", "gone");
    losses.add_many(LossKind::Value, "b", "rounded", 2);
    losses.add(LossKind::Value, "b", "cut");
    let told: Vec<String> = losses.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["value: `b`: rounded (3 times)", "null: `a`: gone", "value: `b`: cut"]);
    let mut other = LossReport::default();
    other.add_many(LossKind::Null, "a", "gone", u64::MAX);
    other.merge(&losses);
    assert_eq!(other.iter().map(|l| l.count).collect::<Vec<_>>(), [u64::MAX, 3, 1]);
    assert_eq!((losses.total(), other.total()), (5, u64::MAX));
    let json = serde_json::to_string(&losses).unwrap();
    assert_eq!(serde_json::from_str::<LossReport>(&json).unwrap(), losses);
    for (kind, name) in [
        (LossKind::Metadata, "metadata"),
        (LossKind::Name, "name"),
        (LossKind::Datatype, "datatype"),
        (LossKind::Null, "null"),
        (LossKind::Empty, "empty"),
        (LossKind::Value, "value"),
    ] {
        assert_eq!((kind.to_string(), serde_json::to_string(&kind).unwrap()), (name.to_owned(), format!("\"{name}\"")));
    }
}

#[test]
fn claims_are_checked() {
    let cases = [(0, u64::MAX, Some(0)), (4, 25, Some(100)), (1, 101, None), (u64::MAX, 2, None), (u64::MAX, u64::MAX, None)];
    for (count, size, want) in cases {
        let found = Limits::claim("NAXIS1 x NAXIS2", count, size, 100);
        assert_eq!(found.as_ref().ok().copied(), want, "{count} x {size}");
        if let Err(error) = found {
            let product = count.saturating_mul(size);
            assert_eq!(error.to_string(), format!("NAXIS1 x NAXIS2: {product} is beyond the limit of 100"));
        }
    }
    let mut limits = Limits::default();
    assert_eq!((limits.max_cell, limits.batch_bytes, limits.max_inflated), (256 << 20, 2 << 20, None));
    limits.max_cell = 8;
    assert_eq!(limits.claim_cell("cell", 2, 4), Ok(8));
    assert_eq!(limits.claim_cell("cell", 3, 4).unwrap_err().limit, 8);
    limits.batch_bytes = 0;
    assert_eq!(limits.batch_size(), 1);
}

#[test]
fn positions_say_what_is_known() {
    let mut full = Position::at_byte(40_213).in_column("flux").in_element("VOTABLE/RESOURCE/TABLE");
    (full.line, full.row) = (Some(812), Some(3));
    let cases = [
        (Position::default(), "at an unknown place"),
        (Position::at_byte(0), "byte 0"),
        (Position::at_line(812), "line 812"),
        (Position::at_row(7).in_column("x"), "row 7, column `x`"),
        (full, "VOTABLE/RESOURCE/TABLE, line 812, byte 40213, row 3, column `flux`"),
    ];
    for (position, want) in cases {
        assert_eq!(position.to_string(), want);
        assert_eq!(position.is_unknown(), want == "at an unknown place");
    }
}

#[test]
fn warnings_say_where() {
    let warning = Warning::new("W-LATIN1", Position::at_row(2), "read as Latin-1");
    assert_eq!(warning.to_string(), "W-LATIN1: row 2: read as Latin-1");
    assert_eq!(Warning::new("W-X", Position::default(), "odd").to_string(), "W-X: odd");
    let json = serde_json::to_string(&warning).unwrap();
    assert_eq!(serde_json::from_str::<Warning>(&json).unwrap(), warning);
}

#[test]
fn a_column_of_strings() {
    let schema = Schema::from_fields(vec![Field::text("product")]);
    let names: ArrayRef = Arc::new(StringArray::from(vec![Some("MCMC_MSC"), None]));
    let table = Table::from_columns(schema, vec![names]).unwrap();
    let names = table.column("product").unwrap().to::<StringArray>().unwrap();
    assert_eq!(names.iter().collect::<Vec<_>>(), [Some("MCMC_MSC"), None]);
}
