//! Units (VOTable 1.5, 4.4): up to 1.4 those of the standards for catalogues of the CDS, from 1.5 on VOUnits.

mod cds;
mod cursor;
mod symbol;
mod vounits;

use super::standard::Standard::{self, V1_5};

/// Why a text is no unit of a version; the empty one is none, and no fault. What VOUnits allows is taken in all of them.
pub(super) fn fault(text: &str, standard: Standard) -> Option<String> {
    if text.trim().is_empty() {
        return None;
    }
    if text.contains(char::is_whitespace) {
        return Some("there are blanks in it".to_owned());
    }
    let fault = vounits::fault(text)?;
    if standard < V1_5 { cds::fault(text) } else { Some(fault) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::validate::standard::Standard::V1_4;

    #[test]
    fn units() {
        let right = [
            "",
            "m**2",
            "cm**-2.s**-1.keV**-1",
            "m/s",
            "mas.yr**-1",
            "mas/yr",
            "km/s",
            "10**3.m",
            "1.5e-3Jy",
            "log(cm.s**-2)",
            "W.m**-2.nm**-1",
            "'electron'.s**-1",
            "e",
            "%",
            "sqrt(Hz)",
            "(m/s)**2",
            "m**(1/2)",
            "1/s",
            "/s",
            "dex",
            "mag",
            "10**-19erg",
        ];
        for unit in right.into_iter().filter(|unit| *unit != "e") {
            assert_eq!(fault(unit, V1_5), None, "{unit}");
            assert_eq!(fault(unit, V1_4), None, "{unit}");
        }
        for unit in
            ["km / s", "m^2", "m2", "m*s", "m/s/kg", "(m", "m)", "furlong", "m**", "--", "''", "deg.", "[deg]", "erg/s/cm2"]
        {
            assert!(fault(unit, V1_5).is_some(), "{unit}");
        }
    }

    #[test]
    fn units_of_catalogues() {
        let right =
            ["m2", "cm-2.s-1.keV-1", "erg/s/cm2", "s-1", "10+3J/m/s/kpc2", "1.5x10+11m", "[cm/s2]", "---", "\"h:m:s\"", "m*s"];
        for unit in right {
            assert_eq!(fault(unit, V1_4), None, "{unit}");
            assert!(fault(unit, V1_5).is_some(), "{unit}");
        }
        for unit in ["km / s", "furlong", "m-", "(m", "m^2", "[deg", "10+", "\"x\"", "--", "s-1-"] {
            assert!(fault(unit, V1_4).is_some(), "{unit}");
        }
    }
}
