use super::RowError;
use crate::{ArraySize, Field};

/// How one field lies in a packed row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackedField {
    /// The column that comes out of it, or goes into it.
    pub field: Field,
    /// How many elements there are, and where.
    pub length: Length,
    /// The stored integer that stands for null (TNULL, VALUES/null), before `flip_sign`. Elements of arrays count too.
    pub null: Option<i64>,
    /// Whether the sign bit is flipped on storage: unsigned integers as signed ones with a TZERO of half the range, and
    /// signed bytes as unsigned ones (FITS 4.0, 5.3).
    pub flip_sign: bool,
}

impl PackedField {
    /// A field without a null value, stored as it is.
    pub fn new(field: Field, length: Length) -> Self {
        Self { field, length, null: None, flip_sign: false }
    }

    /// The field as a VOTable's BINARY and BINARY2 streams hold it: a fixed arraysize as it is, a variable one behind a count, and the
    /// null value of its VALUES where it is an integer (VOTable 1.5, 5.5).
    ///
    /// ```
    /// use gaialink_table::{ArraySize, Datatype, Field, rows::{Length, PackedField}};
    /// let flux = Field::array("flux", Datatype::Float, ArraySize::fixed(&[343]));
    /// assert_eq!(PackedField::inline(flux)?.length, Length::Fixed(343));
    /// assert_eq!(PackedField::inline(Field::text("name"))?.length, Length::Inline);
    /// # Ok::<_, gaialink_table::rows::RowError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`RowError::Field`] where the arraysize is beyond what memory can hold.
    pub fn inline(field: Field) -> Result<Self, RowError> {
        let length = match ArraySize::fixed_len(&field.arraysize).map(usize::try_from) {
            None => Length::Inline,
            Some(Ok(len)) => Length::Fixed(len),
            Some(Err(_)) => {
                let reason = format!("the arraysize {} is beyond the address space", field.arraysize);
                return Err(RowError::Field { column: field.name, reason });
            }
        };
        Ok(Self { null: Self::declared_null(&field), ..Self::new(field, length) })
    }

    /// The null value that an integer column declares in its VALUES; `None` where it declares none, or no integer.
    pub fn declared_null(field: &Field) -> Option<i64> {
        field.null_text().filter(|_| field.datatype.is_integer()).and_then(integer)
    }
}

/// An integer as VOTable spells it, decimal or hexadecimal (VOTable 1.5, 6).
fn integer(text: &str) -> Option<i64> {
    let text = text.trim();
    match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        Some(digits) => i64::from_str_radix(digits, 16).ok(),
        None => text.parse().ok(),
    }
}

/// How many elements a field has in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// So many elements, inline. For `char` bytes, for `unicodeChar` 16-bit units, for `bit` bits (in whole bytes).
    Fixed(usize),
    /// A 32-bit count of elements, then the elements (VOTable 1.5, 5.3).
    Inline,
    /// A 32-bit count and a 32-bit heap offset: TFORM `P` (FITS 4.0, 7.3.5).
    Descriptor32,
    /// A 64-bit count and a 64-bit heap offset: TFORM `Q`.
    Descriptor64,
}
