//! What the products' own checks say of served files, and of files that are wrong.

use crate::files::{FORMATS, PRODUCTS, generated, member, served};
use gaialink::{
    Datatype, Product, Schema, Table,
    arrow::{self, array::ArrayRef},
    open,
    products::{FlagDecoder, Release, XpContinuous, XpSampled, check, decode_flags},
};

fn codes(table: &Table) -> Vec<String> {
    check(table, None).into_iter().map(|finding| finding.code).collect()
}

#[test]
fn nothing_is_wrong_with_served_files() {
    let Some(served) = served() else { return };
    for product in PRODUCTS {
        for (format, extension) in FORMATS {
            let table = member(&served, product, format, extension).table().unwrap();
            assert_eq!(check(&table, None), [], "{product} {format}");
        }
    }
    for file in [
        "rvs/Kepler-93.csv",
        "xp_sampled_raw/XP_SAMPLED_RAW_dr3int6.fits",
        "xp_continuous_raw/XP_CONTINUOUS_RAW.fits",
        "xp_continuous_raw/XP_CONTINUOUS_RAW.csv",
        "xp_missing_band/XP_CONTINUOUS_RAW_missing_BP_dr3int6.ecsv",
    ] {
        assert_eq!(check(&open(served.join(file)).unwrap().table().unwrap(), None), [], "{file}");
    }
}

fn coefficients() -> XpContinuous {
    let products = open(generated("gaia/xp_continuous.fits")).unwrap().products().unwrap();
    match products.into_iter().next() {
        Some(Product::XpContinuous(source)) => *source,
        other => panic!("{other:?}"),
    }
}

#[test]
fn coefficients_that_are_wrong() {
    let good = coefficients();
    let want = codes(&good.to_table().unwrap().0);
    type Spoil = fn(&mut gaialink::products::XpBand);
    let cases: [(Spoil, &str); 7] = [
        (|band| band.n_relevant_bases = Some(56), "E-RELEVANT-BASES"),
        (|band| band.n_relevant_bases = Some(-1), "E-RELEVANT-BASES"),
        (|band| band.n_parameters = Some(54), "E-N-PARAMETERS"),
        (|band| band.basis_function_id = Some(1), "W-BASIS"),
        (|band| band.n_rejected_measurements = band.n_measurements.map(|found| found + 1), "W-COUNTERS"),
        (|band| band.coefficient_correlations = vec![1.5; 1485].into(), "E-CORRELATION"),
        (|band| band.coefficient_correlations = vec![-0.5; 1485].into(), "E-POSITIVE-DEFINITE"),
    ];
    for (spoil, code) in cases {
        let mut spoilt = good.clone();
        spoil(spoilt.bp.as_mut().unwrap());
        let mut found = codes(&spoilt.to_table().unwrap().0);
        assert!(found.contains(&code.to_owned()), "{code}: {found:?}");
        found.retain(|found| !want.contains(found));
        assert_eq!(found, [code]);
    }
}

#[test]
fn spectra_that_are_wrong() {
    let products = open(generated("gaia/xp_sampled.xml")).unwrap().products().unwrap();
    let Some(Product::XpSampled(good)) = products.into_iter().next() else { panic!("no spectrum") };
    assert_eq!(codes(&good.to_table().unwrap().0), [""; 0]);
    let spoilt = |spoil: fn(&mut XpSampled)| {
        let mut spectrum = good.clone();
        spoil(&mut spectrum);
        check(&spectrum.to_table().unwrap().0, None)
    };
    let found = spoilt(|spectrum| spectrum.params.spectral_stop = Some(1018.0));
    assert_eq!(
        found.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [format!("warning W-GRID: column `wavelength`: source {}: the PARAMs say another range of wavelengths", good.source_id)]
    );
    let found = spoilt(|spectrum| spectrum.flux_error = vec![0.0; XpSampled::SAMPLES].into());
    assert_eq!(found.iter().map(|finding| finding.code.as_str()).collect::<Vec<_>>(), ["W-ERROR"]);
    let found = spoilt(|spectrum| {
        spectrum.wavelength = spectrum.wavelength.slice(0..9);
        (spectrum.flux, spectrum.flux_error) = (spectrum.flux.slice(0..9), spectrum.flux_error.slice(0..9));
    });
    assert_eq!(found.iter().map(|finding| finding.code.as_str()).collect::<Vec<_>>(), ["W-GRID", "W-GRID"]);
}

/// The columns that decoding makes are known, by DR3's names and by DR2's, as long as they are truth values.
#[test]
fn decoded_flags_are_known() {
    for file in ["epoch_photometry.csv", "epoch_photometry_long.csv"] {
        let table = open(generated("gaia").join(file)).unwrap().table().unwrap();
        let want = codes(&table);
        for release in [Release::Dr2, Release::Dr3] {
            let decoder = FlagDecoder::of_release(table.schema(), Some(&release)).unwrap();
            let decoded = decoder.decode_table(&table).unwrap();
            assert_eq!(decoded.schema().fields.len(), table.schema().fields.len() + 25);
            assert_eq!(codes(&decoded), want, "{file}, {release}");
        }
    }
    let decoded = decode_flags(&open(generated("gaia/epoch_photometry.csv")).unwrap().table().unwrap()).unwrap();
    let mut schema = Schema::clone(decoded.schema());
    let place = schema.index_of("photometry_flag_bp_reject").unwrap();
    schema.fields[place].datatype = Datatype::Short;
    let mut columns: Vec<ArrayRef> = decoded.columns().map(|column| column.to_array().unwrap()).collect();
    columns[place] = arrow::compute::cast(&columns[place], &arrow::datatypes::DataType::Int16).unwrap();
    let found = check(&Table::from_columns(schema, columns).unwrap(), None);
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(found, ["error E-COLUMN-TYPE: column `photometry_flag_bp_reject`: expected boolean, found short"]);
}
