//! MCMC_MSC from flat and RAW tables, and back.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use gaialink_products::{Error, McmcMsc, ProductKind, SolutionId, SourceId, registry};
use gaialink_table::{
    ArraySize, Datatype, Schema, Table,
    arrow::array::{ArrayRef, Float32Array, Float64Array, Int16Array, Int64Array, StringArray, new_null_array},
};
use std::sync::Arc;

fn schema() -> Schema {
    let layout = registry::layout("dr3/mcmc_msc__individual").unwrap();
    Schema::from_fields(layout.columns.iter().map(|column| column.field()).collect())
}

/// A flat table whose parameter p of row r is 100 p + r.
fn flat(ids: &[i64]) -> Table {
    let mut columns: Vec<ArrayRef> =
        vec![Arc::new(Int64Array::from(ids.to_vec())), Arc::new(Int64Array::from(vec![9; ids.len()]))];
    for place in 0..9_u8 {
        let row = |row: usize| f32::from(place) * 100.0 + row as f32;
        columns.push(Arc::new(Float32Array::from_iter_values((0..ids.len()).map(row))));
    }
    Table::from_columns(schema(), columns).unwrap()
}

fn replaced(table: &Table, name: &str, datatype: Datatype, column: ArrayRef) -> Table {
    let mut schema = Schema::clone(table.schema());
    let place = schema.index_of(name).unwrap();
    schema.fields[place].datatype = datatype;
    let mut columns = table.batches()[0].columns().to_vec();
    columns[place] = column;
    Table::from_columns(schema, columns).unwrap()
}

fn id(number: i64) -> SourceId {
    SourceId::new(number).unwrap()
}

