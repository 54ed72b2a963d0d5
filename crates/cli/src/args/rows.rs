use std::ops::Range;

/// Parses `M..N`, either of which may be left out.
pub(super) fn parse_rows(text: &str) -> Result<Range<u64>, String> {
    let number = |word: &str, left_out| match word {
        "" => Ok(left_out),
        _ => word.parse().map_err(|_| format!("`{word}` is no number of a row")),
    };
    let (start, end) = text.split_once("..").ok_or("expected M..N, such as 0..100")?;
    let rows = number(start, 0)?..number(end, u64::MAX)?;
    if rows.start > rows.end {
        return Err(format!("row {} comes before row {}", rows.end, rows.start));
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges() {
        let good = [("3..7", 3..7), ("..7", 0..7), ("3..", 3..u64::MAX), ("..", 0..u64::MAX), ("4..4", 4..4)];
        for (text, want) in good {
            assert_eq!(parse_rows(text), Ok(want), "{text}");
        }
        for bad in ["", "3", "3-7", "7..3", "a..b", "-1..3", "3..=7", "1..2..3"] {
            assert!(parse_rows(bad).is_err(), "{bad}");
        }
    }
}
