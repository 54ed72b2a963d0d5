/// From how many rows the types of a CSV are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum InferRows {
    /// All of them.
    All,
    /// So many.
    First(u64),
}

impl InferRows {
    /// The number, where not all are looked at.
    pub(super) fn limit(self) -> Option<u64> {
        match self {
            Self::All => None,
            Self::First(rows) => Some(rows),
        }
    }
}

/// Parses `all` or a number of rows.
pub(super) fn parse_infer_rows(text: &str) -> Result<InferRows, String> {
    match text {
        "all" => Ok(InferRows::All),
        _ => text.parse().map(InferRows::First).map_err(|_| "expected `all` or a number of rows".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_or_a_number() {
        assert_eq!(parse_infer_rows("all"), Ok(InferRows::All));
        assert_eq!(parse_infer_rows("100"), Ok(InferRows::First(100)));
        for bad in ["", "All", "-1", "1.5"] {
            assert_eq!(parse_infer_rows(bad), Err("expected `all` or a number of rows".to_owned()), "{bad}");
        }
    }
}
