//! Which product a table is, by its columns, its PARAMs and its data.
#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_products::{ProductKind, Recognition, Structure, recognise, recognise_table, registry};
use gaialink_table::{
    ArraySize, Datatype, Field, Param, Schema, Table,
    arrow::{
        array::{ArrayRef, Float32Array, Float64Array, Int64Array, ListArray},
        datatypes::Float32Type,
    },
};
use std::sync::Arc;

fn of(layout: &str) -> Schema {
    let layout = registry::layout(layout).unwrap();
    Schema::from_fields(layout.columns.iter().map(|column| column.field()).collect())
}

fn what(found: Option<Recognition>) -> (Vec<ProductKind>, Vec<Structure>) {
    found.map(|found| (found.products().collect(), found.structures().collect())).unwrap_or_default()
}

fn cut(schema: &Schema, names: &[&str]) -> Schema {
    let places: Vec<usize> = names.iter().map(|name| schema.index_of(name).unwrap()).collect();
    schema.project(&places)
}

const SPECTRA: [ProductKind; 2] = [ProductKind::Rvs, ProductKind::XpSampled];

#[test]
fn every_layout_is_recognised_by_its_own_columns() {
    for layout in registry::layouts() {
        let found = recognise(&of(layout.name)).unwrap();
        assert!(found.candidates().contains(&layout), "{}: {found:?}", layout.name);
        let csv = Schema::from_fields(layout.csv.iter().map(|column| column.field()).collect());
        let found = recognise(&csv).unwrap();
        assert_eq!(found.product(), Some(layout.product), "{}", layout.name);
        assert!(found.candidates().contains(&layout), "{}: {found:?}", layout.name);
    }
}

#[test]
fn params_and_units_tell_spectra_apart() {
    let mut bare = of("dr3/xp_sampled__individual");
    bare.fields.iter_mut().for_each(|field| field.unit = None);
    assert_eq!(what(recognise(&bare)).0, SPECTRA);
    let number = |name: &str, value: &str| Param::new(Field::new(name, Datatype::Double), value);
    for (param, want) in [
        (number("spectralCoverageBoundsStart", "336.0"), &SPECTRA[1..]),
        (number("spectralCoverageBoundsStart", "846"), &SPECTRA[..1]),
        (number("deblended_ccds", "3"), &SPECTRA[..1]),
        (number("TimeAxisCoverageLocation", "2016.0"), &SPECTRA[..]),
    ] {
        let mut schema = bare.clone();
        schema.params.push(param);
        assert_eq!(what(recognise(&schema)).0, want, "{:?}", schema.params);
    }
    let mut schema = bare;
    schema.fields[1].unit = Some("W / (nm m2)".into());
    assert_eq!(what(recognise(&schema)).0, SPECTRA[1..]);
    schema.fields[1].unit = Some("Jy".into());
    assert_eq!(recognise(&schema), None);
}

#[test]
fn columns_may_be_missing_or_more() {
    let cases: [(&str, &[&str], &[ProductKind]); 6] = [
        ("dr3/mcmc_msc__individual", &["teff1", "teff2", "logg1", "logg2"], &[ProductKind::McmcMsc]),
        ("dr3/mcmc_msc__individual", &["teff1", "teff2", "logg1"], &[]),
        ("dr3/xp_continuous__raw", &["source_id", "rp_coefficients", "bp_coefficients"], &[ProductKind::XpContinuous]),
        ("dr3/rvs__raw", &["source_id", "flux", "flux_error"], &SPECTRA),
        ("dr3/rvs__raw", &["source_id", "flux", "flux_error", "combined_ccds"], &SPECTRA[..1]),
        ("dr3/rvs__raw", &["source_id", "flux"], &[]),
    ];
    for (layout, columns, want) in cases {
        let mut schema = cut(&of(layout), columns);
        assert_eq!(what(recognise(&schema)).0, want, "{columns:?}");
        schema.fields.push(Field::text("remark"));
        assert_eq!(what(recognise(&schema)).0, want, "{columns:?} and one more");
    }
}

#[test]
fn the_shape_tells_the_structure() {
    let raw = of("dr3/mcmc_msc__raw");
    assert_eq!(what(recognise(&raw)).1, [Structure::Raw]);
    let mut mixed = raw;
    mixed.fields.iter_mut().find(|field| field.name == "teff2").unwrap().arraysize = ArraySize::SCALAR;
    assert_eq!(recognise(&mixed), None);
    assert_eq!(what(recognise(&of("dr3/xp_continuous__individual"))).1, [Structure::Individual, Structure::Raw]);
}

#[test]
fn what_is_no_product_is_none() {
    let field = |name: &str| Field::new(name, Datatype::Double);
    for names in [&["source_id", "ra", "dec", "parallax"][..], &[]] {
        let schema = Schema::from_fields(names.iter().map(|name| field(name)).collect());
        assert_eq!(recognise(&schema), None, "{names:?}");
    }
}

#[test]
fn wavelengths_tell_spectra_apart() {
    let schema = Schema::from_fields(vec![Field::new("wavelength", Datatype::Double), Field::new("flux", Datatype::Float)]);
    let cases: [(&[f64], &[ProductKind]); 6] = [
        (&[336.0, 338.0, 1020.0], &SPECTRA[1..]),
        (&[846.0, 846.01, 870.0], &SPECTRA[..1]),
        (&[f64::NAN, 869.99], &SPECTRA[..1]),
        (&[846.0, 848.0], &SPECTRA),
        (&[500.5], &[]),
        (&[334.0, 336.0], &[]),
    ];
    for (wavelengths, want) in cases {
        let flux: ArrayRef = Arc::new(Float32Array::from(vec![1.0; wavelengths.len()]));
        let columns = vec![Arc::new(Float64Array::from(wavelengths.to_vec())) as ArrayRef, flux];
        let table = Table::from_columns(schema.clone(), columns).unwrap();
        assert_eq!(what(recognise_table(&table)).0, want, "{wavelengths:?}");
    }
}

#[test]
fn lengths_tell_spectra_apart() {
    let schema = cut(&of("dr3/rvs__raw"), &["source_id", "flux", "flux_error"]);
    for (lengths, want) in [([343, 0], &SPECTRA[1..]), ([2401, 2401], &SPECTRA[..1]), ([343, 2401], &[]), ([0, 0], &SPECTRA)] {
        let rows = lengths.map(|len| Some(vec![Some(1.0); len]));
        let flux: ArrayRef = Arc::new(ListArray::from_iter_primitive::<Float32Type, _, _>(rows));
        let ids: ArrayRef = Arc::new(Int64Array::from(vec![6, 4]));
        let table = Table::from_columns(schema.clone(), vec![ids, Arc::clone(&flux), flux]).unwrap();
        assert_eq!(what(recognise_table(&table)).0, want, "{lengths:?}");
    }
}

#[test]
fn several_sources_in_a_flat_table_are_combined() {
    let schema = cut(&of("dr3/mcmc_msc__individual"), &["source_id", "teff1", "teff2", "logg1", "logg2"]);
    for (ids, want) in [(vec![6, 6], Structure::Individual), (vec![6, 4], Structure::Combined)] {
        let value: ArrayRef = Arc::new(Float32Array::from(vec![1.0, 2.0]));
        let mut columns: Vec<ArrayRef> = vec![Arc::new(Int64Array::from(ids))];
        columns.extend((0..4).map(|_| Arc::clone(&value)));
        let table = Table::from_columns(schema.clone(), columns).unwrap();
        assert_eq!(what(recognise_table(&table)).1, [want]);
    }
}
