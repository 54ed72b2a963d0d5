//! Instants of the barycentric coordinate time TCB, as the archive's light curves and epochs have them, and their way to Julian
//! dates and UTC.
//!
//! Times count from JD 2455197.5 in TCB, 2010-01-01T00:00:00 TCB, in days or in nanoseconds. TCB runs faster than the time of
//! clocks on Earth, and differs from UTC by more than a minute today.
//!
//! | step | by | neglected |
//! |---|---|---|
//! | TCB → TDB | IAU 2006 resolution B3, exact | nothing |
//! | TDB → TT | the seven greatest terms of the periodic difference (USNO Circular 179, 2.6) | about 10 µs, and 2 µs of the place on Earth |
//! | TT → TAI | 32.184 s | nothing |
//! | TAI → UTC | the leap seconds known at [`LEAP_SECONDS_EXPIRE`] | leap seconds of later days |
//!
//! ```
//! use gaialink_products::time::{Barycentric, Scale, Tcb};
//! let instant = Tcb::<Barycentric>::from_days(1666.7066178487407).ok_or("no time")?;
//! assert_eq!(instant.days(), 1666.7066178487407);
//! assert_eq!(instant.julian_date(Scale::Tcb).to_f64(), 2456864.2066178488);
//! let utc = instant.to_utc().ok_or("before UTC")?;
//! assert_eq!(utc.format("%FT%T%.3f").to_string(), "2014-07-25T16:56:06.219");
//! # Ok::<_, &str>(())
//! ```

mod julian_date;
mod leap_seconds;
mod place;
mod scale;
mod tcb;
mod tdb;
mod utc;

pub use self::{
    julian_date::JulianDate,
    leap_seconds::LEAP_SECONDS_EXPIRE,
    place::{AtGaia, Barycentric, Place},
    scale::Scale,
    tcb::Tcb,
};

/// Nanoseconds in a day.
const DAY: i64 = 86_400_000_000_000;
/// Nanoseconds in a second.
const SECOND: i64 = 1_000_000_000;
/// The Julian date from which times count.
const ORIGIN: f64 = 2_455_197.5;
