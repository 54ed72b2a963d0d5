use super::{
    cells::Division,
    elements::{Cells, Elements, Input},
    list::{FixedLists, VariableLists},
    scalar::Scalars,
};

/// The cells that elements make, as they are divided.
pub(super) fn cells<E: Elements + 'static>(input: &Input<'_>, division: Division, elements: E) -> Box<dyn Cells> {
    match division {
        Division::One(_) => Box::new(Scalars::new(elements)),
        Division::Fixed { len, nulls } => Box::new(FixedLists::new(elements, len, nulls)),
        Division::Variable { offsets, nulls } => Box::new(VariableLists::new(elements, input.column, offsets, nulls)),
    }
}
