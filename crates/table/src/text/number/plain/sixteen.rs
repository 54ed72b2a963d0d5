//! Sixteen characters side by side in a vector.

use super::MOST;
use wide::u8x16;

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
/// A bit for every place.
const ALL: u32 = 0xffff;

const fn last(len: usize) -> [u8; MOST] {
    let shift = (MOST - len) * 8;
    let bits = if len == 0 { 0 } else { u128::MAX >> shift };
    bits.to_be_bytes()
}

/// The integer that the last `len` characters are.
#[inline]
pub(super) fn whole(characters: [u8; MOST], len: usize) -> Option<u64> {
    let places = places(characters, len)?;
    (digits(places) == ALL && len > 0).then(|| value(places))
}

/// As [`whole`], where a point may stand among the digits; also how many stand behind it.
#[inline]
pub(super) fn decimal(characters: [u8; MOST], len: usize) -> Option<(u64, usize)> {
    let places = places(characters, len)?;
    let points = places.simd_eq(u8x16::splat(b'.' ^ b'0')).to_bitmask();
    // There is one point at most, and all else are digits, of which there is one at least.
    if digits(places) ^ points != ALL || points & points.wrapping_sub(1) != 0 || len <= usize::from(points != 0) {
        return None;
    }
    // Without a point it is as if one stood behind all.
    let at = usize::try_from((points | (ALL + 1)).trailing_zeros()).ok()?;
    let behind = (MOST - 1).saturating_sub(at);
    let kept = if points == 0 { MOST } else { behind };
    // The digits before the point move one place up, onto it.
    let kept = u8x16::from(*LAST.get(kept)?);
    let moved = u8x16::from((u128::from_be_bytes(places.to_array()) >> 8).to_be_bytes());
    Some((value((kept & places) | (!kept & moved)), behind))
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

/// The number that sixteen digits are.
#[inline]
fn value(places: u8x16) -> u64 {
    let places = places.to_array();
    let half = |half: Option<&[u8; 8]>| half.map_or(0, |half| eight(u64::from_be_bytes(*half)));
    half(places.first_chunk()).wrapping_mul(100_000_000).wrapping_add(half(places.last_chunk()))
}

/// The number that eight digits are: neighbours are joined three times.
#[inline]
fn eight(ones: u64) -> u64 {
    let join =
        |lanes: u64, mask: u64, bits: u32, factor: u64| ((lanes >> bits) & mask).wrapping_mul(factor).wrapping_add(lanes & mask);
    let twos = join(ones, 0x00ff_00ff_00ff_00ff, 8, 10);
    let fours = join(twos, 0x0000_ffff_0000_ffff, 16, 100);
    join(fours, 0xffff_ffff, 32, 10_000)
}
