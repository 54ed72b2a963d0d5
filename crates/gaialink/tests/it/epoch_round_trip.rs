//! Any light curves and any epoch astrometry, in any form and format, come back equal.

use crate::{
    declared_losses::tables,
    product_round_trip::{float, floats, option},
};
use gaialink::{
    ConvertOptions, OpenOptions, Product, Table, Target,
    products::{Band, EpochAstrometry, EpochPhotometry, Form, OtherFlags, Release},
    save,
};
use proptest::prelude::*;
use serde_json::{Value, json};

/// The table in a file of the format, read again.
fn through(table: &Table, form: Form, target: Target, release: &Release) -> Vec<Product> {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join(format!("epochs.{}", target.extension()));
    let mut options = ConvertOptions::default();
    (options.to, options.form) = (Some(target), Some(form));
    save(table, &*path, &options).unwrap();
    // CSV has no PARAMs, so the release has to be told.
    let mut options = OpenOptions::default();
    options.release = (target == Target::Csv).then(|| release.to_string());
    options.open(&path).unwrap().products().unwrap()
}

/// Checks that light curves of one release are the same behind a file of the format, or one a source.
fn come_back(curves: &[EpochPhotometry], form: Form, target: Target) {
    let release = curves[0].release.clone().unwrap();
    let tables = tables(curves, form);
    assert_eq!(tables.len(), if form == Form::Individual { curves.len() } else { 1 });
    for table in tables {
        let want = EpochPhotometry::from_table(&table).unwrap();
        let found = through(&table, form, target, &release);
        assert_eq!(found.len(), want.len());
        for (found, want) in found.into_iter().zip(&want) {
            let Product::EpochPhotometry(found) = found else { panic!("{found:?}") };
            assert_eq!(&*found, want, "{form} in {target}");
        }
    }
}

#[test]
fn floats_midway_between_two_numbers_of_the_fewest_digits() {
    let curve = |band, ratio: f32| {
        let mask = json!({ "set": 0, "missing": 0 });
        json!({
            "band": band, "time": [1700.0], "flux": [2.0], "flux_error": [1.0], "mag": [15.0], "flags": [mask],
            "flux_over_error": { "float": [ratio] }, "rejected_by_photometry": [false], "rejected_by_variability": [false],
        })
    };
    let curves: EpochPhotometry = serde_json::from_value(json!({
        "source_id": 1, "release": "Gaia DR3", "flag_meaning": "dr3", "transit_id": [7], "rejected_by_photometry": [null],
        "g_n_obs": [null], "g": curve(Band::G, -452.0 - 45.0 / 64.0), "bp": curve(Band::Bp, 459.0 + 29.0 / 64.0),
        "rp": curve(Band::Rp, -339.0 - 33.0 / 64.0),
    }))
    .unwrap();
    for form in Form::all() {
        for target in Target::all() {
            come_back(std::slice::from_ref(&curves), form, target);
        }
    }
}

fn targets() -> impl Strategy<Value = Target> {
    prop::sample::select(Target::all().collect::<Vec<_>>())
}

fn doubles(len: usize) -> impl Strategy<Value = Value> {
    let double = prop_oneof![6 => any::<f64>().prop_filter("JSON has none", |n| n.is_finite()).prop_map(|n| json!(n)), 1 => Just(Value::Null)];
    prop::collection::vec(double, len).prop_map(Value::from)
}

fn marks(len: usize) -> impl Strategy<Value = Value> {
    prop::collection::vec(option(any::<bool>().prop_map(Value::from)), len).prop_map(Value::from)
}

fn flags(band: Band, len: usize) -> impl Strategy<Value = Value> {
    let flags = (any::<u64>(), any::<u64>(), any::<bool>()).prop_map(move |(set, missing, all)| {
        let missing = if all { 0 } else { missing & band.flags().bits() };
        // An i64 in JSON, as in the file.
        let cell = |bits: u64| i64::from(OtherFlags::from_bits_retain(bits));
        json!({ "set": cell(set & !missing), "missing": cell(missing) })
    });
    prop::collection::vec(flags, len).prop_map(Value::from)
}

fn curve(band: Band, len: usize) -> impl Strategy<Value = Value> {
    let lists = (doubles(len), doubles(len), doubles(len), doubles(len), floats(len));
    (lists, flags(band, len), marks(len), marks(len)).prop_map(move |(lists, flags, photometry, variability)| {
        json!({
            "band": band, "time": lists.0, "flux": lists.1, "flux_error": lists.2, "mag": lists.3,
            "flux_over_error": { "float": lists.4 }, "flags": flags, "rejected_by_photometry": photometry,
            "rejected_by_variability": variability,
        })
    })
}

