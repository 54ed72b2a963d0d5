use super::{alias, extra};
use crate::{error::ErrorKind, wire::Fold, yaml::Node};
use gaialink_table::{ArraySize, Datatype, Field, schema::Extra};

/// The datatypes of ECSV, with the types they are read as.
const DATATYPES: [(&str, Datatype); 16] = [
    ("bool", Datatype::Boolean),
    ("int8", Datatype::SignedByte),
    ("int16", Datatype::Short),
    ("int32", Datatype::Int),
    ("int64", Datatype::Long),
    ("uint8", Datatype::UnsignedByte),
    ("uint16", Datatype::UnsignedShort),
    ("uint32", Datatype::UnsignedInt),
    ("uint64", Datatype::UnsignedLong),
    ("float32", Datatype::Float),
    ("float64", Datatype::Double),
    ("complex64", Datatype::FloatComplex),
    ("complex128", Datatype::DoubleComplex),
    ("string", Datatype::Char),
    ("float16", Datatype::Float),
    ("float128", Datatype::Double),
];

/// The datatypes, for messages.
const EXPECTED: &str = "bool, int8, int16, int32, int64, uint8, uint16, uint32, uint64, float16, float32, float64, float128, complex64, complex128 and string";

/// The key of the type of the elements and the shape.
pub(super) const SUBTYPE: &str = "subtype";
/// The key of the type of cells of one element.
pub(super) const DATATYPE: &str = "datatype";

/// The most numbers of a shape, as many as astropy's arrays can have.
const MAX_DIMENSIONS: usize = 64;

/// What ECSV says of the cells of a column: `datatype` and `subtype`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ColumnType {
    /// The datatype of the elements.
    element: &'static str,
    cells: Cells,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Cells {
    /// One element.
    Scalar,
    /// A text of JSON.
    Json,
    /// An array, last number fastest; `None` varies.
    Array(Vec<Option<u64>>),
}

impl ColumnType {
    /// Reads a `datatype` and a `subtype`.
    pub(crate) fn parse(datatype: &str, subtype: Option<&str>) -> Result<Self, ErrorKind> {
        let Some(subtype) = subtype.map(str::trim).filter(|subtype| !subtype.is_empty()) else {
            return Ok(Self { element: element(datatype)?, cells: Cells::Scalar });
        };
        let bad = || ErrorKind::Subtype { found: subtype.to_owned() };
        let text = element(datatype)?;
        if text != "string" {
            return Err(ErrorKind::Header {
                key: "datatype".to_owned(),
                expected: "`string`, as there is a subtype",
                found: format!("`{datatype}`"),
            });
        }
        if matches!(subtype, "json" | "object") {
            return Ok(Self { element: text, cells: Cells::Json });
        }
        let (name, shape) = subtype.strip_suffix(']').and_then(|rest| rest.split_once('[')).ok_or_else(bad)?;
        let number = |word: &str| match word.trim() {
            "null" => Ok(None),
            digits => digits.parse().map(Some).map_err(|_| bad()),
        };
        let shape: Vec<Option<u64>> = shape.split(',').map(number).collect::<Result<_, _>>()?;
        if shape.len() > MAX_DIMENSIONS {
            return Err(bad());
        }
        if matches!(name, "json" | "object") {
            return Ok(Self { element: text, cells: Cells::Json });
        }
        Ok(Self { element: element(name)?, cells: Cells::Array(shape) })
    }

    /// The type of a column of the model: that of the file it comes from, where it still fits, or else the one that most
    /// readers know.
    pub(crate) fn of(field: &Field) -> Self {
        let kept = extra::entries(&field.extras, extra::ATTRIBUTE).find_map(|(key, value)| match key.as_text()? {
            SUBTYPE => Self::parse("string", value.as_text()).ok(),
            DATATYPE => Self::parse(value.as_text()?, None).ok(),
            _ => None,
        });
        kept.filter(|cells| cells.reads_as(field)).unwrap_or_else(|| Self::usual(field))
    }

    /// Whether a column of this type is read as the field.
    fn reads_as(&self, field: &Field) -> bool {
        let read = self.to_field("");
        (read.datatype, &read.arraysize, &read.xtype) == (field.datatype, &field.arraysize, &field.xtype)
    }

