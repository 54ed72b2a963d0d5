//! What the products' own checks say of served files, and of files that are wrong.

use crate::files::{FORMATS, PRODUCTS, generated, member, served};
use gaialink::{
    Datatype, OpenOptions, Product, Schema, Table,
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
    let mut count = 0;
    for folder in ["dr4_prerelease", "epoch_photometry", "rvs", "tap", "xp_continuous_raw", "xp_missing_band", "xp_sampled_raw"] {
        for file in std::fs::read_dir(served.join(folder)).unwrap() {
            let path = file.unwrap().path();
            // Some are listings of other programs.
            if let Ok(source) = open(&path) {
                assert_eq!(check(&source.table().unwrap(), None), [], "{}", path.display());
                count += 1;
            }
        }
    }
    assert!(count >= 23, "only {count} served files");
}

fn told(table: &Table) -> Vec<String> {
    check(table, None).iter().map(ToString::to_string).collect()
}

/// Tables that are a product by nearly all of their names, and are not by those that tell it.
#[test]
fn columns_that_keep_a_table_from_being_a_product() {
    let mut options = OpenOptions::default();
    options.columns = Some(
        ["source_id", "solution_id", "teff1", "teff2", "logg1", "azero", "mh", "distancepc", "log_pos", "log_lik"]
            .map(Into::into)
            .to_vec(),
    );
    let chain = options.open(generated("gaia/mcmc_msc.csv")).unwrap().table().unwrap();
    let missing = "warning W-COLUMN-MISSING: column `logg2`: the column is not there: ";
    let found = told(&chain);
    assert!(found.len() == 2 && found[0].starts_with(missing), "{found:?}");
    assert_eq!(found[1], "error E-PRODUCT: the names are those of MCMC_MSC, but its columns are not as they should be");

    for format in ["xp_sampled.xml", "xp_sampled.fits", "xp_sampled.ecsv"] {
        let spectrum = open(generated("gaia").join(format)).unwrap().table().unwrap();
        let mut schema = Schema::clone(spectrum.schema());
        let place = schema.index_of("flux").unwrap();
        schema.fields[place].unit = Some("Jy".into());
        let found = told(&Table::try_new(schema, spectrum.batches().to_vec()).unwrap());
        let want = [
            "error E-COLUMN-UNIT: column `flux`: expected the unit `W.m**-2.nm**-1`, found the unit `Jy`",
            "error E-PRODUCT: the names are those of XP_SAMPLED, but its columns are not as they should be",
        ];
        assert_eq!(found, want, "{format}");
    }
}

/// What tells the rows of a stack apart is no column that nobody knows.
#[test]
fn nothing_is_wrong_with_stacks() {
    let directory = tempfile::tempdir().unwrap();
    let output = directory.path().join("all.arrow");
    let mut options = gaialink::bundle::StackOptions::default();
    options.provenance = true;
    crate::bundles::stack(&[&generated("gaia/xp_sampled_raw.fits"), &generated("gaia/xp_sampled.csv")], &output, options)
        .unwrap();
    let table = open(&output).unwrap().table().unwrap();
    let is_there = ["release", "member"].map(|name| table.column(name).is_some());
    assert_eq!((is_there, told(&table)), ([true, true], vec![]));
}

/// A CSV with a column of its own, whose types are found: what is empty throughout may be of any.
#[test]
fn empty_columns_beside_a_foreign_one() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("own.csv");
    let text = std::fs::read_to_string(generated("gaia/epoch_photometry_long.csv")).unwrap();
    let place = text.lines().next().unwrap().split(',').position(|name| name == "rejected_by_photometry").unwrap();
    let own = |(row, line): (usize, &str)| {
        let mut cells: Vec<&str> = line.split(',').collect();
        if row > 0 {
            cells[place] = "";
        }
        format!("{},{}\n", cells.join(","), if row > 0 { "1.5" } else { "mine" })
    };
    std::fs::write(&path, text.lines().enumerate().map(own).collect::<String>()).unwrap();
    let table = open(&path).unwrap().table().unwrap();
    assert_eq!(told(&table), ["warning W-COLUMN-UNKNOWN: column `mine`: no column of this name is known of the product"]);
    let [Product::EpochPhotometry(curves)] = &open(&path).unwrap().products().unwrap()[..] else { panic!("no light curve") };
    assert!(!curves.is_empty() && curves.bands().iter().all(|curve| curve.rejected_by_photometry.iter().all(Option::is_none)));
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
        [format!(
            "warning W-GRID: column `wavelength`: source {}: the PARAMs say another range of wavelengths: expected 1018 nm as the last, \
             found 1020 nm",
            good.source_id
        )]
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
