use super::{Floats, Sheet, Spell};
use crate::{
    LossKind,
    text::{ArrayStyle, number::Float},
};
use arrow::array::{Array, ArrowPrimitiveType, AsArray, FixedSizeListArray};

/// Complex numbers.
pub(super) struct Complexes<'a, T: ArrowPrimitiveType> {
    array: &'a FixedSizeListArray,
    parts: Floats<'a, T>,
}

impl<'a, T: ArrowPrimitiveType<Native: Float>> Complexes<'a, T> {
    pub(super) fn try_new(array: &'a dyn Array) -> Option<Self> {
        let array = array.as_fixed_size_list_opt()?;
        Some(Self { array, parts: Floats(array.values().as_primitive_opt()?) })
    }

    fn part(&self, index: usize, sheet: &mut Sheet<'_>) {
        match self.parts.is_null(index) {
            false => self.parts.spell(index, sheet),
            true if sheet.bracketed && sheet.word_for_null() => {}
            true => self.parts.spell_null(sheet),
        }
    }

    /// Python's `1.0+2.0j`, which is what readers of ECSV know.
    fn python(&self, first: usize, second: usize, sheet: &mut Sheet<'_>) {
        self.part(first, sheet);
        let before = sheet.out.len();
        self.part(second, sheet);
        if sheet.out.get(before) != Some(&b'-') {
            sheet.out.insert(before, b'+');
        }
        sheet.push("j");
    }
}

impl<T: ArrowPrimitiveType<Native: Float>> Spell for Complexes<'_, T> {
    fn is_null(&self, index: usize) -> bool {
        self.array.is_null(index)
    }

    fn spell(&self, index: usize, sheet: &mut Sheet<'_>) {
        let first = index.saturating_mul(2);
        let second = first.saturating_add(1);
        if sheet.style.arrays == ArrayStyle::Json && !sheet.bracketed {
            return self.python(first, second, sheet);
        }
        if sheet.style.arrays == ArrayStyle::Json && self.parts.is_null(first) && self.parts.is_null(second) {
            sheet.lose(LossKind::Null, "a complex number of two nulls is read as null");
        }
        let bracketed = std::mem::replace(&mut sheet.bracketed, sheet.style.arrays != ArrayStyle::Blanks);
        sheet.push(sheet.open());
        self.part(first, sheet);
        sheet.separate();
        self.part(second, sheet);
        sheet.push(sheet.close());
        sheet.bracketed = bracketed;
    }

    /// In JSON, an array of pairs stays rectangular.
    fn spell_word(&self, sheet: &mut Sheet<'_>) -> bool {
        if sheet.style.arrays != ArrayStyle::Json || sheet.style.null_element.is_none() {
            return sheet.word_for_null();
        }
        sheet.push("[");
        sheet.word_for_null();
        sheet.push(",");
        sheet.word_for_null();
        sheet.push("]");
        true
    }

    fn spell_null(&self, sheet: &mut Sheet<'_>) {
        sheet.push("NaN NaN");
    }
}
