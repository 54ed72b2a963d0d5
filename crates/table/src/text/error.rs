use crate::LimitError;

/// A cell whose text is no value of its column. The text of the error says what is wrong with it, not which column it is of.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CellError {
    /// The text is none of the datatype.
    #[error("`{found}` is no {expected}")]
    Value {
        /// The column.
        column: String,
        /// What was found, cut where it is long.
        found: String,
        /// What was expected, such as `short` or `array of 2 double`.
        expected: String,
    },
    /// The array has another number of elements than the shape says.
    #[error("{found} elements, expected {expected}")]
    Length {
        /// The column.
        column: String,
        /// How many were found.
        found: u64,
        /// How many were expected: a number, or a multiple of one.
        expected: String,
    },
    /// A claim beyond a limit.
    #[error("{limit}")]
    Limit {
        /// The column.
        column: String,
        /// The limit.
        limit: LimitError,
    },
}
