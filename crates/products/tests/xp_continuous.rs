//! XP_CONTINUOUS: the bands, those that are missing, the matrices, and back to tables.
#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_products::{Error, SolutionId, XpContinuous, registry};
use gaialink_table::{
    ArraySize, Datatype, Schema, Table,
    arrow::{
        array::{
            Array, ArrayRef, AsArray, FixedSizeListArray, Float32Array, Int16Array, Int32Array, Int64Array, ListArray,
            new_null_array,
        },
        datatypes::{Float32Type, Float64Type},
    },
    schema::arrow::data_type,
};
use std::sync::Arc;

fn list32(numbers: &[f32]) -> ArrayRef {
    Arc::new(ListArray::from_iter_primitive::<Float32Type, _, _>([Some(numbers.iter().map(|n| Some(*n)))]))
}

fn list64(numbers: &[f64]) -> ArrayRef {
    Arc::new(ListArray::from_iter_primitive::<Float64Type, _, _>([Some(numbers.iter().map(|n| Some(*n)))]))
}

fn schema() -> Schema {
    let layout = registry::layout("dr3/xp_continuous__raw").unwrap();
    Schema::from_fields(layout.columns.iter().map(|column| column.field()).collect())
}

/// One source with three coefficients in both bands.
fn columns() -> Vec<ArrayRef> {
    let column = |name: &str| -> ArrayRef {
        match name {
            "source_id" => Arc::new(Int64Array::from(vec![7])),
            "solution_id" => Arc::new(Int64Array::from(vec![9])),
            _ if name.ends_with("coefficients") => list64(&[1.0, 2.0, 3.0]),
            _ if name.ends_with("errors") => list32(&[0.5, 0.25, 1.0]),
            _ if name.ends_with("correlations") => list32(&[0.1, 0.2, 0.3]),
            _ if name.ends_with("deviation") => Arc::new(Float32Array::from(vec![0.5])),
            _ if name.ends_with("squared") || name.ends_with("shrinking") => Arc::new(Float32Array::from(vec![2.5])),
            _ => Arc::new(Int16Array::from(vec![3])),
        }
    };
    schema().fields.iter().map(|field| column(&field.name)).collect()
}

fn with(replace: impl Fn(&str) -> Option<ArrayRef>) -> Table {
    let schema = schema();
    let columns = schema.fields.iter().zip(columns()).map(|(field, column)| replace(&field.name).unwrap_or(column)).collect();
    Table::from_columns(schema, columns).unwrap()
}

#[test]
fn both_bands() {
    let source = XpContinuous::try_from(&with(|_| None)).unwrap();
    assert_eq!((source.source_id.get(), source.solution_id), (7, Some(SolutionId::new(9))));
    assert_eq!(source.bp, source.rp);
    let bp = source.bp.as_ref().unwrap();
    assert_eq!(bp.basis_function_id, Some(3));
    assert_eq!(bp.chi_squared, Some(2.5));
    assert_eq!(*bp.coefficients, [1.0, 2.0, 3.0]);
    let want = ndarray::array![[1.0, 0.1, 0.2], [0.1, 1.0, 0.3], [0.2, 0.3, 1.0]];
    assert_eq!(bp.correlation_matrix(), want);
    let covariance = bp.covariance_matrix().unwrap();
    assert_eq!(covariance.diag().to_vec(), [1.0, 0.25, 4.0]);
    assert_eq!(covariance[[2, 0]], f64::from(0.2_f32) * 2.0);
    assert_eq!(covariance, covariance.t());
}

