use super::{
    cells::Division,
    divided::cells,
    elements::{Cells, Elements, Input},
    list::VariableLists,
    primitive::Words,
};
use crate::{
    Datatype, LossKind, LossReport,
    rows::{Length, RowError, layout::Shape, text_rule::TextUnit},
};
use arrow::{
    array::{Array, ArrayRef, AsArray, StringArray},
    buffer::{OffsetBuffer, ScalarBuffer},
};
use std::ops::Range;

/// The encoder of a column of text.
pub(super) fn encoder(
    input: &Input<'_>,
    values: &ArrayRef,
    division: Division,
    losses: &mut LossReport,
) -> Result<Box<dyn Cells>, RowError> {
    match input.column.datatype() {
        Datatype::UnicodeChar => encoder_of::<u16>(input, values.as_string(), division, losses),
        _ => encoder_of::<u8>(input, values.as_string(), division, losses),
    }
}

fn encoder_of<U: TextUnit>(
    input: &Input<'_>,
    strings: &StringArray,
    division: Division,
    losses: &mut LossReport,
) -> Result<Box<dyn Cells>, RowError> {
    let width = width(input);
    check::<U>(input, strings, &division, width, losses)?;
    if let Some(width) = width {
        let words = Padded { strings: strings.clone(), width, blank: input.rule.trims.then_some(U::BLANK) };
        return Ok(cells(input, division, words));
    }
    let (words, offsets) = units::<U>(input, strings)?;
    let words = Words::complete(words, 1, U::default());
    Ok(Box::new(VariableLists::new(words, input.column, offsets, strings.nulls().cloned())))
}

/// The units of every string, where all have the same.
fn width(input: &Input<'_>) -> Option<usize> {
    match (input.column.shape, input.column.field.length) {
        (Shape::One, Length::Fixed(width)) => Some(width),
        (Shape::One, _) => None,
        (Shape::Variable { unit, .. }, _) => Some(unit),
        (Shape::Fixed(_), _) => input.column.field.field.arraysize.string_len().and_then(|len| usize::try_from(len).ok()),
    }
}

/// Refuses strings that are too long and counts those that come back as others.
fn check<U: TextUnit>(
    input: &Input<'_>,
    strings: &StringArray,
    division: &Division,
    width: Option<usize>,
    losses: &mut LossReport,
) -> Result<(), RowError> {
    let rule = input.rule;
    let (mut empty, mut cut, mut trimmed) = (0, 0, 0);
    for (at, text) in strings.iter().enumerate() {
        let (Some(text), Some(row)) = (text, division.row_of(at)) else { continue };
        if let Some(width) = width.filter(|width| *width < text.len()) {
            let len = U::of(text).count();
            if len > width {
                return Err(input.unpackable(row, format!("a string of {len} units is longer than its field of {width}")));
            }
        }
        empty += u64::from(text.is_empty() && (rule.empty_is_null || width == Some(0) && rule.trims));
        cut += u64::from(rule.ends_at_nul && text.contains('\0'));
        trimmed += u64::from(rule.trims && text.ends_with(' '));
    }
    let name = input.column.name();
    losses.add_many(LossKind::Empty, name, "an empty string comes back as null", empty);
    losses.add_many(LossKind::Value, name, "a string ends at its first NUL", cut);
    losses.add_many(LossKind::Value, name, "blanks at the end of a string are no part of it", trimmed);
    Ok(())
}

/// The units of all strings, one behind the other, and where each ends. In FITS an empty one is a blank.
fn units<U: TextUnit>(input: &Input<'_>, strings: &StringArray) -> Result<(ScalarBuffer<U>, OffsetBuffer<i32>), RowError> {
    let blank = |text: &str| input.rule.trims && text.is_empty();
    if let Some(words) = U::shared(strings)
        && !strings.iter().flatten().any(blank)
    {
        return Ok((words, strings.offsets().clone()));
    }
    let (mut words, mut offsets) = (Vec::new(), vec![0]);
    for (row, text) in strings.iter().enumerate() {
        words.extend(text.into_iter().flat_map(|text| U::of(if blank(text) { " " } else { text })));
        let too_much = |_| input.unpackable(row, "the text of the column is beyond a 32-bit count");
        offsets.push(i32::try_from(words.len()).map_err(too_much)?);
    }
    Ok((words.into(), OffsetBuffer::new(offsets.into())))
}

/// Strings in fields of one width, filled with NULs.
struct Padded<U> {
    strings: StringArray,
    width: usize,
    /// What the empty string is filled with, where that is not NUL.
    blank: Option<U>,
}

impl<U: TextUnit> Elements for Padded<U> {
    fn bytes(&self, count: usize) -> usize {
        self.units(count).saturating_mul(U::SIZE)
    }

    fn units(&self, count: usize) -> usize {
        count.saturating_mul(self.width)
    }

    fn put(&self, elements: Range<usize>, out: &mut [u8]) {
        for (at, out) in elements.zip(out.chunks_exact_mut(self.bytes(1).max(1))) {
            if self.strings.is_null(at) {
                continue;
            }
            let text = self.strings.value(at);
            match self.blank.filter(|_| text.is_empty()) {
                Some(blank) => out.chunks_exact_mut(U::SIZE).for_each(|out| U::put(&[blank], out, U::default())),
                None => U::put_text(text, out),
            }
        }
    }

    fn put_null(&self, _out: &mut [u8]) {}
}
