//! The schema to Arrow and back: the only place where the metadata keys are spelled.
//!
//! Arrow metadata is an unordered map and PARAMs repeat, so a schema travels as one ordered JSON value under
//! [`SCHEMA_KEY`]. Each Arrow field also carries [`DATATYPE_KEY`] and [`ARRAYSIZE_KEY`] and, for other readers, plain
//! `unit`, `ucd`, `utype`, `xtype` and `description` keys.

use super::{ArraySize, Datatype, Field, Schema, json};
use crate::{Error, LimitError, Result};
use arrow::datatypes::{DataType, Field as ArrowField, FieldRef, Schema as ArrowSchema};
use std::{collections::HashMap, sync::Arc};

/// The key of the whole schema, as JSON, in the metadata of an Arrow schema.
pub const SCHEMA_KEY: &str = "gaialink.schema";
/// The key of the datatype in the metadata of an Arrow field.
pub const DATATYPE_KEY: &str = "gaialink.datatype";
/// The key of the arraysize in the metadata of an Arrow field.
pub const ARRAYSIZE_KEY: &str = "gaialink.arraysize";
/// The key of the INFOs behind the rows, as JSON, in the metadata of an Arrow IPC or Parquet file's footer.
pub const TRAILER_KEY: &str = "gaialink.trailer";

/// Gives the Arrow schema: one field a column, with the whole schema in the metadata.
///
/// # Errors
///
/// [`Error::Limit`] where a fixed shape has more elements than Arrow can count.
pub fn to_arrow(schema: &Schema) -> Result<ArrowSchema> {
    let fields = schema.fields.iter().map(to_arrow_field).collect::<Result<Vec<_>>>()?;
    let json = json::to_json(schema).map_err(Error::SchemaJson)?;
    let metadata = HashMap::from([(SCHEMA_KEY.to_owned(), json)]);
    Ok(ArrowSchema::new_with_metadata(fields, metadata))
}

/// Gives the Arrow field of a column, with what is said of it in its metadata.
///
/// # Errors
///
/// [`Error::Limit`] where a fixed shape has more elements than Arrow can count.
pub fn to_arrow_field(field: &Field) -> Result<ArrowField> {
    let mut metadata = HashMap::with_capacity(7);
    metadata.insert(DATATYPE_KEY.to_owned(), field.datatype.name().to_owned());
    if !field.arraysize.is_scalar() {
        metadata.insert(ARRAYSIZE_KEY.to_owned(), field.arraysize.to_string());
    }
    for (key, value) in plain_keys(field) {
        if let Some(text) = value {
            metadata.insert(key.to_owned(), text.clone());
        }
    }
    Ok(ArrowField::new(&field.name, data_type(field)?, true).with_metadata(metadata))
}

/// The Arrow type of a column: the element, a `FixedSizeList` or a `List` of it.
///
/// N-dimensional cells are flat, first index fastest; the arraysize tells the shape.
///
/// # Errors
///
/// [`Error::Limit`] where a fixed shape has more elements than Arrow can count.
pub fn data_type(field: &Field) -> Result<DataType> {
    let element = element_type(field.datatype);
    let shape = field.cell_shape();
    if shape.is_scalar() {
        return Ok(element);
    }
    let item: FieldRef = Arc::new(ArrowField::new_list_field(element, true));
    match shape.fixed_len() {
        None => Ok(DataType::List(item)),
        Some(found) => {
            let what = format!("arraysize of column `{}`", field.name);
            let limit = i32::MAX.unsigned_abs().into();
            let len = i32::try_from(found).map_err(|_| LimitError { what, found, limit })?;
            Ok(DataType::FixedSizeList(item, len))
        }
    }
}

/// The Arrow type of one element.
pub fn element_type(datatype: Datatype) -> DataType {
    match datatype {
        Datatype::Boolean | Datatype::Bit => DataType::Boolean,
        Datatype::SignedByte => DataType::Int8,
        Datatype::UnsignedByte => DataType::UInt8,
        Datatype::Short => DataType::Int16,
        Datatype::UnsignedShort => DataType::UInt16,
        Datatype::Int => DataType::Int32,
        Datatype::UnsignedInt => DataType::UInt32,
        Datatype::Long => DataType::Int64,
        Datatype::UnsignedLong => DataType::UInt64,
        Datatype::Char | Datatype::UnicodeChar => DataType::Utf8,
        Datatype::Float => DataType::Float32,
        Datatype::Double => DataType::Float64,
        Datatype::FloatComplex => complex_type(DataType::Float32),
        Datatype::DoubleComplex => complex_type(DataType::Float64),
    }
}

fn complex_type(part: DataType) -> DataType {
    DataType::FixedSizeList(Arc::new(ArrowField::new_list_field(part, true)), 2)
}

