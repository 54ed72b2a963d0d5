use super::{Group, Sheet};
use crate::{
    Result,
    values::{Number, Values, elements, numbers},
};
use gaialink_table::arrow::{
    array::{Array, ArrayRef, AsArray, BooleanArray, Int64Array},
    compute::{CastOptions, cast_with_options},
    datatypes::{DataType, Int64Type},
};
use std::ops::Range;

/// A column whose cells are one element a row, or, in RAW, an array a source: either way a run of elements a source.
#[derive(Debug)]
pub(crate) struct Cells<A> {
    all: A,
    /// The elements of each row where the cells are arrays.
    rows: Option<Vec<Range<usize>>>,
}

impl<A> Cells<A> {
    fn range(&self, group: &Group) -> Range<usize> {
        match &self.rows {
            None => group.rows.clone(),
            Some(rows) => rows.get(group.rows.start).cloned().unwrap_or_default(),
        }
    }
}

impl<T: Number> Cells<Values<T>> {
    /// The numbers of a source.
    pub(crate) fn of(&self, group: &Group) -> Values<T> {
        self.all.slice(self.range(group))
    }
}

impl Cells<Int64Array> {
    /// The integers of a source.
    pub(crate) fn of(&self, group: &Group) -> impl Iterator<Item = Option<i64>> {
        self.range(group).map(|place| self.all.is_valid(place).then(|| self.all.value(place)))
    }
}

impl Cells<BooleanArray> {
    /// The truth values of a source.
    pub(crate) fn of(&self, group: &Group) -> impl Iterator<Item = Option<bool>> {
        self.range(group).map(|place| self.all.is_valid(place).then(|| self.all.value(place)))
    }
}

impl Sheet<'_> {
    /// A column of numbers or of arrays of numbers, if it is there.
    pub(crate) fn number_cells<T: Number>(&self, name: &'static str) -> Result<Option<Cells<Values<T>>>> {
        let convert = |array: &ArrayRef| numbers(array).map_err(|error| self.inexact(name, T::NAME, error));
        self.cells(name, convert)
    }

    /// The same, where it must be there.
    pub(crate) fn required_number_cells<T: Number>(&self, name: &'static str) -> Result<Cells<Values<T>>> {
        self.number_cells(name)?.ok_or_else(|| self.missing(name))
    }

    /// A column of integers or of arrays of integers, if it is there.
    pub(crate) fn integer_cells(&self, name: &'static str) -> Result<Option<Cells<Int64Array>>> {
        self.cells(name, |array| {
            let options = CastOptions { safe: false, ..CastOptions::default() };
            let cast = cast_with_options(array, &DataType::Int64, &options)?;
            Ok(cast.as_primitive_opt::<Int64Type>().cloned().unwrap_or_else(|| Int64Array::new_null(array.len())))
        })
    }

    /// The same, where it must be there.
    pub(crate) fn required_integer_cells(&self, name: &'static str) -> Result<Cells<Int64Array>> {
        self.integer_cells(name)?.ok_or_else(|| self.missing(name))
    }

    /// A column of truth values or of arrays of them, if it is there.
    pub(crate) fn boolean_cells(&self, name: &'static str) -> Result<Option<Cells<BooleanArray>>> {
        self.cells(name, |array| Ok(array.as_boolean_opt().cloned().unwrap_or_else(|| BooleanArray::new_null(array.len()))))
    }

    fn cells<A>(&self, name: &'static str, convert: impl Fn(&ArrayRef) -> Result<A>) -> Result<Option<Cells<A>>> {
        let Some(array) = self.array(name)? else { return Ok(None) };
        Ok(Some(match elements(&array) {
            Some((all, rows)) => Cells { all: convert(all)?, rows: Some(rows) },
            None => Cells { all: convert(&array)?, rows: None },
        }))
    }
}
