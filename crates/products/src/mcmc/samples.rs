use crate::Values;
use ndarray::{Array2, ShapeBuilder};

/// Parameters as a matrix: a row a sample, a column a parameter; NaN where a parameter has fewer samples. The samples of a parameter
/// stand together in memory.
pub(super) fn matrix(parameters: &[&Values<f32>], len: usize) -> Array2<f32> {
    let mut numbers: Vec<f32> = Vec::new();
    numbers.reserve_exact(len.saturating_mul(parameters.len()));
    for (place, column) in parameters.iter().enumerate() {
        numbers.extend_from_slice(&column.slice(0..len.min(column.len())));
        numbers.resize(len.saturating_mul(place + 1), f32::NAN);
    }
    // As many numbers as the shape says.
    Array2::from_shape_vec((len, parameters.len()).f(), numbers).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_a_sample() {
        let (a, b): (Values<f32>, Values<f32>) = (vec![1.0, 2.0, 3.0].into(), vec![4.0, 5.0].into());
        let found = matrix(&[&a, &b], 3);
        assert_eq!(found.shape(), [3, 2]);
        assert_eq!((found[(0, 1)], found[(2, 0)]), (4.0, 3.0));
        assert!(found[(2, 1)].is_nan());
        assert_eq!(found.column(0).as_slice(), Some(&a[..]));
        assert_eq!(matrix(&[&a, &b], 0).shape(), [0, 2]);
    }
}
