//! RVS from flat and RAW tables, with the counters in each of their homes, and back.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use gaialink_products::{Error, Product, ProductKind, Rvs, SkyPosition, SolutionId, XpSampled, products, registry};
use gaialink_table::{
    Datatype, Param, Schema, Table,
    arrow::array::{ArrayRef, Float32Array, Float64Array, Int16Array, Int32Array, Int64Array},
};
use std::sync::Arc;

const LEN: usize = Rvs::SAMPLES;

/// Wavelength, flux and its error; every 4th flux of a source is missing.
fn columns(rows: usize) -> Vec<ArrayRef> {
    let wavelengths = Rvs::standard_wavelengths();
    let flux = |i: usize| (i % 4 != 3).then_some(1.0 - (i % LEN) as f32 * 1e-4);
    vec![
        Arc::new(Float64Array::from_iter_values((0..rows).map(|i| wavelengths[i % LEN]))),
        Arc::new(Float32Array::from_iter((0..rows).map(flux))),
        Arc::new(Float32Array::from_iter_values((0..rows).map(|i| i as f32 * 1e-6))),
    ]
}

/// A table as VOTable has it: ids, counters, position and the rest in PARAMs.
fn flat(params: &[(&str, &str)]) -> Table {
    let layout = registry::layout("dr3/rvs__individual").unwrap();
    let mut schema = Schema::from_fields(layout.columns.iter().map(|column| column.field()).collect());
    schema.params = params.iter().map(|(name, value)| Param::text(*name, *value)).collect();
    Table::from_columns(schema, columns(LEN)).unwrap()
}

/// A table as CSV has it: ids, counters and position in columns, for two sources.
fn csv(transits: [i32; 2]) -> Table {
    let layout = registry::layout("dr3/rvs__individual").unwrap();
    let header: Vec<&str> = layout.csv.iter().map(|column| column.name).collect();
    let ids = |pair: [i64; 2]| -> ArrayRef { Arc::new(Int64Array::from(pair.map(|id| vec![id; LEN]).concat())) };
    let doubles = |pair: [f64; 2]| -> ArrayRef { Arc::new(Float64Array::from(pair.map(|number| vec![number; LEN]).concat())) };
    let counts = |pair: [i32; 2]| pair.map(|count| vec![count; LEN]).concat();
    let mut all = vec![ids([7, 4]), ids([9, 9]), doubles([251.5, 10.0]), doubles([-51.5, 3.0])];
    all.extend(columns(2 * LEN));
    let schema = registry::csv_schema(&header).unwrap();
    for (name, counts) in
        [("combined_transits", counts(transits)), ("combined_ccds", counts([47, 9])), ("deblended_ccds", counts([15, 0]))]
    {
        all.push(match schema.field(name).unwrap().datatype {
            Datatype::Short => Arc::new(Int16Array::from_iter_values(counts.iter().map(|count| i16::try_from(*count).unwrap()))),
            _ => Arc::new(Int32Array::from(counts)),
        });
    }
    Table::from_columns(schema, all).unwrap()
}

const VOTABLE: [(&str, &str); 8] = [
    ("source_id", "7"),
    ("solution_id", "9"),
    ("combined_transits", "17"),
    ("combined_ccds", "47"),
    ("deblended_ccds", "15"),
    ("spatialLocation", "251.5 -51.5"),
    ("TimeAxisCoverageLocation", "2016.0"),
    ("Title", "Spectrum"),
];

fn counters(spectrum: &Rvs) -> [Option<i32>; 3] {
    [spectrum.combined_transits, spectrum.combined_ccds, spectrum.deblended_ccds]
}

#[test]
fn the_standard_wavelengths_are_those_of_their_digits() {
    let wavelengths = Rvs::standard_wavelengths();
    assert_eq!(wavelengths.len(), LEN);
    for (place, wavelength) in wavelengths.iter().enumerate() {
        let digits = format!("{}.{:02}", 846 + place / 100, place % 100);
        assert_eq!(digits.parse(), Ok(*wavelength), "{place}");
    }
    assert_eq!((wavelengths[0], wavelengths[LEN - 1]), (846.0, 870.0));
}

#[test]
fn one_value_from_every_home_of_the_counters() {
    let votable = Rvs::try_from(&flat(&VOTABLE)).unwrap();
    assert_eq!((votable.source_id.get(), votable.solution_id, votable.len()), (7, Some(SolutionId::new(9)), LEN));
    assert_eq!(counters(&votable), [Some(17), Some(47), Some(15)]);
    assert_eq!(votable.position, Some(SkyPosition { ra: 251.5, dec: -51.5 }));
    assert_eq!(votable.reference_epoch, Some(2016.0));
    assert_eq!(votable.params.title.as_deref(), Some("Spectrum"));
    assert!(votable.flux[3].is_nan());

    let cards = [
        ("SOURCEID", "7"),
        ("SOLUTION", "9"),
        ("NTRANSIT", "17"),
        ("NCCDS", "47"),
        ("NDEBLEND", "15"),
        ("POS", "(251.5, -51.5)"),
        ("REFEPOCH", "2016.0"),
        ("TITLE", "Spectrum"),
    ];
    assert_eq!(Rvs::try_from(&flat(&cards)).unwrap(), votable);

    let of_csv = Rvs::from_table(&csv([17, 3])).unwrap();
    assert_eq!(of_csv.iter().map(|spectrum| spectrum.source_id.get()).collect::<Vec<_>>(), [7, 4]);
    assert_eq!(of_csv.iter().map(counters).collect::<Vec<_>>(), [[Some(17), Some(47), Some(15)], [Some(3), Some(9), Some(0)]]);
    assert_ne!(of_csv[0], votable);
    assert!(of_csv[0].agrees_with(&votable) && votable.agrees_with(&of_csv[0]));
    assert!(!of_csv[1].agrees_with(&votable));
}

