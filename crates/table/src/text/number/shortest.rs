//! The shortest digits of 32-bit numbers that are neither very small nor very large, as most of those in tables are.
//!
//! A number times a power of ten is exact in 128 bits as long as neither is far from one, and tells how far it is from the decimal
//! numbers beside it: one of fewer digits is taken where it is nearer than the numbers half way to the next ones of 32 bits, and the
//! nearest one otherwise.

use std::ops::Range;

/// The bits of the numbers that are spelled here: from 10⁻⁶ to below 10⁸.
const PLAIN: Range<u32> = 1e-6_f32.to_bits()..1e8_f32.to_bits();

const SIGN: u32 = 1 << 31;
const FRACTION_BITS: u32 = 23;
const FRACTION: u32 = (1 << FRACTION_BITS) - 1;

/// What a last bit is worth.
#[derive(Clone, Copy)]
struct Scale {
    /// How many units of a power of ten, from one to ten, times two to the power of [`UNIT`].
    units: u64,
    /// That power of ten.
    power: i32,
}

const UNIT: u32 = 60;

/// The exponents of the numbers, as their bits have them.
const EXPONENTS: Range<u32> = (PLAIN.start >> FRACTION_BITS)..(PLAIN.end >> FRACTION_BITS) + 1;

/// The scales of these exponents.
const SCALES: [Scale; (EXPONENTS.end - EXPONENTS.start) as usize] = scales();

const fn scales() -> [Scale; (EXPONENTS.end - EXPONENTS.start) as usize] {
    let mut scales = [Scale { units: 0, power: 0 }; (EXPONENTS.end - EXPONENTS.start) as usize];
    let mut rest: &mut [Scale] = &mut scales;
    let mut exponent = EXPONENTS.start;
    while let Some((scale, others)) = rest.split_first_mut() {
        // A number is its significand times two to this power, which is 3 at most.
        let two = exponent.cast_signed() - 150;
        // The logarithm of two to the base of ten, times two to the power of 22.
        let power = (two * 1_262_611) >> 22;
        let units = 10_u64.pow(power.unsigned_abs()) << (two + UNIT.cast_signed());
        *scale = Scale { units, power };
        rest = others;
        exponent += 1;
    }
    scales
}

/// Appends the shortest digits of a number, or nothing where it is out of the range, is a power of two or none; tells whether it did.
#[inline]
pub(super) fn write(value: f32, out: &mut Vec<u8>) -> bool {
    let bits = value.to_bits();
    let (plain, fraction) = (bits & !SIGN, bits & FRACTION);
    // Below a power of two, numbers are half as far apart.
    if !PLAIN.contains(&plain) || fraction == 0 {
        return false;
    }
    let Some(scale) = SCALES.get(((plain >> FRACTION_BITS) - EXPONENTS.start) as usize) else { return false };
    let digits = digits(fraction | (1 << FRACTION_BITS), scale.units);
    let start = out.len() + usize::from(bits & SIGN != 0);
    out.extend_from_slice(&[b'-'; ROOM]);
    let len = out.get_mut(start..).and_then(<[u8]>::first_chunk_mut).map_or(0, |room| spell(digits, scale.power, room));
    out.truncate(start + len);
    len > 0
}

/// How many units a number is, seven to nine digits; the numbers beside it are one to ten units away.
#[inline]
fn digits(significand: u32, units: u64) -> u64 {
    const ONE: u64 = 1 << UNIT;
    let exact = u128::from(significand) * u128::from(units);
    let low = |part: u128| u64::try_from(part).unwrap_or_default();
    let (below, behind) = (low(exact >> UNIT), low(exact & u128::from(ONE - 1)));
    // Halves of a last bit are rounded to an even significand.
    let bound = units / 2 + u64::from(significand & 1 == 0);
    let tens = below / 10 * 10;
    let above_tens = ((below - tens) << UNIT) + behind;
    let nearest = below + u64::from(behind + (below & 1) > ONE / 2);
    let shorter = if 10 * ONE - above_tens < bound { tens + 10 } else { nearest };
    if above_tens < bound { tens } else { shorter }
}

/// The most characters of a number, sign included, and some that are written behind them.
const ROOM: usize = 24;

