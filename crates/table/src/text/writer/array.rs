use super::{Sheet, Spell};
use crate::{
    LossKind,
    text::{ArrayStyle, shape::Shape},
};
use arrow::{
    array::{Array, AsArray},
    buffer::OffsetBuffer,
};
use std::ops::Range;

/// Cells of several elements.
pub(super) struct Arrays<'a> {
    array: &'a dyn Array,
    elements: Box<dyn Spell + 'a>,
    ends: Ends<'a>,
    shape: Shape,
}

/// Where the cells lie among the elements.
enum Ends<'a> {
    Fixed(usize),
    Variable(&'a OffsetBuffer<i32>),
}

impl<'a> Arrays<'a> {
    /// The speller of an array of arrays; `None` where it is none.
    pub(super) fn boxed(
        array: &'a dyn Array,
        shape: Shape,
        elements: impl FnOnce(&'a dyn Array) -> Option<Box<dyn Spell + 'a>>,
    ) -> Option<Box<dyn Spell + 'a>> {
        let (child, ends) = match (array.as_list_opt::<i32>(), array.as_fixed_size_list_opt()) {
            (Some(list), _) => (list.values(), Ends::Variable(list.offsets())),
            (_, Some(list)) => (list.values(), Ends::Fixed(usize::try_from(list.value_length()).ok()?)),
            _ => return None,
        };
        Some(Box::new(Self { array, elements: elements(child)?, ends, shape }))
    }

    fn range(&self, row: usize) -> Range<usize> {
        let next = row.saturating_add(1);
        match self.ends {
            Ends::Fixed(len) => row.saturating_mul(len)..next.saturating_mul(len),
            Ends::Variable(ends) => {
                let end = |row: usize| ends.get(row).and_then(|end| usize::try_from(*end).ok()).unwrap_or_default();
                end(row)..end(next)
            }
        }
    }
}

impl Spell for Arrays<'_> {
    fn is_null(&self, index: usize) -> bool {
        self.array.is_null(index)
    }

    fn spell(&self, index: usize, sheet: &mut Sheet<'_>) {
        let range = self.range(index);
        if range.is_empty() && sheet.style.arrays == ArrayStyle::Blanks {
            return sheet.lose(LossKind::Empty, "an empty array is written as null");
        }
        if !self.shape.allows(range.len()) {
            sheet.lose(LossKind::Value, "the number of elements is no multiple of the shape's, and the text does not read back");
        }
        let (open, close) = (sheet.open(), sheet.close());
        sheet.push(open);
        sheet.bracketed = !open.is_empty();
        self.elements.spell_all(range, &self.shape, sheet);
        sheet.push(close);
    }

    fn spell_null(&self, _: &mut Sheet<'_>) {}
}
