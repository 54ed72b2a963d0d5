use super::{Place, SECOND, Tcb, leap_seconds};
use chrono::{DateTime, Timelike, Utc};

/// 2010-01-01T00:00:00 UTC in seconds from 1970, as computers count them.
const ORIGIN: i64 = 1_262_304_000;

impl<P: Place> Tcb<P> {
    /// The instant in UTC; `None` before 1972. In a leap second chrono counts nanoseconds from 1,000,000,000 on.
    ///
    /// Good to 20 µs; for the terms that are neglected see the [module](super). Beyond
    /// [`LEAP_SECONDS_EXPIRE`](super::LEAP_SECONDS_EXPIRE) the last leap second that is known counts.
    pub fn to_utc(self) -> Option<DateTime<Utc>> {
        let (utc, is_leap) = leap_seconds::utc_of(self.tai())?;
        let nanoseconds = u32::try_from(utc.rem_euclid(SECOND)).ok()?;
        let leap = if is_leap { 1_000_000_000 } else { 0 };
        DateTime::from_timestamp(ORIGIN + utc.div_euclid(SECOND), nanoseconds + leap)
    }

    /// The instant of that UTC, the inverse of [`Tcb::to_utc`]; `None` before 1972, and beyond 2302.
    pub fn from_utc(utc: DateTime<Utc>) -> Option<Self> {
        let seconds = utc.timestamp().checked_sub(ORIGIN)?.checked_mul(SECOND)?;
        let nanoseconds = i64::from(utc.nanosecond());
        // In a leap second the offset is still that of the second before.
        let second = leap_seconds::tai_of(seconds)?;
        Some(Self::of_tai(second.checked_add(nanoseconds)?))
    }
}