#[test]
fn a_flat_table_is_grouped_by_source() {
    type Chains<'a> = &'a [(i64, &'a [f32])];
    let cases: [(&[i64], Chains<'_>); 4] = [
        (&[], &[]),
        (&[7, 7], &[(7, &[0.0, 1.0])]),
        (&[7, 4, 4], &[(7, &[0.0]), (4, &[1.0, 2.0])]),
        (&[7, 4, 7], &[(7, &[0.0, 2.0]), (4, &[1.0])]),
    ];
    for (ids, want) in cases {
        let chains = McmcMsc::from_table(&flat(ids)).unwrap();
        let found: Vec<(i64, &[f32])> = chains.iter().map(|c| (c.source_id.get(), &*c.teff1)).collect();
        assert_eq!(found, want, "{ids:?}");
        for chain in &chains {
            assert_eq!(chain.solution_id, Some(SolutionId::new(9)));
            assert_eq!(chain.log_lik[0], 800.0 + chain.teff1[0]);
        }
    }
}

#[test]
fn a_column_is_borrowed_or_joined_once() {
    let table = flat(&[7, 7]);
    let chain = McmcMsc::try_from(&table).unwrap();
    let column = table.column("mh").unwrap().to::<Float32Array>().unwrap();
    assert!(chain.mh.buffer().ptr_eq(column.values()));
    let halves = [0, 1].map(|row| table.batches()[0].slice(row, 1)).to_vec();
    let split = Table::try_new(Arc::clone(table.schema()), halves).unwrap();
    assert_eq!(McmcMsc::try_from(&split).unwrap(), chain);
}

#[test]
fn the_samples_are_a_matrix() {
    let chain = McmcMsc::try_from(&flat(&[7, 7, 7])).unwrap();
    let samples = chain.samples();
    assert_eq!(samples.shape(), [3, 9]);
    assert_eq!(samples.row(1).to_vec(), [1.0, 101.0, 201.0, 301.0, 401.0, 501.0, 601.0, 701.0, 801.0]);
    assert_eq!(samples.column(4), chain.azero.view());
    assert_eq!(chain.parameter("log_pos"), Some(&chain.log_pos));
    assert_eq!(chain.parameter("source_id"), None);
}

#[test]
fn both_structures_come_back() {
    let chains = McmcMsc::from_table(&flat(&[7, 4, 7])).unwrap();
    let raw = McmcMsc::to_raw_table(&chains).unwrap().0;
    assert_eq!(raw.num_rows(), 2);
    assert_eq!(McmcMsc::from_table(&raw).unwrap(), chains);
    for chain in &chains {
        assert_eq!(McmcMsc::try_from(&chain.to_table().unwrap().0).unwrap(), *chain);
        let json = serde_json::to_string(chain).unwrap();
        assert_eq!(serde_json::from_str::<McmcMsc>(&json).unwrap(), *chain);
    }
}

#[test]
fn missing_and_wider_numbers() {
    let table = flat(&[7, 7]);
    let want = McmcMsc::try_from(&table).unwrap();
    let doubles: ArrayRef = Arc::new(Float64Array::from(vec![500.0, 501.0]));
    let wide = replaced(&table, "mh", Datatype::Double, doubles);
    assert_eq!(McmcMsc::try_from(&wide).unwrap(), want);
    let nulls: ArrayRef = Arc::new(Float32Array::from(vec![None, Some(501.0)]));
    let nan: ArrayRef = Arc::new(Float32Array::from(vec![f32::NAN, 501.0]));
    let missing = McmcMsc::try_from(&replaced(&table, "mh", Datatype::Float, nulls)).unwrap();
    assert_eq!(missing, McmcMsc::try_from(&replaced(&table, "mh", Datatype::Float, nan)).unwrap());
    assert!(missing.mh[0].is_nan());
    assert_ne!(missing, want);
}

#[test]
fn what_does_not_fit_is_named() {
    let product = ProductKind::McmcMsc;
    let table = flat(&[7, 7]);
    let message = |table: &Table| McmcMsc::from_table(table).unwrap_err().to_string();

    let doubles: ArrayRef = Arc::new(Float64Array::from(vec![500.0, 0.123456789012]));
    let wide = replaced(&table, "mh", Datatype::Double, doubles);
    assert_eq!(message(&wide), "MCMC_MSC, column `mh`, value 1: 0.123456789012 is no float exactly");

    let places: Vec<usize> = (0..10).collect();
    let columns = table.batches()[0].columns()[..10].to_vec();
    let cut = Table::from_columns(table.schema().project(&places), columns).unwrap();
    assert_eq!(message(&cut), "MCMC_MSC: no column `log_lik`");

    let mut schema = Schema::clone(table.schema());
    schema.fields[8].unit = Some("kpc".into());
    let kpc = Table::try_new(schema, table.batches().to_vec()).unwrap();
    assert_eq!(message(&kpc), "MCMC_MSC, column `distancepc`: expected the unit \"pc\", found the unit \"kpc\"");

    let mut schema = Schema::clone(table.schema());
    schema.fields[10].datatype = Datatype::Char;
    schema.fields[10].arraysize = ArraySize::variable(&[], None);
    let mut columns = table.batches()[0].columns().to_vec();
    columns[10] = new_null_array(&gaialink_table::arrow::datatypes::DataType::Utf8, 2);
    let none = Table::from_columns(schema.clone(), columns.clone()).unwrap();
    assert!(McmcMsc::try_from(&none).unwrap().log_lik.iter().all(|number| number.is_nan()));
    columns[10] = Arc::new(StringArray::from(vec![None, Some("1")]));
    let text = Table::from_columns(schema, columns).unwrap();
    assert_eq!(message(&text), "MCMC_MSC, column `log_lik`: expected float, found char[*]");

    let solutions: ArrayRef = Arc::new(Int64Array::from(vec![1, 2]));
    let varies = replaced(&table, "solution_id", Datatype::Long, solutions);
    assert!(
        matches!(McmcMsc::from_table(&varies), Err(Error::Varies { source_id, column: "solution_id", .. }) if source_id == id(7))
    );

    for (ids, found) in [(&[][..], 0), (&[7, 4], 2)] {
        let error = McmcMsc::try_from(&flat(ids)).unwrap_err();
        assert!(matches!(error, Error::Sources { product: p, found: n } if p == product && n == found), "{error:?}");
    }
}

#[test]
fn raw_has_as_many_samples_as_a_short_counts() {
    let mut ids = vec![4];
    ids.resize(1 + 32767, 7);
    let raw = McmcMsc::to_raw_table(&McmcMsc::from_table(&flat(&ids)).unwrap()).unwrap().0;
    let samples = raw.column("nsamples").unwrap();
    assert_eq!(*samples.to::<Int16Array>().unwrap().values(), [1, 32767]);
    ids.push(7);
    let error = McmcMsc::to_raw_table(&McmcMsc::from_table(&flat(&ids)).unwrap()).unwrap_err();
    assert_eq!(error.to_string(), "MCMC_MSC, column `nsamples`, value 1: 32768 is no short exactly");
}

#[test]
fn arrays_of_a_source_are_as_long() {
    let chains = McmcMsc::from_table(&flat(&[7, 4])).unwrap();
    let raw = McmcMsc::to_raw_table(&chains).unwrap().0;
    let short = McmcMsc::to_raw_table(&McmcMsc::from_table(&flat(&[7, 7, 4])).unwrap()).unwrap().0;
    let place = raw.schema().index_of("azero").unwrap();
    let mut columns = raw.batches()[0].columns().to_vec();
    columns[place] = Arc::clone(&short.batches()[0].columns()[place]);
    let mixed = Table::from_columns(Arc::clone(raw.schema()), columns).unwrap();
    let error = McmcMsc::from_table(&mixed).unwrap_err();
    assert_eq!(error.to_string(), "MCMC_MSC, source 7, column `azero`: expected 1 values, found 2");
}
