//! Sixteen characters side by side in a vector.

use super::window::{MOST, Window};
use wide::{bytemuck, f64x2, i16x8, i32x4, u8x16};

/// For each number of characters, ones in the last so many places.
const LAST: [[u8; MOST]; MOST + 1] = [
    last(0),
    last(1),
    last(2),
    last(3),
    last(4),
    last(5),
    last(6),
    last(7),
    last(8),
    last(9),
    last(10),
    last(11),
    last(12),
    last(13),
    last(14),
    last(15),
    last(16),
];
/// For a point in each place, what the first and the last eight digits around it are multiplied with.
const POINTS: [[f64; 2]; MOST] = [
    [1e-7, 1e-15],
    [1e-6, 1e-14],
    [1e-5, 1e-13],
    [1e-4, 1e-12],
    [1e-3, 1e-11],
    [1e-2, 1e-10],
    [1e-1, 1e-9],
    [1e0, 1e-8],
    [1e1, 1e-7],
    [1e2, 1e-6],
    [1e3, 1e-5],
    [1e4, 1e-4],
    [1e5, 1e-3],
    [1e6, 1e-2],
    [1e7, 1e-1],
    [1e8, 1e0],
];
/// A bit for every place.
const ALL: u32 = 0xffff;
/// What the digits are worth that stand before the last [`MOST`], and the most that 19 digits have there.
const FRONT: u64 = 10_000_000_000_000_000;
const MOST_FRONT: u64 = 999;

const fn last(len: usize) -> [u8; MOST] {
    let shift = (MOST - len) * 8;
    let bits = if len == 0 { 0 } else { u128::MAX >> shift };
    bits.to_be_bytes()
}

/// The integer that the last `len` characters are.
#[inline]
pub(super) fn whole(window: &Window, len: usize) -> Option<u64> {
    let places = places(window.last, len)?;
    (digits(places) == ALL && len > 0).then(|| value(places))
}

/// As [`whole`], with up to so many characters before the last ones; behind zeros up to 19 digits.
#[inline]
pub(super) fn long_whole(front: &Window, last: &Window, len: usize) -> Option<u64> {
    joined(whole(front, len.checked_sub(MOST)?)?, whole(last, MOST)?)
}

/// As [`whole`], where a point may stand among the digits; also how many stand behind it.
#[inline]
pub(super) fn decimal(window: &Window, len: usize) -> Option<(u64, usize)> {
    let (places, points) = decimal_places(window, len)?;
    if points == 0 {
        return (len > 0).then(|| (value(places), 0));
    }
    let Pointed { digits, point } = pointed_places(window, len, (places, points))?;
    Some((value(digits), (MOST - 1).saturating_sub(point)))
}

/// Digits around a point, as if it stood behind them.
pub(super) struct Pointed {
    digits: u8x16,
    /// The place of the point.
    point: usize,
}

impl Pointed {
    /// The last `len` characters, where they are digits and a point.
    #[inline(always)]
    pub(super) fn new(window: &Window, len: usize) -> Option<Self> {
        let (places, points) = decimal_places(window, len)?;
        if points == 0 { None } else { pointed_places(window, len, (places, points)) }
    }

    /// The number, of which three roundings may be off: that of a power of ten, and those of a product and a sum.
    #[inline(always)]
    pub(super) fn nearly(&self) -> Option<f64> {
        let halves = f64x2::from_i32x4_lower2(halves(self.digits));
        let [high, low] = (halves * f64x2::from(*POINTS.get(self.point)?)).to_array();
        Some(high + low)
    }
}

/// What the last `len` characters differ from `0` by, and a bit for each that is a point: there is one at most, and digits else.
#[inline(always)]
fn decimal_places(window: &Window, len: usize) -> Option<(u8x16, u32)> {
    let places = places(window.last, len)?;
    let points = points(places);
    is_decimal(digits(places), points, ALL).then_some((places, points))
}

/// The digits of places with one point.
#[inline(always)]
fn pointed_places(window: &Window, len: usize, (places, points): (u8x16, u32)) -> Option<Pointed> {
    let point = usize::try_from(points.trailing_zeros()).ok()?;
    let before = before(window, len)?;
    (len > 1).then_some(Pointed { digits: closed(places, before, (MOST - 1).wrapping_sub(point))?, point })
}

