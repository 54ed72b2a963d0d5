use super::{
    cells::Division,
    elements::{Elements, Input, put_each},
};
use crate::{
    LossKind, LossReport,
    rows::{RowError, block_mut::RowsMut, place::Place, word::Word},
};
use arrow::{
    array::{Array, ArrayRef},
    buffer::{NullBuffer, ScalarBuffer},
};
use std::ops::Range;

/// Numbers, so many to an element.
pub(super) struct Words<W: Word> {
    words: ScalarBuffer<W>,
    /// Words of one element.
    each: usize,
    /// What the bits are changed by.
    flip: W,
    /// What stands for a null.
    null: W,
}

impl<W: Word> Words<W> {
    /// Integers and floats.
    pub(super) fn new(
        input: &Input<'_>,
        values: &ArrayRef,
        division: &Division,
        losses: &mut LossReport,
    ) -> Result<Self, RowError> {
        let column = input.column;
        let null = column.null_word();
        let words = of_array::<W>(values);
        if column.datatype().is_integer() {
            check_nulls(input, values, division, null.is_some(), losses)?;
        }
        if let Some(null) = null {
            check_taken(input, &words, null, values, division)?;
        }
        let null = null.unwrap_or(if column.datatype().is_floating() { W::NAN } else { W::default() });
        let words = with_nulls(words, values.nulls(), null);
        Ok(Self { words, each: 1, flip: column.flip(), null })
    }

    /// Words that are complete: their nulls are among them.
    pub(super) fn complete(words: ScalarBuffer<W>, each: usize, null: W) -> Self {
        Self { words, each, flip: W::default(), null }
    }
}

/// The bits of an array of numbers, as they lie there.
pub(super) fn of_array<W: Word>(values: &ArrayRef) -> ScalarBuffer<W> {
    let data = values.to_data();
    let buffer = data.buffers().first().cloned().unwrap_or_default();
    ScalarBuffer::new(buffer, data.offset(), data.len())
}

/// Puts a word in the places of nulls.
pub(super) fn with_nulls<W: Word>(words: ScalarBuffer<W>, nulls: Option<&NullBuffer>, null: W) -> ScalarBuffer<W> {
    match nulls.filter(|nulls| nulls.null_count() > 0) {
        None => words,
        Some(nulls) => words.iter().zip(nulls).map(|(word, valid)| if valid { *word } else { null }).collect(),
    }
}

/// Refuses or counts the null integers that there is no null value for.
fn check_nulls(
    input: &Input<'_>,
    values: &ArrayRef,
    division: &Division,
    has_null: bool,
    losses: &mut LossReport,
) -> Result<(), RowError> {
    let Some(nulls) = values.nulls().filter(|nulls| nulls.null_count() > 0 && !has_null) else { return Ok(()) };
    if !matches!(division, Division::One(_)) {
        let count = division.null_elements(Some(nulls));
        losses.add_many(LossKind::Null, input.column.name(), "a null element without a null value is stored as 0", count);
    } else if !input.masked
        && let Some(row) = nulls.iter().position(|valid| !valid)
    {
        return Err(input.unpackable(row, "a null integer needs a null value, and none is declared"));
    }
    Ok(())
}

/// Refuses a value that would be read as null.
fn check_taken<W: Word>(input: &Input<'_>, words: &[W], null: W, values: &ArrayRef, division: &Division) -> Result<(), RowError> {
    if !words.contains(&null) {
        return Ok(());
    }
    let taken = |(at, word): (usize, &W)| division.row_of(at).filter(|_| *word == null && values.is_valid(at));
    match words.iter().enumerate().find_map(taken) {
        None => Ok(()),
        Some(row) => Err(input.unpackable(row, "a value equals the declared null value")),
    }
}

impl<W: Word> Elements for Words<W> {
    fn bytes(&self, count: usize) -> usize {
        count.saturating_mul(self.each * W::SIZE)
    }

    fn put(&self, elements: Range<usize>, out: &mut [u8]) {
        let range = elements.start * self.each..elements.end * self.each;
        W::put(self.words.get(range).unwrap_or_default(), out, self.flip);
    }

    fn put_null(&self, out: &mut [u8]) {
        for out in out.chunks_exact_mut(W::SIZE) {
            W::put(&[self.null], out, self.flip);
        }
    }

    fn put_rows(&self, rows: &mut RowsMut<'_>, place: Place) {
        match self.each {
            1 => W::put_rows(&self.words, rows, place, self.flip),
            _ => put_each(self, rows, place),
        }
    }
}
