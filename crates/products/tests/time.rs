//! Instants against astropy 7, whose conversions are those of ERFA; it knows 787 terms of TDB − TT and the place on Earth.
#![expect(clippy::unwrap_used, reason = "tests")]

use chrono::{DateTime, TimeDelta, Utc};
use gaialink_products::time::{Barycentric, Scale, Tcb};
use proptest::prelude::*;

/// Nanoseconds of TCB, TDB and TT after JD 2455197.5 of the scale, and UTC.
#[rustfmt::skip]
const INSTANTS: [(i64, i64, i64, &str); 17] = [
    (0, -16146855357, -16146761214, "2009-12-31T23:58:37.669238786"),
    (126230400000000000, 126230381895917338, 126230381895986644, "2013-12-31T23:58:34.711986644"),
    (136612918292118012, 136612900027052351, 136612900025588106, "2014-05-01T04:00:32.841588106"),
    (173361600000000000, 173361581165138765, 173361581165012852, "2015-06-30T11:58:33.981012852"),
    (175241011900696131, 175240993036694243, 175240993037166429, "2015-07-22T06:02:04.853166429"),
    (193279587719455281, 193279568575761709, 193279568574620439, "2016-02-16T00:45:00.390620439"),
    (220924885000000000, 220924865427660629, 220924865427710127, "2016-12-31T23:59:57.243710127"),
    (238668033254922694, 238668013407472302, 238668013408056618, "2017-07-25T08:39:04.224056618"),
    (275493900098985070, 275493879680542333, 275493879682197531, "2018-09-24T14:03:30.498197531"),
    (296203499978975123, 296203479239425945, 296203479238291128, "2019-05-22T06:43:30.054291128"),
    (320228573269331424, 320228552157268736, 320228552155965108, "2020-02-24T08:21:22.971965108"),
    (348315030945645744, 348315009398096977, 348315009397796063, "2021-01-14T10:09:00.213796063"),
    (390723993654198055, 390723971449089938, 390723971447902307, "2022-05-20T06:25:02.263902307"),
    (423890603601504115, 423890580882141155, 423890580881377589, "2023-06-08T03:21:51.697377589"),
    (468618407928954991, 468618384516078583, 468618384517472124, "2024-11-06T19:45:15.333472124"),
    (484393207178569763, 484393183521101974, 484393183519739687, "2025-05-08T09:38:34.335739687"),
    (525842972571855910, 525842948271701315, 525842948273044200, "2026-08-31T03:27:59.089044200"),
];

/// What the neglected terms can amount to, in nanoseconds; a thousandth of a second is what matters.
const CLOSE: i64 = 20_000;

fn nanoseconds(instant: Tcb<Barycentric>, scale: Scale) -> i64 {
    let date = instant.julian_date(scale);
    let days = Tcb::<Barycentric>::from_days(date.day - 2_455_197.5).unwrap().nanoseconds();
    days + Tcb::<Barycentric>::from_days(date.fraction).unwrap().nanoseconds()
}

#[test]
fn as_astropy_has_them() {
    for (tcb, tdb, tt, utc) in INSTANTS {
        let instant = Tcb::<Barycentric>::from_nanoseconds(tcb);
        assert_eq!(nanoseconds(instant, Scale::Tcb), tcb);
        assert!((nanoseconds(instant, Scale::Tdb) - tdb).abs() <= 100, "{utc}: TDB");
        assert!((nanoseconds(instant, Scale::Tt) - tt).abs() <= CLOSE, "{utc}: TT");
        let want: DateTime<Utc> = format!("{utc}Z").parse().unwrap();
        let off = (instant.to_utc().unwrap() - want).abs();
        assert!(off <= TimeDelta::nanoseconds(CLOSE), "{utc}: {off}");
    }
}

#[test]
fn a_leap_second_has_its_own_nanoseconds() {
    let utc: DateTime<Utc> = "2016-12-31T23:59:60.25Z".parse().unwrap();
    let instant = Tcb::<Barycentric>::from_utc(utc).unwrap();
    let (before, behind) = (instant.nanoseconds() - 500_000_000, instant.nanoseconds() + 1_000_000_000);
    let at = |nanoseconds| Tcb::<Barycentric>::from_nanoseconds(nanoseconds).to_utc().unwrap().format("%FT%T%.3f").to_string();
    assert_eq!(at(before), "2016-12-31T23:59:59.750");
    assert_eq!(at(instant.nanoseconds() + 100), "2016-12-31T23:59:60.250");
    assert_eq!(at(behind + 100), "2017-01-01T00:00:00.250");
}

#[test]
fn before_1972_there_is_no_utc() {
    assert_eq!(Tcb::<Barycentric>::from_days(-13_881.0).unwrap().to_utc(), None);
    assert_eq!(Tcb::<Barycentric>::from_utc("1971-12-31T23:59:59Z".parse().unwrap()), None);
    assert!(Tcb::<Barycentric>::from_days(-13_879.0).unwrap().to_utc().is_some());
}

proptest! {
    #[test]
    fn utc_comes_back(nanoseconds in -1_199_000_000_000_000_000_i64..8_000_000_000_000_000_000) {
        let instant = Tcb::<Barycentric>::from_nanoseconds(nanoseconds);
        let back = Tcb::<Barycentric>::from_utc(instant.to_utc().unwrap()).unwrap();
        prop_assert!((back.nanoseconds() - nanoseconds).abs() <= 3, "{back:?}");
    }

    #[test]
    fn any_time_is_converted_or_none(days: f64, nanoseconds: i64) {
        let instants = [Tcb::<Barycentric>::from_days(days), Some(Tcb::from_nanoseconds(nanoseconds))];
        for instant in instants.into_iter().flatten() {
            let _ = instant.to_utc();
            prop_assert!(instant.julian_date(Scale::Tai).fraction < 1.0);
        }
    }
}
