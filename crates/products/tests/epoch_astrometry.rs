//! Epoch astrometry: written and read, and what is wrong with it.
#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_products::{
    AstrometryTransit, CcdProcFlags, EpochAstrometry, Error, Form, Product, ProductKind, Structure, TransitAcqFlags, check,
    products, recognise_table, restructure, time::Tcb,
};
use gaialink_table::{
    Datatype, Table,
    arrow::array::{ArrayRef, Float64Array},
};
use std::sync::Arc;

/// Two CCDs of two transits, in which everything fits.
fn source() -> EpochAstrometry {
    let transit = |id: i64| {
        serde_json::json!({
            "transit_id": id, "obs_time": [150_000_000_000_000_000_i64 + id, 150_000_000_000_000_500_i64 + id],
            "bary_corr": 4.5e11, "scan_pos_angle": [10.5, 10.25], "zeta": null, "parallax_factor_al": -0.75, "parallax_factor_ac": 0.5,
            "colour_factor_al": [], "colour_factor_ac": [], "nu_eff_used_in_astrometry": 1.5, "nu_eff_error": null,
            "centroid_pos_al": [7.25, null], "centroid_pos_ac": [], "calculated_pos_ac": [0.5, 0.25],
            "centroid_pos_error_al": [0.5, null], "centroid_pos_error_ac": [], "used_by_agis_al": [true, false], "used_by_agis_ac": [],
            "transit_acq_flags": 0x2040, "transit_proc_flags": 0x8000, "ccd_proc_flags": [0x80, 0x400], "multipeak": false,
            "blended": null, "ipd_error_al": [0.25, null], "ipd_error_ac": [], "g_mag": 8.5, "g_class": 0, "gates": [4, null],
            "source_dist_to_last_ci": [], "ac_rate": -0.5, "sub_pixel_coord": [], "mu": [498.0, 498.5],
        })
    };
    serde_json::from_value(serde_json::json!({
        "source_id": 7, "solution_id": 9, "release": "Gaia DR4_RC3", "reference": { "ra": 292.5, "dec": -16.5 }, "excess_noise": 0.125,
        "transits": [transit(1), transit(2)],
    }))
    .unwrap()
}

fn table(source: &EpochAstrometry) -> Table {
    let (table, losses) = source.to_table().unwrap();
    assert!(losses.is_empty());
    table
}

#[test]
fn it_comes_back() {
    let source = source();
    let table = table(&source);
    assert_eq!((table.schema().fields.len(), table.num_rows()), (37, 2));
    assert_eq!(table.param("release").unwrap().value, "Gaia DR4_RC3");
    let found = recognise_table(&table).unwrap();
    assert_eq!((found.product(), found.structure()), (Some(ProductKind::EpochAstrometry), Some(Structure::Raw)));
    assert_eq!(EpochAstrometry::try_from(&table).unwrap(), source);
    assert_eq!(serde_json::from_str::<EpochAstrometry>(&serde_json::to_string(&source).unwrap()).unwrap(), source);
    let mut other = source.clone();
    other.source_id = 4.try_into().unwrap();
    let both = [source, other];
    let (raw, _) = EpochAstrometry::to_raw_table(&both).unwrap();
    assert_eq!(EpochAstrometry::from_table(&raw).unwrap(), both);
    let made = restructure(&raw, None, Form::Individual).unwrap();
    let each: Vec<EpochAstrometry> = made.tables.iter().map(|table| table.try_into().unwrap()).collect();
    assert_eq!((each.as_slice(), made.losses.is_empty()), (&both[..], true));
    for form in [Form::Long, Form::Wide] {
        let error = restructure(&raw, None, form).unwrap_err();
        assert_eq!(error.to_string(), format!("EPOCH_ASTROMETRY has no form `{form}`; expected raw or individual"));
    }
}

