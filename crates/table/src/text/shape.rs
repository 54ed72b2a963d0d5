use crate::{ArraySize, Field};

/// The shape of a column's cells, in elements.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    /// The elements of a cell, where all cells have as many.
    pub(super) fixed: Option<usize>,
    /// What the number of elements is a multiple of.
    pub(super) inner: usize,
    /// The elements of each nested bracket inside the outermost one, innermost first.
    strides: Vec<usize>,
}

impl Shape {
    /// The shape of a column's cells, `None` for one element a cell. Numbers too large for memory become the largest one.
    pub(super) fn of(field: &Field) -> Option<Self> {
        let size = field.cell_shape();
        if size.is_scalar() {
            return None;
        }
        let count = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        Some(Self { fixed: size.fixed_len().map(count), inner: count(size.inner_len()), strides: strides(&size) })
    }

    /// Whether a cell may have so many elements.
    pub(super) fn allows(&self, count: usize) -> bool {
        match self.fixed {
            Some(fixed) => fixed == count,
            None => count == 0 || count.checked_rem(self.inner) == Some(0),
        }
    }

    /// Whether no brackets are inside the outermost ones.
    pub(super) fn is_flat(&self) -> bool {
        self.strides.is_empty()
    }

    /// How many brackets open before, or close behind, so many elements.
    pub(super) fn brackets(&self, count: usize) -> usize {
        self.strides.iter().take_while(|stride| count.checked_rem(**stride) == Some(0)).count()
    }
}

/// Brackets are nested last index fastest, which is the shape backwards; a shape with a zero has no elements to nest.
fn strides(size: &ArraySize) -> Vec<usize> {
    let dims = match size.dims() {
        [inner @ .., _] if !size.is_variable() => inner,
        dims => dims,
    };
    let product = |product: &mut u64, dim: &u64| {
        *product = product.saturating_mul(*dim);
        usize::try_from(*product).ok()
    };
    let strides: Vec<usize> = dims.iter().scan(1_u64, product).collect();
    if strides.contains(&0) { Vec::new() } else { strides }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Datatype;

    fn shape(size: &str) -> Shape {
        Shape::of(&Field::array("x", Datatype::Int, size.parse().unwrap())).unwrap()
    }

    #[test]
    fn brackets_follow_the_shape() {
        for (size, want) in
            [("6", "000000"), ("*", "000000"), ("2x*", "101010"), ("2x3", "101010"), ("3x2x*", "200100"), ("1x6", "111111")]
        {
            let found: String = (0..6).map(|i| shape(size).brackets(i).to_string()).collect();
            assert_eq!(found, want, "{size}");
        }
    }

    #[test]
    fn counts() {
        for (size, good, bad) in
            [("3", vec![3], vec![0, 2, 4]), ("2x3*", vec![0, 2, 8], vec![1, 3]), ("0x*", vec![0], vec![1, 2])]
        {
            assert!(good.iter().all(|n| shape(size).allows(*n)), "{size}");
            assert!(!bad.iter().any(|n| shape(size).allows(*n)), "{size}");
        }
    }
}
