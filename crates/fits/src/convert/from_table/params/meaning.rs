//! Keywords that FITS gives a meaning, which ask for a value of a kind (FITS 4.0, appendix C and 8.2).

use crate::{convert::to_table::is_column_stem, date::is_date};

/// What a keyword asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// It has no meaning: any value.
    Free,
    /// A string.
    Text,
    /// A string that is a date.
    Date,
    /// A number.
    Number,
    /// The name of a frame of coordinates.
    Frame,
    /// Something of images, or no longer in use: no value.
    Elsewhere,
    /// It has no place in the header of a table, or says how that is built.
    Never,
}

const TEXT: [&str; 10] =
    ["ORIGIN", "AUTHOR", "TELESCOP", "INSTRUME", "OBSERVER", "OBJECT", "REFERENC", "CREATOR", "TIMESYS", "WCSNAME"];
/// The frames of RADESYS (FITS 4.0, table 24).
const FRAMES: [&str; 5] = ["ICRS", "FK5", "FK4", "FK4-NO-E", "GAPPT"];
const NUMBER: [&str; 15] = [
    "EQUINOX", "LONPOLE", "LATPOLE", "RESTFRQ", "RESTFREQ", "RESTWAV", "MJD-OBS", "MJD-AVG", "MJD-BEG", "MJD-END", "OBSGEO-X",
    "OBSGEO-Y", "OBSGEO-Z", "VELOSYS", "VELANGL",
];
const ELSEWHERE: [&str; 7] = ["EPOCH", "RADECSYS", "SPECSYS", "SSYSOBS", "SSYSSRC", "WCSAXES", "VELREF"];
/// What belongs to images and random groups, and what makes other things of a table.
const NEVER: [&str; 9] = ["BSCALE", "BZERO", "BUNIT", "BLANK", "DATAMAX", "DATAMIN", "BLOCKED", "ZTABLE", "ZTENSION"];
/// What in a keyword makes readers take a table for an image in compressed form.
pub(super) const IMAGE: &str = "ZIMAGE";
/// Those that end in the number of an axis or of a parameter.
const NUMBERED: [&str; 10] = ["CTYPE", "CUNIT", "CNAME", "CRVAL", "CDELT", "CRPIX", "CROTA", "CD", "PC", "PV"];
const NUMBERED_NEVER: [&str; 5] = ["NAXIS", "TBCOL", "PTYPE", "PSCAL", "PZERO"];

impl Meaning {
    /// The meaning of a keyword in capital letters.
    pub(super) fn of(keyword: &str) -> Self {
        let stem = keyword.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
        let is_numbered = stem.len() < keyword.len();
        match (keyword, stem) {
            _ if TEXT.contains(&keyword) => Self::Text,
            _ if NUMBER.contains(&keyword) => Self::Number,
            _ if ELSEWHERE.contains(&keyword) => Self::Elsewhere,
            _ if NEVER.contains(&keyword) || keyword.contains(IMAGE) => Self::Never,
            ("RADESYS", _) => Self::Frame,
            (_, "DATE") | ("DATEREF", _) => Self::Date,
            _ if keyword.starts_with("DATE-") => Self::Date,
            _ if is_numbered && NUMBERED.contains(&stem) => Self::Elsewhere,
            _ if is_numbered && (NUMBERED_NEVER.contains(&stem) || is_column_stem(stem)) => Self::Never,
            _ => Self::Free,
        }
    }

    /// Whether a value is what the keyword asks for: a number or truth value as a card spells it, or a text.
    pub(super) fn takes(self, number: Option<&str>, text: &str) -> bool {
        let is_real = |digits: &str| digits.parse::<f64>().is_ok();
        match self {
            Self::Free => true,
            Self::Text => number.is_none(),
            Self::Date => number.is_none() && is_date(text),
            Self::Number => number.is_some_and(is_real),
            Self::Frame => number.is_none() && FRAMES.contains(&text),
            Self::Elsewhere | Self::Never => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords() {
        let cases = [
            ("EQUINOX", Meaning::Number),
            ("DATE", Meaning::Date),
            ("DATE-OBS", Meaning::Date),
            ("DATES", Meaning::Free),
            ("ORIGIN", Meaning::Text),
            ("WCSAXES", Meaning::Elsewhere),
            ("CTYPE1", Meaning::Elsewhere),
            ("CD1_2", Meaning::Elsewhere),
            ("RADESYS", Meaning::Frame),
            ("MYZIMAGE", Meaning::Never),
            ("CD", Meaning::Free),
            ("CDS1", Meaning::Free),
            ("TTYPE2", Meaning::Never),
            ("TTYPE1X", Meaning::Never),
            ("TTYPE", Meaning::Free),
            ("TTYPES1", Meaning::Free),
            ("NAXIS1_1", Meaning::Never),
            ("ZIMAGE", Meaning::Never),
            ("PERIOD", Meaning::Free),
            ("1CRV1", Meaning::Free),
        ];
        for (keyword, want) in cases {
            assert_eq!(Meaning::of(keyword), want, "{keyword}");
        }
    }

    #[test]
    fn values() {
        let cases = [
            (Meaning::Text, None, "J2000", true),
            (Meaning::Text, Some("2000"), "2000", false),
            (Meaning::Number, Some("2000.0"), "2000", true),
            (Meaning::Number, Some("1.5E-7"), "1.5e-7", true),
            (Meaning::Number, Some("T"), "true", false),
            (Meaning::Number, Some("(1.0, 2.0)"), "1 2", false),
            (Meaning::Number, None, "J2000", false),
            (Meaning::Frame, None, "ICRS", true),
            (Meaning::Frame, None, "text", false),
            (Meaning::Elsewhere, Some("2.5"), "2.5", false),
            (Meaning::Date, None, "2024-05-28", true),
            (Meaning::Date, None, "soon", false),
            (Meaning::Date, Some("2024"), "2024", false),
            (Meaning::Never, None, "x", false),
            (Meaning::Free, Some("T"), "true", true),
        ];
        for (meaning, number, text, want) in cases {
            assert_eq!(meaning.takes(number, text), want, "{meaning:?} {text}");
        }
    }
}
