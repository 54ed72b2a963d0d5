/// Whether a text is a date (FITS 4.0, 4.4.2.1): `YYYY-MM-DD`, with a time behind `T` or none, or the old `DD/MM/YY`.
pub(crate) fn is_date(text: &str) -> bool {
    let (day, time) = match text.split_once('T') {
        Some((day, time)) => (day, Some(time)),
        None => (text, None),
    };
    if let (Some([dd, mm, yy]), None) = (parts(day, '/'), time) {
        return number(yy, 2, 0..=99) && is_day(mm, dd);
    }
    // Five-digit years have a sign (FITS 4.0, 9.1.1).
    let (sign, plain) = match day.strip_prefix(['+', '-']) {
        Some(rest) => (true, rest),
        None => (false, day),
    };
    let Some([year, month, day]) = parts(plain, '-') else { return false };
    let digits = if sign { 5 } else { 4 };
    number(year, digits, 0..=99_999) && is_day(month, day) && time.is_none_or(is_time)
}

fn is_day(month: &str, day: &str) -> bool {
    number(month, 2, 1..=12) && number(day, 2, 1..=31)
}

fn is_time(text: &str) -> bool {
    let Some([hour, minute, second]) = parts(text, ':') else { return false };
    let (whole, fraction) = second.split_once('.').unwrap_or((second, "0"));
    let digits = !fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit());
    number(hour, 2, 0..=23) && number(minute, 2, 0..=59) && number(whole, 2, 0..=60) && digits
}

fn parts(text: &str, separator: char) -> Option<[&str; 3]> {
    let mut parts = text.split(separator);
    let all = [parts.next()?, parts.next()?, parts.next()?];
    parts.next().is_none().then_some(all)
}

fn number(text: &str, digits: usize, range: std::ops::RangeInclusive<u32>) -> bool {
    text.len() == digits && text.bytes().all(|b| b.is_ascii_digit()) && text.parse().is_ok_and(|n| range.contains(&n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        let good =
            ["2024-05-28", "2024-05-28T21:59:52", "2024-05-28T21:59:52.123", "28/05/94", "-04713-11-24", "2016-12-31T23:59:60"];
        let bad = [
            "",
            "2024",
            "2024-13-01",
            "2024-05-28T",
            "2024-05-28 21:59:52",
            "2024-5-28",
            "28/05/1994",
            "2024-05-28T21:59",
            "soon",
            "2024-05-28T21:59:52Z",
        ];
        for (texts, want) in [(&good[..], true), (&bad[..], false)] {
            for text in texts {
                assert_eq!(is_date(text), want, "{text:?}");
            }
        }
    }
}
