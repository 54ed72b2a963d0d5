//! XP_SAMPLED from flat and RAW tables, with the source id in each of its homes, and back.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use gaialink_products::{Error, ProductKind, SkyPosition, SolutionId, XpSampled, registry};
use gaialink_table::{
    Field, Param, Schema, Table,
    arrow::array::{ArrayRef, Float32Array, Float64Array, Int64Array},
};
use std::sync::Arc;

const LEN: usize = XpSampled::SAMPLES;

fn columns(rows: usize) -> Vec<ArrayRef> {
    let flux = |i: usize| (i % LEN != 3).then_some(i as f32 * 1e-18);
    vec![
        Arc::new(Float64Array::from_iter_values((0..rows).map(|i| 336.0 + 2.0 * (i % LEN) as f64))),
        Arc::new(Float32Array::from_iter((0..rows).map(flux))),
        Arc::new(Float32Array::from_iter_values((0..rows).map(|i| i as f32 * 1e-20))),
    ]
}

/// A table as VOTable has it: ids, position and the rest in PARAMs.
fn flat(params: &[(&str, &str)]) -> Table {
    let layout = registry::layout("dr3/xp_sampled__individual").unwrap();
    let mut schema = Schema::from_fields(layout.columns.iter().map(|column| column.field()).collect());
    schema.params = params.iter().map(|(name, value)| Param::text(*name, *value)).collect();
    Table::from_columns(schema, columns(LEN)).unwrap()
}

/// A table as CSV has it: ids and position in columns.
fn csv(ids: [i64; 2], ra: [f64; 2]) -> Table {
    let header = ["source_id", "solution_id", "ra", "dec", "wavelength", "flux", "flux_error"];
    let repeat = |pair: [f64; 2]| -> ArrayRef { Arc::new(Float64Array::from_iter_values((0..2 * LEN).map(|i| pair[i / LEN]))) };
    let ids = ids.map(|id| vec![id; LEN]).concat();
    let mut all: Vec<ArrayRef> = vec![Arc::new(Int64Array::from(ids)), Arc::new(Int64Array::from(vec![9; 2 * LEN]))];
    all.extend([repeat(ra), repeat([-51.5, 3.0])]);
    all.extend(columns(2 * LEN));
    Table::from_columns(registry::csv_schema(&header).unwrap(), all).unwrap()
}

const VOTABLE: [(&str, &str); 7] = [
    ("source_id", "7"),
    ("solution_id", "9"),
    ("spatialLocation", "251.5 -51.5"),
    ("TimeAxisCoverageLocation", "2016.0"),
    ("SpatialExtent", "5.8932666E-4"),
    ("spectralCoverageBoundsStart", "336.0"),
    ("Title", "Spectrum"),
];

#[test]
fn one_value_from_every_home_of_the_ids() {
    let votable = XpSampled::try_from(&flat(&VOTABLE)).unwrap();
    assert_eq!(votable.source_id.get(), 7);
    assert_eq!(votable.solution_id, Some(SolutionId::new(9)));
    assert_eq!(votable.position, Some(SkyPosition { ra: 251.5, dec: -51.5 }));
    assert_eq!(votable.reference_epoch, Some(2016.0));
    assert_eq!(votable.params.aperture, Some(5.8932666e-4));
    assert_eq!(votable.params.title.as_deref(), Some("Spectrum"));
    assert_eq!((votable.len(), votable.wavelength[LEN - 1]), (LEN, 1020.0));
    assert!(votable.flux[3].is_nan());

    let cards = [
        ("SOURCEID", "7"),
        ("SOLUTION", "9"),
        ("POS", "(251.5, -51.5)"),
        ("REFEPOCH", "2016.0"),
        ("APERTURE", "5.8932666E-4"),
        ("WAVESTAR", "336.0"),
        ("TITLE", "Spectrum"),
    ];
    assert_eq!(XpSampled::try_from(&flat(&cards)).unwrap(), votable);

    let of_csv = XpSampled::from_table(&csv([7, 4], [251.5, 10.0])).unwrap();
    assert_eq!(of_csv.iter().map(|spectrum| spectrum.source_id.get()).collect::<Vec<_>>(), [7, 4]);
    assert_eq!(of_csv[0].reference_epoch, None);
    assert_ne!(of_csv[0], votable);
    assert!(of_csv[0].agrees_with(&votable) && votable.agrees_with(&of_csv[0]));
    assert!(!of_csv[1].agrees_with(&votable));
}

