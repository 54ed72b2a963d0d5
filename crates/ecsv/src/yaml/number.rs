//! Numbers as YAML 1.1 and 1.2 readers agree on them.

/// The spelling of a float that every YAML reader takes for a float: a point, and a sign in the exponent. The digits stay as they
/// are. `None` where the text is no number.
pub(crate) fn float_spelling(text: &str) -> Option<String> {
    let value: f64 = match text {
        ".nan" | ".NaN" | ".NAN" => f64::NAN,
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => f64::INFINITY,
        "-.inf" | "-.Inf" | "-.INF" => f64::NEG_INFINITY,
        _ => text.parse().ok()?,
    };
    if value.is_nan() {
        return Some(".nan".to_owned());
    }
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return Some(if value > 0.0 { ".inf" } else { "-.inf" }.to_owned());
    }
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let mut out = mantissa.strip_prefix('+').unwrap_or(mantissa).to_owned();
    if let Some(rest) = out.strip_prefix("-.").or_else(|| out.strip_prefix('.')) {
        out = format!("{}0.{rest}", if out.starts_with('-') { "-" } else { "" });
    }
    match out.find('.') {
        None => out.push_str(".0"),
        Some(_) if out.ends_with('.') => out.push('0'),
        Some(_) => {}
    }
    if let Some(exponent) = exponent {
        out.push(if text.contains('E') { 'E' } else { 'e' });
        if !exponent.starts_with(['+', '-']) {
            out.push('+');
        }
        out.push_str(exponent);
    }
    Some(out)
}

/// The decimal digits of an integer of up to 64 bits, or `None` where the text is none.
pub(crate) fn int_spelling(text: &str) -> Option<String> {
    text.parse::<i64>().map(|n| n.to_string()).or_else(|_| text.parse::<u64>().map(|n| n.to_string())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats() {
        let cases = [
            ("2.83", Some("2.83")),
            ("5.8932666E-4", Some("5.8932666E-4")),
            ("1e5", Some("1.0e+5")),
            ("-1e-7", Some("-1.0e-7")),
            ("1.", Some("1.0")),
            (".5", Some("0.5")),
            ("-.5", Some("-0.5")),
            ("+1.5", Some("1.5")),
            ("7", Some("7.0")),
            ("NaN", Some(".nan")),
            (".nan", Some(".nan")),
            ("+Inf", Some(".inf")),
            ("-.inf", Some("-.inf")),
            ("-Infinity", Some("-.inf")),
            ("1e999", Some("1.0e+999")),
            ("", None),
            ("x", None),
            ("1 2", None),
        ];
        for (text, want) in cases {
            assert_eq!(float_spelling(text).as_deref(), want, "{text:?}");
        }
    }

    #[test]
    fn integers() {
        let cases =
            [("007", Some("7")), ("-5", Some("-5")), ("18446744073709551615", Some("18446744073709551615")), ("1.0", None)];
        for (text, want) in cases {
            assert_eq!(int_spelling(text).as_deref(), want, "{text:?}");
        }
    }
}
