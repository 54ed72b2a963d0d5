use gaialink_products::SourceId;
use serde::{Deserialize, Serialize};
use std::{fmt, ops::RangeInclusive, str::FromStr};

/// The name of a part of a bulk download, which holds the sources of some HEALPix cells of level 8:
/// `XpSampledMeanSpectrum_000000-003111.csv.gz`.
///
/// ```
/// use gaialink_datalink::BulkName;
/// let name: BulkName = "EpochPhotometry_000000-003111.csv.gz".parse()?;
/// assert_eq!((name.table(), name.cells()), ("EpochPhotometry", 0..=3111));
/// assert!(name.covers(15_570_129_930_240.try_into()?));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BulkName {
    table: String,
    first: u32,
    last: u32,
    extension: String,
}

/// A text that is no [`BulkName`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is no name of a bulk download; expected one such as EpochPhotometry_000000-003111.csv.gz")]
pub struct ParseBulkNameError {
    /// The text that was found.
    pub found: String,
}

/// The HEALPix level of the cells.
const LEVEL: u8 = 8;
/// The last cell of that level.
const LAST: u32 = 12 * 4_u32.pow(8) - 1;

impl BulkName {
    /// The table, such as `RvsMeanSpectrum`.
    pub fn table(&self) -> &str {
        &self.table
    }

    /// The HEALPix cells of level 8, nested, whose sources it holds.
    pub fn cells(&self) -> RangeInclusive<u32> {
        self.first..=self.last
    }

    /// The extension without its first dot, such as `csv.gz`.
    pub fn extension(&self) -> &str {
        &self.extension
    }

    /// Whether a source belongs into it.
    pub fn covers(&self, source: SourceId) -> bool {
        self.cells().contains(&source.healpix(LEVEL))
    }
}

impl FromStr for BulkName {
    type Err = ParseBulkNameError;

    fn from_str(text: &str) -> Result<Self, ParseBulkNameError> {
        parse(text).ok_or_else(|| ParseBulkNameError { found: text.to_owned() })
    }
}

fn parse(text: &str) -> Option<BulkName> {
    let (stem, extension) = text.split_once('.')?;
    let (table, cells) = stem.split_once('_')?;
    let (first, last) = cells.split_once('-')?;
    let number = |digits: &str| {
        let fine = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_digit());
        digits.parse().ok().filter(|cell| fine && *cell <= LAST)
    };
    let (first, last): (u32, u32) = (number(first)?, number(last)?);
    let part = |part: &str| !part.is_empty() && part.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    let is_table = table.starts_with(|c: char| c.is_ascii_uppercase()) && table.bytes().all(|c| c.is_ascii_alphanumeric());
    let fine = is_table && first <= last && extension.split('.').all(part);
    fine.then(|| BulkName { table: table.to_owned(), first, last, extension: extension.to_owned() })
}

impl TryFrom<String> for BulkName {
    type Error = ParseBulkNameError;

    fn try_from(text: String) -> Result<Self, ParseBulkNameError> {
        text.parse()
    }
}

impl From<BulkName> for String {
    fn from(name: BulkName) -> Self {
        name.to_string()
    }
}

impl fmt::Display for BulkName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { table, first, last, extension } = self;
        write!(f, "{table}_{first:06}-{last:06}.{extension}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back() {
        for (text, cells) in [
            ("EpochPhotometry_000000-003111.csv.gz", 0..=3111),
            ("RvsMeanSpectrum_786097-786431.csv.gz", 786_097..=786_431),
            ("GaiaSource_003112-005263.csv", 3112..=5263),
        ] {
            let name: BulkName = text.parse().unwrap();
            assert_eq!((name.cells(), name.to_string().as_str()), (cells, text));
        }
        for bad in [
            "",
            "EpochPhotometry_000000-003111",
            "EpochPhotometry_0-3111.csv",
            "EpochPhotometry_000001-000000.csv",
            "EpochPhotometry_000000-786432.csv",
            "EpochPhotometry_+00000-003111.csv",
            "epochPhotometry_000000-003111.csv",
            "_000000-003111.csv",
            "EpochPhotometry_000000-003111..gz",
            "XP_SAMPLED_RAW.csv",
        ] {
            assert_eq!(bad.parse::<BulkName>(), Err(ParseBulkNameError { found: bad.into() }), "{bad}");
        }
    }

    #[test]
    fn a_source_lies_in_one_part() {
        let id = SourceId::try_from(5_937_083_312_263_887_616).unwrap();
        let cell = id.healpix(8);
        for (first, last, want) in [(cell, cell, true), (0, cell - 1, false), (cell + 1, LAST, false), (0, LAST, true)] {
            let name: BulkName = format!("XpSampledMeanSpectrum_{first:06}-{last:06}.csv.gz").parse().unwrap();
            assert_eq!(name.covers(id), want, "{name}");
        }
    }
}
