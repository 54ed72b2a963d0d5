use crate::{
    Error, ProductKind, Result, make,
    sheet::{Group, Sheet},
};
use gaialink_table::arrow::array::{ArrayRef, Int64Array};

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
    let Some(column) = column else { return sheet.params().integer(name) };
    let (product, place) = (ProductKind::Rvs, group.rows.start);
    let error = |found: i64| Error::Value { product, column: name, place, expected: "int", found: found.to_string() };
    let found = sheet.constant_integer(name, Some(column), group)?;
    found.map(|number| i32::try_from(number).map_err(|_| error(number))).transpose()
}

/// The counters that are known, as PARAMs have them.
pub(super) fn params(counters: Counters) -> Vec<(&'static str, String)> {
    NAMES.into_iter().zip(counters).filter_map(|(name, counter)| Some((name, counter?.to_string()))).collect()
}

/// The counters of several sources, as the columns of RAW have them.
pub(super) fn columns(sources: &[Counters]) -> Result<Vec<(&'static str, ArrayRef)>> {
    let column = |(at, name): (usize, &'static str)| {
        let counts = sources.iter().map(|counters| counters.get(at).copied().flatten());
        Ok((name, make::counts(ProductKind::Rvs, name, counts)?))
    };
    NAMES.into_iter().enumerate().map(column).collect()
}
