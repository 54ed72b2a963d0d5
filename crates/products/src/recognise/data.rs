use crate::{ProductKind, Structure, registry::Layout};
use gaialink_table::{
    Table,
    arrow::{
        array::{Array, ArrayRef, AsArray},
        compute::cast,
        datatypes::{DataType, Float64Type, Int64Type},
    },
};

/// Whether the wavelengths, or the lengths of the arrays, can be those of a spectrum of this layout. Other layouts, and
/// tables that do not tell, fit.
pub(super) fn fits_grid(layout: &Layout, table: &Table) -> bool {
    let (start, step, len) = match layout.product {
        ProductKind::XpSampled => (336.0, 2.0, 343),
        ProductKind::Rvs => (846.0, 0.01, 2401),
        _ => return true,
    };
    if layout.structure == Structure::Raw {
        return chunks(table, "flux").all(|array| lengths(&array).all(|found| found == 0 || found == len));
    }
    let last = len as f64 - 1.0;
    let on_grid = |wavelength: f64| {
        let place = (wavelength - start) / step;
        (place - place.round()).abs() < 1e-3 && (-0.5..last + 0.5).contains(&place)
    };
    let present = |found: &f64| !found.is_nan();
    let all_on_grid = |array: ArrayRef| match numbers(&array) {
        Some(numbers) => numbers.into_iter().flatten().filter(present).all(on_grid),
        None => true,
    };
    chunks(table, "wavelength").all(all_on_grid)
}

/// Whether the column `source_id` has more than one value.
pub(super) fn has_several_sources(table: &Table) -> bool {
    let ids = chunks(table, "source_id").filter_map(|array| cast(&array, &DataType::Int64).ok());
    let mut first = None;
    ids.into_iter().any(|array| {
        let array = array.as_primitive_opt::<Int64Type>().cloned();
        array.is_some_and(|ids| ids.iter().flatten().any(|id| *first.get_or_insert(id) != id))
    })
}

fn chunks<'a>(table: &'a Table, name: &str) -> impl Iterator<Item = ArrayRef> + use<'a> {
    table.column(name).into_iter().flat_map(|column| column.chunks().cloned())
}

fn numbers(array: &ArrayRef) -> Option<Vec<Option<f64>>> {
    let numbers = cast(array, &DataType::Float64).ok()?;
    Some(numbers.as_primitive_opt::<Float64Type>()?.iter().collect())
}

fn lengths(array: &ArrayRef) -> std::vec::IntoIter<usize> {
    let lengths: Vec<usize> = match (array.as_list_opt::<i32>(), array.as_fixed_size_list_opt()) {
        (Some(list), _) => (0..list.len())
            .filter(|row| list.is_valid(*row))
            .map(|row| usize::try_from(list.value_length(row)).unwrap_or_default())
            .collect(),
        (_, Some(list)) if !list.is_empty() => vec![usize::try_from(list.value_length()).unwrap_or_default()],
        _ => Vec::new(),
    };
    lengths.into_iter()
}