/// As [`decimal`], with up to so many characters before the last ones; behind zeros up to 19 digits.
#[inline]
pub(super) fn long_decimal(front: &Window, last: &Window, len: usize) -> Option<(u64, usize)> {
    let front_len = len.checked_sub(MOST)?;
    let (front_places, places) = (places(front.last, front_len)?, places(last.last, MOST)?);
    let both = |front: u32, last: u32| front | last << MOST;
    let points = both(points(front_places), points(places));
    if !is_decimal(both(digits(front_places), digits(places)), points, u32::MAX) {
        return None;
    }
    let at = usize::try_from(points.trailing_zeros()).ok()?;
    let behind = (2 * MOST - 1).saturating_sub(at);
    let kept = if points == 0 { 2 * MOST } else { behind };
    let front = value(closed(front_places, before(front, front_len)?, kept.saturating_sub(MOST))?);
    let last = value(closed(places, before(last, len.min(MOST + 1))?, kept.min(MOST))?);
    Some((joined(front, last)?, behind))
}

/// The last sixteen digits and those before them, where these are so few that both together fit 64 bits.
#[inline]
fn joined(front: u64, last: u64) -> Option<u64> {
    (front <= MOST_FRONT).then(|| front.wrapping_mul(FRONT).wrapping_add(last))
}

/// Whether there is one point at most, and digits in all other places.
#[inline]
fn is_decimal(digits: u32, points: u32, all: u32) -> bool {
    digits ^ points == all && points & points.wrapping_sub(1) == 0
}

/// The digits of places without the point, onto which those before it move up; the last `kept` ones stay.
#[inline]
fn closed(places: u8x16, before: u8x16, kept: usize) -> Option<u8x16> {
    let kept = u8x16::from(*LAST.get(kept)?);
    Some((kept & places) | (!kept & before))
}

/// The places before those of the last `len` characters.
#[inline]
fn before(window: &Window, len: usize) -> Option<u8x16> {
    places(window.before, len.saturating_sub(1))
}

/// Where a byte is first.
#[inline]
pub(super) fn find(characters: [u8; MOST], byte: u8) -> Option<usize> {
    first(u8x16::from(characters).simd_eq(u8x16::splat(byte)))
}

/// Where a byte is first that is a blank or below.
#[inline]
pub(super) fn find_low(characters: [u8; MOST]) -> Option<usize> {
    let characters = u8x16::from(characters);
    first(characters.min(u8x16::splat(b' ')).simd_eq(characters))
}

/// The first place that is not zero.
#[inline]
fn first(places: u8x16) -> Option<usize> {
    let found = places.to_bitmask();
    if found == 0 { None } else { usize::try_from(found.trailing_zeros()).ok() }
}

/// What the last `len` characters differ from `0` by, and nothing in the places before.
#[inline]
fn places(characters: [u8; MOST], len: usize) -> Option<u8x16> {
    let kept = u8x16::from(*LAST.get(len)?);
    Some((u8x16::from(characters) ^ u8x16::splat(b'0')) & kept)
}

/// A bit for each place that is no more than nine.
#[inline]
fn digits(places: u8x16) -> u32 {
    places.min(u8x16::splat(9)).simd_eq(places).to_bitmask()
}

/// A bit for each place that is a point.
#[inline]
fn points(places: u8x16) -> u32 {
    places.simd_eq(u8x16::splat(b'.' ^ b'0')).to_bitmask()
}

/// The number that sixteen digits are.
#[inline]
fn value(digits: u8x16) -> u64 {
    let [high, low, ..] = halves(digits).to_array();
    u64::from(high.cast_unsigned()).wrapping_mul(100_000_000).wrapping_add(u64::from(low.cast_unsigned()))
}

/// The numbers that the first and the last eight of sixteen digits are: neighbours are joined three times.
#[inline(always)]
fn halves(digits: u8x16) -> i32x4 {
    // Ten times the first of two bytes and once the second come together in the upper one.
    let twos: i16x8 = (pairs(digits) * i16x8::splat(10 << 8 | 1)) >> 8;
    let fours: i32x4 = twos.dot(i16x8::from([100, 1, 100, 1, 100, 1, 100, 1]));
    let fours = i16x8::from_i32x8_saturate(bytemuck::cast([fours, i32x4::ZERO]));
    fours.dot(i16x8::from([10_000, 1, 10_000, 1, 10_000, 1, 10_000, 1]))
}

/// Each two bytes, the first of them the lower half.
#[inline]
fn pairs(digits: u8x16) -> i16x8 {
    let pairs: i16x8 = bytemuck::cast(digits);
    if cfg!(target_endian = "little") { pairs } else { i16x8::from(pairs.to_array().map(i16::swap_bytes)) }
}
