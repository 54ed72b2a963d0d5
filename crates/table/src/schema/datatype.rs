use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The type of one element of a column.
///
/// The twelve primitive types of VOTable 1.5, 2.1, by their names there, and the four integer types that FITS and ECSV have
/// beyond them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Datatype {
    /// True or false; Arrow `Boolean`.
    Boolean,
    /// One bit; Arrow `Boolean`, marked.
    Bit,
    /// −128 to 127; Arrow `Int8`. Not in VOTable.
    SignedByte,
    /// 0 to 255; Arrow `UInt8`.
    UnsignedByte,
    /// 16 bits; Arrow `Int16`.
    Short,
    /// 16 bits without sign; Arrow `UInt16`. Not in VOTable.
    UnsignedShort,
    /// 32 bits; Arrow `Int32`.
    Int,
    /// 32 bits without sign; Arrow `UInt32`. Not in VOTable.
    UnsignedInt,
    /// 64 bits; Arrow `Int64`.
    Long,
    /// 64 bits without sign; Arrow `UInt64`. Not in VOTable.
    UnsignedLong,
    /// Text; Arrow `Utf8`, one cell per string. The first number of the arraysize is the length of a string.
    Char,
    /// Text, stored as 16-bit units; Arrow `Utf8`, marked.
    UnicodeChar,
    /// 32 bits of floating point; Arrow `Float32`.
    Float,
    /// 64 bits of floating point; Arrow `Float64`.
    Double,
    /// Two floats, real then imaginary; a marked Arrow `FixedSizeList` of 2.
    FloatComplex,
    /// Two doubles, real then imaginary; a marked Arrow `FixedSizeList` of 2.
    DoubleComplex,
}

/// All datatypes with their names.
const NAMES: [(Datatype, &str); 16] = [
    (Datatype::Boolean, "boolean"),
    (Datatype::Bit, "bit"),
    (Datatype::SignedByte, "signedByte"),
    (Datatype::UnsignedByte, "unsignedByte"),
    (Datatype::Short, "short"),
    (Datatype::UnsignedShort, "unsignedShort"),
    (Datatype::Int, "int"),
    (Datatype::UnsignedInt, "unsignedInt"),
    (Datatype::Long, "long"),
    (Datatype::UnsignedLong, "unsignedLong"),
    (Datatype::Char, "char"),
    (Datatype::UnicodeChar, "unicodeChar"),
    (Datatype::Float, "float"),
    (Datatype::Double, "double"),
    (Datatype::FloatComplex, "floatComplex"),
    (Datatype::DoubleComplex, "doubleComplex"),
];

impl Datatype {
    /// The name, as a VOTable's `datatype` attribute spells it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Boolean => "boolean",
            Self::Bit => "bit",
            Self::SignedByte => "signedByte",
            Self::UnsignedByte => "unsignedByte",
            Self::Short => "short",
            Self::UnsignedShort => "unsignedShort",
            Self::Int => "int",
            Self::UnsignedInt => "unsignedInt",
            Self::Long => "long",
            Self::UnsignedLong => "unsignedLong",
            Self::Char => "char",
            Self::UnicodeChar => "unicodeChar",
            Self::Float => "float",
            Self::Double => "double",
            Self::FloatComplex => "floatComplex",
            Self::DoubleComplex => "doubleComplex",
        }
    }

    /// Every datatype.
    pub fn all() -> impl Iterator<Item = Self> {
        NAMES.into_iter().map(|(datatype, _)| datatype)
    }

    /// Whether it is text (`char` or `unicodeChar`), so that the first number of an arraysize is the length of a string.
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Char | Self::UnicodeChar)
    }

    /// Whether it is a pair of floating-point numbers.
    pub const fn is_complex(self) -> bool {
        matches!(self, Self::FloatComplex | Self::DoubleComplex)
    }

    /// Whether it is an integer, with or without sign.
    pub const fn is_integer(self) -> bool {
        matches!(
            self,
            Self::SignedByte
                | Self::UnsignedByte
                | Self::Short
                | Self::UnsignedShort
                | Self::Int
                | Self::UnsignedInt
                | Self::Long
                | Self::UnsignedLong
        )
    }

    /// Whether it is a real floating-point number.
    pub const fn is_floating(self) -> bool {
        matches!(self, Self::Float | Self::Double)
    }

    /// Bytes of one element in a packed row; `None` for `bit`, of which eight share a byte. A `char` is one byte, a
    /// `unicodeChar` two.
    pub const fn packed_size(self) -> Option<usize> {
        Some(match self {
            Self::Bit => return None,
            Self::Boolean | Self::SignedByte | Self::UnsignedByte | Self::Char => 1,
            Self::Short | Self::UnsignedShort | Self::UnicodeChar => 2,
            Self::Int | Self::UnsignedInt | Self::Float => 4,
            Self::Long | Self::UnsignedLong | Self::Double | Self::FloatComplex => 8,
            Self::DoubleComplex => 16,
        })
    }
}

impl fmt::Display for Datatype {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A word that names no datatype.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{found}` is no datatype; expected boolean, bit, unsignedByte, short, int, long, char, unicodeChar, float, double, floatComplex or doubleComplex"
)]
pub struct ParseDatatypeError {
    /// The word that was found.
    pub found: String,
}

impl FromStr for Datatype {
    type Err = ParseDatatypeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known = NAMES.into_iter().find(|(_, name)| *name == text);
        known.map(|(datatype, _)| datatype).ok_or_else(|| ParseDatatypeError { found: text.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_comes_back() {
        for (datatype, name) in NAMES {
            assert_eq!(name.parse(), Ok(datatype));
            assert_eq!(datatype.to_string(), name);
            assert_eq!(serde_json::to_string(&datatype).unwrap(), format!("\"{name}\""));
        }
        assert_eq!("Float".parse::<Datatype>(), Err(ParseDatatypeError { found: "Float".into() }));
    }
}
