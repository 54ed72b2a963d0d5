use crate::LimitError;

/// What can go wrong between packed rows and columns. Rows are counted from 1 within what was given to the call.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RowError {
    /// A byte that is no value of the datatype.
    #[error("column `{column}`, row {row}: {found} is no {expected}")]
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
    #[error("column `{column}`, row {row}: {len} bytes at heap offset {offset} end beyond the heap of {heap} bytes")]
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
    #[error("column `{column}`, row {row}: {reason}")]
    Unpackable {
        /// The column.
        column: String,
        /// The row within the batch given, counted from 1.
        row: u64,
        /// Why it cannot.
        reason: String,
    },
    /// A field that cannot lie in a packed row as described.
    #[error("column `{column}`: {reason}")]
    Field {
        /// The column.
        column: String,
        /// Why it cannot.
        reason: String,
    },
    /// A claim beyond a limit.
    #[error("column `{column}`, row {row}")]
    Limit {
        /// The column.
        column: String,
        /// The row within the bytes given, counted from 1.
        row: u64,
        /// The limit.
        #[source]
        source: LimitError,
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
