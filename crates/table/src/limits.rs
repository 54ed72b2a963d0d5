use serde::{Deserialize, Serialize};

/// Caps on what a file may make a reader allocate or follow. A file's numbers are claims; these are checked first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes that one cell (a string or an array) may take. Default: 256 MiB.
    pub max_cell: u64,
    /// Bytes that one row may take, all its cells together. Default: 1 GiB.
    pub max_row: u64,
    /// Columns that one table may have. Default: 100,000.
    pub max_columns: u64,
    /// Bytes of metadata (headers, attributes, descriptions) that one file may hold. Default: 256 MiB.
    pub max_metadata: u64,
    /// How deep elements and groups may nest. Default: 256.
    pub max_depth: u64,
    /// Bytes that a batch of rows aims at. A single larger row still makes a batch. Default: 2 MiB.
    pub batch_bytes: u64,
    /// Bytes that a compressed input may inflate to. Default: none (streams are never held whole).
    pub max_inflated: Option<u64>,
    /// Bytes of a stream that may be copied where it has to be read more than once. Default: 64 GiB.
    pub max_copied: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_cell: 256 << 20,
            max_row: 1 << 30,
            max_columns: 100_000,
            max_metadata: 256 << 20,
            max_depth: 256,
            batch_bytes: 2 << 20,
            max_inflated: None,
            max_copied: 64 << 30,
        }
    }
}

/// A claim of a file that goes beyond a limit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}: {found} is beyond the limit of {limit}")]
pub struct LimitError {
    /// What was claimed, such as `NAXIS1` or `arraysize`.
    pub what: String,
    /// The number that was found; the largest number where it overflowed.
    pub found: u64,
    /// The limit in force.
    pub limit: u64,
}

impl Limits {
    /// Checks a product of two claimed numbers against a cap and gives it as a size in memory.
    ///
    /// # Errors
    ///
    /// [`LimitError`] where the product overflows or exceeds `limit`.
    ///
    /// ```
    /// use gaialink_table::Limits;
    /// assert_eq!(Limits::claim("cell", 343, 4, 1 << 20), Ok(1372));
    /// assert!(Limits::claim("cell", u64::MAX, 8, 1 << 20).is_err());
    /// ```
    pub fn claim(what: &str, count: u64, size: u64, limit: u64) -> Result<usize, LimitError> {
        let found = count.saturating_mul(size);
        if found > limit {
            return Err(LimitError { what: what.to_owned(), found, limit });
        }
        usize::try_from(found).map_err(|_| LimitError { what: what.to_owned(), found, limit })
    }

    /// [`Limits::claim`] against [`Limits::max_cell`].
    ///
    /// # Errors
    ///
    /// [`LimitError`] where the product overflows or exceeds the limit.
    pub fn claim_cell(&self, what: &str, count: u64, size: u64) -> Result<usize, LimitError> {
        Self::claim(what, count, size, self.max_cell)
    }

    /// The aimed size of a batch as a size in memory, at least one byte.
    pub fn batch_size(&self) -> usize {
        usize::try_from(self.batch_bytes).unwrap_or(usize::MAX).max(1)
    }
}
