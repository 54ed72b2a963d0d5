//! Units in their many spellings: `W.m**-2.nm**-1`, `W.nm-1.m-2` and `W / (nm m2)` are one.

use std::collections::BTreeMap;

/// Whether two texts spell the same unit.
///
/// Quotes around a word (`'dex'`) and blanks do not count, factors may stand in any order, powers be written as `**-2`,
/// `^-2` or `-2`, and `/` divides by the factor or bracket behind it. `e-` is the electron. A function (`log(cm.s**-2)`) is
/// compared by its argument.
pub(crate) fn same(a: &str, b: &str) -> bool {
    let short = |text: &str| text.len() <= MAX_LEN;
    a == b || (short(a) && short(b) && normal(a) == normal(b))
}

/// Longer texts are compared as they are: no unit is so long, and brackets could nest too deep.
const MAX_LEN: usize = 128;

fn normal(text: &str) -> BTreeMap<String, i32> {
    let bare: String = text.chars().filter(|c| !matches!(c, '\'' | '"')).collect();
    let bare = bare.replace("**", "^");
    let mut factors = BTreeMap::new();
    collect(&bare, 1, &mut factors);
    factors.retain(|_, power| *power != 0);
    factors
}

/// Adds the factors of a product, all to the power `sign`.
fn collect(text: &str, sign: i32, factors: &mut BTreeMap<String, i32>) {
    let mut rest = text.trim_start_matches([' ', '.', '*']);
    let mut sign_here = sign;
    while !rest.is_empty() {
        if let Some(behind) = rest.strip_prefix('/') {
            sign_here = -sign;
            rest = behind.trim_start();
            continue;
        }
        let (word, behind) = split_factor(rest);
        add(word, sign_here, factors);
        sign_here = sign;
        rest = behind.trim_start_matches([' ', '.', '*']);
    }
}

/// The first factor of a product, brackets kept together, and what follows it.
fn split_factor(text: &str) -> (&str, &str) {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ' ' | '.' | '*' | '/' if depth == 0 && at > 0 => return text.split_at_checked(at).unwrap_or((text, "")),
            _ => {}
        }
    }
    (text, "")
}

fn add(word: &str, sign: i32, factors: &mut BTreeMap<String, i32>) {
    let word = if word == "e-" { "electron" } else { word };
    match word.strip_suffix(')').and_then(|head| head.split_once('(')) {
        Some(("", inner)) => collect(inner, sign, factors),
        Some((name, inner)) => {
            let argument: Vec<String> = normal(inner).into_iter().map(|(unit, power)| format!("{unit}{power}")).collect();
            raise(factors, &format!("{name}({})", argument.join(" ")), sign);
        }
        None => add_power(word, sign, factors),
    }
}

/// Adds a name with a power behind it; what looks like a power and is none is a part of the name.
fn add_power(word: &str, sign: i32, factors: &mut BTreeMap<String, i32>) {
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '^'));
    let (name, power) = word.split_at_checked(letters.len()).unwrap_or((word, ""));
    match power.trim_start_matches('^') {
        "" => raise(factors, name, sign),
        power => match power.parse::<i32>().ok().and_then(|power| power.checked_mul(sign)) {
            Some(power) => raise(factors, name, power),
            None => raise(factors, word, sign),
        },
    }
}

fn raise(factors: &mut BTreeMap<String, i32>, name: &str, power: i32) {
    let sum = factors.entry(name.to_owned()).or_default();
    *sum = sum.saturating_add(power);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings() {
        for (a, b) in [
            ("W.m**-2.nm**-1", "W.nm-1.m-2"),
            ("W.m**-2.nm**-1", "W / (nm m2)"),
            ("W.m**-2.nm**-1", "W / nm / m2"),
            ("W.m**-2.nm**-1", "nm^-1 m^-2 W"),
            ("'electron'.s**-1", "electron / s"),
            ("'electron'.s**-1", "e-/s"),
            ("'electron'.s**-1", "''electron''.s**-1"),
            ("'dex'", "''dex''"),
            ("'dex'", "dex"),
            ("log(cm.s**-2)", "log(cm s-2)"),
            ("log(cm.s**-2)", "log(cm/s**2)"),
        ] {
            assert!(same(a, b), "{a} and {b}: {:?} {:?}", normal(a), normal(b));
        }
    }

    #[test]
    fn hostile_units_end() {
        let deep = format!("{}m{}", "(".repeat(300_000), ")".repeat(300_000));
        let named = format!("{}m{}", "f(".repeat(100_000), ")".repeat(100_000));
        for unit in [deep.as_str(), &named, "m2147483647.m.m", "m-2147483648/m", "m2147483648", "()", "(", ")", "f()", "/", "//"]
        {
            assert!(same(unit, unit));
            assert!(!same(unit, "s"));
        }
    }

    #[test]
    fn different_units() {
        for (a, b) in [
            ("nm", "um"),
            ("W.m**-2.nm**-1", "W.m**-2"),
            ("log(cm.s**-2)", "cm.s**-2"),
            ("log(cm.s**-2)", "log(m.s**-2)"),
            ("mag", ""),
            ("d", "yr"),
            ("s**99999999999", "s"),
        ] {
            assert!(!same(a, b), "{a} and {b}: {:?} {:?}", normal(a), normal(b));
        }
    }

    #[test]
    fn nonsense_ends() {
        for text in ["((((", "))", "/", "///", "*", "**", "a(b(c", "-", "é-1", "9", "s**-2147483648 s**-2147483648"] {
            assert!(same(text, text));
            normal(text);
        }
        let deep = "(".repeat(1_000_000) + &")".repeat(1_000_000);
        assert!(!same(&deep, "m"));
    }
}
