//! PARAMs to cards.
//!
//! Where the keyword map holds, the PARAMs it knows get its keywords, as strings; where a keyword is for several PARAMs, which only the
//! archive's style repeats, the standard style has their full names behind HIERARCH. All others follow one rule: a name that is a keyword
//! (1 to 8 of `A` to `Z`, `0` to `9`, `-`, `_`) and says nothing of the structure is written as it is; any other name, and one to which FITS
//! gives a meaning that the value does not have (`EQUINOX` of a text), stands behind HIERARCH, as it is; and a name that cannot, or that is taken,
//! is cut to 8 letters and numbered until it is unique.

mod meaning;

use self::meaning::{IMAGE, Meaning};
use crate::{
    KeywordMap, Style, WriteOptions,
    card::{archive_card, ascii, continued, number_card, text_card},
    convert::to_table::is_structure,
    keyword::to_card,
};
use gaialink_table::{Datatype, Param, Schema};
use std::collections::{HashMap, HashSet};

/// The cards of all PARAMs, those of the enclosing elements included.
pub(crate) fn param_cards(schema: &Schema, options: &WriteOptions) -> Vec<String> {
    let map = options.keywords.as_deref();
    let anchor = map.and_then(KeywordMap::anchor);
    let holds = anchor.is_some_and(|anchor| schema.all_params().any(|param| param.name() == anchor.param.name));
    let map = map.filter(|_| holds);
    let mut used = Used::default();
    let mut cards = Vec::new();
    let mut mapped = HashSet::new();
    for param in schema.all_params() {
        let known = map.filter(|_| !mapped.contains(&param.name()));
        match known.and_then(|map| mapped_card(map, param, options.style)) {
            Some(card) => {
                mapped.insert(param.name());
                cards.push(card);
            }
            None => cards.extend(own_cards(param, map, &mut used)),
        }
    }
    cards
}

/// The keywords that are written.
#[derive(Default)]
struct Used {
    /// In capital letters.
    keywords: HashSet<String>,
    /// The number up to which the keywords of a stem are taken.
    numbers: HashMap<String, u64>,
}

impl Used {
    fn has(&self, keyword: &str) -> bool {
        self.keywords.contains(&keyword.to_ascii_uppercase())
    }

    fn add(&mut self, keyword: &str) {
        self.keywords.insert(keyword.to_ascii_uppercase());
    }
}

/// The card of a PARAM that the map knows, where its value fits into one.
fn mapped_card(map: &KeywordMap, param: &Param, style: Style) -> Option<String> {
    let entry = map.entry_for(param.name())?;
    let is_repeated = map.entries_of(&entry.keyword).nth(1).is_some();
    let value = ascii(&to_card(&param.value, &param.field)).0;
    let comment = ascii(param.field.description.as_deref().unwrap_or_default()).0;
    let keyword = if is_repeated && style == Style::Standard { param.name() } else { &entry.keyword };
    let card = text_card(keyword, &value, &comment)?;
    Some(match style {
        Style::Standard => card,
        Style::Archive => archive_card(&entry.keyword, &value, &comment),
    })
}

/// The cards of a PARAM under its own name.
fn own_cards(param: &Param, map: Option<&KeywordMap>, used: &mut Used) -> Vec<String> {
    let name = param.name();
    let taken = |keyword: &str, used: &Used| {
        is_reserved(keyword) || used.has(keyword) || map.is_some_and(|map| map.entries_of(keyword).next().is_some())
    };
    let is_plain = is_keyword(name) && Meaning::of(name).takes(number(param).as_deref(), &param.value);
    if is_plain && !taken(name, used) {
        used.add(name);
        return value_cards(param, name);
    }
    if is_hierarch(name) && fits(param, name) && !taken(name, used) {
        used.add(name);
        return value_cards(param, &format!("HIERARCH {name}"));
    }
    let keyword = unique(name, used, taken);
    used.add(&keyword);
    value_cards(param, &keyword)
}

/// Whether a PARAM's value fits into one card behind HIERARCH.
fn fits(param: &Param, name: &str) -> bool {
    let quotes = param.value.matches('\'').count() + 2;
    "HIERARCH ".len() + name.len() + " = ".len() + param.value.len().max(20) + quotes <= 80
}

/// The cards of a value under a keyword: numbers as numbers, everything else as a string.
fn value_cards(param: &Param, keyword: &str) -> Vec<String> {
    let unit = param.field.unit.as_ref().map(|unit| format!("[{unit}]"));
    let description = param.field.description.clone();
    let comment = [unit, description].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let comment = ascii(&comment).0;
    match number(param) {
        Some(value) => vec![number_card(keyword, &value, &comment)],
        None => continued(keyword, &ascii(&param.value).0, &comment),
    }
}

/// A number or a logical value as a card spells it; `None` where it is neither.
fn number(param: &Param) -> Option<String> {
    let value = param.value.trim();
    let plain = param.field.arraysize.is_scalar();
    match param.field.datatype {
        Datatype::Boolean if plain => match value {
            "T" | "t" | "true" | "True" | "TRUE" | "1" => Some("T".to_owned()),
            "F" | "f" | "false" | "False" | "FALSE" | "0" => Some("F".to_owned()),
            _ => None,
        },
        datatype if plain && datatype.is_integer() => value.parse::<i128>().is_ok().then(|| value.to_owned()),
        datatype if plain && matches!(datatype, Datatype::Float | Datatype::Double) => real(value),
        Datatype::FloatComplex | Datatype::DoubleComplex if plain => {
            let mut parts = value.split_ascii_whitespace();
            let (re, im) = (real(parts.next()?)?, real(parts.next()?)?);
            parts.next().is_none().then(|| format!("({re}, {im})"))
        }
        _ => None,
    }
}

