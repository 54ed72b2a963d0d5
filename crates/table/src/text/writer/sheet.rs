use crate::{
    Field, LossKind, LossReport,
    text::{ArrayStyle, TextStyle, shape::Shape},
};

/// Where a cell is written.
pub(super) struct Sheet<'a> {
    /// The text.
    pub(super) out: &'a mut Vec<u8>,
    /// What could not be kept.
    pub(super) losses: &'a mut LossReport,
    /// The column.
    pub(super) field: &'a Field,
    /// The spelling.
    pub(super) style: &'a TextStyle,
    /// Whether the value stands inside brackets.
    pub(super) bracketed: bool,
}

impl Sheet<'_> {
    /// Appends a text.
    pub(super) fn push(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    /// Counts a loss.
    #[cold]
    pub(super) fn lose(&mut self, kind: LossKind, detail: &str) {
        self.losses.add(kind, &self.field.name, detail);
    }

    /// Appends what separates and opens the element behind `count` others; without brackets nothing, where elements `touch`.
    pub(super) fn before(&mut self, count: usize, shape: &Shape, touch: bool) {
        if count > 0 && (self.bracketed || !touch) {
            self.separate();
        }
        self.bracket(count, shape, self.open());
    }

    /// Appends what separates elements.
    pub(super) fn separate(&mut self) {
        match self.style.arrays {
            ArrayStyle::Blanks => self.out.push(b' '),
            ArrayStyle::Json => self.out.push(b','),
            ArrayStyle::Tuple => self.out.extend_from_slice(b", "),
        }
    }

    /// Appends what closes behind an element that has `count` others before it.
    pub(super) fn after(&mut self, count: usize, shape: &Shape) {
        self.bracket(count.saturating_add(1), shape, self.close());
    }

    fn bracket(&mut self, count: usize, shape: &Shape, bracket: &str) {
        if !bracket.is_empty() {
            for _ in 0..shape.brackets(count) {
                self.push(bracket);
            }
        }
    }

    /// What opens an array.
    pub(super) fn open(&self) -> &'static str {
        match self.style.arrays {
            ArrayStyle::Blanks => "",
            ArrayStyle::Json => "[",
            ArrayStyle::Tuple => "(",
        }
    }

    /// What closes an array.
    pub(super) fn close(&self) -> &'static str {
        match self.style.arrays {
            ArrayStyle::Blanks => "",
            ArrayStyle::Json => "]",
            ArrayStyle::Tuple => ")",
        }
    }

    /// Appends the style's word for a null element, where it has one.
    pub(super) fn word_for_null(&mut self) -> bool {
        let word = self.style.null_element;
        self.push(word.unwrap_or_default());
        word.is_some()
    }
}
