//! One product, one typed value, whatever the format it comes in.

use crate::files::{FORMATS, PRODUCTS, SOURCE_ID, member, served};
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
    let raw = Rvs::to_raw_table(std::slice::from_ref(&*spectrum)).unwrap();
    for table in [raw, spectrum.to_table().unwrap()] {
        assert_eq!(Rvs::try_from(&table).unwrap(), *spectrum);
    }
}
