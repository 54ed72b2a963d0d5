//! Units (FITS 4.0, 4.3).

/// Units that take prefixes.
const PREFIXED: [&str; 42] = [
    "m", "g", "s", "rad", "sr", "K", "A", "mol", "cd", "Hz", "J", "W", "V", "N", "Pa", "C", "Ohm", "S", "F", "Wb", "T", "H",
    "lm", "lx", "a", "yr", "pc", "eV", "R", "G", "barn", "Jy", "mag", "D", "count", "ct", "photon", "ph", "pixel", "pix",
    "voxel", "byte",
];
/// Units that take none.
const ALONE: [&str; 32] = [
    "deg",
    "arcmin",
    "arcsec",
    "mas",
    "min",
    "h",
    "d",
    "erg",
    "Ry",
    "solMass",
    "u",
    "solLum",
    "Angstrom",
    "solRad",
    "AU",
    "lyr",
    "adu",
    "beam",
    "bin",
    "chan",
    "Sun",
    "bit",
    "kg",
    "electron",
    "e",
    "Bq",
    "sun",
    "cy",
    "ta",
    "Ba",
    "solRadius",
    "uas",
];
const PREFIXES: [&str; 20] =
    ["d", "c", "m", "u", "n", "p", "f", "a", "z", "y", "da", "h", "k", "M", "G", "T", "P", "E", "Z", "Y"];
const FUNCTIONS: [&str; 4] = ["sqrt", "log", "ln", "exp"];

/// The first word of a unit that is no unit, or what else is wrong with it; `None` where it is one of FITS.
pub(super) fn fault(text: &str) -> Option<String> {
    let odd = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | '*' | '/' | '^' | '(' | ')' | '+' | '-'));
    if let Some(c) = text.chars().find(|c| odd(*c)) {
        return Some(format!("`{c}` is no part of a unit"));
    }
    let depth = text.chars().try_fold(0_u32, |depth, c| match c {
        '(' => depth.checked_add(1),
        ')' => depth.checked_sub(1),
        _ => Some(depth),
    });
    if depth != Some(0) {
        return Some("its parentheses do not match".to_owned());
    }
    let words = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    words.filter(|word| !is_unit(word) && !FUNCTIONS.contains(word)).map(|word| format!("`{word}` is no unit")).next()
}

fn is_unit(word: &str) -> bool {
    let prefixed = |prefix: &&str| word.strip_prefix(*prefix).is_some_and(|rest| PREFIXED.contains(&rest));
    PREFIXED.contains(&word) || ALONE.contains(&word) || PREFIXES.iter().any(prefixed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units() {
        let good = [
            "m",
            "km/s",
            "W.m**-2.nm**-1",
            "mas.yr**-1",
            "10**-16 erg/s/cm**2/Angstrom",
            "sqrt(erg/pixel/s/GHz)",
            "deg",
            "mJy",
            "",
            "mag",
            "s-1",
        ];
        for text in good {
            assert_eq!(fault(text), None, "{text:?}");
        }
        let bad = [
            ("'dex'", "`'` is no part of a unit"),
            ("furlong", "`furlong` is no unit"),
            ("km/foo", "`foo` is no unit"),
            ("(m", "its parentheses do not match"),
            ("µm", "`µ` is no part of a unit"),
        ];
        for (text, want) in bad {
            assert_eq!(fault(text).as_deref(), Some(want), "{text:?}");
        }
    }
}
