//! TCB, TDB and TT, in nanoseconds from JD 2455197.5 of the scale itself.

/// TT − TAI.
pub(super) const TT_MINUS_TAI: i64 = 32_184_000_000;

/// The rate at which TCB gains on TDB (IAU 2006, B3).
const L_B: f64 = 1.550519768e-8;
/// TDB − TCB at the epoch of the definition, in nanoseconds.
const TDB_0: f64 = -65_500.0;
/// Nanoseconds from that epoch, JD 2443144.5003725, to JD 2455197.5.
const SINCE_EPOCH: f64 = (2_455_197.5 - 2_443_144.0 - 0.500_372_5) * 86_400e9;

/// TDB of an instant of TCB.
pub(super) fn of_tcb(tcb: i64) -> i64 {
    tcb.saturating_add(rounded(TDB_0 - L_B * (tcb as f64 + SINCE_EPOCH)))
}

/// TCB of an instant of TDB.
pub(super) fn to_tcb(tdb: i64) -> i64 {
    let elapsed = (tdb as f64 + SINCE_EPOCH - TDB_0) / (1.0 - L_B);
    tdb.saturating_add(rounded(L_B * elapsed - TDB_0))
}

/// TT of an instant of TDB.
pub(super) fn to_tt(tdb: i64) -> i64 {
    tdb.saturating_sub(rounded(periodic(tdb)))
}

/// TDB of an instant of TT. The periodic difference hardly changes within itself, so that of TT is taken.
pub(super) fn of_tt(tt: i64) -> i64 {
    tt.saturating_add(rounded(periodic(tt)))
}

/// The periodic difference TDB − TT, in nanoseconds, by the seven greatest terms (USNO Circular 179, 2.6), good to 10 µs from
/// 1600 to 2200.
fn periodic(tt: i64) -> f64 {
    const CENTURY: f64 = 36_525.0 * 86_400e9;
    /// From J2000.0 to JD 2455197.5.
    const SINCE_J2000: f64 = 3_652.5 * 86_400e9;
    let t = (tt as f64 + SINCE_J2000) / CENTURY;
    let terms: [(f64, f64, f64); 6] = [
        (1_657_000.0, 628.3076, 6.2401),
        (22_000.0, 575.3385, 4.2970),
        (14_000.0, 1256.6152, 6.1969),
        (5_000.0, 606.9777, 4.0212),
        (5_000.0, 52.9691, 0.4444),
        (2_000.0, 21.3299, 5.5431),
    ];
    let sum: f64 = terms.iter().map(|(amplitude, rate, phase)| amplitude * (rate * t + phase).sin()).sum();
    sum + 10_000.0 * t * (628.3076 * t + 4.2490).sin()
}

fn rounded(nanoseconds: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "differences of scales are minutes; beyond the range it saturates")]
    let rounded = nanoseconds.round() as i64;
    rounded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for days in -10_000..10_000 {
            let tcb = days * 86_400_000_000_000 + 123_456_789;
            assert!((to_tcb(of_tcb(tcb)) - tcb).abs() <= 1, "{days}");
            assert!((of_tt(to_tt(tcb)) - tcb).abs() <= 2, "{days}");
        }
    }
}
