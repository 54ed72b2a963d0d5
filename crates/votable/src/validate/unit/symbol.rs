//! The symbols of units and their prefixes (VOUnits 1.1, 2).

/// Units that take no prefix, or seldom do; those with a prefix are found without it.
const UNITS: [&str; 76] = [
    "%", "A", "AU", "Angstrom", "B", "Ba", "Bq", "C", "Ci", "D", "F", "G", "Gy", "H", "Hz", "J", "Jy", "K", "L", "N", "Ohm",
    "Pa", "R", "Ry", "S", "Sun", "Sv", "T", "Ta", "V", "W", "Wb", "a", "adu", "angstrom", "arcmin", "arcsec", "au", "barn",
    "beam", "bin", "bit", "byte", "cd", "chan", "count", "ct", "d", "dB", "dex", "deg", "eV", "erg", "g", "h", "kg", "lm", "lx",
    "lyr", "m", "mag", "mas", "min", "mol", "pc", "ph", "photon", "pix", "pixel", "rad", "s", "solLum", "solMass", "solRad",
    "sr", "u",
];
const MORE_UNITS: [&str; 5] = ["electron", "unknown", "voxel", "yr", "uas"];
const PREFIXES: [&str; 32] = [
    "da", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi", "q", "r", "y", "z", "a", "f", "p", "n", "u", "m", "c", "d", "h", "k",
    "M", "G", "T", "P", "E", "Z", "Y", "R", "Q",
];

/// Tells why a name is no unit; `rest` is what follows it.
pub(super) fn known(name: &str, rest: &str) -> Result<(), String> {
    let is_unit = |name: &str| UNITS.contains(&name) || MORE_UNITS.contains(&name);
    let is_prefixed = || PREFIXES.iter().any(|prefix| name.strip_prefix(prefix).is_some_and(is_unit));
    if name.is_empty() {
        return Err(match rest.chars().next() {
            Some(c) => format!("`{c}` stands where a unit is expected"),
            None => "it ends where a unit is expected".to_owned(),
        });
    }
    if is_unit(name) || is_prefixed() { Ok(()) } else { Err(format!("`{name}` is no unit that VOUnits knows")) }
}
