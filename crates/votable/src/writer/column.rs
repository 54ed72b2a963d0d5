use super::WriteOptions;
use crate::{ErrorKind, Result, Serialization, float_null};
use gaialink_table::{
    ArraySize, Datatype, Error, Field, LossKind, LossReport,
    arrow::{
        array::{Array, ArrayRef},
        compute::cast,
        datatypes::DataType,
    },
    schema::{Values, arrow as model},
};

/// The digits of the largest `unsignedLong`.
const LONGEST: u64 = 20;

/// A column as it is written.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// What is said of it.
    pub(super) field: Field,
    /// The type of the arrays that come.
    given: DataType,
    /// The type that they are brought to, where it is another one.
    cast: Option<DataType>,
}

impl Column {
    pub(super) fn try_new(field: &Field, options: &WriteOptions, losses: &mut LossReport) -> Result<Self> {
        let given = model::data_type(field)?;
        let mut written = standard(field);
        if written.datatype != field.datatype {
            let detail = format!("VOTable has no {}, it is written as {}", field.datatype, written.datatype);
            losses.add(LossKind::Datatype, &field.name, &detail);
        }
        if let Some(null) = null_of(&written, options) {
            declare_null(&mut written, null);
        }
        if is_of_unknown_length(&written) {
            let Some(length) = options.string_lengths.get(&field.name) else {
                let reason = format!("column `{}`: an array of strings needs a length of its strings in a VOTable", field.name);
                return Err(ErrorKind::Unwritable { reason }.into());
            };
            written.arraysize = with_length(*length, &written.arraysize.of_strings());
        }
        if let Some(length) = options.string_lengths.get(&field.name).copied() {
            widen(&mut written, length, losses);
        }
        let target = model::data_type(&written)?;
        let cast = (!model::equal_types(&given, &target)).then_some(target);
        Ok(Self { field: written, given, cast })
    }

    /// The array as it is to be written.
    pub(super) fn bring(&self, array: &ArrayRef, losses: &mut LossReport) -> Result<ArrayRef> {
        if !model::equal_types(&self.given, array.data_type()) {
            let (expected, found) = (self.given.to_string(), array.data_type().to_string());
            return Err(Error::Mismatch { column: self.field.name.clone(), expected, found }.into());
        }
        if let Some(null) = float_null::declared(&self.field) {
            let detail = format!("the value {null} is the null value of its column");
            losses.add_many(LossKind::Value, &self.field.name, &detail, float_null::count(array, null));
        }
        match &self.cast {
            None => Ok(ArrayRef::clone(array)),
            Some(target) => Ok(cast(array, target).map_err(Error::from)?),
        }
    }
}

/// The column in a datatype that VOTable has (VOTable 1.5, 2.1): the next wider integer, or digits.
pub(super) fn standard(field: &Field) -> Field {
    let mut written = field.clone();
    written.datatype = match field.datatype {
        Datatype::SignedByte => Datatype::Short,
        Datatype::UnsignedShort => Datatype::Int,
        Datatype::UnsignedInt => Datatype::Long,
        Datatype::UnsignedLong => {
            let is_scalar = field.arraysize.is_scalar();
            written.arraysize = match is_scalar {
                true => ArraySize::variable(&[], None),
                false => with_length(LONGEST, &field.arraysize),
            };
            // A declared null is one of numbers.
            written.values.iter_mut().for_each(|values| values.null = None);
            Datatype::Char
        }
        same => same,
    };
    written
}

/// The null value to be declared for an integer column that declares none.
fn null_of(field: &Field, options: &WriteOptions) -> Option<i64> {
    if !field.datatype.is_integer() || field.null_text().is_some() {
        return None;
    }
    let smallest = match field.datatype {
        Datatype::Short => Some(i16::MIN.into()),
        Datatype::Int => Some(i32::MIN.into()),
        Datatype::Long => Some(i64::MIN),
        _ => None,
    };
    let is_wanted = options.declare_nulls && options.serialization == Serialization::Binary;
    options.nulls.get(&field.name).copied().or(smallest.filter(|_| is_wanted))
}

fn declare_null(field: &mut Field, null: i64) {
    let text = Some(null.to_string());
    match field.values.first_mut() {
        Some(values) => values.null = text,
        None => {
            let mut values = Values::default();
            values.null = text;
            field.values.push(values);
        }
    }
}

/// Makes room for strings that are longer than the column declares.
fn widen(field: &mut Field, length: u64, losses: &mut LossReport) {
    let size = &field.arraysize;
    let declared = if size.is_scalar() { Some(1) } else { size.string_len().filter(|length| *length > 0) };
    if !field.datatype.is_text() || declared.is_none_or(|declared| declared >= length) {
        return;
    }
    let wider = with_length(length, &size.of_strings());
    let said = if size.is_scalar() { "a single character".to_owned() } else { format!("the arraysize `{size}`") };
    losses.add(LossKind::Datatype, &field.name, &format!("strings are longer than {said}, it is written as `{wider}`"));
    field.arraysize = wider;
}

/// Whether it is an array of strings whose length is 0, which stands for unknown.
fn is_of_unknown_length(field: &Field) -> bool {
    field.datatype.is_text() && !field.cell_shape().is_scalar() && field.arraysize.string_len() == Some(0)
}

fn with_length(length: u64, shape: &ArraySize) -> ArraySize {
    let dims: Vec<u64> = std::iter::once(length).chain(shape.dims().iter().copied()).collect();
    if shape.is_variable() { ArraySize::variable(&dims, shape.bound()) } else { ArraySize::fixed(&dims) }
}
