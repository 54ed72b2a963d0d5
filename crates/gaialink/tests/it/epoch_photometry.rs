//! Light curves: every layout, release and format gives one typed value.

use crate::files::served;
use gaialink::{
    Product, open,
    products::{Band, EpochPhotometry, FlagMeaning, OtherFlags, Point, Release},
};
use std::path::Path;

fn curves(served: &Path, name: &str) -> Vec<EpochPhotometry> {
    let products = open(served.join("epoch_photometry").join(name)).unwrap().products().unwrap();
    let curves = products.into_iter().map(|product| match product {
        Product::EpochPhotometry(curves) => *curves,
        other => panic!("{other:?}"),
    });
    curves.collect()
}

const EXCERPT: &str = "EPOCH_PHOTOMETRY-Gaia DR3 4689115826279313408.EXCERPT.csv";

#[test]
fn the_light_curves_of_every_served_file() {
    let Some(served) = served() else { return };
    // Sources, then of the first: transits, and points in G, BP and RP that have a time and a flux.
    let files: [(&str, Release, usize, [usize; 4]); 6] = [
        ("dr3_individual_2026-09.vot", Release::Dr3, 1, [65, 65, 64, 64]),
        (EXCERPT, Release::Dr3, 1, [8, 8, 6, 6]),
        ("EPOCH_PHOTOMETRY_RAW.vot.gz", Release::Dr3, 5, [50, 49, 43, 44]),
        ("bulk_epoch_photometry_5rows.csv.gz", Release::Dr3, 5, [25, 24, 21, 21]),
        ("dr2_individual.xml", Release::Dr2, 1, [20, 19, 19, 18]),
        ("dr2_individual.csv", Release::Dr2, 1, [20, 19, 19, 18]),
    ];
    for (name, release, sources, want) in files {
        let curves = curves(&served, name);
        assert_eq!(curves.len(), sources, "{name}");
        let first = &curves[0];
        assert_eq!(first.release.as_ref(), Some(&release), "{name}");
        let observed = Band::ALL.map(|band| first.points(band).filter(Point::is_observed).count());
        assert_eq!([first.len(), observed[0], observed[1], observed[2]], want, "{name}");
        for curves in &curves {
            agree_with_their_zero_points(curves, &release, name);
        }
    }
}

/// Every magnitude is that of its flux, and every ratio that of flux and error.
fn agree_with_their_zero_points(curves: &EpochPhotometry, release: &Release, name: &str) {
    for band in Band::ALL {
        let zero_point = band.zero_point(release).unwrap();
        for point in curves.points(band).filter(Point::is_observed) {
            assert!((point.mag + 2.5 * point.flux.log10() - zero_point).abs() < 1e-9, "{name}, {band}: {point:?}");
            assert!((point.flux / point.flux_error / point.flux_over_error - 1.0).abs() < 1e-6, "{name}: {point:?}");
        }
    }
}

#[test]
fn two_formats_of_one_source_are_equal() {
    let Some(served) = served() else { return };
    let (votable, csv) = (curves(&served, "dr2_individual.xml"), curves(&served, "dr2_individual.csv"));
    assert_eq!(votable, csv);
    assert_eq!(votable[0].flag_meaning, FlagMeaning::Dr2);
}

#[test]
fn flags_and_rejections_as_the_file_says_them() {
    let Some(served) = served() else { return };
    let curves = &curves(&served, EXCERPT)[0];
    let masks: Vec<u64> = curves.g.flags.iter().map(|flags| flags.mask().unwrap().bits()).collect();
    assert_eq!(masks, [1, 1, 4_194_305, 1011, 6_292_225, 4_195_073, 1, 5]);
    let [bp, rp] = [&curves.bp, &curves.rp].map(|curve| curve.flags[4].mask().unwrap());
    assert_eq!(bp, OtherFlags::BP_REJECT | OtherFlags::BP_UNAVAILABLE);
    assert_eq!(rp, OtherFlags::RP_REJECT | OtherFlags::RP_UNAVAILABLE);
    assert_eq!(curves.rejected_by_photometry, vec![Some(false); 8]);
    assert_eq!(curves.bp.rejected_by_photometry, vec![None; 8]);
    let transit = curves.transits().nth(4).unwrap();
    assert!(transit.g.is_observed() && !transit.bp.is_observed() && transit.bp.is_rejected() && !transit.g.is_rejected());
    assert_eq!(transit.g_n_obs, None);
}

#[test]
fn a_missing_transit_id_and_every_other_gap() {
    let Some(served) = served() else { return };
    let sources = curves(&served, "bulk_epoch_photometry_5rows.csv.gz");
    let first = &sources[0];
    assert_eq!(first.transit_id.iter().filter(|id| id.is_none()).count(), 1);
    assert!(first.g.flux.iter().filter(|flux| flux.is_nan()).count() == 1 && first.g_n_obs.iter().all(Option::is_some));
    assert!(sources.iter().flat_map(|curves| &curves.g.flags).all(|flags| flags.get(OtherFlags::SM_REJECT) == Some(true)));
    let time = sources[3].g.time.iter().filter(|time| time.is_nan()).count();
    assert_eq!((sources[3].source_id.get(), time), (2_051_555_554_134_656, 2));
    assert!(sources.iter().all(|curves| curves.rejected_by_photometry.iter().all(Option::is_none)));
}

/// One table after another: what the layouts share is the same in all, and nothing is found wrong but what is odd in the files.
#[test]
fn served_light_curves_from_layout_to_layout() {
    let Some(served) = served() else { return };
    for name in ["dr3_individual_2026-09.vot", EXCERPT, "EPOCH_PHOTOMETRY_RAW.vot.gz", "dr2_individual.xml"] {
        for want in curves(&served, name) {
            let one = std::slice::from_ref(&want);
            let wide = want.to_table().unwrap().0;
            for table in [wide, EpochPhotometry::to_long_table(one).unwrap().0, EpochPhotometry::to_raw_table(one).unwrap().0] {
                let found = EpochPhotometry::try_from(&table).unwrap();
                assert_eq!((&found.transit_id, &found.release), (&want.transit_id, &want.release), "{name}");
                for (found, want) in found.bands().into_iter().zip(want.bands()) {
                    let numbers = |curve: &gaialink::products::LightCurve| {
                        [&curve.time, &curve.flux, &curve.flux_error, &curve.mag].map(Clone::clone)
                    };
                    assert_eq!(numbers(found), numbers(want), "{name}");
                    assert_eq!(found.flux_over_error, want.flux_over_error, "{name}");
                    let flags =
                        |curve: &gaialink::products::LightCurve| curve.flags.iter().map(|flags| flags.set).collect::<Vec<_>>();
                    assert_eq!(flags(found), flags(want), "{name}");
                }
            }
        }
    }
}

#[test]
fn served_light_curves_have_no_faults() {
    let Some(served) = served() else { return };
    for name in
        ["dr3_individual_2026-09.vot", "EPOCH_PHOTOMETRY_RAW.vot.gz", "bulk_epoch_photometry_5rows.csv.gz", "dr2_individual.xml"]
    {
        let table = open(served.join("epoch_photometry").join(name)).unwrap().table().unwrap();
        let findings = gaialink::products::check(&table);
        assert_eq!(findings, [], "{name}");
    }
}
