use super::{Band, EpochPhotometry, LightCurve, PointFlags, Ratios, light_curve::said};
use crate::Values;
use gaialink_table::arrow::array::{ArrayRef, Float32Array, Float64Array};
use std::sync::Arc;

/// Points of light curves, in the order in which a table has them.
pub(super) struct Points<'a>(Vec<(&'a LightCurve, usize)>);

impl<'a> Points<'a> {
    /// All points of a band, one a transit, source by source.
    pub(super) fn of_band(curves: &'a [EpochPhotometry], band: Band) -> Self {
        let of_source = |curves: &'a EpochPhotometry| (0..curves.len()).map(move |place| (curves.band(band), place));
        Self(curves.iter().flat_map(of_source).collect())
    }

    pub(super) fn of(points: Vec<(&'a LightCurve, usize)>) -> Self {
        Self(points)
    }

    pub(super) fn bands(&self) -> impl Iterator<Item = Band> {
        self.0.iter().map(|(curve, _)| curve.band)
    }

    /// A column of numbers; what is missing is null, or in arrays NaN.
    pub(super) fn numbers(&self, of: fn(&LightCurve) -> &Values<f64>, null: bool) -> ArrayRef {
        let number = |(curve, place): &(&LightCurve, usize)| of(curve).get(*place).copied().unwrap_or(f64::NAN);
        doubles(self.0.iter().map(number), null)
    }

    /// The column of ratios: `float` where all of them are.
    pub(super) fn ratios(&self, null: bool) -> ArrayRef {
        if self.0.iter().any(|(curve, _)| matches!(curve.flux_over_error, Ratios::Double(_))) {
            return doubles(self.0.iter().map(|(curve, place)| curve.flux_over_error.get(*place)), null);
        }
        let number = |(curve, place): &(&LightCurve, usize)| match &curve.flux_over_error {
            Ratios::Float(values) => values.get(*place).copied().unwrap_or(f32::NAN),
            Ratios::Double(_) => f32::NAN,
        };
        let numbers = self.0.iter().map(number);
        Arc::new(match null {
            true => numbers.map(|number| (!number.is_nan()).then_some(number)).collect::<Float32Array>(),
            false => Float32Array::from_iter_values(numbers),
        })
    }

    pub(super) fn rejected_by_photometry(&self) -> impl Iterator<Item = Option<bool>> {
        self.0.iter().map(|(curve, place)| said(&curve.rejected_by_photometry, *place))
    }

    pub(super) fn rejected_by_variability(&self) -> impl Iterator<Item = Option<bool>> {
        self.0.iter().map(|(curve, place)| said(&curve.rejected_by_variability, *place))
    }

    pub(super) fn flags(&self) -> impl Iterator<Item = (Band, PointFlags)> {
        self.0.iter().map(|(curve, place)| {
            let flags = curve.flags.get(*place).copied();
            (curve.band, flags.unwrap_or(PointFlags::of_mask(None, curve.band)))
        })
    }
}

fn doubles(numbers: impl Iterator<Item = f64>, null: bool) -> ArrayRef {
    Arc::new(match null {
        true => numbers.map(|number| (!number.is_nan()).then_some(number)).collect::<Float64Array>(),
        false => Float64Array::from_iter_values(numbers),
    })
}
