/// Parses a TDIM, `(d1,d2,…)`, first index fastest (FITS 4.0, 7.3.2); `None` where it is none.
pub(crate) fn parse(text: &str) -> Option<Vec<u64>> {
    let inner = text.trim().strip_prefix('(')?.strip_suffix(')')?;
    let dims: Option<Vec<u64>> = inner.split(',').map(|dim| dim.trim().parse().ok()).collect();
    dims.filter(|dims| !dims.is_empty())
}

/// The text of a TDIM.
pub(crate) fn format(dims: &[u64]) -> String {
    let parts: Vec<String> = dims.iter().map(u64::to_string).collect();
    format!("({})", parts.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dims() {
        let cases = [
            ("(3,4)", Some(vec![3, 4])),
            (" ( 55 ) ", Some(vec![55])),
            ("()", None),
            ("3,4", None),
            ("(a)", None),
            ("(-1)", None),
        ];
        for (text, want) in cases {
            assert_eq!(parse(text), want, "{text:?}");
        }
        assert_eq!(format(&[3, 4]), "(3,4)");
    }
}
