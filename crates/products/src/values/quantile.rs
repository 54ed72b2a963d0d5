use super::{Number, Values};

impl<T: Number> Values<T> {
    /// The quantiles at fractions from 0 (the least number) to 1 (the greatest), in the order of the fractions. Between two
    /// numbers of the sorted list the quantile is interpolated linearly: of `n` numbers, the one at place `(n - 1) · fraction`
    /// counted from 0. Missing numbers are left out.
    ///
    /// `None` where no number is left, or a fraction is not from 0 to 1.
    ///
    /// ```
    /// use gaialink_products::Values;
    /// let teff = Values::from(vec![5800.0_f32, f32::NAN, 5600.0, 5700.0]);
    /// assert_eq!(teff.quantiles([0.0, 0.25, 1.0]), Some([5600.0, 5650.0, 5800.0]));
    /// ```
    pub fn quantiles<const Q: usize>(&self, fractions: [f64; Q]) -> Option<[f64; Q]> {
        let mut sorted: Vec<f64> = self.iter().filter(|number| !number.is_missing()).map(|number| number.to_double()).collect();
        sorted.sort_unstable_by(f64::total_cmp);
        let mut quantiles = [f64::NAN; Q];
        for (quantile, fraction) in quantiles.iter_mut().zip(fractions) {
            *quantile = at(&sorted, fraction)?;
        }
        Some(quantiles)
    }

    /// The median, which is the quantile at one half; `None` where no number is left. See [`Values::quantiles`].
    ///
    /// ```
    /// use gaialink_products::Values;
    /// assert_eq!(Values::from(vec![3.0_f64, 1.0, 4.0, f64::NAN, 2.0]).median(), Some(2.5));
    /// ```
    pub fn median(&self) -> Option<f64> {
        self.quantiles([0.5]).map(|[median]| median)
    }
}

/// The quantile of sorted numbers.
fn at(sorted: &[f64], fraction: f64) -> Option<f64> {
    if !(0.0..=1.0).contains(&fraction) {
        return None;
    }
    let place = sorted.len().checked_sub(1)? as f64 * fraction;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to the last place")]
    let whole = place.floor() as usize;
    let low = *sorted.get(whole)?;
    let part = place.fract();
    let high = sorted.get(whole + 1).filter(|high| part > 0.0 && **high != low);
    Some(high.map_or(low, |high| low * (1.0 - part) + high * part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn interpolated_between_two_numbers() {
        let cases: [(&[f32], f64, Option<f64>); 13] = [
            (&[], 0.5, None),
            (&[f32::NAN], 0.5, None),
            (&[2.0], 0.0, Some(2.0)),
            (&[2.0], 0.3, Some(2.0)),
            (&[4.0, 1.0], 0.5, Some(2.5)),
            (&[4.0, f32::NAN, 1.0, 3.0], 0.5, Some(3.0)),
            (&[4.0, 1.0, 3.0, 2.0, 5.0], 0.125, Some(1.5)),
            (&[4.0, 1.0, 3.0, 2.0, 5.0], 1.0, Some(5.0)),
            (&[f32::NEG_INFINITY, 1.0, 2.0], 0.25, Some(f64::NEG_INFINITY)),
            (&[f32::INFINITY, f32::INFINITY], 0.5, Some(f64::INFINITY)),
            (&[1.0], 1.5, None),
            (&[1.0], -0.1, None),
            (&[1.0], f64::NAN, None),
        ];
        for (numbers, fraction, want) in cases {
            let found = Values::from(numbers.to_vec()).quantiles([fraction]).map(|[quantile]| quantile);
            assert_eq!(found, want, "{numbers:?} at {fraction}");
        }
    }

    #[test]
    fn one_bad_fraction_spoils_all() {
        let values = Values::from(vec![1.0_f64, 2.0]);
        assert_eq!(values.quantiles([]), Some([]));
        assert_eq!(values.quantiles([1.0, 0.0]), Some([2.0, 1.0]));
        assert_eq!(values.quantiles([1.0, 2.0]), None);
    }
}
