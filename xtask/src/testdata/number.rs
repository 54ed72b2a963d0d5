/// The shortest digits of a float as the archive spells them: plain from 0.001 to 10⁷, otherwise with `E`.
pub(super) fn float64(x: f64) -> String {
    spell(x, format!("{x:e}"), format!("{x:?}"))
}

/// [`float64`] for 32 bits.
pub(super) fn float32(x: f32) -> String {
    spell(f64::from(x), format!("{x:e}"), format!("{x:?}"))
}

fn spell(x: f64, scientific: String, plain: String) -> String {
    if x == 0.0 || x.is_nan() || (0.001..1e7).contains(&x.abs()) {
        return plain;
    }
    let Some((digits, exponent)) = scientific.split_once('e') else {
        return if x < 0.0 { "-Infinity".into() } else { "Infinity".into() };
    };
    let point = if digits.contains('.') { "" } else { ".0" };
    format!("{digits}{point}E{exponent}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_are_spelled_as_the_archive_does() {
        for (x, want) in [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (336.0, "336.0"),
            (0.001, "0.001"),
            (9999999.5, "9999999.5"),
            (1e7, "1.0E7"),
            (-0.00058932666, "-5.8932666E-4"),
            (f64::MAX, "1.7976931348623157E308"),
            (f64::NEG_INFINITY, "-Infinity"),
        ] {
            assert_eq!(float64(x), want);
        }
        assert_eq!(float32(4.313_709_2e-17), "4.3137092E-17");
        assert_eq!(float32(0.1), "0.1");
        assert_eq!(float32(f32::NAN), "NaN");
    }
}
