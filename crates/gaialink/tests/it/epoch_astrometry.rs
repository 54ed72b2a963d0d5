//! Epoch astrometry of the pre-release of Gaia DR4.

use crate::files::served;
use gaialink::{
    Product, open,
    products::{CcdProcFlags, EpochAstrometry, Release, TransitAcqFlags, time::Scale},
};

fn sources() -> Option<Vec<EpochAstrometry>> {
    let file = served()?.join("dr4_prerelease/EPOCH_ASTROMETRY_RAW.xml");
    let products = open(file).unwrap().products().unwrap().into_iter().map(|product| match product {
        Product::EpochAstrometry(source) => *source,
        other => panic!("{other:?}"),
    });
    Some(products.collect())
}

#[test]
fn the_transits_of_twelve_sources() {
    let Some(sources) = sources() else { return };
    assert_eq!((sources.len(), sources.iter().map(|source| source.transits.len()).sum::<usize>()), (12, 1008));
    assert!(sources.iter().all(|source| source.release == Some(Release::Other("Gaia DR4_RC3".into()))));
    let transits = || sources.iter().flat_map(|source| &source.transits);
    assert!(transits().all(|transit| transit.len() == 10 && transit.centroid_pos_ac.is_empty() && transit.gates.len() == 10));
    assert_eq!(transits().filter(|transit| transit.bary_corr.is_none()).count(), 97);
    assert!(transits().all(|transit| transit.barycentric_times().any(|time| time.is_some()) != transit.bary_corr.is_none()));
}

/// The first row, as astropy reads it.
#[test]
fn the_first_transit() {
    let Some(sources) = sources() else { return };
    let (source, transit) = (&sources[0], &sources[0].transits[0]);
    assert_eq!(source.source_id.get(), 4_181_040_337_841_125_632);
    assert_eq!(source.reference.map(|position| (position.ra, position.dec)), Some((292.77959920112164, -16.70246576342942)));
    assert_eq!(transit.transit_id.map(i64::from), Some(81_977_850_197_762_549));
    let time = transit.obs_time[0].unwrap();
    assert_eq!(time.nanoseconds(), 248_777_672_486_876_800);
    let reduced = transit.barycentric_times().next().flatten().unwrap();
    assert_eq!(time.nanoseconds() - reduced.nanoseconds(), 288_415_318_016);
    assert!((reduced.julian_date(Scale::Tcb).to_f64() - 2_458_076.867_374).abs() < 0.01);
    assert_eq!(transit.transit_acq_flags, Some(TransitAcqFlags::CENTRING_INHIBITED | TransitAcqFlags::WINDOWS_2D));
    let flags = transit.ccd_proc_flags[0].unwrap();
    assert_eq!(flags, CcdProcFlags::COSMETIC | CcdProcFlags::SATURATION_REMOVED | CcdProcFlags::WINDOW_CUT);
    assert_eq!((transit.centroid_pos_al[0], transit.mu[0]), (7.150382363042267, 498.0));
    assert_eq!((transit.used_by_agis_al[0], transit.multipeak, transit.g_class), (Some(false), Some(false), Some(0)));
    assert!(transit.source_dist_to_last_ci[0].is_nan() && transit.centroid_pos_error_ac.is_empty());
    assert_eq!(transit.g_mag, Some(f64::from(8.974702_f32)));
}
