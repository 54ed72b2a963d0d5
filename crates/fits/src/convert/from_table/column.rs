use crate::{Error, Result, WriteOptions, tform::letter};
use gaialink_table::{
    ArraySize, Datatype, Field, Position, Schema,
    rows::{Length, PackedField, RowError},
    schema::Values,
};

/// How a column is stored.
#[derive(Clone, Debug)]
pub(crate) struct Stored {
    /// How it lies in a row. Its null value is that of the rows written so far.
    pub packed: PackedField,
    /// The stored null value that the column declares, or that the caller gives.
    pub declared_null: Option<i64>,
    /// Whether the column declares one.
    pub declares_null: bool,
}

/// Lays out the columns of a table.
pub(crate) fn layout(schema: &Schema, options: &WriteOptions) -> Result<Vec<Stored>> {
    let stored = |(i, field): (usize, &Field)| {
        let mut field = field.clone();
        let declares_null = field.null_text().is_some();
        if let Some(null) = options.nulls.get(&i).filter(|_| !declares_null) {
            let mut values = Values::default();
            values.null = Some(null.to_string());
            field.values.push(values);
        }
        let stored = Stored::new(&field, options.string_widths.get(&i).copied(), options.wide_heap)?;
        Ok(Stored { declares_null, ..stored })
    };
    schema.fields.iter().enumerate().map(stored).collect()
}

impl Stored {
    fn new(field: &Field, width: Option<u64>, wide_heap: bool) -> Result<Self> {
        let refuse = |reason: &str| {
            let kind = RowError::Field { column: field.name.clone(), reason: reason.to_owned() };
            Error::new(Position::default().in_column(&field.name), kind)
        };
        let mut packed = Field::array(&field.name, datatype(field.datatype), field.arraysize.clone());
        if field.datatype.is_text() {
            packed.arraysize = text_size(&field.arraysize, width).map_err(refuse)?;
        }
        let length = match packed.arraysize.fixed_len() {
            Some(len) => Length::Fixed(usize::try_from(len).map_err(|_| refuse("a cell is beyond the address space"))?),
            None if wide_heap => Length::Descriptor64,
            None => Length::Descriptor32,
        };
        let flip_sign = zero(field.datatype).is_some();
        let declared_null = field.null_text().and_then(|text| stored_null(text, field.datatype));
        let packed = PackedField { field: packed, length, null: declared_null, flip_sign };
        Ok(Self { packed, declared_null, declares_null: declared_null.is_some() })
    }

    /// The TFORM, with the largest number of elements that a cell of a variable array has.
    pub(crate) fn form(&self, max: u64) -> String {
        let letter = letter(self.packed.field.datatype);
        match self.packed.length {
            Length::Fixed(1) => letter.to_string(),
            Length::Fixed(len) => format!("{len}{letter}"),
            Length::Descriptor64 => format!("1Q{letter}({max})"),
            _ => format!("1P{letter}({max})"),
        }
    }

    /// How many stored elements one of the table's elements takes: the characters of a string of a variable array.
    pub(crate) fn unit(&self) -> u64 {
        let field = &self.packed.field;
        let is_array = field.datatype.is_text() && field.arraysize.is_variable();
        field.arraysize.dims().first().copied().filter(|_| is_array).unwrap_or(1)
    }

    /// The TDIM, where the repeat count does not say it all. Of a variable array the last dimension is that of the largest cell.
    pub(crate) fn dim(&self, max: u64) -> Option<Vec<u64>> {
        let size = &self.packed.field.arraysize;
        let last = size.is_variable().then(|| max.checked_div(size.inner_len()).unwrap_or(0));
        let said = match size.dims() {
            [] => true,
            _ if last.is_some() => false,
            [len] => *len != 1 || self.packed.field.datatype.is_text(),
            _ => false,
        };
        if said { None } else { Some(size.dims().iter().copied().chain(last).collect()) }
    }

    /// The TZERO.
    pub(crate) fn zero(&self) -> Option<&'static str> {
        zero(self.packed.field.datatype)
    }
}

/// The datatype that is stored: `unicodeChar` becomes `char`.
fn datatype(datatype: Datatype) -> Datatype {
    if datatype.is_text() { Datatype::Char } else { datatype }
}

/// The TZERO of the integers that FITS stores as others (FITS 4.0, 5.3).
fn zero(datatype: Datatype) -> Option<&'static str> {
    match datatype {
        Datatype::SignedByte => Some("-128"),
        Datatype::UnsignedShort => Some("32768"),
        Datatype::UnsignedInt => Some("2147483648"),
        Datatype::UnsignedLong => Some("9223372036854775808"),
        _ => None,
    }
}

