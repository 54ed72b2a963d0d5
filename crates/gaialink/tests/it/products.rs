//! One product, one typed value, whatever the format it comes in.

#[path = "../../examples/mcmc_quantiles.rs"]
#[expect(dead_code, reason = "its main is for the command line")]
mod mcmc_quantiles;
#[path = "../../examples/spectrum.rs"]
#[expect(dead_code, reason = "its main is for the command line")]
mod spectrum;
#[path = "../../examples/xp_covariance.rs"]
#[expect(dead_code, reason = "its main is for the command line")]
mod xp_covariance;

use crate::files::{FORMATS, PRODUCTS, SOURCE_ID, generated, member, served};
use gaialink::{Product, Source, open, products::Rvs};

fn only(source: &Source) -> Product {
    let mut products = source.products().unwrap();
    assert_eq!(products.len(), 1, "{}", source.name());
    products.remove(0)
}

/// The same value, or for CSV, which has no PARAMs, the same as far as it goes.
fn assert_same(found: &Product, want: &Product, context: &str) {
    match (found, want) {
        (Product::McmcMsc(found), Product::McmcMsc(want)) => assert_eq!(found, want, "{context}"),
        (Product::XpContinuous(found), Product::XpContinuous(want)) => assert_eq!(found, want, "{context}"),
        (Product::XpSampled(found), Product::XpSampled(want)) if context.ends_with("csv") && !context.ends_with("ecsv") => {
            assert!(found.agrees_with(want) && want.agrees_with(found), "{context}");
        }
        (Product::XpSampled(found), Product::XpSampled(want)) => assert_eq!(found, want, "{context}"),
        _ => panic!("{context}: {found:?}"),
    }
}

#[test]
fn the_four_formats_of_served_products_are_equal() {
    let Some(served) = served() else { return };
    for product in PRODUCTS {
        let want = only(&member(&served, product, "vot", "xml"));
        assert_eq!(want.kind().name(), product);
        assert_eq!(want.source_id().get(), SOURCE_ID);
        for (format, extension) in FORMATS {
            let found = only(&member(&served, product, format, extension));
            assert_same(&found, &want, &format!("{product} {format}"));
        }
    }
}

/// The solution ids of some files were made unknown by their public source, in each format another way.
fn forget_solution(product: &mut Product) {
    match product {
        Product::XpContinuous(found) => found.solution_id = None,
        Product::XpSampled(found) => found.solution_id = None,
        _ => {}
    }
}

/// Served files of the same sources in several formats and serializations.
#[test]
fn served_files_of_the_same_sources_are_equal() {
    let Some(served) = served() else { return };
    let groups: [(&str, &[&str]); 4] = [
        ("xp_continuous_raw/XP_CONTINUOUS_RAW", &[".xml", "_plain.xml", ".fits", ".ecsv", ".csv"]),
        (
            "xp_missing_band/XP_CONTINUOUS_RAW_missing_BP",
            &["_dr3int6.xml", "_plain_dr3int6.xml", "_dr3int6.ecsv", "_dr3int6.csv"],
        ),
        ("xp_sampled_raw/XP_SAMPLED_RAW", &["_votable_dr3int6.xml", "_dr3int6.fits", "_dr3int6.ecsv", "_dr3int6.csv"]),
        ("epoch_photometry/dr2_individual", &[".xml", ".csv"]),
    ];
    for (name, ends) in groups {
        let of = |end: &str| {
            let mut products = open(served.join(format!("{name}{end}"))).unwrap().products().unwrap();
            products.iter_mut().for_each(forget_solution);
            products
        };
        let want = of(ends[0]);
        for end in &ends[1..] {
            assert_eq!(of(end), want, "{name}{end}");
        }
    }
}

