use super::{AtGaia, Barycentric, DAY, JulianDate, Place, Scale, tdb};
use serde::{Deserialize, Serialize};
use std::{cmp::Ordering, fmt, marker::PhantomData};

/// An instant of TCB, exact to the nanosecond, at a place that its type names.
///
/// ```
/// use gaialink_products::time::{AtGaia, Tcb};
/// let seen = Tcb::<AtGaia>::from_nanoseconds(140_000_000_000_000_000);
/// let reduced = seen.to_barycentre(-312_000_000_000.0).ok_or("no correction")?;
/// assert_eq!(reduced.nanoseconds(), 139_999_688_000_000_000);
/// assert!(reduced.days() < seen.days());
/// # Ok::<_, &str>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tcb<P> {
    nanoseconds: i64,
    #[serde(skip)]
    place: PhantomData<P>,
}

impl<P: Place> Tcb<P> {
    /// The instant so many nanoseconds after JD 2455197.5.
    pub const fn from_nanoseconds(nanoseconds: i64) -> Self {
        Self { nanoseconds, place: PhantomData }
    }

    /// The instant so many days after JD 2455197.5, to the nearest nanosecond; `None` for NaN, and beyond ±106,751.99 days (292
    /// years), which is as far as 64 bits reach.
    pub fn from_days(days: f64) -> Option<Self> {
        if !(-107_000.0..107_000.0).contains(&days) {
            return None;
        }
        let (whole, part) = (days.floor(), days - days.floor());
        #[expect(clippy::cast_possible_truncation, reason = "both are within the range that was checked")]
        let nanoseconds = whole as i128 * i128::from(DAY) + (part * DAY as f64).round() as i128;
        i64::try_from(nanoseconds).ok().map(Self::from_nanoseconds)
    }

    /// Nanoseconds after JD 2455197.5.
    pub const fn nanoseconds(self) -> i64 {
        self.nanoseconds
    }

    /// Days after JD 2455197.5. Where the instant came from days, more than 64 of them, they are the same to the bit.
    pub fn days(self) -> f64 {
        let (days, rest) = (self.nanoseconds.div_euclid(DAY), self.nanoseconds.rem_euclid(DAY));
        days as f64 + rest as f64 / DAY as f64
    }

    /// The Julian date in a scale.
    pub fn julian_date(self, scale: Scale) -> JulianDate {
        JulianDate::of(match scale {
            Scale::Tcb => self.nanoseconds,
            Scale::Tdb => tdb::of_tcb(self.nanoseconds),
            Scale::Tt => tdb::to_tt(tdb::of_tcb(self.nanoseconds)),
            Scale::Tai => self.tai(),
        })
    }

    /// Nanoseconds of TAI after 2010-01-01T00:00:00 TAI.
    pub(super) fn tai(self) -> i64 {
        tdb::to_tt(tdb::of_tcb(self.nanoseconds)).saturating_sub(tdb::TT_MINUS_TAI)
    }

    /// The instant of that TAI.
    pub(super) fn of_tai(tai: i64) -> Self {
        Self::from_nanoseconds(tdb::to_tcb(tdb::of_tt(tai.saturating_add(tdb::TT_MINUS_TAI))))
    }
}

impl Tcb<AtGaia> {
    /// The same event by the time of its light at the barycentre: the correction, in nanoseconds, is `obs_time_bary_corr`.
    /// `None` where that is NaN, or where the sum is beyond 64 bits.
    pub fn to_barycentre(self, correction: f64) -> Option<Tcb<Barycentric>> {
        if !correction.is_finite() {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "a cast beyond the range saturates, and the sum is checked")]
        let nanoseconds = self.nanoseconds.checked_add(correction.round() as i64)?;
        Some(Tcb::from_nanoseconds(nanoseconds))
    }
}

impl<P: Place> PartialOrd for Tcb<P> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<P: Place> Ord for Tcb<P> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.nanoseconds.cmp(&other.nanoseconds)
    }
}

impl<P: Place> fmt::Debug for Tcb<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tcb<{}>({} ns)", P::NAME, self.nanoseconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_come_back_to_the_bit() {
        let mut days = 64.0_f64;
        while days < 6000.0 {
            let instant = Tcb::<Barycentric>::from_days(days).unwrap();
            assert_eq!(instant.days().to_bits(), days.to_bits(), "{days}");
            days = days.next_up() + 0.317_123_456_789;
        }
    }

    #[test]
    fn what_is_no_time() {
        for days in [f64::NAN, f64::INFINITY, f64::MIN, 1e9, -1e9, 106_751.992, -106_751.992] {
            assert_eq!(Tcb::<Barycentric>::from_days(days), None, "{days}");
        }
        for days in [106_751.991, -106_751.991] {
            assert_eq!(Tcb::<Barycentric>::from_days(days).unwrap().days(), days);
        }
        let last = Tcb::<AtGaia>::from_nanoseconds(i64::MAX);
        assert_eq!((last.to_barycentre(1.0), last.to_barycentre(f64::NAN)), (None, None));
        assert_eq!(last.to_barycentre(-0.4).map(Tcb::nanoseconds), Some(i64::MAX));
        assert!(last.julian_date(Scale::Tai).to_f64() > 2.5e6);
        assert!(Tcb::<Barycentric>::from_nanoseconds(i64::MIN).julian_date(Scale::Tai).to_f64() < 2.4e6);
    }

    #[test]
    fn ordered_and_serialised_as_nanoseconds() {
        let of = Tcb::<Barycentric>::from_nanoseconds;
        assert!(of(1) < of(2));
        assert_eq!(serde_json::to_string(&of(17)).unwrap(), "17");
        assert_eq!(serde_json::from_str::<Tcb<Barycentric>>("17").unwrap(), of(17));
        assert_eq!(format!("{:?}", of(1)), "Tcb<BARYCENTER>(1 ns)");
    }
}