    /// The type of a column of the model by its datatype and shape.
    fn usual(field: &Field) -> Self {
        let shape = field.cell_shape();
        let is_json = field.xtype.as_deref() == Some("json") && field.datatype.is_text();
        let cells = match () {
            () if shape.is_scalar() && is_json => Cells::Json,
            () if shape.is_scalar() => Cells::Scalar,
            // The only variable arrays that other readers know have one number, and no complex ones.
            () if shape.is_variable() && field.datatype.is_complex() => Cells::Json,
            () if shape.is_variable() => Cells::Array(vec![None]),
            () => Cells::Array(shape.dims().iter().rev().copied().map(Some).collect()),
        };
        match (cells, part(field.datatype)) {
            (Cells::Json, _) => Self { element: "string", cells: Cells::Json },
            (Cells::Array(mut shape), Some(part)) => {
                shape.push(Some(2));
                Self { element: part, cells: Cells::Array(shape) }
            }
            (cells, _) => Self { element: name(field.datatype), cells },
        }
    }

    /// A column of this type, of which nothing else is said.
    pub(crate) fn to_field(&self, column: &str) -> Field {
        let datatype = DATATYPES.iter().find(|(name, _)| *name == self.element).map_or(Datatype::Char, |(_, datatype)| *datatype);
        match &self.cells {
            Cells::Scalar if datatype.is_text() => Field::text(column),
            Cells::Scalar => Field::new(column, datatype),
            Cells::Json => json(column),
            Cells::Array(shape) => match array_size(shape, datatype.is_text()) {
                Some(size) => Field::array(column, datatype, size),
                None if fold(shape).is_some() => Field::array(column, datatype, flat(datatype.is_text())),
                None => json(column),
            },
        }
    }

    /// The datatype of the elements.
    pub(super) fn element(&self) -> &'static str {
        self.element
    }

    /// The `datatype`.
    pub(crate) fn datatype(&self) -> &'static str {
        if self.cells == Cells::Scalar { self.element } else { "string" }
    }

    /// The `subtype`.
    pub(crate) fn subtype(&self) -> Option<String> {
        match &self.cells {
            Cells::Scalar => None,
            Cells::Json => Some("json".to_owned()),
            Cells::Array(shape) => {
                let number = |n: &Option<u64>| n.map_or_else(|| "null".to_owned(), |n| n.to_string());
                Some(format!("{}[{}]", self.element, shape.iter().map(number).collect::<Vec<_>>().join(",")))
            }
        }
    }

    /// Whether values lose digits when they are read.
    pub(crate) fn is_narrowed(&self) -> bool {
        self.element == "float128"
    }

    /// The entry that keeps the subtype or the datatype, where it cannot be told from the column that it is read as.
    pub(super) fn to_extra(&self) -> Option<Extra> {
        let usual = Self::usual(&self.to_field(""));
        let kept = match self.subtype() {
            Some(subtype) if usual.subtype().as_ref() != Some(&subtype) => (SUBTYPE, subtype),
            None if usual.element != self.element => (DATATYPE, self.element.to_owned()),
            _ => return None,
        };
        Some(extra::keep(extra::ATTRIBUTE, &Node::text(kept.0), &Node::text(kept.1)))
    }

    /// How the arrays are nested that the model has flat.
    pub(crate) fn fold(&self) -> Option<Fold> {
        match &self.cells {
            Cells::Array(shape) => fold(shape).map(Fold::new),
            _ => None,
        }
    }
}

fn json(column: &str) -> Field {
    let mut field = Field::text(column);
    field.xtype = Some("json".to_owned());
    field
}

fn element(datatype: &str) -> Result<&'static str, ErrorKind> {
    let known = DATATYPES.iter().find(|(name, _)| *name == datatype.trim());
    known
        .map(|(name, _)| *name)
        .or_else(|| alias::known(datatype))
        .ok_or_else(|| ErrorKind::Datatype { found: datatype.to_owned(), expected: EXPECTED })
}

fn name(datatype: Datatype) -> &'static str {
    let datatype = match datatype {
        Datatype::Bit => Datatype::Boolean,
        Datatype::UnicodeChar => Datatype::Char,
        other => other,
    };
    DATATYPES.iter().find(|(_, known)| *known == datatype).map_or("string", |(name, _)| *name)
}

/// The datatype of the two parts of a complex number.
fn part(datatype: Datatype) -> Option<&'static str> {
    match datatype {
        Datatype::FloatComplex => Some("float32"),
        Datatype::DoubleComplex => Some("float64"),
        _ => None,
    }
}

