use super::{Sheet, Spell};
use crate::{
    Field, LossKind,
    text::{ArrayStyle, json},
};
use arrow::array::{Array, StringArray};

/// Cells of one string.
pub(super) struct Texts<'a>(pub(super) &'a StringArray);

impl Spell for Texts<'_> {
    fn is_null(&self, index: usize) -> bool {
        self.0.is_null(index)
    }

    fn spell(&self, index: usize, sheet: &mut Sheet<'_>) {
        let text = self.0.value(index);
        sheet.push(text);
        if text.is_empty() && sheet.style.arrays == ArrayStyle::Blanks {
            sheet.lose(LossKind::Empty, "an empty string is written as null");
        }
    }

    fn spell_null(&self, _: &mut Sheet<'_>) {}
}

/// Strings inside an array.
pub(super) struct Strings<'a> {
    array: &'a StringArray,
    /// The characters of each string among blanks.
    width: usize,
}

impl<'a> Strings<'a> {
    pub(super) fn new(array: &'a StringArray, field: &Field) -> Self {
        let width = field.arraysize.string_len().and_then(|len| usize::try_from(len).ok());
        Self { array, width: width.unwrap_or_default() }
    }

    /// Appends a string and the blanks that fill it up.
    fn fill(&self, text: &str, sheet: &mut Sheet<'_>) {
        let cut = text.char_indices().nth(self.width).and_then(|(end, _)| text.get(..end));
        if cut.is_some() {
            sheet.lose(LossKind::Value, "a string longer than its field is cut");
        }
        let kept = cut.unwrap_or(text);
        if kept.ends_with(' ') {
            sheet.lose(LossKind::Value, "a string loses the blanks at its end");
        }
        sheet.push(kept);
        let blanks = self.width.saturating_sub(kept.chars().count());
        sheet.out.resize(sheet.out.len().saturating_add(blanks), b' ');
    }
}

impl Spell for Strings<'_> {
    fn is_null(&self, index: usize) -> bool {
        self.array.is_null(index)
    }

    fn spell(&self, index: usize, sheet: &mut Sheet<'_>) {
        match sheet.bracketed {
            true => json::write_string(self.array.value(index), sheet.out),
            false => self.fill(self.array.value(index), sheet),
        }
    }

    fn spell_null(&self, sheet: &mut Sheet<'_>) {
        self.fill("", sheet);
        sheet.lose(LossKind::Null, "a null string inside an array is written as an empty one");
    }

    fn touch(&self) -> bool {
        true
    }
}