/// A floating-point number as a card spells it; there is none for NaN and the infinities.
fn real(value: &str) -> Option<String> {
    let number: f64 = value.parse().ok()?;
    let spelled = value.replace('e', "E");
    let point = if spelled.contains(['.', 'E']) { "" } else { ".0" };
    number.is_finite().then(|| format!("{spelled}{point}"))
}

fn is_keyword(name: &str) -> bool {
    let plain = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_');
    (1..=8).contains(&name.len()) && name.bytes().all(plain)
}

/// Whether a name can stand behind HIERARCH and come back as it was: printable words, one blank between them.
fn is_hierarch(name: &str) -> bool {
    let plain = name.bytes().all(|b| (b' '..=b'~').contains(&b) && !matches!(b, b'=' | b'\'' | b'/'));
    let words = name.split(' ').all(|word| !word.is_empty()) && !name.starts_with("HIERARCH");
    plain && words && name.len() <= 40 && !is_reserved(&name.to_ascii_uppercase())
}

/// Whether a keyword says something of the structure, of a column, or nothing at all.
fn is_reserved(keyword: &str) -> bool {
    let commentary = ["COMMENT", "HISTORY", "CONTINUE", "END", "HIERARCH", "EXTEND", "GROUPS", "DATE-HDU"];
    let kept = ["STILVERS", "STILCLAS", "EXTVER", "EXTLEVEL", "INHERIT"];
    is_structure(keyword) || commentary.contains(&keyword) || kept.contains(&keyword) || Meaning::of(keyword) == Meaning::Never
}

/// A keyword of 8 letters that is not taken.
fn unique(name: &str, used: &mut Used, taken: impl Fn(&str, &Used) -> bool) -> String {
    let letter = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
    let base: String = name.chars().map(letter).take(8).collect();
    let base = match Meaning::of(&base) {
        _ if base.is_empty() => "PARAM".to_owned(),
        Meaning::Free => base,
        // Under another name it says nothing that it should not, nor does what is made of it.
        _ => format!("P_{}", base.replace(IMAGE, "Z_IMAGE")).chars().take(8).collect(),
    };
    if !taken(&base, used) {
        return base;
    }
    let start = used.numbers.get(&base).copied().unwrap_or(1);
    let numbered = (start..).map(|n| {
        let digits = n.to_string();
        let head: String = base.chars().take(7_usize.saturating_sub(digits.len())).collect();
        (n, format!("{head}_{digits}"))
    });
    let (number, keyword) = numbered.into_iter().find(|(_, keyword)| !taken(keyword, used)).unwrap_or_default();
    used.numbers.insert(base, number);
    keyword
}

#[cfg(test)]
mod tests {
    use super::*;
    use gaialink_table::Field;

    #[test]
    fn own_names() {
        let cases = [
            ("EQUINOX", "2000.0", "EQUINOX =               2000.0"),
            ("filter", "2000.0", "HIERARCH filter =               2000.0"),
            ("reference_frame", "2000.0", "HIERARCH reference_frame =               2000.0"),
            ("two words", "2000.0", "HIERARCH two words =               2000.0"),
            ("naxis1", "2000.0", "P_NAXIS1=               2000.0"),
            ("NAXIS1", "2000.0", "P_NAXIS1=               2000.0"),
            ("TTYPE2", "2000.0", "P_TTYPE2=               2000.0"),
            ("zimage", "2000.0", "P_Z_IMAG=               2000.0"),
            ("ORIGIN", "2000.0", "HIERARCH ORIGIN =               2000.0"),
            ("EQUINOX", "NaN", "HIERARCH EQUINOX = 'NaN     '"),
            ("HIERARCH x", "2000.0", "HIERAR_1=               2000.0"),
            ("a=b", "2000.0", "A_B     =               2000.0"),
            ("période", "2000.0", "P_RIODE =               2000.0"),
            ("X", "NaN", "X       = 'NaN     '"),
            ("X", "5", "X       =                  5.0"),
            ("X", "1e-7", "X       =                 1E-7"),
        ];
        for (name, value, want) in cases {
            let param = Param::new(Field::new(name, Datatype::Double), value);
            let cards = own_cards(&param, None, &mut Used::default());
            assert_eq!(cards[0].trim_end(), want, "{name}");
        }
    }

    #[test]
    fn complex_numbers() {
        for (value, want) in
            [("1 -2.5", "Z       =          (1.0, -2.5)"), ("NaN 1", "Z       = 'NaN 1   '"), ("1", "Z       = '1       '")]
        {
            let param = Param::new(Field::new("Z", Datatype::DoubleComplex), value);
            assert_eq!(own_cards(&param, None, &mut Used::default())[0].trim_end(), want);
        }
    }

    #[test]
    fn never_two_the_same() {
        let options = WriteOptions { keywords: None, ..WriteOptions::default() };
        let mut schema = Schema::default();
        for name in ["PERIOD", "PERIOD", "Period", "a=very long name of a thing", "a=very long name too"] {
            schema.params.push(Param::text(name, "x"));
        }
        let cards = param_cards(&schema, &options);
        let keywords: Vec<&str> = cards.iter().map(|card| card.split('=').next().unwrap().trim()).collect();
        assert_eq!(keywords, ["PERIOD", "PERIOD_1", "PERIOD_2", "A_VERY_L", "A_VERY_1"]);
    }
}
