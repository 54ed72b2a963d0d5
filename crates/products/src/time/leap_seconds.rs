//! UTC's leap seconds, by IERS Bulletin C.

use super::{DAY, SECOND};
use chrono::NaiveDate;

/// The day until which the table of leap seconds is known to be complete. Later instants are converted with the last of them.
pub const LEAP_SECONDS_EXPIRE: NaiveDate = match NaiveDate::from_ymd_opt(2027, 6, 28) {
    Some(date) => date,
    None => NaiveDate::MAX,
};

/// TAI − UTC on 1972-01-01, in seconds.
const FIRST: i64 = 10;

/// Days from 2010-01-01 to those that begin with one more second between TAI and UTC: 1972-01-01, when it became [`FIRST`], and
/// the days behind a leap second since.
const DAYS: [i64; 28] = [
    -13_880, -13_698, -13_514, -13_149, -12_784, -12_419, -12_053, -11_688, -11_323, -10_958, -10_411, -10_046, -9_681, -8_950,
    -8_036, -7_305, -6_940, -6_393, -6_028, -5_663, -5_114, -4_567, -4_018, -1_461, -365, 912, 2_007, 2_557,
];

/// TAI − UTC in seconds from each of these days on, the last one first.
fn offsets() -> impl Iterator<Item = (i64, i64)> {
    DAYS.into_iter().rev().zip((FIRST..FIRST + 28).rev())
}

/// UTC of an instant of TAI, both in nanoseconds from 2010-01-01T00:00:00 of their scale, and whether it is within a leap
/// second, where it repeats the second before. Nothing before 1972.
pub(super) fn utc_of(tai: i64) -> Option<(i64, bool)> {
    let (day, offset) = offsets().find(|(day, offset)| tai >= day * DAY + (offset - 1) * SECOND)?;
    let begins = day * DAY + offset * SECOND;
    let is_leap = tai < begins;
    // Before the first day the table does not reach.
    if is_leap && day == DAYS.first().copied().unwrap_or_default() {
        return None;
    }
    Some((tai - offset * SECOND, is_leap))
}

/// TAI of an instant of UTC. Nothing before 1972.
pub(super) fn tai_of(utc: i64) -> Option<i64> {
    let (_, offset) = offsets().find(|(day, _)| utc >= day * DAY)?;
    utc.checked_add(offset * SECOND)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn around_the_last_leap_second() {
        let midnight = 2_557 * DAY;
        let cases = [
            (midnight + 35 * SECOND, midnight - SECOND, false),
            (midnight + 36 * SECOND - 1, midnight - 1, false),
            (midnight + 36 * SECOND, midnight - SECOND, true),
            (midnight + 37 * SECOND - 1, midnight - 1, true),
            (midnight + 37 * SECOND, midnight, false),
        ];
        for (tai, utc, is_leap) in cases {
            assert_eq!(utc_of(tai), Some((utc, is_leap)), "{tai}");
        }
        assert_eq!(tai_of(midnight), Some(midnight + 37 * SECOND));
        assert_eq!(tai_of(midnight - 1), Some(midnight - 1 + 36 * SECOND));
    }

    #[test]
    fn before_1972_there_is_none() {
        let first = -13_880 * DAY;
        assert_eq!(utc_of(first + 10 * SECOND), Some((first, false)));
        assert_eq!(utc_of(first + 10 * SECOND - 1), None);
        assert_eq!(tai_of(first - 1), None);
    }

    #[test]
    fn the_days_are_first_of_january_or_july() {
        use chrono::{Datelike, Days};
        let origin = NaiveDate::from_ymd_opt(2010, 1, 1).unwrap();
        for day in DAYS {
            let magnitude = Days::new(day.unsigned_abs());
            let date = if day < 0 { origin - magnitude } else { origin + magnitude };
            assert!(date.day() == 1 && [1, 7].contains(&date.month()), "{date}");
        }
        assert_eq!(offsets().next(), Some((2_557, 37)));
    }
}
