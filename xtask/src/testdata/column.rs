/// A table to be written in every format.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) params: Vec<Param>,
    pub(super) columns: Vec<Column>,
}

/// A PARAM: a value of the whole table. In FITS it is a string card, in ECSV a key of `meta`.
pub(super) struct Param {
    /// Name, keyword in FITS, VOTable attributes but the value.
    pub(super) name: &'static str,
    pub(super) keyword: &'static str,
    pub(super) attributes: &'static str,
    pub(super) value: String,
}

/// A column with its cells.
pub(super) struct Column {
    pub(super) name: String,
    pub(super) unit: &'static str,
    pub(super) ucd: &'static str,
    pub(super) utype: &'static str,
    pub(super) description: String,
    pub(super) values: Values,
}

/// The cells of a column: missing ones are `None`, missing arrays are empty.
pub(super) enum Values {
    Int16(Vec<Option<i16>>),
    Int64(Vec<i64>),
    Float32(Vec<Option<f32>>),
    Float64(Vec<f64>),
    Float32s(Vec<Vec<f32>>),
    Float64s(Vec<Vec<f64>>),
}

impl Column {
    pub(super) fn new(name: impl Into<String>, unit: &'static str, ucd: &'static str, values: Values) -> Self {
        let name = name.into();
        let description = format!("made-up {}", name.replace('_', " "));
        Self { name, unit, ucd, utype: "", description, values }
    }
}

impl Table {
    pub(super) fn rows(&self) -> usize {
        self.columns.first().map_or(0, |column| column.values.len())
    }

    /// The same table without what stands in [`Table::params`], and with a name of its own.
    pub(super) fn renamed(self, name: &'static str) -> Self {
        Self { name, ..self }
    }
}

impl Values {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Int16(cells) => cells.len(),
            Self::Int64(cells) => cells.len(),
            Self::Float32(cells) => cells.len(),
            Self::Float64(cells) => cells.len(),
            Self::Float32s(cells) => cells.len(),
            Self::Float64s(cells) => cells.len(),
        }
    }

    /// Whether the cell of a row is missing.
    pub(super) fn is_null(&self, row: usize) -> bool {
        match self {
            Self::Int16(cells) => cells.get(row).is_none_or(Option::is_none),
            Self::Float32(cells) => cells.get(row).is_none_or(Option::is_none),
            Self::Float32s(cells) => cells.get(row).is_none_or(Vec::is_empty),
            Self::Float64s(cells) => cells.get(row).is_none_or(Vec::is_empty),
            Self::Int64(_) | Self::Float64(_) => false,
        }
    }

    /// The texts of the elements of a cell, one for a scalar.
    pub(super) fn texts(&self, row: usize) -> Vec<String> {
        use super::number::{float32, float64};
        match self {
            Self::Int16(cells) => cells.get(row).into_iter().flatten().map(i16::to_string).collect(),
            Self::Int64(cells) => cells.get(row).into_iter().map(i64::to_string).collect(),
            Self::Float32(cells) => cells.get(row).into_iter().flatten().map(|x| float32(*x)).collect(),
            Self::Float64(cells) => cells.get(row).into_iter().map(|x| float64(*x)).collect(),
            Self::Float32s(cells) => cells.get(row).into_iter().flatten().map(|x| float32(*x)).collect(),
            Self::Float64s(cells) => cells.get(row).into_iter().flatten().map(|x| float64(*x)).collect(),
        }
    }

    /// The big-endian bytes of the elements of a cell; a missing scalar is −32768 or NaN.
    pub(super) fn bytes(&self, row: usize) -> Vec<u8> {
        match self {
            Self::Int16(cells) => cells.get(row).copied().flatten().unwrap_or(i16::MIN).to_be_bytes().to_vec(),
            Self::Int64(cells) => cells.get(row).into_iter().flat_map(|x| x.to_be_bytes()).collect(),
            Self::Float32(cells) => cells.get(row).copied().flatten().unwrap_or(f32::NAN).to_be_bytes().to_vec(),
            Self::Float64(cells) => cells.get(row).into_iter().flat_map(|x| x.to_be_bytes()).collect(),
            Self::Float32s(cells) => cells.get(row).into_iter().flatten().flat_map(|x| x.to_be_bytes()).collect(),
            Self::Float64s(cells) => cells.get(row).into_iter().flatten().flat_map(|x| x.to_be_bytes()).collect(),
        }
    }

    /// VOTable's datatype, ECSV's datatype, FITS's letter and the width of an element.
    pub(super) fn datatype(&self) -> (&'static str, &'static str, char, usize) {
        match self {
            Self::Int16(_) => ("short", "int16", 'I', 2),
            Self::Int64(_) => ("long", "int64", 'K', 8),
            Self::Float32(_) | Self::Float32s(_) => ("float", "float32", 'E', 4),
            Self::Float64(_) | Self::Float64s(_) => ("double", "float64", 'D', 8),
        }
    }

    pub(super) fn is_array(&self) -> bool {
        matches!(self, Self::Float32s(_) | Self::Float64s(_))
    }
}