#[test]
fn a_zip_gives_all_its_products() {
    let Some(served) = served() else { return };
    for (format, _) in FORMATS {
        let archive = format!("datalink-zips/gaia_dr3_source_id_{SOURCE_ID}_dl_products_{format}.zip");
        let products = open(served.join(archive)).unwrap().products().unwrap();
        let kinds: Vec<&str> = products.iter().map(|product| product.kind().name()).collect();
        assert_eq!(kinds, PRODUCTS, "{format}");
    }
}

#[test]
fn a_served_rvs_spectrum_comes_back() {
    let Some(served) = served() else { return };
    let Product::Rvs(spectrum) = only(&open(served.join("rvs/Kepler-93.csv")).unwrap()) else { panic!("no RVS") };
    assert_eq!(spectrum.source_id.get(), 2_052_747_119_115_620_352);
    let counters = [spectrum.combined_transits, spectrum.combined_ccds, spectrum.deblended_ccds];
    assert_eq!(counters, [Some(17), Some(47), Some(15)]);
    assert_eq!(spectrum.wavelength, Rvs::standard_wavelengths());
    assert_eq!((spectrum.flux[0], spectrum.flux_error[1]), (0.994_219_3, 0.009_120_782));
    assert!(spectrum.flux[Rvs::SAMPLES - 1].is_nan());
    let raw = Rvs::to_raw_table(std::slice::from_ref(&*spectrum)).unwrap().0;
    for table in [raw, spectrum.to_table().unwrap().0] {
        assert_eq!(Rvs::try_from(&table).unwrap(), *spectrum);
    }
}

/// The quantiles as numpy has them, by `numpy.quantile` of the same file.
#[test]
fn the_quantiles_of_a_chain_are_printed() {
    let want = "\
34359738385 teff1 5780.418 (5721.496 to 5839.340)
34359738385 teff2 4405.627 (4317.300 to 4494.010)
34359738385 logg1 4.403 (4.345 to 4.462)
34359738385 logg2 4.603 (4.545 to 4.662)
34359738385 azero 0.502 (0.472 to 0.531)
34359738385 mh -0.249 (-0.267 to -0.231)
34359738385 distancepc 321.413 (314.344 to 328.481)
34359738385 log_pos -1499.897 (-1501.664 to -1498.130)
34359738385 log_lik -1501.897 (-1503.664 to -1500.130)
";
    for extension in ["binary.xml", "csv", "ecsv", "fits", "plain.xml", "xml"] {
        let mut out = Vec::new();
        mcmc_quantiles::write_quantiles(&generated(&format!("gaia/mcmc_msc.{extension}")), &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), want, "{extension}");
    }
    let mut out = Vec::new();
    mcmc_quantiles::write_quantiles(&generated("gaia/xp_sampled.fits"), &mut out).unwrap();
    assert!(out.ends_with(b" XP_SAMPLED: no chain\n"), "{}", out.escape_ascii());
}

/// The traces as numpy has them, of the same file.
#[test]
fn covariances_and_spectra_are_printed() {
    let covariances = "\
34359738385 BP: 3 of 55 coefficients, 3x3 covariances, trace 8.780253e2, positive definite
34359738385 RP: 3 of 55 coefficients, 3x3 covariances, trace 8.775001e2, positive definite
";
    for extension in ["xml", "fits", "csv", "ecsv"] {
        let mut out = Vec::new();
        xp_covariance::write_covariances(&generated(&format!("gaia/xp_continuous.{extension}")), &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), covariances, "{extension}");
        let mut out = Vec::new();
        spectrum::write_spectra(&generated(&format!("gaia/xp_sampled.{extension}")), &mut out).unwrap();
        // CSV has no PARAMs.
        let publisher = if extension == "csv" { "unknown" } else { "nobody" };
        let want = format!(
            "target     34359738385\npublisher  {publisher}\nposition   123.45678901234567 -45.67890123456789\n\
             wavelength 336 to 1020 nm\npeak       6.179687685371358e-17 W.m**-2.nm**-1 at 622 nm\n"
        );
        assert_eq!(String::from_utf8(out).unwrap(), want, "{extension}");
    }
}