/// The fixed numbers of a shape whose last number alone varies, behind them.
fn fold(shape: &[Option<u64>]) -> Option<Vec<u64>> {
    let (last, fixed) = shape.split_last()?;
    let fixed: Option<Vec<u64>> = fixed.iter().copied().collect();
    fixed.filter(|fixed| last.is_none() && !fixed.is_empty() && !fixed.contains(&0))
}

/// Arrays of any length.
fn flat(is_text: bool) -> ArraySize {
    ArraySize::variable(if is_text { &[0] } else { &[] }, None)
}

/// The shape, its numbers reversed; `None` where another than the slowest one varies. Strings have no length here, which zero says.
fn array_size(shape: &[Option<u64>], is_text: bool) -> Option<ArraySize> {
    let (first, inner) = shape.split_first()?;
    let inner: Option<Vec<u64>> = inner.iter().rev().copied().collect();
    let mut dims = if is_text { vec![0] } else { Vec::new() };
    dims.extend(inner?);
    Some(match first {
        Some(last) => {
            dims.push(*last);
            ArraySize::fixed(&dims)
        }
        None => ArraySize::variable(&dims, None),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_and_columns() {
        let cases = [
            ("bool", None, "boolean", ""),
            ("uint64", None, "unsignedLong", ""),
            ("float16", None, "float", ""),
            ("float128", None, "double", ""),
            ("complex64", None, "floatComplex", ""),
            ("string", None, "char", "*"),
            ("string", Some("float64[3]"), "double", "3"),
            ("string", Some("float64[3,2]"), "double", "2x3"),
            ("string ", Some("int64[null]"), "long", "*"),
            ("string", Some("int8[null, 3, 2]"), "signedByte", "2x3x*"),
            ("string", Some("string[4]"), "char", "0x4"),
            ("string", Some("string[null]"), "char", "0x*"),
            ("string", Some("json"), "char", "*"),
            ("string", Some("object[2]"), "char", "*"),
            ("string", Some("float64[3,null]"), "double", "*"),
            ("string", Some("string[3,2,null]"), "char", "0x*"),
            ("string", Some("float64[null,null]"), "char", "*"),
            ("string", Some("float64[2,null,2]"), "char", "*"),
        ];
        for (datatype, subtype, want, size) in cases {
            let field = ColumnType::parse(datatype, subtype).unwrap().to_field("x");
            assert_eq!((field.datatype.name(), field.arraysize.to_string().as_str()), (want, size), "{datatype} {subtype:?}");
        }
    }

    #[test]
    fn columns_and_types() {
        let cases = [
            (Datatype::Bit, "", "bool", None),
            (Datatype::UnsignedByte, "", "uint8", None),
            (Datatype::UnicodeChar, "8", "string", None),
            (Datatype::Char, "8x3", "string", Some("string[3]")),
            (Datatype::Double, "2x3", "string", Some("float64[3,2]")),
            (Datatype::Double, "1", "string", Some("float64[1]")),
            (Datatype::Float, "8*", "string", Some("float32[null]")),
            (Datatype::Float, "2x*", "string", Some("float32[null]")),
            (Datatype::DoubleComplex, "", "complex128", None),
            (Datatype::FloatComplex, "3", "string", Some("float32[3,2]")),
            (Datatype::FloatComplex, "*", "string", Some("json")),
        ];
        for (datatype, size, want, subtype) in cases {
            let field = Field::array("x", datatype, size.parse().unwrap());
            let found = ColumnType::of(&field);
            assert_eq!((found.datatype(), found.subtype().as_deref()), (want, subtype), "{datatype} {size}");
        }
    }

    #[test]
    fn what_is_no_type() {
        let cases = [
            ("complex256", None, "the datatype `complex256` is none of"),
            ("boolean", None, "the datatype `boolean` is none of"),
            ("string", Some("float64"), "the subtype `float64` is none;"),
            ("string", Some("float64[]"), "the subtype `float64[]` is none;"),
            ("string", Some("float64[-1]"), "the subtype `float64[-1]` is none;"),
            ("string", Some("real[2]"), "the datatype `real` is none of"),
            ("int8", Some("int8[2]"), "the header's `datatype` is `int8`, expected `string`, as there is a subtype"),
        ];
        for (datatype, subtype, want) in cases {
            let error = ColumnType::parse(datatype, subtype).unwrap_err().to_string();
            assert!(error.starts_with(want), "{error}");
        }
    }
}
