use super::{Block, Elements, End, Size};
use crate::{
    LimitError, Position, Warning,
    rows::{RowError, layout::number, word::Word},
};
use arrow::{
    array::{ArrayRef, BooleanArray},
    buffer::{BooleanBuffer, NullBuffer},
};
use std::sync::Arc;

/// Truth values, one a byte (VOTable 1.5, 6; FITS 4.0, 7.3.3.2).
#[derive(Default)]
pub(super) struct Booleans {
    bytes: Vec<u8>,
}

const TRUE: u8 = 1;
const FALSE: u8 = 2;
const NULL: u8 = 4;
const OTHER: u8 = 8;

/// What a byte says.
const fn meaning(byte: u8) -> u8 {
    match byte {
        // The number 1 is what astropy wrote into heaps for long.
        b'T' | b't' | b'1' | 1 => TRUE,
        b'F' | b'f' | b'0' => FALSE,
        b'?' | b' ' | 0 => NULL,
        _ => OTHER,
    }
}

impl Elements for Booleans {
    fn reserve(&mut self, size: Size) {
        self.bytes.reserve_exact(size.bytes);
    }

    fn len(&self) -> usize {
        self.bytes.len()
    }

    fn take(&mut self, bytes: &[u8], _count: usize) -> Result<(), LimitError> {
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }

    fn take_rows(&mut self, block: &Block<'_>) -> Result<(), RowError> {
        u8::extend_rows(&mut self.bytes, block.rows, block.column.place, 0)
    }

    fn finish(self, end: End<'_>) -> Result<ArrayRef, RowError> {
        let all = self.bytes.iter().fold(0, |all, byte| all | meaning(*byte));
        let bad = |(at, byte): &(usize, &u8)| meaning(**byte) == OTHER && !end.is_missing(*at);
        if all & OTHER != 0
            && let Some((at, byte)) = self.bytes.iter().enumerate().find(bad)
        {
            let message = format!(
                "bytes that are no boolean (T, t, 1, F, f, 0, ?, a blank, the numbers 0 and 1) were read as null: {}, the first one is 0x{byte:02X}",
                self.bytes.iter().enumerate().filter(bad).count()
            );
            let at = Position::at_row(number(end.row_of(at))).in_column(end.column.name());
            end.warnings.push(Warning::new("W-BOOLEAN", at, message));
        }
        let values: BooleanBuffer = self.bytes.iter().map(|byte| meaning(*byte) == TRUE).collect();
        let mut nulls = end.missing;
        if all & (NULL | OTHER) != 0 {
            let valid: BooleanBuffer = self.bytes.iter().map(|byte| meaning(*byte) & (TRUE | FALSE) != 0).collect();
            nulls = NullBuffer::union(nulls.as_ref(), Some(&NullBuffer::new(valid)));
        }
        Ok(Arc::new(BooleanArray::new(values, nulls)))
    }
}
