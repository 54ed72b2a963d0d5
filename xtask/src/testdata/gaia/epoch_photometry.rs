use super::{SOLUTION, SOURCE};
use crate::testdata::{File, number};

const TRANSITS: i64 = 6;
/// The magnitudes of one electron per second in DR3.
const ZERO_POINTS: [f64; 3] = [25.687366867055584, 25.338542215797446, 24.747895501154638];
const BANDS: [&str; 3] = ["G", "BP", "RP"];
/// The least flag of each band, and what a band has where nothing was measured.
const FLAGS: [i64; 3] = [1, 0, 0];
const NOTHING: [i64; 3] = [8_385_535, 8_389_632, 16_779_264];

const WIDE: &str = "solution_id,source_id,transit_id,g_transit_time,g_transit_flux,g_transit_flux_error,\
    g_transit_flux_over_error,g_transit_mag,bp_obs_time,bp_flux,bp_flux_error,bp_flux_over_error,bp_mag,rp_obs_time,rp_flux,\
    rp_flux_error,rp_flux_over_error,rp_mag,variability_flag_g_reject,variability_flag_bp_reject,variability_flag_rp_reject,\
    g_other_flags,bp_other_flags,rp_other_flags,rejected_by_photometry";
const LONG: &str = "source_id,transit_id,band,time,mag,flux,flux_error,flux_over_error,rejected_by_photometry,\
    rejected_by_variability,other_flags,solution_id";

/// The light curves of one source in CSV: as served since December 2024, and as before.
pub(super) fn files() -> [File; 2] {
    let wide = (0..TRANSITS).map(wide);
    let long = (0..3).flat_map(|band| (0..TRANSITS).filter_map(move |transit| long(transit, band)));
    let text = |header: &str, rows: Vec<String>| format!("{header}\n{}\n", rows.join("\n")).into_bytes();
    [
        ("gaia/epoch_photometry.csv".into(), text(WIDE, wide.collect())),
        ("gaia/epoch_photometry_long.csv".into(), text(LONG, long.collect())),
    ]
}

/// Numbers of later transits are greater; the fields of view alternate.
fn transit_id(transit: i64) -> i64 {
    ((130_000_000_000 + transit * 20_000_000_000) << 17) + ((transit % 2) << 15) + 4000 + transit
}

/// Nothing is missing but BP in the third transit, and all of the last one.
fn is_measured(transit: i64, band: usize) -> bool {
    transit + 1 < TRANSITS && (transit, band) != (2, 1)
}

fn flags(transit: i64, band: usize) -> i64 {
    let odd = if (transit, band) == (1, 0) { 4096 } else { 0 };
    let set = |flags: [i64; 3]| flags.get(band).copied().unwrap_or(0);
    if is_measured(transit, band) { set(FLAGS) + odd } else { set(NOTHING) }
}

/// Whether the variability processing rejects the point.
fn is_rejected(transit: i64, band: usize) -> bool {
    !is_measured(transit, band) || (transit, band) == (3, 2)
}

/// Time, flux, error, ratio and magnitude, empty where they are missing. The fluxes are powers of ten, so that their magnitudes need
/// no logarithm.
fn numbers(transit: i64, band: usize) -> [String; 5] {
    if !is_measured(transit, band) {
        return Default::default();
    }
    let (place, offset) = (f64::from(u8::try_from(transit).unwrap_or(0)), f64::from(u8::try_from(band).unwrap_or(0)));
    let (flux, mag) = if transit % 2 == 0 { (10_000.0, 10.0) } else { (100.0, 5.0) };
    let zero_point = ZERO_POINTS.get(band).copied().unwrap_or(0.0);
    let time = 1700.25 + 62.5 * place + offset / 4096.0;
    [time, flux, flux / 64.0, 64.0, zero_point - mag].map(number::float64)
}

fn wide(transit: i64) -> String {
    let mut cells = vec![SOLUTION.to_string(), SOURCE.to_string(), transit_id(transit).to_string()];
    (0..3).for_each(|band| cells.extend(numbers(transit, band)));
    cells.extend((0..3).map(|band| is_rejected(transit, band).to_string()));
    cells.extend((0..3).map(|band| flags(transit, band).to_string()));
    cells.push((transit + 1 == TRANSITS).to_string());
    cells.join(",")
}

/// The rows of what was not measured are left out, as the archive did.
fn long(transit: i64, band: usize) -> Option<String> {
    let [time, flux, error, ratio, mag] = is_measured(transit, band).then(|| numbers(transit, band))?;
    let name = BANDS.get(band)?;
    let (rejected, flags) = (is_rejected(transit, band), flags(transit, band));
    let id = transit_id(transit);
    Some(format!("{SOURCE},{id},{name},{time},{mag},{flux},{error},{ratio},false,{rejected},{flags},{SOLUTION}"))
}
