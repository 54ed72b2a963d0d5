use crate::Field;

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

/// How many elements a field has in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// So many elements, inline. For `char` bytes, for `unicodeChar` 16-bit units, for `bit` bits (in whole bytes).
    Fixed(usize),
    /// A 32-bit count of elements, then the elements (VOTable 1.5, 6).
    Inline,
    /// A 32-bit count and a 32-bit heap offset: TFORM `P` (FITS 4.0, 7.3.5).
    Descriptor32,
    /// A 64-bit count and a 64-bit heap offset: TFORM `Q`.
    Descriptor64,
}
