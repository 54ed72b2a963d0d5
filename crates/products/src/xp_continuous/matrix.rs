use super::XpBand;
use crate::{Number, Values};
use ndarray::{Array2, ArrayView2};

impl XpBand {
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
        let mut numbers = &*self.coefficient_correlations;
        symmetric(self.coefficients.len(), |(below, diagonal)| {
            let row = take(&mut numbers, below.len());
            for (element, number) in below.iter_mut().zip(row) {
                *element = *number;
            }
            *diagonal = 1.0;
        })
    }

    /// The covariances of the coefficients: correlation times both errors, with the scaling by the standard deviation
    /// undone; `None` where the standard deviation is missing.
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
        let size = self.coefficients.len();
        let mut errors: Vec<f64> = self.coefficient_errors.iter().map(|error| f64::from(*error) / scale).collect();
        errors.resize(size, f64::NAN);
        let mut numbers = &*self.coefficient_correlations;
        let mut rows = errors.iter();
        Some(symmetric(size, |(below, diagonal)| {
            let error = rows.next().copied().unwrap_or(f64::NAN);
            let row = take(&mut numbers, below.len());
            for ((element, other), number) in below.iter_mut().zip(&errors).zip(row) {
                *element = f64::from(*number) * (error * other);
            }
            *diagonal = error * error;
        }))
    }

    /// Whether the matrix of correlations is positive definite, as that of a fit is: its Cholesky decomposition exists. A matrix
    /// with a missing element is not.
    ///
    /// ```
    /// # let mut band = gaialink_products::XpBand::default();
    /// band.coefficients = vec![0.0; 2].into();
    /// band.coefficient_correlations = vec![0.5].into();
    /// assert!(band.is_positive_definite());
    /// band.coefficient_correlations = vec![1.5].into();
    /// assert!(!band.is_positive_definite());
    /// ```
    pub fn is_positive_definite(&self) -> bool {
        has_cholesky(self.correlation_matrix().mapv(f64::from).view())
    }

    /// The band cut to its relevant bases: the first `n_relevant_bases` coefficients with their errors and correlations. The whole
    /// band where their number is missing, negative or not less than that of the coefficients.
    ///
    /// ```
    /// # let mut band = gaialink_products::XpBand::default();
    /// band.coefficients = vec![4.0, 3.0, 0.5].into();
    /// band.coefficient_errors = vec![0.1, 0.2, 0.3].into();
    /// band.coefficient_correlations = vec![0.1, 0.2, 0.3].into();
    /// band.n_relevant_bases = Some(2);
    /// let cut = band.truncated();
    /// assert_eq!(*cut.coefficients, [4.0, 3.0]);
    /// assert_eq!(*cut.coefficient_errors, [0.1, 0.2]);
    /// assert_eq!(*cut.coefficient_correlations, [0.1]);
    /// assert_eq!(cut.n_parameters, None);
    /// ```
    #[must_use]
    pub fn truncated(&self) -> Self {
        let relevant = self.n_relevant_bases.and_then(|bases| usize::try_from(bases).ok());
        let Some(size) = relevant.filter(|size| *size < self.coefficients.len()) else { return self.clone() };
        let pairs = size.saturating_mul(size.saturating_sub(1)) / 2;
        Self {
            n_parameters: self.n_parameters.and(i16::try_from(size).ok()),
            coefficients: first(&self.coefficients, size),
            coefficient_errors: first(&self.coefficient_errors, size),
            coefficient_correlations: first(&self.coefficient_correlations, pairs),
            ..self.clone()
        }
    }
}

/// The first numbers, as many as are wanted or there are, and the others left. All at once, so that several are looked at together.
fn take<'a>(numbers: &mut &'a [f32], count: usize) -> &'a [f32] {
    let (taken, left) = numbers.split_at_checked(count).unwrap_or((numbers, &[]));
    *numbers = left;
    taken
}

/// A symmetric matrix, whose rows up to the diagonal are filled in one after the other: what is below it, and the diagonal itself.
/// What is not filled in is missing.
fn symmetric<T: Number>(size: usize, mut fill: impl FnMut((&mut [T], &mut T))) -> Array2<T> {
    let mut matrix = Array2::from_elem((size, size), T::MISSING);
    let Some(elements) = matrix.as_slice_mut() else { return matrix };
    for place in 0..size {
        let Some((above, rest)) = elements.split_at_mut_checked(place.saturating_mul(size)) else { continue };
        let Some((diagonal, below)) = rest.get_mut(..=place).and_then(<[T]>::split_last_mut) else { continue };
        fill((&mut *below, diagonal));
        for (line, number) in above.chunks_exact_mut(size).zip(below.iter()) {
            line.get_mut(place).into_iter().for_each(|element| *element = *number);
        }
    }
    matrix
}

fn first<T: Number>(values: &Values<T>, len: usize) -> Values<T> {
    values.slice(0..len.min(values.len()))
}

/// Whether a symmetric matrix is the product of a lower triangle with positive diagonal and its transpose.
fn has_cholesky(matrix: ArrayView2<'_, f64>) -> bool {
    let mut rows: Vec<Vec<f64>> = Vec::new();
    for (i, source) in matrix.rows().into_iter().enumerate() {
        let mut row: Vec<f64> = Vec::new();
        for (element, above) in source.iter().take(i).zip(&rows) {
            let sum: f64 = row.iter().zip(above).map(|(a, b)| a * b).sum();
            row.push((element - sum) / above.last().copied().unwrap_or(f64::NAN));
        }
        let square = source.get(i).copied().unwrap_or(f64::NAN) - row.iter().map(|element| element * element).sum::<f64>();
        if square.is_nan() || square <= 0.0 {
            return false;
        }
        row.push(square.sqrt());
        rows.push(row);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn definite_matrices() {
        for (matrix, want) in [
            (array![[1.0, 0.5, 0.5], [0.5, 1.0, 0.5], [0.5, 0.5, 1.0]], true),
            (array![[1.0, -0.6, -0.6], [-0.6, 1.0, -0.6], [-0.6, -0.6, 1.0]], false),
            (array![[1.0, 1.0, 0.0], [1.0, 1.0, 0.0], [0.0, 0.0, 1.0]], false),
            (array![[1.0, f64::NAN, 0.0], [f64::NAN, 1.0, 0.0], [0.0, 0.0, 1.0]], false),
        ] {
            assert_eq!(has_cholesky(matrix.view()), want, "{matrix}");
        }
        assert!(has_cholesky(Array2::zeros((0, 0)).view()));
    }

    #[test]
    fn a_missing_number_stays_missing() {
        let mut band = XpBand { coefficients: vec![1.0; 3].into(), coefficient_errors: vec![2.0; 2].into(), ..XpBand::default() };
        (band.standard_deviation, band.coefficient_correlations) = (Some(1.0), vec![0.5, 0.25].into());
        let matrix = band.covariance_matrix().unwrap();
        assert_eq!(matrix[(0, 1)], 2.0);
        assert!(matrix[(2, 1)].is_nan() && matrix[(1, 2)].is_nan() && matrix[(2, 2)].is_nan());
        assert!(!band.is_positive_definite());
        band.n_relevant_bases = Some(7);
        assert_eq!(band.truncated(), band);
        band.n_relevant_bases = Some(0);
        assert!(band.truncated().coefficients.is_empty());
    }
}
