use crate::Values;
use ndarray::Array2;

/// Parameters as a matrix: a row a sample, a column a parameter; NaN where a parameter has fewer samples.
pub(super) fn matrix(parameters: &[&Values<f32>], len: usize) -> Array2<f32> {
    let number = |(sample, parameter): (usize, usize)| {
        parameters.get(parameter).and_then(|column| column.get(sample)).copied().unwrap_or(f32::NAN)
    };
    Array2::from_shape_fn((len, parameters.len()), number)
}