#[test]
fn what_both_hold_must_agree() {
    let votable = XpSampled::try_from(&flat(&VOTABLE)).unwrap();
    for (name, value) in [
        ("solution_id", "8"),
        ("spatialLocation", "251.5 0"),
        ("TimeAxisCoverageLocation", "2015.5"),
        ("SpatialExtent", "1"),
        ("Title", "x"),
    ] {
        let params: Vec<_> = VOTABLE.iter().map(|param| if param.0 == name { (name, value) } else { *param }).collect();
        let other = XpSampled::try_from(&flat(&params)).unwrap();
        assert!(!other.agrees_with(&votable), "{name}");
    }
}

#[test]
fn both_structures_come_back() {
    let votable = XpSampled::try_from(&flat(&VOTABLE)).unwrap();
    let table = votable.to_table().unwrap().0;
    assert_eq!(XpSampled::try_from(&table).unwrap(), votable);
    let written: Vec<(&str, &str)> = table.schema().params.iter().map(|param| (param.name(), param.value.as_str())).collect();
    assert_eq!(written[..4], VOTABLE[..4]);
    assert!(written.contains(&("SpatialExtent", "5.8932666E-4")));
    let spectra = XpSampled::from_table(&csv([7, 4], [251.5, 10.0])).unwrap();
    let raw = XpSampled::to_raw_table(&spectra).unwrap().0;
    assert_eq!(XpSampled::from_table(&raw).unwrap(), spectra);
    let json = serde_json::to_string(&votable).unwrap();
    assert_eq!(serde_json::from_str::<XpSampled>(&json).unwrap(), votable);
}

#[test]
fn raw_has_the_standard_wavelengths_only() {
    let mut spectrum = XpSampled::try_from(&flat(&VOTABLE)).unwrap();
    spectrum.wavelength = spectrum.wavelength.iter().map(|w| w + 2.0).collect();
    let error = XpSampled::to_raw_table(&[spectrum]).unwrap_err();
    assert_eq!(error.to_string(), "XP_SAMPLED, source 7: the wavelengths are not the standard ones");

    let mut short = XpSampled::try_from(&flat(&VOTABLE)).unwrap();
    short.flux = vec![1.0; 342].into();
    let raw = XpSampled::to_raw_table(&[short]).unwrap().0;
    let error = XpSampled::from_table(&raw).unwrap_err();
    assert_eq!(error.to_string(), "XP_SAMPLED, source 7, column `flux`: expected 343 values, found 342");
}

#[test]
fn what_does_not_fit_is_named() {
    let kind = ProductKind::XpSampled;
    assert!(matches!(XpSampled::from_table(&flat(&[])), Err(Error::NoSourceId { product }) if product == kind));
    let error = XpSampled::from_table(&flat(&[("source_id", "x")])).unwrap_err();
    assert!(matches!(error, Error::SourceId { product, error } if product == kind && error.found == "x"));
    let error = XpSampled::from_table(&flat(&[("source_id", "7"), ("SpatialExtent", "wide")])).unwrap_err();
    assert!(matches!(error, Error::Param { product, error } if product == kind && error.found == "wide"));

    let mut varies = csv([7, 4], [251.5, 10.0]).batches()[0].columns().to_vec();
    varies[0] = Arc::new(Int64Array::from(vec![7; 2 * LEN]));
    let table = Table::from_columns(Arc::clone(csv([7, 4], [0.0; 2]).schema()), varies).unwrap();
    assert!(matches!(XpSampled::from_table(&table), Err(Error::Varies { column: "ra", .. })));

    let table = flat(&[("source_id", "7"), ("combined_ccds", "3"), ("deblended_ccds", "1")]);
    let mut schema = Schema::clone(table.schema());
    schema.fields.iter_mut().for_each(|field: &mut Field| field.unit = None);
    let rvs = Table::try_new(schema, table.batches().to_vec()).unwrap();
    assert_eq!(XpSampled::from_table(&rvs).unwrap_err().to_string(), "expected XP_SAMPLED, found RVS");

    let mut schema = Schema::clone(table.schema());
    schema.fields[1].unit = Some("Jy".into());
    let jansky = Table::try_new(schema, table.batches().to_vec()).unwrap();
    let message = XpSampled::from_table(&jansky).unwrap_err().to_string();
    assert_eq!(message, "XP_SAMPLED, column `flux`: expected the unit \"W.m**-2.nm**-1\", found the unit \"Jy\"");
}
