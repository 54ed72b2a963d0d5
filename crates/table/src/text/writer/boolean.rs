use super::{Sheet, Spell};
use crate::{LossKind, text::BooleanStyle};
use arrow::array::{Array, BooleanArray};

/// Booleans or bits.
pub(super) struct Booleans<'a> {
    array: &'a BooleanArray,
    bits: bool,
}

impl<'a> Booleans<'a> {
    pub(super) fn new(array: &'a BooleanArray, bits: bool) -> Self {
        Self { array, bits }
    }
}

impl Spell for Booleans<'_> {
    fn is_null(&self, index: usize) -> bool {
        self.array.is_null(index)
    }

    fn spell(&self, index: usize, sheet: &mut Sheet<'_>) {
        let [no, yes] = match sheet.style.booleans {
            _ if sheet.bracketed => ["false", "true"],
            BooleanStyle::Letter if self.bits => ["0", "1"],
            BooleanStyle::Letter => ["F", "T"],
            BooleanStyle::Python => ["False", "True"],
            BooleanStyle::Lower => ["false", "true"],
        };
        sheet.push(if self.array.value(index) { yes } else { no });
    }

    fn spell_null(&self, sheet: &mut Sheet<'_>) {
        if self.bits {
            sheet.push("0");
            sheet.lose(LossKind::Null, "a null element is written as 0");
        } else {
            sheet.push("?");
        }
    }
}
