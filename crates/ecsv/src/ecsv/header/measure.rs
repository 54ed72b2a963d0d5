//! How much a header holds, which is found before its YAML is parsed: an item takes far more memory there than its text.

use gaialink_table::{LimitError, Limits};

/// The bytes of metadata for each of which an item may stand in the header.
const BYTES_OF_ITEM: u64 = 128;
/// How many brackets may be open. The parser takes longer with each of them, and gives up beyond 128; those in texts count as well.
const MOST_OPEN: u64 = 1000;

/// Checks how many items the YAML of a header has at most, and how deep its brackets nest.
pub(super) fn check(yaml: &str, limits: &Limits) -> Result<(), LimitError> {
    let (mut items, mut deepest) = (0_u64, 0_u64);
    let mut open = 0_u64;
    for line in yaml.lines() {
        // No item of a sequence in block style begins in brackets.
        if line.trim_start_matches(' ').starts_with("- ") {
            open = 0;
        }
        let mut before = b' ';
        for byte in line.bytes() {
            match byte {
                b'[' | b'{' => {
                    open = open.saturating_add(1);
                    deepest = deepest.max(open);
                    items = items.saturating_add(1);
                }
                b']' | b'}' => open = open.saturating_sub(1),
                b',' => items = items.saturating_add(1),
                b' ' if matches!(before, b'-' | b'?') => items = items.saturating_add(1),
                _ => {}
            }
            before = byte;
        }
        items = items.saturating_add(1);
    }
    let limit = limits.max_metadata.div_euclid(BYTES_OF_ITEM).max(MOST_OPEN);
    Limits::claim("items of the header", items, 1, limit)?;
    Limits::claim("open brackets of the header", deepest, 1, MOST_OPEN).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_and_brackets() {
        let mut limits = Limits::default();
        limits.max_metadata = 128 * 2000;
        let range = "- {name: a, description: 'in [0, 1) and [1, 2)'}\n";
        let cases = [
            (String::new(), None),
            (range.repeat(250), None),
            (range.repeat(500), Some(("items of the header", 4000, 2000))),
            ("a:\n".repeat(2001), Some(("items of the header", 2001, 2000))),
            ("- ".repeat(2000), Some(("items of the header", 2001, 2000))),
            ("a: [[[\n".repeat(400), Some(("open brackets of the header", 1200, 1000))),
            (format!("{}{}", "[".repeat(1000), "]".repeat(1000)), None),
            (format!("{}x", "[{".repeat(501)), Some(("open brackets of the header", 1002, 1000))),
        ];
        for (yaml, want) in cases {
            let found = check(&yaml, &limits).err();
            let want = want.map(|(what, found, limit)| LimitError { what: what.to_owned(), found, limit });
            assert_eq!(found, want, "{}", yaml.lines().next().unwrap_or_default());
        }
    }
}
