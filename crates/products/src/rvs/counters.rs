use crate::{
    Error, ProductKind, Result,
    sheet::{Group, Sheet},
};
use gaialink_table::arrow::array::{ArrayRef, Int16Array, Int64Array};
use std::sync::Arc;

/// How many transits and CCD spectra a spectrum was made of, in the order of [`NAMES`].
pub(super) type Counters = [Option<i32>; 3];

/// The counters, by the names of their columns and PARAMs.
const NAMES: [&str; 3] = ["combined_transits", "combined_ccds", "deblended_ccds"];

/// The counters of each source of a sheet: columns in RAW and CSV, PARAMs else.
pub(super) fn from_sheet(sheet: &Sheet<'_>) -> Result<Vec<Counters>> {
    let mut counters: Vec<Counters> = vec![Counters::default(); sheet.groups().len()];
    for (place, name) in NAMES.into_iter().enumerate() {
        let column = sheet.integers(name)?;
        for (group, counters) in sheet.groups().iter().zip(&mut counters) {
            let found = counter(sheet, name, column.as_ref(), group)?;
            if let Some(counter) = counters.get_mut(place) {
                *counter = found;
            }
        }
    }
    Ok(counters)
}

fn counter(sheet: &Sheet<'_>, name: &'static str, column: Option<&Int64Array>, group: &Group) -> Result<Option<i32>> {
    let found = match column {
        Some(column) => sheet.constant_integer(name, Some(column), group)?,
        None => sheet.params().integer(name)?,
    };
    let place = group.rows.start;
    found.map(|number| i32::try_from(number).map_err(|_| not(name, place, "int", number))).transpose()
}

/// The counters that are known, as PARAMs have them.
pub(super) fn params(counters: Counters) -> Vec<(&'static str, String)> {
    NAMES.into_iter().zip(counters).filter_map(|(name, counter)| Some((name, counter?.to_string()))).collect()
}

/// The counters of several sources, as the columns of RAW have them.
pub(super) fn columns(sources: &[Counters]) -> Result<Vec<(&'static str, ArrayRef)>> {
    let column = |(at, name): (usize, &'static str)| {
        let short = |(place, counters): (usize, &Counters)| {
            let counter = counters.get(at).copied().flatten();
            counter.map(|number| i16::try_from(number).map_err(|_| not(name, place, "short", number.into()))).transpose()
        };
        let shorts: Int16Array = sources.iter().enumerate().map(short).collect::<Result<Vec<Option<i16>>>>()?.into();
        Ok((name, Arc::new(shorts) as ArrayRef))
    };
    NAMES.into_iter().enumerate().map(column).collect()
}

fn not(column: &'static str, place: usize, expected: &'static str, found: i64) -> Error {
    Error::Value { product: ProductKind::Rvs, column, place, expected, found: found.to_string() }
}
