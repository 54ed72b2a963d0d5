//! Units as VOUnits 1.1 writes them (VOTable 1.5, 4.4).

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
const FUNCTIONS: [&str; 4] = ["log", "ln", "exp", "sqrt"];

/// Why a text is no unit; the empty one is none, and no fault.
pub(super) fn fault(text: &str) -> Option<String> {
    if text.trim().is_empty() {
        return None;
    }
    if text.contains(char::is_whitespace) {
        return Some("there are blanks in it".to_owned());
    }
    let mut parser = Parser { rest: text, depth: 0 };
    match parser.product() {
        Err(why) => Some(why),
        Ok(()) if parser.rest.is_empty() => None,
        Ok(()) => Some(format!("`{}` was not expected", parser.rest)),
    }
}

struct Parser<'a> {
    rest: &'a str,
    depth: u32,
}

type Parsed = Result<(), String>;

impl<'a> Parser<'a> {
    /// Factors joined by `.` and one `/`.
    fn product(&mut self) -> Parsed {
        self.scale()?;
        if self.take('/') || self.take('.') || !self.rest.is_empty() {
            self.factor()?;
        }
        let mut is_divided = false;
        loop {
            match self.rest.chars().next() {
                Some('.') => self.rest = self.rest.get(1..).unwrap_or_default(),
                Some('/') if !is_divided => {
                    is_divided = true;
                    self.rest = self.rest.get(1..).unwrap_or_default();
                }
                Some('/') => return Err("there are two `/`".to_owned()),
                Some('*') => return Err("units are joined by `.`, powers written with `**`".to_owned()),
                _ => return Ok(()),
            }
            self.factor()?;
        }
    }

    /// A number before the unit: a power of ten, or any.
    fn scale(&mut self) -> Parsed {
        let number = self.span(|c| c.is_ascii_digit() || c == '.');
        if number.is_empty() {
            return Ok(());
        }
        if self.rest.starts_with("**") {
            return self.power();
        }
        if self.rest.starts_with(['e', 'E']) && self.rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit() || "+-".contains(c)) {
            self.rest = self.rest.get(1..).unwrap_or_default();
            self.span(|c| c.is_ascii_digit() || "+-".contains(c));
        }
        Ok(())
    }

    fn factor(&mut self) -> Parsed {
        if self.take('(') {
            self.inside()?;
        } else if self.take('\'') {
            let name = self.span(|c| c != '\'');
            if name.is_empty() || !self.take('\'') {
                return Err("a quote is open".to_owned());
            }
        } else {
            let name = self.span(|c| c.is_alphabetic() || c == '%' || c == '_');
            if FUNCTIONS.contains(&name) && self.take('(') {
                self.inside()?;
            } else {
                known(name, self.rest)?;
            }
        }
        if self.rest.starts_with("**") { self.power() } else { Ok(()) }
    }

    fn inside(&mut self) -> Parsed {
        self.depth += 1;
        if self.depth > 16 {
            return Err("brackets are nested too deep".to_owned());
        }
        self.product()?;
        self.depth -= 1;
        if self.take(')') { Ok(()) } else { Err("a bracket is open".to_owned()) }
    }

    /// `**2`, `**-1.5`, `**(1/2)`.
    fn power(&mut self) -> Parsed {
        self.rest = self.rest.get(2..).unwrap_or_default();
        let has_bracket = self.take('(');
        let mut is_number = self.number();
        if has_bracket && self.take('/') {
            is_number &= self.number();
        }
        match is_number && (!has_bracket || self.take(')')) {
            true => Ok(()),
            false => Err("`**` needs a number".to_owned()),
        }
    }

    /// `2`, `-1.5`; a point without a digit behind it is none of the number.
    fn number(&mut self) -> bool {
        let _ = self.take('-') || self.take('+');
        let is_number = !self.span(|c| c.is_ascii_digit()).is_empty();
        if self.rest.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
            self.take('.');
            self.span(|c| c.is_ascii_digit());
        }
        is_number
    }

    fn take(&mut self, c: char) -> bool {
        let after = self.rest.strip_prefix(c);
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    fn span(&mut self, is_inside: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !is_inside(c)).unwrap_or(self.rest.len());
        let (span, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        span
    }
}

fn known(name: &str, rest: &str) -> Parsed {
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

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(fault(unit), None, "{unit}");
        }
        for unit in
            ["km / s", "m^2", "m2", "m*s", "m/s/kg", "(m", "m)", "furlong", "m**", "--", "''", "deg.", "[deg]", "erg/s/cm2"]
        {
            assert!(fault(unit).is_some(), "{unit}");
        }
    }
}
