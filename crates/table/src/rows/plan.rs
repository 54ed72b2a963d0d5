use super::{Heap, PackedField, RowError, decode, encode, layout::Layout, scan};
use crate::{Limits, LossReport, Warning};
use arrow::array::ArrayRef;
use std::ops::Range;

/// What holds for all fields of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowOptions {
    /// Whether a row starts with one null bit a field, most significant first, in whole bytes (BINARY2). Default: no.
    pub null_mask: bool,
    /// The places of the fields to decode, in the order of the columns wanted. Default: all of them.
    pub projection: Option<Vec<usize>>,
    /// Whether the null of a text is written as NUL bytes, and the empty text as blanks (FITS 4.0, 7.3.3.1). Default: no,
    /// and where there is no mask a text of no characters is read as null.
    pub nul_is_null: bool,
}

/// The layout of a packed row, compiled from its fields.
#[derive(Clone, Debug)]
pub struct RowPlan {
    layout: Layout,
    options: RowOptions,
    limits: Limits,
}

/// Whole rows found in a buffer.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    /// How many rows there are.
    pub rows: usize,
    /// How many bytes they take.
    pub bytes: usize,
    /// Where the variable cells end: `rows` x (number of inline fields), row after row. Empty where there are none.
    pub ends: Vec<usize>,
}

/// Columns decoded from rows.
#[derive(Clone, Debug, Default)]
pub struct Decoded {
    /// The columns, in the order of the projection.
    pub columns: Vec<ArrayRef>,
    /// What was odd and read all the same; rows are counted from 1 within the bytes given.
    pub warnings: Vec<Warning>,
}

/// Where the encoder puts what it makes.
#[derive(Clone, Debug, Default)]
pub struct Encoded {
    /// The rows.
    pub rows: Vec<u8>,
    /// What goes to the heap, behind what went there before.
    pub heap: Vec<u8>,
    /// How many bytes the heap held before `heap`: the caller adds the length of `heap` here when it takes it away.
    pub heap_base: u64,
    /// What could not be kept.
    pub losses: LossReport,
}

impl Scan {
    /// The first rows of those that were found, all of them where there are no more.
    #[must_use]
    pub fn first(&self, rows: usize, plan: &RowPlan) -> Self {
        scan::first(&plan.layout, self, rows)
    }
}

impl RowPlan {
    /// Bytes of rows that a writer packs before it writes any of them, for [`RowPlan::parts`]: a batch takes more only where strings are
    /// filled up.
    pub const PART: usize = 16 << 20;

    /// Compiles the plan of a row.
    ///
    /// # Errors
    ///
    /// [`RowError::Field`] or [`RowError::Limit`] where a field cannot lie in a row as described.
    pub fn try_new(fields: Vec<PackedField>, options: RowOptions, limits: Limits) -> Result<Self, RowError> {
        let layout = Layout::try_new(&fields, &options, &limits)?;
        Ok(Self { layout, options, limits })
    }

    /// The bytes of a row, where all rows are of one length.
    pub fn row_len(&self) -> Option<usize> {
        self.layout.row_len
    }

    /// The bytes of the shortest row: that whose inline arrays are all empty.
    pub fn min_row_len(&self) -> usize {
        self.layout.min_row_len
    }

    /// Finds the whole rows at the start of `bytes`, at most `max_rows`. No rows are found where `bytes` ends inside the
    /// first one: give more bytes then. Nor are any found where a row has no bytes at all.
    ///
    /// # Errors
    ///
    /// [`RowError::Limit`] where a count goes beyond the limits.
    pub fn scan(&self, bytes: &[u8], max_rows: usize) -> Result<Scan, RowError> {
        scan::scan(&self.layout, &self.limits, bytes, max_rows)
    }

    /// How many of the rows that [`RowPlan::scan`] found have at most `budget` bytes together, what they have in the heap
    /// included; the first row is always one of them. Decode no more at once to keep batches small.
    ///
    /// # Errors
    ///
    /// [`RowError::Scan`] where `bytes` are not those that were scanned.
    pub fn rows_within(&self, bytes: &[u8], scan: &Scan, budget: u64) -> Result<usize, RowError> {
        scan::rows_within(&self.layout, &self.options, (bytes, scan), budget)
    }

    /// Decodes the rows that [`RowPlan::scan`] found at the start of the same `bytes`.
    ///
    /// # Errors
    ///
    /// [`RowError`] where a cell is no value of its datatype or lies beyond the heap.
    pub fn decode(&self, bytes: &[u8], scan: &Scan, heap: &dyn Heap) -> Result<Decoded, RowError> {
        decode::decode(&self.layout, &self.options, &self.limits, (bytes, scan, heap))
    }

    /// Cuts the rows of columns so that each part takes no more than `budget` bytes once it is packed, or is one row: strings of a
    /// fixed length may take much more in a row than in an array. What varies in length without being filled up is not counted. Rows of no
    /// columns are not seen: there are no parts then.
    ///
    /// ```
    /// use gaialink_table::{ArraySize, Datatype, Field, Limits, arrow::array::{ArrayRef, StringArray}};
    /// use gaialink_table::rows::{Length, PackedField, RowOptions, RowPlan};
    /// use std::sync::Arc;
    /// let name = Field::array("name", Datatype::Char, ArraySize::fixed(&[4000]));
    /// let plan = RowPlan::try_new(vec![PackedField::inline(name)?], RowOptions::default(), Limits::default())?;
    /// let names: ArrayRef = Arc::new(StringArray::from(vec!["a", "b", "c"]));
    /// assert_eq!(plan.parts(&[names], 10_000)?, [0..2, 2..3]);
    /// # Ok::<_, gaialink_table::rows::RowError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`RowError::Limit`] where a cell goes beyond the limit.
    pub fn parts(&self, columns: &[ArrayRef], budget: usize) -> Result<Vec<Range<usize>>, RowError> {
        encode::parts(&self.layout, &self.limits, columns, budget)
    }

    /// Encodes columns, one array a field in the order of the fields, behind what `out` holds. After an error `out` is as it was.
    ///
    /// # Errors
    ///
    /// [`RowError::Unpackable`] where a value cannot be stored, such as a null integer without a null value, an integer that equals
    /// it, or a text longer than its field; [`RowError::Limit`] where strings that are filled up make a cell beyond the limit;
    /// [`RowError::Field`] where the columns are not those of the fields.
    pub fn encode(&self, columns: &[ArrayRef], out: &mut Encoded) -> Result<(), RowError> {
        encode::encode(&self.layout, &self.options, &self.limits, columns, out)
    }
}
