//! Light curves: every layout, release and format gives one typed value.

#[path = "../../examples/flags.rs"]
#[expect(dead_code, reason = "its main is for the command line")]
mod flags;
#[path = "../../examples/light_curve.rs"]
#[expect(dead_code, reason = "its main is for the command line")]
mod light_curve;

use crate::files::{generated, served};
use gaialink::{
    ConvertOptions, Product, convert, open,
    products::{Band, EpochPhotometry, FlagMeaning, Form, LightCurve, OtherFlags, Point, Release},
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
                    let numbers =
                        |curve: &LightCurve| [&curve.time, &curve.flux, &curve.flux_error, &curve.mag].map(Clone::clone);
                    assert_eq!(numbers(found), numbers(want), "{name}");
                    assert_eq!(found.flux_over_error, want.flux_over_error, "{name}");
                    let flags = |curve: &LightCurve| curve.flags.iter().map(|flags| flags.set).collect::<Vec<_>>();
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
        let findings = gaialink::products::check(&table, None);
        assert_eq!(findings, [], "{name}");
    }
}

/// Every form in every format, and from there every form again: the points stay what they are.
#[test]
fn every_form_in_every_format() {
    let directory = tempfile::tempdir().unwrap();
    let of = |path: &Path| {
        let Product::EpochPhotometry(curves) = open(path).unwrap().products().unwrap().remove(0) else {
            panic!("no light curve")
        };
        *curves
    };
    let want = of(&generated("gaia/epoch_photometry.csv"));
    for form in Form::all() {
        for extension in ["xml", "fits", "ecsv", "csv", "parquet"] {
            let path = directory.path().join(format!("{form}.{extension}"));
            let mut options = ConvertOptions::default();
            options.form = Some(form);
            let from = open(generated("gaia/epoch_photometry.csv")).unwrap();
            convert(&from, path.as_path(), &options).unwrap();
            let found = of(&path);
            assert_eq!(found.transit_id, want.transit_id, "{form}, {extension}");
            for (found, want) in found.bands().into_iter().zip(want.bands()) {
                let same = |curve: &LightCurve| (curve.time.clone(), curve.flux.clone(), curve.mag.clone(), curve.flags.clone());
                assert_eq!(same(found), same(want), "{form}, {extension}");
                assert_eq!(found.rejected_by_variability, want.rejected_by_variability, "{form}, {extension}");
                assert_eq!(found.flux_over_error, want.flux_over_error, "{form}, {extension}");
            }
            let is_wide = matches!(form, Form::Individual | Form::Wide);
            assert_eq!(found.rejected_by_photometry == want.rejected_by_photometry, is_wide, "{form}, {extension}");
        }
    }
}

#[test]
fn light_curves_are_printed() {
    let mut out = Vec::new();
    light_curve::write_light_curves(&generated("gaia/epoch_photometry.csv"), &mut out).unwrap();
    let out = String::from_utf8(out).unwrap();
    assert_eq!(out.lines().count(), 13, "{out}");
    assert_eq!(out.lines().next(), Some("34359738385 G  2014-08-28T05:58:34.392Z 15.6874 ± 0.0170"));
    let mut long = Vec::new();
    light_curve::write_light_curves(&generated("gaia/epoch_photometry_long.csv"), &mut long).unwrap();
    assert_eq!(String::from_utf8(long).unwrap(), out);
    let mut none = Vec::new();
    light_curve::write_light_curves(&generated("gaia/xp_sampled.fits"), &mut none).unwrap();
    assert!(none.ends_with(b" XP_SAMPLED: no light curve\n"), "{}", none.escape_ascii());
}

#[test]
fn flags_are_printed_by_name() {
    let mut out = Vec::new();
    flags::write_flags(&generated("gaia/epoch_photometry.csv"), &mut out).unwrap();
    let out = String::from_utf8(out).unwrap();
    let of = |transit: &str| out.lines().filter(|line| line.contains(transit)).collect::<Vec<_>>();
    assert_eq!(
        of("19660800000036769"),
        ["34359738385 19660800000036769 G: photometry_flag_sm_reject photometry_flag_noisy_data"]
    );
    let reject = "34359738385 22282240000004002 BP: photometry_flag_bp_reject photometry_flag_bp_unavailable";
    assert_eq!(of("22282240000004002"), ["34359738385 22282240000004002 G: photometry_flag_sm_reject", reject]);
}

#[test]
fn what_a_light_curve_says() {
    let facts = open(generated("gaia/epoch_photometry.csv")).unwrap().products().unwrap()[0].facts();
    let fact = |name: &str| facts.iter().find(|fact| fact.name == name).map(|fact| fact.value.as_str());
    let epochs = "5 epochs in 250.000 days, 1700.250 to 1950.250 (2014-08-28T05:58:34.392Z to 2015-05-05T05:58:34.055Z)";
    assert_eq!((fact("transits"), fact("G")), (Some("6"), Some(epochs)));
    assert_eq!((fact("RP rejected"), fact("rejected transits")), (Some("2 by variability"), Some("1")));
    assert_eq!(fact("BP flags"), Some("bp_reject 2, bp_unavailable 2"));
}