/// Spells digits and the point among them; gives the number of characters.
#[inline]
fn spell(digits: u64, power: i32, room: &mut [u8; ROOM - 1]) -> usize {
    let more = u32::from(digits >= 10_000_000) + u32::from(digits >= 100_000_000);
    let nine = digits * [100, 10, 1].get(more as usize).copied().unwrap_or_default();
    let (first, eight) = (nine / 100_000_000, eight(nine % 100_000_000));
    let significant = 9 - eight.leading_zeros() as usize / 8;
    let [first, ..] = (first + u64::from(b'0')).to_le_bytes();
    let eight = eight + u64::from_le_bytes([b'0'; 8]);
    // The power of ten of the first digit.
    let first_power = power + more.cast_signed() + 6;
    let mut put = |at: usize, text: [u8; 8]| {
        if let Some(room) = room.get_mut(at..).and_then(<[u8]>::first_chunk_mut) {
            *room = text;
        }
    };
    if first_power < 0 {
        let at = 1 + first_power.unsigned_abs() as usize;
        put(0, *b"0.000000");
        put(at, [first; 8]);
        put(at + 1, eight.to_le_bytes());
        return at + significant;
    }
    let point = 1 + first_power.unsigned_abs() as usize;
    put(0, [first; 8]);
    put(1, eight.to_le_bytes());
    put(point, [b'.'; 8]);
    put(point + 1, (eight >> (8 * first_power)).to_le_bytes());
    (significant + 1).max(point + 2)
}

/// Eight digits, the first in the lowest byte.
#[inline]
fn eight(number: u64) -> u64 {
    let fours = (number / 10_000) | ((number % 10_000) << 32);
    let hundreds = ((fours * 10_486) >> 20) & 0x0000_007f_0000_007f;
    let twos = hundreds | ((fours - 100 * hundreds) << 16);
    let tens = ((twos * 103) >> 10) & 0x000f_000f_000f_000f;
    tens | ((twos - 10 * tens) << 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bits: u32) {
        let value = f32::from_bits(bits);
        let mut out = b"<TD>".to_vec();
        let is_written = write(value, &mut out);
        let mut buffer = zmij::Buffer::new();
        let want = buffer.format(value);
        let bits = bits & !SIGN;
        assert_eq!(is_written, PLAIN.contains(&bits) && !bits.is_multiple_of(1 << FRACTION_BITS), "{want}");
        assert_eq!(str::from_utf8(&out[4..]).unwrap(), if is_written { want } else { "" });
    }

    #[test]
    fn known_numbers() {
        let numbers = [0.0, 1.0, 0.1, 0.3, 1e-6, 1e-7, 1e13, 9.999_999e12, 123_456.79, 16_777_216.0, 33_554_432.0, 8_388_608.5];
        for value in numbers.into_iter().chain([f32::NAN, f32::INFINITY, f32::MIN_POSITIVE, f32::MAX, f32::from_bits(1)]) {
            check(value.to_bits());
            check((-value).to_bits());
        }
    }

    #[test]
    fn neighbours_of_all_powers() {
        let tens = (-8..16).map(|power| format!("1e{power}").parse::<f32>().unwrap().to_bits());
        let twos = (1..255).map(|exponent| exponent << FRACTION_BITS);
        for bits in tens.chain(twos) {
            (bits.saturating_sub(2000)..bits + 2000).for_each(check);
        }
    }

    #[test]
    fn numbers_of_every_kind() {
        (0..=u32::MAX).step_by(104_729).for_each(check);
        (1..1_000_000_u32).step_by(7).for_each(|n| check((n as f32 / 1000.0).to_bits()));
    }

    /// Each of them where the build is optimized.
    #[test]
    fn all_numbers() {
        let step = if cfg!(debug_assertions) { 1009 } else { 1 };
        let (mut buffer, mut out) = (zmij::Buffer::new(), Vec::new());
        for bits in PLAIN.step_by(step) {
            out.clear();
            let value = f32::from_bits(bits);
            let is_written = write(value, &mut out);
            assert!(if is_written { out == buffer.format(value).as_bytes() } else { bits & FRACTION == 0 }, "{value:e}");
        }
    }
}
