//! The heap: how much there is to come, and what becomes of rows when 32-bit descriptors no longer reach it.

use super::{Sink, Writer, plan, sink};
use crate::{Error, Result, checksum::Sum, convert::from_table::Stored, error::ErrorKind};
use gaialink_table::{
    Position,
    arrow::{
        array::{Array, ArrayRef, AsArray},
        buffer::OffsetBuffer,
    },
    rows::Length,
};
use std::io::{self, Read, Seek, Write};
use tempfile::SpooledTempFile;

/// Rows that were written with 32-bit descriptors, in front of others.
#[derive(Clone, Debug)]
pub(super) struct Narrow {
    rows: u64,
    /// The parts of such a row in order: their lengths, and whether they are descriptors.
    parts: Vec<(usize, bool)>,
}

impl<W: Write> Writer<W> {
    /// Makes sure that descriptors reach what a batch adds to the heap: from here on they have 64 bits where 32 may not do.
    pub(super) fn make_room(&mut self, arrays: &[ArrayRef]) -> Result<()> {
        let is_narrow = |column: &Stored| column.packed.length == Length::Descriptor32;
        if !self.columns.iter().any(is_narrow) {
            return Ok(());
        }
        let more = self.columns.iter().zip(arrays).filter(|(column, _)| column.in_heap());
        let more = more.map(|(column, array)| most(column, array)).fold(0, u64::saturating_add);
        let limit = self.options.narrow_heap.min(i32::MAX.unsigned_abs().into());
        if self.encoded.heap_base.saturating_add(more) <= limit {
            return Ok(());
        }
        if matches!(self.sink, Sink::Patched { .. }) && self.counts.rows > 0 {
            return Err(Error::new(Position::at_row(self.counts.rows.saturating_add(1)), ErrorKind::HeapTooLarge { limit }));
        }
        self.narrow = Some(Narrow { rows: self.counts.rows, parts: self.columns.iter().map(part).collect() });
        for column in self.columns.iter_mut().filter(|column| is_narrow(column)) {
            column.packed.length = Length::Descriptor64;
        }
        self.plan = plan(&self.columns)?;
        self.counts.row_len = self.plan.row_len().unwrap_or(0);
        Ok(())
    }
}

/// The most bytes that a column of a batch takes in the heap.
fn most(column: &Stored, array: &ArrayRef) -> u64 {
    let (elements, each) = match (array.as_string_opt::<i32>(), array.as_list_opt::<i32>()) {
        // The empty string is a blank.
        (Some(strings), _) => (span(strings.offsets()).saturating_add(strings.len()), 1),
        (_, Some(list)) => (span(list.offsets()), column.packed.field.datatype.packed_size().unwrap_or(1)),
        _ => (0, 1),
    };
    let bytes = elements.saturating_mul(each) as u64;
    bytes.saturating_mul(column.unit())
}

/// How many elements lie between the first offset and the last one.
fn span(offsets: &OffsetBuffer<i32>) -> usize {
    usize::try_from(offsets.last().saturating_sub(offsets.first())).unwrap_or(0)
}

/// The bytes of a column in a row, and whether they are a 32-bit descriptor.
fn part(column: &Stored) -> (usize, bool) {
    let bytes = |len: usize| column.packed.field.datatype.packed_size().map_or(len.div_ceil(8), |size| len.saturating_mul(size));
    match column.packed.length {
        Length::Fixed(len) => (bytes(len), false),
        Length::Descriptor64 => (16, false),
        Length::Descriptor32 | Length::Inline => (8, true),
    }
}

impl Narrow {
    /// Copies spooled rows, with descriptors of 64 bits in all of them; gives the copy and its sum.
    pub(super) fn widened(&self, rows: &mut SpooledTempFile) -> io::Result<(SpooledTempFile, Sum)> {
        rows.rewind()?;
        let (mut out, mut sum) = (sink::spool(), Sum::default());
        let mut narrow = vec![0; self.parts.iter().map(|(len, _)| *len).sum()];
        let mut wide = Vec::new();
        for _ in 0..self.rows {
            rows.read_exact(&mut narrow)?;
            wide.clear();
            self.widen(&narrow, &mut wide);
            out.write_all(&wide)?;
            sum.add(&wide);
        }
        let mut buf = vec![0; 1 << 18];
        loop {
            let len = rows.read(&mut buf)?;
            let bytes = buf.get(..len).filter(|bytes| !bytes.is_empty());
            let Some(bytes) = bytes else { return Ok((out, sum)) };
            out.write_all(bytes)?;
            sum.add(bytes);
        }
    }

    fn widen(&self, row: &[u8], wide: &mut Vec<u8>) {
        let mut rest = row;
        for (len, is_descriptor) in &self.parts {
            let (part, behind) = rest.split_at_checked(*len).unwrap_or((rest, &[]));
            rest = behind;
            match is_descriptor {
                true => part.as_chunks::<4>().0.iter().for_each(|number| {
                    wide.extend_from_slice(&[0; 4]);
                    wide.extend_from_slice(number);
                }),
                false => wide.extend_from_slice(part),
            }
        }
    }
}
