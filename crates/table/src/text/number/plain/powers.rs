//! Powers of ten as 128 bits of their binary fraction.

/// The least and the greatest power of ten that a normal number of 64 bits may have behind up to 19 digits.
pub(super) const LEAST: i32 = -326;
pub(super) const GREATEST: i32 = 308;
const COUNT: usize = GREATEST.abs_diff(LEAST) as usize + 1;
const ONE: usize = LEAST.unsigned_abs() as usize;

/// The first 128 bits of each power, the highest of them a one; what comes behind is cut off. Powers of five have the same bits.
static POWERS: [u128; COUNT] = powers();

/// The first 128 bits of a power of ten.
#[inline]
pub(super) fn bits(power: i32) -> Option<u128> {
    POWERS.get(usize::try_from(power.checked_sub(LEAST)?).ok()?).copied()
}

/// The binary exponent of a power of ten: the place of its highest bit, 0 being that of one.
#[inline]
pub(super) fn exponent(power: i32) -> i32 {
    // The logarithm of ten to base two, in units of 2^-16; close enough for so few powers.
    power.wrapping_mul(217_706) >> 16
}

#[expect(clippy::indexing_slicing, reason = "a place beyond the table would not compile")]
const fn powers() -> [u128; COUNT] {
    let mut found = [0; COUNT];
    let (mut place, mut fraction) = (ONE, Fraction::ONE);
    while place < COUNT {
        found[place] = fraction.high;
        fraction = fraction.times_five();
        place += 1;
    }
    (place, fraction) = (ONE, Fraction::ONE);
    while place > 0 {
        fraction = fraction.by_five();
        place -= 1;
        found[place] = fraction.high;
    }
    found
}

/// A fraction of 256 bits, the highest of them a one: twice as many as are wanted, so that what is cut off at each step
/// stays behind those.
#[derive(Clone, Copy)]
struct Fraction {
    high: u128,
    low: u128,
}

impl Fraction {
    const ONE: Self = Self { high: 1 << 127, low: 0 };

    /// The fraction of five times as much: that of five quarters, or of five eighths where it is more than a fraction.
    const fn times_five(self) -> Self {
        let Self { high, low } = self;
        let (sum, carry) = low.overflowing_add(low >> 2 | high << 126);
        let (above, is_over) = high.overflowing_add(high >> 2);
        let (above, is_over_too) = above.overflowing_add(carry as u128);
        match is_over || is_over_too {
            true => Self { high: above >> 1 | 1 << 127, low: sum >> 1 | above << 127 },
            false => Self { high: above, low: sum },
        }
    }

    /// The fraction of a fifth.
    const fn by_five(self) -> Self {
        // What five times this leaves of 2^128 is one.
        const FIFTH: u128 = u128::MAX / 5;
        let rest = self.high % 5;
        let last = self.low % 5 + rest;
        let (high, low) = (self.high / 5, rest * FIFTH + self.low / 5 + last / 5);
        let shift = high.leading_zeros();
        Self { high: high << shift | low >> (128 - shift), low: (low << shift) | (((last % 5) << shift) / 5) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cmp::Ordering;

    /// A whole number of any size, the lowest 32 bits first.
    #[derive(Clone, PartialEq)]
    struct Big(Vec<u32>);

    fn low(number: u128) -> u32 {
        u32::try_from(number & u128::from(u32::MAX)).unwrap()
    }

    impl Big {
        fn of(mut number: u128) -> Self {
            let mut parts = Vec::new();
            while number > 0 {
                parts.push(low(number));
                number >>= 32;
            }
            Self(parts)
        }

        fn times(&self, factor: u128) -> Self {
            let mut sum = vec![0; self.0.len() + 5];
            for (shift, factor) in Self::of(factor).0.into_iter().enumerate() {
                let mut carry = 0;
                for (place, to) in sum.iter_mut().enumerate().skip(shift) {
                    let part = self.0.get(place - shift).copied().unwrap_or(0);
                    let all = u128::from(part) * u128::from(factor) + u128::from(*to) + carry;
                    (*to, carry) = (low(all), all >> 32);
                }
            }
            sum.truncate(sum.iter().rposition(|part| *part != 0).map_or(0, |last| last + 1));
            Self(sum)
        }

        fn bits(&self) -> i32 {
            let highest = self.0.last().map_or(32, |part| part.leading_zeros());
            i32::try_from(self.0.len() * 32).unwrap() - i32::try_from(highest).unwrap()
        }

        fn two_to(power: i32) -> Self {
            (0..power).fold(Self::of(1), |all, _| all.times(2))
        }

        fn compare(&self, other: &Self) -> Ordering {
            self.bits().cmp(&other.bits()).then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
        }
    }

    #[test]
    fn every_power_has_its_first_bits() {
        let mut five = Big::of(1);
        for power in 0..=GREATEST.max(-LEAST) {
            if let Some(found) = bits(power) {
                // The bits are cut off where the power is longer, and stand before zeros where it is shorter.
                let (cut, zeros) = ((five.bits() - 128).max(0), (128 - five.bits()).max(0));
                let (low, high) = (Big::two_to(cut).times(found), Big::two_to(cut).times(found + 1));
                let five = five.times(1 << zeros);
                assert!(low.compare(&five).is_le() && high.compare(&five).is_gt(), "{power}");
                assert_eq!(exponent(power), five.bits() - zeros - 1 + power, "{power}");
            }
            if let Some(found) = bits(-power).filter(|_| power > 0) {
                // The first 128 bits of a quotient of a power of two.
                let one = Big::two_to(127 + five.bits());
                assert!(five.times(found).compare(&one).is_le() && five.times(found + 1).compare(&one).is_gt(), "-{power}");
                assert_eq!(exponent(-power), -five.bits() - power, "-{power}");
            }
            five = five.times(5);
        }
        assert_eq!((bits(LEAST - 1), bits(GREATEST + 1), bits(i32::MIN), bits(i32::MAX)), (None, None, None, None));
    }
}
