use crate::Values;
use ndarray::Array2;
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

    /// The correlations as a symmetric matrix, as many rows and columns as there are coefficients, with ones in the
    /// diagonal.
    ///
    /// The element of row i and column j < i is the number i(i−1)/2 + j of the correlations; one that is missing is NaN.
    ///
    /// ```
    /// # let mut band = gaialink_products::XpBand::default();
    /// band.coefficients = vec![0.0; 3].into();
    /// band.coefficient_correlations = vec![0.1, 0.2, 0.3].into();
    /// let matrix = band.correlation_matrix();
    /// assert_eq!(matrix, ndarray::array![[1.0, 0.1, 0.2], [0.1, 1.0, 0.3], [0.2, 0.3, 1.0]]);
    /// ```
    pub fn correlation_matrix(&self) -> Array2<f32> {
        let size = self.coefficients.len();
        let number = |(i, j): (usize, usize)| {
            let (low, high) = (i.min(j), i.max(j));
            if i == j {
                return 1.0;
            }
            let place = high * (high - 1) / 2 + low;
            self.coefficient_correlations.get(place).copied().unwrap_or(f32::NAN)
        };
        Array2::from_shape_fn((size, size), number)
    }

    /// The covariances of the coefficients: correlation times both errors, with the scaling by the standard deviation
    /// undone; nothing where the standard deviation is missing.
    ///
    /// ```
    /// # let mut band = gaialink_products::XpBand::default();
    /// band.coefficients = vec![0.0; 2].into();
    /// band.coefficient_errors = vec![1.0, 3.0].into();
    /// band.coefficient_correlations = vec![0.5].into();
    /// assert_eq!(band.covariance_matrix(), None);
    /// band.standard_deviation = Some(2.0);
    /// assert_eq!(band.covariance_matrix(), Some(ndarray::array![[0.25, 0.375], [0.375, 2.25]]));
    /// ```
    pub fn covariance_matrix(&self) -> Option<Array2<f64>> {
        let scale = f64::from(self.standard_deviation?);
        let errors: Vec<f64> = self.coefficient_errors.iter().map(|error| f64::from(*error) / scale).collect();
        let error = |place: usize| errors.get(place).copied().unwrap_or(f64::NAN);
        let mut matrix = self.correlation_matrix().mapv(f64::from);
        matrix.indexed_iter_mut().for_each(|((i, j), number)| *number *= error(i) * error(j));
        Some(matrix)
    }
}
