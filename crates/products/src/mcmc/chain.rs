use crate::{ProductKind, SolutionId, SourceId, Values};

/// A chain with `N` parameters, as its tables see it.
pub(crate) trait Chain<const N: usize>: Sized {
    /// The product.
    const KIND: ProductKind;
    /// The names of the parameters, in the order of the columns.
    const NAMES: [&'static str; N];
    /// The layouts in the registry: flat, and RAW.
    const LAYOUTS: [&'static str; 2];

    /// The chain of a source, whose parameters are equally long.
    fn of(source_id: SourceId, solution_id: Option<SolutionId>, parameters: [Values<f32>; N]) -> Self;

    /// Whose chain it is, and which run of the processing made it.
    fn ids(&self) -> (SourceId, Option<SolutionId>);

    /// The parameters.
    fn columns(&self) -> [&Values<f32>; N];
}
