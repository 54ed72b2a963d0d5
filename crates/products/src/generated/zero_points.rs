//! Made by `cargo xtask codegen` of `data/zero_points.yaml`; change that file.

use crate::Release;

/// The zero points in G, BP and RP, by release.
pub(crate) static ZERO_POINTS: &[(Release, [f64; 3])] = &[
    // seen: served-dr2, served-dr2-2021
    (Release::Dr2, [25.688365725119546, 25.351388170745413, 24.761919988172604]),
    // seen: served-2026, served-raw-2026, bulk, csv-rows
    (Release::Dr3, [25.687366867055584, 25.338542215797446, 24.747895501154638]),
];
