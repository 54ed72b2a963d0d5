//! A table as products, one a source, with and without a model of their own.
#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_products::{Error, Product, ProductKind, products, registry};
use gaialink_table::{
    ArraySize, Datatype, Field, Param, Schema, Table,
    arrow::array::{ArrayRef, Float32Array, Float64Array, Int64Array, StringArray, new_null_array},
    schema::arrow::data_type,
};
use std::sync::Arc;

/// A table of a layout with those ids and nulls besides.
fn table(layout: &str, ids: &[i64]) -> Table {
    let layout = registry::layout(layout).unwrap();
    let schema = Schema::from_fields(layout.csv.iter().map(|column| column.field()).collect());
    let column = |field: &Field| -> ArrayRef {
        match field.name.as_str() {
            "source_id" => Arc::new(Int64Array::from(ids.to_vec())),
            "band" => Arc::new(StringArray::from(vec!["G"; ids.len()])),
            _ => new_null_array(&data_type(field).unwrap(), ids.len()),
        }
    };
    let columns = schema.fields.iter().map(column).collect();
    Table::from_columns(schema, columns).unwrap()
}

#[test]
fn every_layout_gives_products() {
    for layout in registry::layouts() {
        let found = products(&table(layout.name, &[7, 4]), None).unwrap_or_else(|error| panic!("{}: {error}", layout.name));
        let ids: Vec<i64> = found.iter().map(|product| product.source_id().get()).collect();
        assert_eq!(ids, [7, 4], "{}", layout.name);
        assert!(found.iter().all(|product| product.kind() == layout.product), "{}", layout.name);
    }
}

#[test]
fn rows_of_a_source_and_a_source_in_a_param() {
    let found = products(&table("dr4/epoch_astrometry__raw", &[7, 4, 7]), None).unwrap();
    let transits = |product: &Product| match product {
        Product::EpochAstrometry(source) => source.transits.len(),
        _ => 0,
    };
    assert_eq!(found.iter().map(transits).collect::<Vec<_>>(), [2, 1]);

    let wide = registry::layout("dr3/epoch_photometry__individual").unwrap();
    let mut schema = Schema::from_fields(wide.columns.iter().map(|column| column.field()).collect());
    schema.params.push(Param::text("source_id", "7"));
    let columns = schema.fields.iter().map(|field| new_null_array(&data_type(field).unwrap(), 3)).collect();
    let light_curve = Table::from_columns(schema, columns).unwrap();
    let found = products(&light_curve, None).unwrap();
    assert_eq!((found.len(), found[0].kind(), found[0].source_id().get()), (1, ProductKind::EpochPhotometry, 7));
}

#[test]
fn an_open_question_can_be_answered() {
    let fields = vec![
        Field::new("wavelength", Datatype::Double),
        Field::new("flux", Datatype::Float),
        Field::new("flux_error", Datatype::Float),
    ];
    let mut schema = Schema::from_fields(fields);
    schema.params.push(Param::text("source_id", "7"));
    let flux: ArrayRef = Arc::new(Float32Array::from(vec![1.0, 2.0]));
    let of = |wavelengths: [f64; 2]| {
        let wavelength: ArrayRef = Arc::new(Float64Array::from(wavelengths.to_vec()));
        Table::from_columns(schema.clone(), vec![wavelength, Arc::clone(&flux), Arc::clone(&flux)]).unwrap()
    };
    let open = of([846.0, 848.0]);
    assert_eq!(products(&open, None).unwrap_err().to_string(), "ambiguous: the columns are those of RVS or XP_SAMPLED");
    for kind in [ProductKind::XpSampled, ProductKind::Rvs] {
        assert_eq!(products(&open, Some(kind)).unwrap()[0].kind(), kind);
    }
    assert_eq!(products(&of([336.0, 338.0]), None).unwrap()[0].kind(), ProductKind::XpSampled);
    for kind in [ProductKind::Rvs, ProductKind::McmcMsc] {
        let error = products(&of([336.0, 338.0]), Some(kind)).unwrap_err();
        assert!(matches!(error, Error::Product { expected, .. } if expected == kind), "{error:?}");
    }
}

#[test]
fn what_is_no_product_is_told() {
    let schema = Schema::from_fields(vec![Field::array("flux", Datatype::Float, ArraySize::SCALAR)]);
    let table = Table::from_columns(schema, vec![Arc::new(Float32Array::from(vec![1.0])) as ArrayRef]).unwrap();
    assert!(matches!(products(&table, None), Err(Error::Unrecognised)));
    assert!(matches!(products(&table, Some(ProductKind::EpochAstrometry)), Err(Error::Unrecognised)));
    let light_curve = products(&table, Some(ProductKind::EpochPhotometry));
    assert!(matches!(light_curve, Err(Error::MissingColumn { column: "g_transit_time", .. })));
    assert!(matches!(products(&table, Some(ProductKind::McmcMsc)), Err(Error::MissingColumn { column: "teff1", .. })));
}
