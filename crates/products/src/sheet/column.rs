use super::{Group, Sheet};
use crate::{
    Error, Result,
    registry::ColumnDefinition,
    untyped::is_untyped,
    values::{Inexact, Lists, Number, Values, numbers},
};
use gaialink_table::{
    Column, Field,
    arrow::{
        array::{Array, ArrayRef, AsArray, Int64Array, StringArray, new_null_array},
        compute::{CastOptions, cast, cast_with_options, take},
        datatypes::{DataType, Int64Type},
    },
    schema,
};

impl Sheet<'_> {
    /// A column of numbers, if it is there.
    pub(crate) fn numbers<T: Number>(&self, name: &'static str) -> Result<Option<Values<T>>> {
        let Some(array) = self.array(name)? else { return Ok(None) };
        numbers(&array).map(Some).map_err(|error| self.inexact(name, T::NAME, error))
    }

    /// A column of numbers, which must be there.
    pub(crate) fn required_numbers<T: Number>(&self, name: &'static str) -> Result<Values<T>> {
        self.numbers(name)?.ok_or_else(|| self.missing(name))
    }

    /// A column of arrays of numbers, which must be there.
    pub(crate) fn required_lists<T: Number>(&self, name: &'static str) -> Result<Lists<T>> {
        let batches = self.batches(name)?.ok_or_else(|| self.missing(name))?;
        Lists::of(&batches).map_err(|error| self.inexact(name, T::NAME, error))
    }

    /// A column of integers, if it is there.
    pub(crate) fn integers(&self, name: &'static str) -> Result<Option<Int64Array>> {
        let Some(array) = self.array(name)? else { return Ok(None) };
        let options = CastOptions { safe: false, ..CastOptions::default() };
        let cast = cast_with_options(&array, &DataType::Int64, &options)?;
        Ok(cast.as_primitive_opt::<Int64Type>().cloned())
    }

    /// The number that a source has in all its rows: NaN where it is missing, or the column is.
    pub(crate) fn constant(&self, name: &'static str, column: Option<&Values<f64>>, group: &Group) -> Result<f64> {
        let rows = column.and_then(|column| column.get(group.rows.clone())).unwrap_or_default();
        let Some((first, others)) = rows.split_first() else { return Ok(f64::NAN) };
        if others.iter().all(|other| other.is_same(*first)) { Ok(*first) } else { Err(self.varies(name, group)) }
    }

    /// The integer that a source has in all its rows: nothing where it is missing, or the column is.
    pub(crate) fn constant_integer(&self, name: &'static str, column: Option<&Int64Array>, group: &Group) -> Result<Option<i64>> {
        let Some(column) = column else { return Ok(None) };
        let mut rows = group.rows.clone().map(|row| column.is_valid(row).then(|| column.value(row)));
        let first = rows.next().flatten();
        if rows.all(|other| other == first) { Ok(first) } else { Err(self.varies(name, group)) }
    }

    fn varies(&self, column: &'static str, group: &Group) -> Error {
        Error::Varies { product: self.product(), source_id: group.source_id, column }
    }

    pub(super) fn missing(&self, column: &'static str) -> Error {
        Error::MissingColumn { product: self.product(), column }
    }

    pub(super) fn inexact(&self, column: &'static str, expected: &'static str, error: Inexact) -> Error {
        match error {
            Inexact::Arrow(error) => Error::Arrow(error),
            Inexact::Number(place, found) => Error::Value { product: self.product(), column, place, expected, found },
        }
    }

    /// A column of texts, which must be there.
    pub(crate) fn required_texts(&self, name: &'static str) -> Result<StringArray> {
        let array = self.array(name)?.ok_or_else(|| self.missing(name))?;
        Ok(cast(&array, &DataType::Utf8)?.as_string_opt::<i32>().cloned().unwrap_or_else(|| StringArray::new_null(array.len())))
    }

    /// A column as one array in the order of the sources, checked by the registry.
    pub(super) fn array(&self, name: &'static str) -> Result<Option<ArrayRef>> {
        let Some(column) = self.table.column(name) else { return Ok(None) };
        let array = match self.checked(&column)? {
            Some(nulls) => nulls,
            None => column.to_array()?,
        };
        Ok(Some(match &self.order {
            Some(order) => take(&array, order, None)?,
            None => array,
        }))
    }

    /// As [`Self::array`], where the order allows it as the arrays of the batches, which are not joined.
    fn batches(&self, name: &'static str) -> Result<Option<Vec<ArrayRef>>> {
        let Some(column) = self.table.column(name).filter(|_| self.order.is_none()) else {
            return Ok(self.array(name)?.map(|array| vec![array]));
        };
        Ok(Some(match self.checked(&column)? {
            Some(nulls) => vec![nulls],
            None => column.chunks().cloned().collect(),
        }))
    }

    /// Checks a column by the registry; gives what it stands for where nothing told its type: nulls.
    fn checked(&self, column: &Column<'_>) -> Result<Option<ArrayRef>> {
        let field = column.field();
        let Some(definition) = self.layout.any_column(&field.name) else { return Ok(None) };
        if !definition.accepts_type(field.datatype) && is_untyped(self.table, field) {
            return Ok(Some(new_null_array(&schema::arrow::data_type(&definition.field())?, self.table.num_rows())));
        }
        self.check(definition, field)?;
        Ok(None)
    }

    fn check(&self, definition: &'static ColumnDefinition, field: &Field) -> Result<()> {
        let (product, column) = (self.product(), definition.name);
        if !definition.accepts_type(field.datatype) || !definition.accepts_shape(field) {
            let spelled = |field: &Field| {
                let size = field.arraysize.to_string();
                if size.is_empty() { field.datatype.to_string() } else { format!("{}[{size}]", field.datatype) }
            };
            return Err(Error::Type { product, column, expected: spelled(&definition.field()), found: spelled(field) });
        }
        if !definition.accepts_unit(field.unit.as_deref()) {
            let found = field.unit.clone().unwrap_or_default();
            return Err(Error::Unit { product, column, expected: definition.units, found });
        }
        Ok(())
    }
}
