/// How a format spells cells.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TextStyle {
    /// How arrays are spelled. Default: [`ArrayStyle::Blanks`].
    pub arrays: ArrayStyle,
    /// How booleans are written; all spellings are read. Default: [`BooleanStyle::Letter`].
    pub booleans: BooleanStyle,
    /// How numbers are written; all spellings are read. Default: [`NumberStyle::Shortest`].
    pub numbers: NumberStyle,
    /// How NaN and the infinities are written; all spellings are read. Default: [`NotFiniteStyle::Signed`].
    pub not_finite: NotFiniteStyle,
    /// How a null element of an array is spelled in formats that have one; numbers, booleans and whole arrays of that spelling
    /// are read as null too. Default: none, it is a loss.
    pub null_element: Option<&'static str>,
}

/// How arrays are spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ArrayStyle {
    /// `1 2 3`: elements between white space (VOTable TABLEDATA).
    Blanks,
    /// `[1,2,3]`: JSON, nested as the shape says, last index fastest; strings are quoted (ECSV).
    Json,
    /// `(1, 2, 3)` is written; `(1, 2)`, `(1,2)` and `[1,2]` are read (CSV).
    Tuple,
}

/// How booleans are written in scalar cells and among blanks. Inside brackets they are `true` and `false`; bits are `1` and
/// `0` where booleans are letters, otherwise written as booleans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BooleanStyle {
    /// `T` and `F` (VOTable).
    Letter,
    /// `True` and `False` in scalar cells (ECSV).
    Python,
    /// `true` and `false` (the archive's CSV).
    Lower,
}

/// How NaN and the infinities are written.
///
/// Each format has the spelling that its other readers know: VOTable 1.5 names its own; in ECSV and CSV the Java tools take
/// no other infinity than Java's, and Python's tools take every spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotFiniteStyle {
    /// `NaN`, `+Inf` and `-Inf` (VOTable).
    Signed,
    /// `NaN`, `Infinity` and `-Infinity` (CSV).
    Java,
    /// As [`NotFiniteStyle::Java`], but `nan` in scalar cells (ECSV).
    LowerNan,
}

/// How finite floating-point numbers are written. Each style reads back to the same bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NumberStyle {
    /// The shortest digits, such as `0.1` and `1e-7`.
    Shortest,
    /// The shortest digits as Java prints them: plain from 0.001 to 10,000,000, otherwise `1.0E-7` (the archive's).
    Java,
}

impl TextStyle {
    /// The cells of VOTable's TABLEDATA.
    pub const VOTABLE: Self = Self {
        arrays: ArrayStyle::Blanks,
        booleans: BooleanStyle::Letter,
        numbers: NumberStyle::Shortest,
        not_finite: NotFiniteStyle::Signed,
        null_element: None,
    };

    /// The cells of ECSV 1.0.
    pub const ECSV: Self = Self {
        arrays: ArrayStyle::Json,
        booleans: BooleanStyle::Python,
        numbers: NumberStyle::Shortest,
        not_finite: NotFiniteStyle::LowerNan,
        null_element: Some("null"),
    };

    /// The cells of CSV.
    pub const CSV: Self = Self {
        arrays: ArrayStyle::Tuple,
        booleans: BooleanStyle::Lower,
        numbers: NumberStyle::Shortest,
        not_finite: NotFiniteStyle::Java,
        null_element: Some("null"),
    };
}

impl Default for TextStyle {
    fn default() -> Self {
        Self::VOTABLE
    }
}
