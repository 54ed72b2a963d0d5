//! Tables in the archive's layouts.

mod epoch_photometry;
mod mcmc_msc;
mod xp_continuous;
mod xp_sampled;

use super::{
    File,
    column::{Param, Table},
    csv, ecsv, fits, number,
    votable::{self, Serialization},
};

/// A source that does not exist: HEALPix pixel 1 of level 12 and a running number.
const SOURCE: i64 = (1 << 35) + 17;
/// The second source.
const OTHER: i64 = (2 << 35) + 4;
const SOLUTION: i64 = 4_242_424_242_424_242_001;

/// Every table in every format.
pub(super) fn files() -> Vec<File> {
    let tables = [
        mcmc_msc::table(),
        xp_sampled::individual(),
        xp_sampled::raw(),
        xp_continuous::individual(),
        xp_continuous::raw_with_a_missing_band(),
    ];
    tables.iter().flat_map(in_every_format).chain([xp_sampled::flat_csv()]).chain(epoch_photometry::files()).collect()
}

fn in_every_format(table: &Table) -> Vec<File> {
    let mut files = vec![
        (format!("gaia/{}.xml", table.name), votable::document(table, Serialization::Binary2).into_bytes()),
        (format!("gaia/{}.binary.xml", table.name), votable::document(table, Serialization::Binary).into_bytes()),
        (format!("gaia/{}.plain.xml", table.name), votable::document(table, Serialization::TableData).into_bytes()),
        (format!("gaia/{}.fits", table.name), fits::file(table)),
        (format!("gaia/{}.ecsv", table.name), ecsv::text(table).into_bytes()),
    ];
    // What CSV cannot hold as it is has a layout of its own there.
    if table.params.is_empty() {
        files.push((format!("gaia/{}.csv", table.name), csv::text(table).into_bytes()));
    }
    files
}

/// A number out of nowhere, the same every time: a multiple of 1/64 between −32 and 32.
fn scatter(seed: u32, index: u32) -> f32 {
    let mixed = (index.wrapping_add(1)).wrapping_mul(2_654_435_761).wrapping_add(seed.wrapping_mul(40_503)) >> 20;
    let small = i16::try_from(mixed & 0xfff).unwrap_or(0) - 2048;
    f32::from(small) / 64.0
}

fn param(name: &'static str, keyword: &'static str, attributes: &'static str, value: impl Into<String>) -> Param {
    Param { name, keyword, attributes, value: value.into() }
}

fn position() -> (f64, f64) {
    (123.456_789_012_345_67, -45.678_901_234_567_89)
}

fn position_text() -> String {
    let (ra, dec) = position();
    format!("{} {}", number::float64(ra), number::float64(dec))
}
