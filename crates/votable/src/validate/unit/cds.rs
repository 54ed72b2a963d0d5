//! Units as the standards for astronomical catalogues write them (CDS 2.0, 3.2), which VOTable asked for up to 1.4: `km/s`, `cm-2.s-1`,
//! `10+3J/m`, `[cm/s2]` for a logarithm.

use super::{cursor::Cursor, symbol::known};

/// Masses and radii that VOUnits does not have.
const MORE_UNITS: [&str; 4] = ["geoMass", "jovMass", "geoRad", "jovRad"];

/// Why a text without blanks is no unit.
pub(super) fn fault(text: &str) -> Option<String> {
    if matches!(text, "-" | "---") || is_quoted(text) {
        return None;
    }
    let inner = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let mut text = Cursor { rest: inner };
    product(&mut text).err()
}

/// A form such as `"h:m:s"`.
fn is_quoted(text: &str) -> bool {
    matches!(text.trim_matches('"'), "h:m:s" | "d:m:s" | "h:m" | "d:m" | "Y:M:D" | "datime") && text.starts_with('"')
}

/// A factor, and units joined by `.`, `*` and `/`.
fn product(text: &mut Cursor<'_>) -> Result<(), String> {
    let factor = text.span(|c| c.is_ascii_digit() || ".+-x".contains(c));
    if factor.ends_with(['+', '-', 'x']) {
        return Err(format!("the factor `{factor}` is no number"));
    }
    if !factor.is_empty() && text.rest.is_empty() {
        return Ok(());
    }
    let _ = text.take('/');
    loop {
        power(text)?;
        if text.rest.is_empty() {
            return Ok(());
        }
        if !(text.take('.') || text.take('*') || text.take('/')) {
            return Err(format!("`{}` was not expected", text.rest));
        }
    }
}

/// A unit with its power: `s`, `s2`, `s-1`, `s+2`.
fn power(text: &mut Cursor<'_>) -> Result<(), String> {
    let name = text.span(|c| c.is_alphabetic() || c == '%' || c == '_');
    if !MORE_UNITS.contains(&name) {
        known(name, text.rest)?;
    }
    let is_signed = text.take('-') || text.take('+');
    let power = text.span(|c| c.is_ascii_digit());
    if is_signed && power.is_empty() { Err("a sign stands without a power".to_owned()) } else { Ok(()) }
}
