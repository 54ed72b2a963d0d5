use super::{
    cells::{Division, number},
    elements::{Elements, Input},
    primitive::Words,
};
use crate::{LossKind, LossReport};
use arrow::{
    array::{Array, ArrayRef, AsArray},
    buffer::BooleanBuffer,
};
use std::ops::Range;

const NULL_BIT: &str = "a null bit is stored as 0";

/// Bits that stand alone, each in a byte of its own.
pub(super) fn words(input: &Input<'_>, values: &ArrayRef, losses: &mut LossReport) -> Words<u8> {
    if !input.masked {
        losses.add_many(LossKind::Null, input.column.name(), NULL_BIT, number(values.null_count()));
    }
    let bytes: Vec<u8> = set_bits(values).iter().map(|bit| if bit { 0x80 } else { 0 }).collect();
    Words::complete(bytes.into(), 1, 0)
}

/// The bits that are set, nulls not among them.
fn set_bits(values: &ArrayRef) -> BooleanBuffer {
    let values = values.as_boolean();
    match values.nulls() {
        Some(nulls) => values.values() & nulls.inner(),
        None => values.values().clone(),
    }
}

/// Bits, most significant first, in whole bytes a cell.
pub(super) struct Bits {
    bits: BooleanBuffer,
}

impl Bits {
    pub(super) fn new(input: &Input<'_>, values: &ArrayRef, division: &Division, losses: &mut LossReport) -> Self {
        let count = division.null_elements(values.nulls());
        losses.add_many(LossKind::Null, input.column.name(), NULL_BIT, count);
        Self { bits: set_bits(values) }
    }
}

impl Elements for Bits {
    fn bytes(&self, count: usize) -> usize {
        count.div_ceil(8)
    }

    fn put(&self, elements: Range<usize>, out: &mut [u8]) {
        let bits = self.bits.slice(elements.start, elements.len());
        let bytes = bits.bit_chunks().iter_padded().flat_map(u64::to_le_bytes);
        for (out, byte) in out.iter_mut().zip(bytes) {
            *out = byte.reverse_bits();
        }
    }

    fn put_null(&self, _out: &mut [u8]) {}
}
