//! Tables in the layouts of the registry.

use crate::{
    Error, ProductKind, Result, Values, registry,
    registry::{ColumnDefinition, Layout},
    values::Number,
};
use gaialink_table::{
    Datatype, Error as TableError, Field, Param, Schema, Table,
    arrow::{
        array::{Array, ArrayRef, AsArray, Int16Array, Int64Array, ListArray, PrimitiveArray, UInt64Array},
        buffer::{NullBuffer, OffsetBuffer},
        compute::{cast, take},
        datatypes::{DataType, Field as ArrowField, Int64Type},
    },
    schema::arrow::data_type,
};
use std::{iter, sync::Arc};

/// A layout of the registry, by its name.
pub(crate) fn layout(name: &'static str) -> Result<&'static Layout> {
    Ok(registry::layout(name).ok_or_else(|| TableError::NoColumn { name: name.to_owned() })?)
}

/// A table with the columns of a layout, in its order.
pub(crate) fn table(layout: &Layout, columns: Vec<(&'static str, ArrayRef)>, params: Vec<Param>) -> Result<Table> {
    of_columns(layout.columns, columns, params)
}

/// A table with the columns of a list, in its order and of its types.
pub(crate) fn of_columns(
    definitions: &[ColumnDefinition],
    columns: Vec<(&'static str, ArrayRef)>,
    params: Vec<Param>,
) -> Result<Table> {
    assemble(definitions, columns, params, |definition, _| definition.field())
}

/// The same, but for columns of `float` and `double`, which are as wide as their arrays are.
pub(crate) fn as_wide_as_they_are(
    definitions: &[ColumnDefinition],
    columns: Vec<(&'static str, ArrayRef)>,
    params: Vec<Param>,
) -> Result<Table> {
    assemble(definitions, columns, params, |definition, array| {
        let mut field = definition.field();
        match element_type(array.data_type()) {
            DataType::Float32 => field.datatype = Datatype::Float,
            DataType::Float64 => field.datatype = Datatype::Double,
            _ => {}
        }
        field
    })
}

fn element_type(data_type: &DataType) -> &DataType {
    match data_type {
        DataType::List(item) | DataType::FixedSizeList(item, _) => item.data_type(),
        other => other,
    }
}

fn assemble(
    definitions: &[ColumnDefinition],
    mut columns: Vec<(&'static str, ArrayRef)>,
    params: Vec<Param>,
    field: impl Fn(&ColumnDefinition, &ArrayRef) -> Field,
) -> Result<Table> {
    let mut schema = Schema::default();
    let mut arrays = Vec::new();
    for definition in definitions {
        let missing = || TableError::NoColumn { name: definition.name.to_owned() };
        let place = columns.iter().position(|(name, _)| *name == definition.name).ok_or_else(missing)?;
        let array = columns.swap_remove(place).1;
        let field = field(definition, &array);
        arrays.push(cast(&array, &data_type(&field)?)?);
        schema.fields.push(field);
    }
    schema.params = params;
    Ok(Table::from_columns(schema, arrays)?)
}

/// A column of numbers.
pub(crate) fn numbers<T: Number>(values: &Values<T>) -> ArrayRef {
    Arc::new(PrimitiveArray::<T::Arrow>::new(values.buffer().clone(), None))
}

/// The numbers of several sources in one column.
pub(crate) fn joined<'a, T: Number>(parts: impl Iterator<Item = &'a Values<T>> + Clone) -> ArrayRef {
    let mut flat: Vec<T> = Vec::new();
    flat.reserve_exact(parts.clone().map(|part| part.len()).sum());
    parts.for_each(|part| flat.extend_from_slice(part));
    Arc::new(PrimitiveArray::<T::Arrow>::new(flat.into(), None))
}

/// A column of one value a source, each as often as the source has rows.
///
/// # Errors
///
/// Arrow's, where there are more rows than it can index.
pub(crate) fn repeated(array: &dyn Array, lengths: &[usize]) -> Result<ArrayRef> {
    if let (Some(numbers), 0) = (array.as_primitive_opt::<Int64Type>(), array.null_count()) {
        let mut flat: Vec<i64> = Vec::new();
        flat.reserve_exact(lengths.iter().sum());
        numbers.values().iter().zip(lengths).for_each(|(number, length)| flat.extend(iter::repeat_n(*number, *length)));
        return Ok(Arc::new(Int64Array::from(flat)));
    }
    let places = lengths.iter().enumerate().flat_map(|(place, length)| iter::repeat_n(place as u64, *length));
    Ok(take(array, &UInt64Array::from_iter_values(places), None)?)
}

/// A `short` column of counts.
///
/// # Errors
///
/// [`Error::Value`] where a count is no `short`.
pub(crate) fn counts<N: Copy + ToString>(
    product: ProductKind,
    column: &'static str,
    counts: impl Iterator<Item = Option<N>>,
) -> Result<ArrayRef>
where
    i16: TryFrom<N>,
{
    let short = |(place, count): (usize, Option<N>)| {
        let error = |found: N| Error::Value { product, column, place, expected: "short", found: found.to_string() };
        count.map(|count| i16::try_from(count).map_err(|_| error(count))).transpose()
    };
    let shorts: Int16Array = counts.enumerate().map(short).collect::<Result<Vec<Option<i16>>>>()?.into();
    Ok(Arc::new(shorts))
}

/// A column of arrays, null where there is none.
///
/// # Errors
///
/// Arrow's, where there are more numbers than it can index.
pub(crate) fn lists<'a, T: Number>(rows: impl Iterator<Item = Option<&'a Values<T>>> + Clone) -> Result<ArrayRef> {
    let mut flat: Vec<T> = Vec::new();
    flat.reserve_exact(rows.clone().flatten().map(|values| values.len()).sum());
    let mut lengths = Vec::new();
    let mut is_valid = Vec::new();
    for row in rows {
        flat.extend_from_slice(row.map_or(&[], |values| values));
        lengths.push(row.map_or(0, |values| values.len()));
        is_valid.push(row.is_some());
    }
    let flat: PrimitiveArray<T::Arrow> = PrimitiveArray::new(flat.into(), None);
    let nulls = Some(NullBuffer::from(is_valid)).filter(|nulls| nulls.null_count() > 0);
    list(Arc::new(flat), &lengths, nulls)
}

/// A column of arrays of those lengths, none of them missing, of the elements of all.
///
/// # Errors
///
/// Arrow's, where there are more elements than it can index, or other than the lengths say.
pub(crate) fn list_of(elements: ArrayRef, lengths: &[usize]) -> Result<ArrayRef> {
    list(elements, lengths, None)
}

fn list(elements: ArrayRef, lengths: &[usize], nulls: Option<NullBuffer>) -> Result<ArrayRef> {
    let item = Arc::new(ArrowField::new_list_field(elements.data_type().clone(), true));
    Ok(Arc::new(ListArray::try_new(item, offsets(lengths)?, elements, nulls)?))
}

fn offsets(lengths: &[usize]) -> Result<OffsetBuffer<i32>> {
    let mut offsets = vec![0_i32];
    let mut end = 0_i32;
    for length in lengths {
        let sum = i32::try_from(*length).ok().and_then(|length| end.checked_add(length));
        end = sum.ok_or(gaialink_table::arrow::error::ArrowError::OffsetOverflowError(*length))?;
        offsets.push(end);
    }
    Ok(OffsetBuffer::new(offsets.into()))
}

/// A number as the archive spells it in a PARAM: plain from 0.001 to below 10 million, otherwise with an exponent.
pub(crate) fn spelled(number: f64) -> String {
    let plain = number == 0.0 || !number.is_finite() || (1e-3..1e7).contains(&number.abs());
    if plain {
        return format!("{number:?}");
    }
    let text = format!("{number:E}");
    match text.split_once('E') {
        Some((mantissa, power)) if !mantissa.contains('.') => format!("{mantissa}.0E{power}"),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_the_archive_spells_them() {
        for (number, want) in [
            (5.8932666e-4, "5.8932666E-4"),
            (2016.0, "2016.0"),
            (0.0, "0.0"),
            (-51.50535255488219, "-51.50535255488219"),
            (0.001, "0.001"),
            (1e-5, "1.0E-5"),
            (1e7, "1.0E7"),
            (9999999.5, "9999999.5"),
        ] {
            assert_eq!(spelled(number), want);
        }
    }
}