/// The shape that text is stored in: what is declared, or the width that the caller knows.
fn text_size(declared: &ArraySize, width: Option<u64>) -> std::result::Result<ArraySize, &'static str> {
    let strings = declared.of_strings();
    match strings.is_scalar() {
        true => Ok(match width {
            Some(width) => ArraySize::fixed(&[width]),
            None => declared.clone(),
        }),
        false => match width.or(declared.string_len()).filter(|len| *len > 0) {
            Some(len) => {
                let dims: Vec<u64> = std::iter::once(len).chain(strings.dims().iter().copied()).collect();
                Ok(if strings.is_variable() { ArraySize::variable(&dims, None) } else { ArraySize::fixed(&dims) })
            }
            None => Err("an array of strings needs a width, and none is declared or given in WriteOptions::string_widths"),
        },
    }
}

/// The stored form of a declared null value, where the column can hold it.
fn stored_null(text: &str, datatype: Datatype) -> Option<i64> {
    let value: i128 = text.trim().parse().ok()?;
    let (bits, offset) = match datatype {
        Datatype::UnsignedByte => (8, -128),
        Datatype::SignedByte => (8, 0),
        Datatype::Short => (16, 0),
        Datatype::Int => (32, 0),
        Datatype::Long => (64, 0),
        Datatype::UnsignedShort => (16, 1 << 15),
        Datatype::UnsignedInt => (32, 1 << 31),
        Datatype::UnsignedLong => (64, 1_i128 << 63),
        _ => return None,
    };
    let signed = if datatype == Datatype::UnsignedByte { value + offset } else { value - offset };
    let half = 1_i128 << (bits - 1);
    let fits = (-half..half).contains(&signed);
    // Bytes are stored without sign.
    let stored = match datatype {
        Datatype::UnsignedByte => value,
        Datatype::SignedByte => value + 128,
        _ => signed,
    };
    fits.then(|| i64::try_from(stored).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nulls_as_they_are_stored() {
        let cases = [
            ("255", Datatype::UnsignedByte, Some(255)),
            ("256", Datatype::UnsignedByte, None),
            ("-1", Datatype::UnsignedByte, None),
            ("-128", Datatype::SignedByte, Some(0)),
            ("127", Datatype::SignedByte, Some(255)),
            ("-32768", Datatype::Short, Some(-32768)),
            ("32768", Datatype::Short, None),
            ("0", Datatype::UnsignedShort, Some(-32768)),
            ("65535", Datatype::UnsignedShort, Some(32767)),
            ("18446744073709551615", Datatype::UnsignedLong, Some(i64::MAX)),
            ("0", Datatype::UnsignedLong, Some(i64::MIN)),
            ("-9223372036854775808", Datatype::Long, Some(i64::MIN)),
            ("NaN", Datatype::Int, None),
            ("1", Datatype::Double, None),
        ];
        for (text, datatype, want) in cases {
            assert_eq!(stored_null(text, datatype), want, "{text} {datatype}");
        }
    }

    #[test]
    fn forms() {
        let cases = [
            (Datatype::Long, "", "K", None),
            (Datatype::Double, "1", "D", Some(vec![1])),
            (Datatype::Double, "343", "343D", None),
            (Datatype::Float, "3x4", "12E", Some(vec![3, 4])),
            (Datatype::Double, "0", "0D", None),
            (Datatype::Double, "*", "1PD(7)", None),
            (Datatype::Char, "", "A", None),
            (Datatype::Char, "8", "8A", None),
            (Datatype::Char, "*", "1PA(7)", None),
            (Datatype::Char, "8x3", "24A", Some(vec![8, 3])),
            (Datatype::UnicodeChar, "8", "8A", None),
            (Datatype::Bit, "11", "11X", None),
            (Datatype::DoubleComplex, "2", "2M", None),
            (Datatype::UnsignedLong, "", "K", None),
            (Datatype::SignedByte, "", "B", None),
        ];
        for (datatype, size, form, dim) in cases {
            let stored = Stored::new(&Field::array("x", datatype, size.parse().unwrap()), None, false).unwrap();
            assert_eq!((stored.form(7).as_str(), stored.dim(7)), (form, dim), "{datatype} {size}");
        }
        let strings = Field::array("x", Datatype::Char, "0x3".parse().unwrap());
        assert!(Stored::new(&strings, None, false).is_err());
        assert_eq!(Stored::new(&strings, Some(4), false).unwrap().form(0), "12A");
        let stored =
            |datatype, size: &str, width| Stored::new(&Field::array("x", datatype, size.parse().unwrap()), width, false).unwrap();
        let cases = [
            (stored(Datatype::Char, "8x*", None), 24, "1PA(24)", Some(vec![8, 3])),
            (stored(Datatype::Char, "8x2x*", Some(9)), 36, "1PA(36)", Some(vec![9, 2, 2])),
            (stored(Datatype::Char, "*", None), 36, "1PA(36)", None),
            (stored(Datatype::Short, "*", None), 3, "1PI(3)", None),
            (stored(Datatype::Short, "3x*", None), 12, "1PI(12)", Some(vec![3, 4])),
            (stored(Datatype::Short, "0x*", None), 0, "1PI(0)", Some(vec![0, 0])),
        ];
        for (stored, max, form, dim) in cases {
            assert_eq!((stored.form(max).as_str(), stored.dim(max)), (form, dim));
        }
    }
}