#[test]
fn a_missing_band_is_none_however_the_file_says_it() {
    let null = |name: &str| new_null_array(&data_type(schema().field(name).unwrap()).unwrap(), 1);
    let nan_list = |name: &str| if name == "bp_coefficients" { list64(&[f64::NAN; 3]) } else { list32(&[f32::NAN; 3]) };
    let is_list = |name: &str| name.contains("coefficient");
    let is_float = |name: &str| ["deviation", "squared", "shrinking"].iter().any(|end| name.ends_with(end));
    let nan = |_: &str| -> ArrayRef { Arc::new(Float32Array::from(vec![f32::NAN])) };
    let empty = |name: &str| if name == "bp_coefficients" { list64(&[]) } else { list32(&[]) };
    let ways: [&dyn Fn(&str) -> ArrayRef; 5] = [
        &null,
        &|name| if is_list(name) { empty(name) } else { null(name) },
        &|name| if is_float(name) { nan(name) } else { null(name) },
        &|name| {
            if is_list(name) {
                empty(name)
            } else if is_float(name) {
                nan(name)
            } else {
                null(name)
            }
        },
        &|name| {
            if is_list(name) {
                nan_list(name)
            } else if is_float(name) {
                nan(name)
            } else {
                null(name)
            }
        },
    ];
    for (number, way) in ways.into_iter().enumerate() {
        let table = with(|name| name.starts_with("bp_").then(|| way(name)));
        let source = XpContinuous::try_from(&table).unwrap();
        assert_eq!(source.bp, None, "way {number}");
        assert!(source.rp.is_some(), "way {number}");
        assert_eq!(XpContinuous::try_from(&source.to_table().unwrap().0).unwrap(), source, "way {number}");
    }
}

#[test]
fn fixed_arrays_and_other_widths_are_the_same() {
    let want = XpContinuous::try_from(&with(|_| None)).unwrap();
    let mut schema = schema();
    let mut columns = columns();
    for (field, column) in schema.fields.iter_mut().zip(&mut columns) {
        if field.name == "bp_coefficient_errors" {
            (field.datatype, field.arraysize) = (Datatype::Double, ArraySize::fixed(&[3]));
            let row = Some([Some(0.5), Some(0.25), Some(1.0)]);
            *column = Arc::new(FixedSizeListArray::from_iter_primitive::<Float64Type, _, _>([row], 3));
        }
        if field.name == "rp_n_parameters" {
            field.datatype = Datatype::Int;
            *column = Arc::new(Int32Array::from(vec![3]));
        }
    }
    let table = Table::from_columns(schema, columns).unwrap();
    assert_eq!(XpContinuous::try_from(&table).unwrap(), want);
}

#[test]
fn several_sources_come_back() {
    let one = XpContinuous::try_from(&with(|_| None)).unwrap();
    let mut other = one.clone();
    other.source_id = 4.try_into().unwrap();
    other.rp = None;
    let sources = [one, other];
    let table = XpContinuous::to_raw_table(&sources).unwrap().0;
    assert_eq!(XpContinuous::from_table(&table).unwrap(), sources);
    let json = serde_json::to_string(&sources).unwrap();
    assert_eq!(serde_json::from_str::<Vec<XpContinuous>>(&json).unwrap(), sources);
}

#[test]
fn arrays_are_borrowed() {
    let table = with(|_| None);
    let source = XpContinuous::try_from(&table).unwrap();
    let band = source.rp.unwrap();
    let memory =
        |name: &str| table.column(name).unwrap().to_array().unwrap().as_list::<i32>().values().to_data().buffers()[0].as_ptr();
    assert_eq!(band.coefficients.as_ptr().cast(), memory("rp_coefficients"));
    assert_eq!(band.coefficient_errors.as_ptr().cast(), memory("rp_coefficient_errors"));
    assert_eq!(band.coefficient_correlations.as_ptr().cast(), memory("rp_coefficient_correlations"));
}

#[test]
fn what_does_not_fit_is_named() {
    let message = |table: &Table| XpContinuous::from_table(table).unwrap_err().to_string();
    let table = with(|name| (name == "rp_coefficient_correlations").then(|| list32(&[0.5; 6])));
    assert_eq!(message(&table), "XP_CONTINUOUS, source 7, column `rp_coefficient_correlations`: expected 3 values, found 6");
    let table = with(|name| (name == "bp_coefficients").then(|| list64(&[])));
    assert_eq!(message(&table), "XP_CONTINUOUS, source 7, column `bp_coefficient_errors`: expected 0 values, found 3");

    let mut schema = schema();
    let mut columns = columns();
    schema.fields[5].datatype = Datatype::Int;
    columns[5] = Arc::new(Int32Array::from(vec![40000]));
    let table = Table::from_columns(schema, columns).unwrap();
    assert_eq!(message(&table), "XP_CONTINUOUS, column `bp_n_measurements`, value 0: 40000 is no short exactly");

    let table = with(|name| (name == "source_id").then(|| Arc::new(Int64Array::from(vec![None])) as ArrayRef));
    assert!(matches!(XpContinuous::from_table(&table), Err(Error::MissingSourceId { row: 0, .. })));
}