/// Gives the schema that an Arrow schema carries.
///
/// A column whose name and type the JSON under [`SCHEMA_KEY`] knows is taken from there, so that a table whose columns were
/// cut or reordered elsewhere keeps what is said of them; the others are read off their Arrow fields.
///
/// # Errors
///
/// [`Error::SchemaJson`] where the JSON does not parse, [`Error::ArrowType`] where a column's type is none of the model's.
pub fn from_arrow(arrow: &ArrowSchema) -> Result<Schema> {
    let mut schema: Schema = match arrow.metadata().get(SCHEMA_KEY) {
        Some(json) => serde_json::from_str(json).map_err(Error::SchemaJson)?,
        None => Schema::default(),
    };
    let mut known = std::mem::take(&mut schema.fields);
    for field in arrow.fields() {
        let same = |f: &Field| f.name == *field.name() && data_type(f).is_ok_and(|t| equal_types(&t, field.data_type()));
        match known.iter().position(same) {
            Some(at) => schema.fields.push(known.remove(at)),
            None => schema.fields.push(from_arrow_field(field)?),
        }
    }
    Ok(schema)
}

/// Gives the column that an Arrow field describes, by its metadata where that fits its type, by the type alone otherwise.
///
/// # Errors
///
/// [`Error::ArrowType`] where the type is none of the model's.
pub fn from_arrow_field(arrow: &ArrowField) -> Result<Field> {
    let metadata = arrow.metadata();
    let marked = metadata.get(DATATYPE_KEY).and_then(|name| name.parse().ok()).map(|datatype| {
        let size = metadata.get(ARRAYSIZE_KEY).and_then(|text| text.parse().ok()).unwrap_or_default();
        Field::array(arrow.name(), datatype, size)
    });
    let fits = |f: &Field| data_type(f).is_ok_and(|t| equal_types(&t, arrow.data_type()));
    let mut field = match marked.filter(fits) {
        Some(field) => field,
        None => by_type(arrow)?,
    };
    let plain = |key: &str| metadata.get(key).filter(|text| !text.is_empty()).cloned();
    field.unit = plain("unit");
    field.ucd = plain("ucd");
    field.utype = plain("utype");
    field.xtype = plain("xtype");
    field.description = plain("description");
    Ok(field)
}

fn plain_keys(field: &Field) -> [(&'static str, &Option<String>); 5] {
    [
        ("unit", &field.unit),
        ("ucd", &field.ucd),
        ("utype", &field.utype),
        ("xtype", &field.xtype),
        ("description", &field.description),
    ]
}

/// Whether two types hold the same arrays; names, nullability and metadata of list items do not count.
pub fn equal_types(a: &DataType, b: &DataType) -> bool {
    match (a, b) {
        (DataType::List(a), DataType::List(b)) => equal_types(a.data_type(), b.data_type()),
        (DataType::FixedSizeList(a, n), DataType::FixedSizeList(b, m)) => n == m && equal_types(a.data_type(), b.data_type()),
        _ => a == b,
    }
}

fn by_type(arrow: &ArrowField) -> Result<Field> {
    let unknown = || Error::ArrowType { column: arrow.name().clone(), found: arrow.data_type().to_string() };
    let scalar = |t: &DataType| by_element(t).ok_or_else(unknown);
    let field = |datatype: Datatype, shape: ArraySize| match datatype.is_text() {
        true if shape.is_scalar() => Ok(Field::text(arrow.name())),
        // The length of the strings is not known from the type; zero says so.
        true => Ok(Field::array(arrow.name(), datatype, in_front(0, &shape))),
        false => Ok(Field::array(arrow.name(), datatype, shape)),
    };
    match arrow.data_type() {
        DataType::List(item) => field(scalar(item.data_type())?, ArraySize::variable(&[], None)),
        DataType::FixedSizeList(item, len) => {
            let len = u64::try_from(*len).map_err(|_| unknown())?;
            field(scalar(item.data_type())?, ArraySize::fixed(&[len]))
        }
        other => field(scalar(other)?, ArraySize::SCALAR),
    }
}

fn in_front(len: u64, shape: &ArraySize) -> ArraySize {
    let dims: Vec<u64> = std::iter::once(len).chain(shape.dims().iter().copied()).collect();
    if shape.is_variable() { ArraySize::variable(&dims, shape.bound()) } else { ArraySize::fixed(&dims) }
}

fn by_element(t: &DataType) -> Option<Datatype> {
    Datatype::all()
        .filter(|d| *d != Datatype::Bit && *d != Datatype::UnicodeChar && !d.is_complex())
        .find(|d| element_type(*d) == *t)
}
