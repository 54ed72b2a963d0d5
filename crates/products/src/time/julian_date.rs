use super::{DAY, ORIGIN};

/// A Julian date in two parts, since one `f64` resolves 40 µs only.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct JulianDate {
    /// The midnight before, a number that ends in .5.
    pub day: f64,
    /// The part of the day since then, from 0 to below 1.
    pub fraction: f64,
}

impl JulianDate {
    /// The Julian date so many nanoseconds after 2455197.5.
    pub(super) fn of(nanoseconds: i64) -> Self {
        let (days, rest) = (nanoseconds.div_euclid(DAY), nanoseconds.rem_euclid(DAY));
        Self { day: ORIGIN + days as f64, fraction: rest as f64 / DAY as f64 }
    }

    /// The date as one number, to 40 µs.
    pub fn to_f64(self) -> f64 {
        self.day + self.fraction
    }

    /// The modified Julian date, to 1 µs.
    pub fn modified(self) -> f64 {
        (self.day - 2_400_000.5) + self.fraction
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_parts() {
        for (nanoseconds, day, fraction) in [(0, 2455197.5, 0.0), (DAY / 4, 2455197.5, 0.25), (-DAY / 4, 2455196.5, 0.75)] {
            let found = JulianDate::of(nanoseconds);
            assert_eq!(found, JulianDate { day, fraction });
            assert_eq!(found.modified(), day - 2_400_000.5 + fraction);
        }
    }
}