#[test]
fn floats_are_as_wide_as_they_have_to_be() {
    let mut source = source();
    let datatype = |source: &EpochAstrometry| table(source).schema().field("g_mag").unwrap().datatype;
    assert_eq!(datatype(&source), Datatype::Float);
    source.transits[0].g_mag = Some(8.123_456_789_012);
    assert_eq!(datatype(&source), Datatype::Double);
    assert_eq!(EpochAstrometry::try_from(&table(&source)).unwrap(), source);
}

#[test]
fn what_contradicts_itself_is_an_error() {
    let table = table(&source());
    let with = |name: &str, array: ArrayRef| {
        let mut columns: Vec<ArrayRef> = table.columns().map(|column| column.to_array().unwrap()).collect();
        columns[table.schema().index_of(name).unwrap()] = array;
        EpochAstrometry::from_table(&Table::from_columns(Arc::clone(table.schema()), columns).unwrap()).unwrap_err()
    };
    let error = with("ra0", Arc::new(Float64Array::from(vec![1.0, 2.0])));
    assert!(matches!(error, Error::Varies { column: "ra0", .. }), "{error:?}");
    let mut short = source();
    short.transits[1].mu = vec![1.0].into();
    let error = EpochAstrometry::from_table(&short.to_table().unwrap().0).unwrap_err();
    assert!(matches!(error, Error::Length { column: "mu", expected: 2, found: 1, .. }), "{error:?}");
    let mut gate = source();
    gate.transits[0].gates[0] = Some(70_000);
    let error = gate.to_table().unwrap_err();
    assert!(matches!(&error, Error::Value { column: "gates", found, .. } if found == "70000"), "{error:?}");
}

#[test]
fn what_is_wrong_is_found() {
    type Spoil = fn(&mut AstrometryTransit);
    let cases: [(Spoil, &[&str]); 9] = [
        (|_| (), &[]),
        (|transit| transit.obs_time[0] = Some(Tcb::from_nanoseconds(1)), &["W-TIME-RANGE"]),
        (|transit| transit.obs_time.reverse(), &["W-TIME-ORDER"]),
        (|transit| transit.bary_corr = Some(-5.3e11), &["W-BARY-CORR"]),
        (|transit| transit.parallax_factor_ac = Some(1.5), &["W-PARALLAX-FACTOR"]),
        (|transit| transit.ipd_error_al = vec![0.0, 1.0].into(), &["W-ERROR"]),
        (|transit| transit.ccd_proc_flags[0] = Some(CcdProcFlags::NO_WINDOW), &["W-FLAG-CENTROID"]),
        (|transit| transit.used_by_agis_al[1] = Some(true), &["W-FLAG-AGIS"]),
        (|transit| (transit.transit_acq_flags, transit.bary_corr) = (Some(TransitAcqFlags::all()), None), &[]),
    ];
    for (place, (spoil, want)) in cases.into_iter().enumerate() {
        let mut source = source();
        spoil(&mut source.transits[1]);
        let findings = check(&table(&source), None);
        let codes: Vec<&str> = findings.iter().map(|finding| finding.code.as_str()).collect();
        assert_eq!(codes, want, "case {place}: {findings:?}");
        assert!(findings.iter().all(|finding| finding.message.ends_with(": 1 transits, the first 2")), "{findings:?}");
    }
}

#[test]
fn what_it_says() {
    let facts = products(&table(&source()), None).unwrap().iter().map(Product::facts).next().unwrap();
    let facts: Vec<(&str, &str)> = facts.iter().map(|fact| (fact.name.as_str(), fact.value.as_str())).collect();
    let want = [
        ("transits", "2, 2014-10-03T02:38:34.344Z to 2014-10-03T02:38:34.344Z at Gaia"),
        ("CCD observations", "4, 2 of them used along scan"),
        ("G", "8.500 mag (median)"),
        ("excess noise", "0.125 mas"),
        ("transit flags", "centring_inhibited 2, windows_2d 2"),
        ("CCD flags", "cosmic_removed 2, no_window 2"),
    ];
    assert_eq!(facts, want);
}