fn light_curves(release: &'static str) -> impl Strategy<Value = EpochPhotometry> {
    (1..6_usize).prop_flat_map(move |len| {
        let curves = (curve(Band::G, len), curve(Band::Bp, len), curve(Band::Rp, len));
        let transits = prop::collection::vec(option((1..i64::MAX).prop_map(Value::from)), len);
        let counts = prop::collection::vec(option((0..10_i16).prop_map(Value::from)), len);
        (1..i64::MAX, option((i64::MIN..i64::MAX).prop_map(Value::from)), transits, counts, marks(len), curves).prop_map(
            move |(source, solution, transits, counts, rejected, (g, bp, rp))| {
                serde_json::from_value(json!({
                    "source_id": source, "solution_id": solution, "release": release,
                    "flag_meaning": if release == "Gaia DR2" { "dr2" } else { "dr3" }, "transit_id": transits,
                    "rejected_by_photometry": rejected, "g_n_obs": counts, "g": g, "bp": bp, "rp": rp,
                }))
                .unwrap()
            },
        )
    })
}

/// Sources of one release.
pub(crate) fn sources() -> impl Strategy<Value = Vec<EpochPhotometry>> {
    let of_release = |release| prop::collection::vec(light_curves(release), 1..4);
    let different = |curves: &Vec<EpochPhotometry>| {
        curves.iter().map(|one| one.source_id).collect::<std::collections::HashSet<_>>().len() == curves.len()
    };
    prop_oneof![of_release("Gaia DR2"), of_release("Gaia DR3")].prop_filter("a source has one product", different)
}

fn transit() -> impl Strategy<Value = Value> {
    let short = || option((i64::from(i16::MIN)..=i64::from(i16::MAX)).prop_map(Value::from));
    let bits = || option(any::<u16>().prop_map(Value::from));
    let times = |len| prop::collection::vec(option(any::<i64>().prop_map(Value::from)), len);
    (0..4_usize).prop_flat_map(move |len| {
        let doubles = (doubles(len), doubles(len), doubles(0), doubles(len));
        let float_lists = prop::collection::vec(floats(len), 9);
        let numbers = prop::collection::vec(float(), 8);
        let flags = (bits(), bits(), prop::collection::vec(bits(), len), short(), prop::collection::vec(short(), len));
        let truths =
            (marks(len), marks(len), option(any::<bool>().prop_map(Value::from)), option(any::<bool>().prop_map(Value::from)));
        (option((1..i64::MAX).prop_map(Value::from)), times(len), doubles, float_lists, numbers, flags, truths).prop_map(
            |(id, times, doubles, lists, numbers, flags, truths)| {
                json!({
                    "transit_id": id, "obs_time": times, "bary_corr": numbers[0], "scan_pos_angle": doubles.0, "zeta": numbers[1],
                    "parallax_factor_al": numbers[2], "parallax_factor_ac": numbers[3], "colour_factor_al": lists[0],
                    "colour_factor_ac": lists[1], "nu_eff_used_in_astrometry": numbers[4], "nu_eff_error": numbers[5],
                    "centroid_pos_al": doubles.1, "centroid_pos_ac": doubles.2, "calculated_pos_ac": doubles.3,
                    "centroid_pos_error_al": lists[2], "centroid_pos_error_ac": lists[3], "used_by_agis_al": truths.0,
                    "used_by_agis_ac": truths.1, "transit_acq_flags": flags.0, "transit_proc_flags": flags.1,
                    "ccd_proc_flags": flags.2, "multipeak": truths.2, "blended": truths.3, "ipd_error_al": lists[4],
                    "ipd_error_ac": lists[5], "g_mag": numbers[6], "g_class": flags.3, "gates": flags.4,
                    "source_dist_to_last_ci": lists[6], "ac_rate": numbers[7], "sub_pixel_coord": lists[7], "mu": lists[8],
                })
            },
        )
    })
}

fn astrometry() -> impl Strategy<Value = EpochAstrometry> {
    let position = option((0.0..360.0_f64, -90.0..90.0_f64).prop_map(|(ra, dec)| json!({ "ra": ra, "dec": dec })));
    let solution = option((i64::MIN..i64::MAX).prop_map(Value::from));
    (1..i64::MAX, solution, position, float(), prop::collection::vec(transit(), 1..4)).prop_map(
        |(source, solution, reference, noise, transits)| {
            let value = json!({
                "source_id": source, "solution_id": solution, "release": "Gaia DR4_RC3", "reference": reference,
                "excess_noise": noise, "transits": transits,
            });
            serde_json::from_value(value).unwrap()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_light_curves_in_any_form_and_format(
        curves in sources(),
        form in prop::sample::select(Form::all().collect::<Vec<_>>()),
        target in targets(),
    ) {
        come_back(&curves, form, target);
    }

    #[test]
    fn any_epoch_astrometry_in_any_format(sources in prop::collection::vec(astrometry(), 1..3), target in targets()) {
        prop_assume!(sources.first().map(|one| one.source_id) != sources.get(1).map(|one| one.source_id));
        let (table, losses) = EpochAstrometry::to_raw_table(&sources).unwrap();
        prop_assert!(losses.is_empty());
        prop_assert_eq!(&EpochAstrometry::from_table(&table).unwrap(), &sources);
        let found = through(&table, Form::Raw, target, &Release::from("Gaia DR4_RC3"));
        prop_assert_eq!(found.len(), sources.len());
        for (found, want) in found.into_iter().zip(&sources) {
            let Product::EpochAstrometry(found) = found else { panic!("{found:?}") };
            prop_assert_eq!(&*found, want, "{}", target);
        }
    }
}
