use crate::{LimitError, Position};

/// What can go wrong between packed rows and columns. Rows are counted from 1 within what was given to the call.
///
/// The text says what went wrong; [`RowError::position`] says where.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RowError {
    /// A byte that is no value of the datatype.
    #[error("{found} is no {expected}")]
    Cell {
        /// The column.
        column: String,
        /// The row within the bytes given, counted from 1.
        row: u64,
        /// What was found.
        found: String,
        /// What was expected.
        expected: &'static str,
    },
    /// A heap descriptor that points beyond the heap.
    #[error("{len} bytes at heap offset {offset} end beyond the heap of {heap} bytes")]
    Heap {
        /// The column.
        column: String,
        /// The row within the bytes given, counted from 1.
        row: u64,
        /// The bytes asked for.
        len: u64,
        /// Where they were to start.
        offset: u64,
        /// The length of the heap.
        heap: u64,
    },
    /// A value that the packed form cannot take.
    #[error("{reason}")]
    Unpackable {
        /// The column.
        column: String,
        /// The row within the batch given, counted from 1.
        row: u64,
        /// Why it cannot.
        reason: String,
    },
    /// A field that cannot lie in a packed row as described.
    #[error("{reason}")]
    Field {
        /// The column.
        column: String,
        /// Why it cannot.
        reason: String,
    },
    /// A claim beyond a limit.
    #[error("{limit}")]
    Limit {
        /// The column; empty where it is none.
        column: String,
        /// The row within what was given, counted from 1, where it is one that goes beyond the limit.
        row: Option<u64>,
        /// The limit.
        limit: LimitError,
    },
    /// The rows to decode are not those that were scanned.
    #[error("the bytes do not hold the rows of the scan")]
    Scan,
    /// The heap could not be read.
    #[error("cannot read the heap")]
    Io(#[from] std::io::Error),
    /// Arrow refused the decoded column.
    #[error("Arrow refused the column")]
    Arrow(#[from] arrow::error::ArrowError),
}

impl RowError {
    /// The row, counted from 1 within what was given to the call, and the column, where the error has them.
    ///
    /// ```
    /// use gaialink_table::rows::RowError;
    /// let error = RowError::Unpackable { column: "band".to_owned(), row: 2, reason: "too long".to_owned() };
    /// assert_eq!(error.to_string(), "too long");
    /// assert_eq!(error.behind(10).position().to_string(), "row 12, column `band`");
    /// ```
    pub fn position(&self) -> Position {
        let (row, column) = match self {
            Self::Cell { column, row, .. } | Self::Heap { column, row, .. } | Self::Unpackable { column, row, .. } => {
                (Some(*row), column.as_str())
            }
            Self::Limit { column, row, .. } => (*row, column.as_str()),
            Self::Field { column, .. } => (None, column.as_str()),
            _ => (None, ""),
        };
        let mut at = Position::default();
        (at.row, at.column) = (row, Some(column).filter(|column| !column.is_empty()).map(str::to_owned));
        at
    }

    /// The same, with rows counted from so many before.
    #[must_use]
    pub fn behind(mut self, rows: u64) -> Self {
        if let Self::Cell { row, .. }
        | Self::Heap { row, .. }
        | Self::Unpackable { row, .. }
        | Self::Limit { row: Some(row), .. } = &mut self
        {
            *row = row.saturating_add(rows);
        }
        self
    }
}
