use crate::Values;
use serde::{Deserialize, Serialize};

/// One band of an [`XpContinuous`](crate::XpContinuous): the coefficients of the basis functions and how well they fit.
///
/// The lengths come from the file; with Gaia DR3 there are 55 coefficients, as many errors and 1485 correlations. A number
/// that the file leaves out is `None`, in a list NaN.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct XpBand {
    /// Which basis the coefficients refer to; 56 for BP and 57 for RP in Gaia DR3.
    pub basis_function_id: Option<i16>,
    /// Degrees of freedom of the fit.
    pub degrees_of_freedom: Option<i16>,
    /// Number of coefficients, as the file says it.
    pub n_parameters: Option<i16>,
    /// Measurements that the fit took.
    pub n_measurements: Option<i16>,
    /// Measurements that the fit rejected.
    pub n_rejected_measurements: Option<i16>,
    /// The factor by which the errors are scaled: the root of chi squared over the degrees of freedom.
    pub standard_deviation: Option<f32>,
    /// Chi squared of the fit.
    pub chi_squared: Option<f32>,
    /// The coefficients.
    pub coefficients: Values<f64>,
    /// The standard errors of the coefficients, scaled by the standard deviation.
    pub coefficient_errors: Values<f32>,
    /// The correlations of the coefficients: the strict lower triangle of their matrix, row by row.
    pub coefficient_correlations: Values<f32>,
    /// How many leading coefficients a truncation keeps.
    pub n_relevant_bases: Option<i16>,
    /// Length of the coefficients after that truncation, relative to before.
    pub relative_shrinking: Option<f32>,
}

impl XpBand {
    /// Whether nothing is there: no number, and none but NaN in the lists.
    pub(crate) fn is_missing(&self) -> bool {
        let lists = [&self.coefficient_errors, &self.coefficient_correlations];
        let rest = Self {
            coefficients: Values::default(),
            coefficient_errors: Values::default(),
            coefficient_correlations: Values::default(),
            ..self.clone()
        };
        rest == Self::default()
            && self.coefficients.iter().all(|number| number.is_nan())
            && lists.into_iter().all(|list| list.iter().all(|number| number.is_nan()))
    }
}