#[test]
fn what_both_hold_must_agree() {
    let votable = Rvs::try_from(&flat(&VOTABLE)).unwrap();
    for place in 1..VOTABLE.len() {
        let mut params = VOTABLE.to_vec();
        params[place].1 = match params[place].0 {
            "spatialLocation" => "251.5 0",
            _ => "1",
        };
        assert!(!Rvs::try_from(&flat(&params)).unwrap().agrees_with(&votable), "{:?}", params[place]);
        params.remove(place);
        let without = Rvs::try_from(&flat(&params)).unwrap();
        assert!(without != votable && without.agrees_with(&votable), "{:?}", VOTABLE[place]);
    }
}

#[test]
fn both_structures_come_back() {
    for params in [&VOTABLE[..], &VOTABLE[..1]] {
        let votable = Rvs::try_from(&flat(params)).unwrap();
        let table = votable.to_table().unwrap().0;
        let written: Vec<_> = table.schema().params.iter().map(|param| (param.name(), param.value.as_str())).collect();
        assert_eq!(written, params);
        assert_eq!(Rvs::try_from(&table).unwrap(), votable);
        let raw = Rvs::to_raw_table(std::slice::from_ref(&votable)).unwrap().0;
        let back = Rvs::try_from(&raw).unwrap();
        assert_eq!(counters(&back), counters(&votable));
        assert!(back.agrees_with(&votable));
        let json = serde_json::to_string(&votable).unwrap();
        assert_eq!(serde_json::from_str::<Rvs>(&json).unwrap(), votable);
    }
    let spectra = Rvs::from_table(&csv([17, 3])).unwrap();
    let raw = Rvs::to_raw_table(&spectra).unwrap().0;
    assert_eq!(raw.num_rows(), 2);
    assert_eq!(Rvs::from_table(&raw).unwrap(), spectra);
    let found = products(&raw, None).unwrap();
    assert!(matches!(&found[..], [Product::Rvs(one), Product::Rvs(two)] if **one == spectra[0] && **two == spectra[1]));
}

#[test]
fn raw_has_the_standard_wavelengths_and_short_counters_only() {
    let mut spectrum = Rvs::try_from(&flat(&VOTABLE)).unwrap();
    spectrum.deblended_ccds = Some(32768);
    let error = Rvs::to_raw_table(&[Rvs::try_from(&flat(&VOTABLE)).unwrap(), spectrum.clone()]).unwrap_err();
    assert_eq!(error.to_string(), "RVS, column `deblended_ccds`, value 1: 32768 is no short exactly");

    spectrum.wavelength = spectrum.wavelength.iter().map(|w| w + 0.01).collect();
    spectrum.deblended_ccds = None;
    let error = Rvs::to_raw_table(&[spectrum]).unwrap_err();
    assert_eq!(error.to_string(), "RVS, source 7: the wavelengths are not the standard ones");

    let mut short = Rvs::try_from(&flat(&VOTABLE)).unwrap();
    short.flux_error = vec![1.0; 2400].into();
    let error = Rvs::from_table(&Rvs::to_raw_table(&[short]).unwrap().0).unwrap_err();
    assert_eq!(error.to_string(), "RVS, source 7, column `flux_error`: expected 2401 values, found 2400");
}

#[test]
fn what_does_not_fit_is_named() {
    let kind = ProductKind::Rvs;
    assert!(matches!(Rvs::from_table(&flat(&VOTABLE[1..])), Err(Error::NoSourceId { product }) if product == kind));
    for count in ["many", "3000000000"] {
        let error = Rvs::from_table(&flat(&[("source_id", "7"), ("combined_ccds", count)])).unwrap_err();
        assert!(matches!(error, Error::Param { product, error } if product == kind && error.found == count));
    }
    assert_eq!(XpSampled::from_table(&flat(&VOTABLE)).unwrap_err().to_string(), "expected XP_SAMPLED, found RVS");

    let table = csv([17, 17]);
    let mut columns = table.batches()[0].columns().to_vec();
    columns[0] = Arc::new(Int64Array::from(vec![7; 2 * LEN]));
    columns[2] = Arc::new(Float64Array::from(vec![251.5; 2 * LEN]));
    columns[3] = Arc::new(Float64Array::from(vec![-51.5; 2 * LEN]));
    let varies = Table::from_columns(Arc::clone(table.schema()), columns).unwrap();
    assert!(matches!(Rvs::from_table(&varies), Err(Error::Varies { column: "combined_ccds", .. })));
}
