use super::declared_width;
use crate::Target;
use gaialink_table::{
    Datatype, Field,
    arrow::array::{ArrayRef, AsArray},
};

/// Follows a column of text to find its longest string.
pub(super) struct Longest {
    wide: bool,
    scalar: bool,
    /// The longest so far; before, the least that is given.
    length: u64,
    blank: bool,
    /// The length that is declared; 0 where none is.
    declared: u64,
    /// Whether strings without characters are declared.
    no_length: bool,
}

impl Longest {
    pub(super) fn of(field: &Field, target: Target, wanted: bool) -> Option<Self> {
        let (wide, scalar) = (field.datatype == Datatype::UnicodeChar, field.cell_shape().is_scalar());
        let declared = declared_width(target, field);
        // STILTS takes a string of one character in FITS for a character, though the FIELD says a string.
        let length = if scalar && super::lies_in_row(target, field) { 2 } else { 0 };
        let no_length = scalar && field.arraysize.fixed_len() == Some(0);
        wanted.then_some(Self { wide, scalar, length, blank: false, declared, no_length })
    }

    pub(super) fn look(&mut self, elements: &ArrayRef) {
        for text in elements.as_string_opt::<i32>().into_iter().flatten().flatten() {
            let length = if self.wide { text.encode_utf16().count() } else { text.len() };
            self.length = self.length.max(u64::try_from(length).unwrap_or(u64::MAX));
            self.blank |= text.ends_with(' ');
        }
    }

    /// The length; none for scalar strings that end in blanks, which a field of fixed length would lose, and none where one is declared
    /// that is long enough.
    pub(super) fn finish(self) -> Option<u64> {
        if self.declared > 0 {
            return (self.length > self.declared).then_some(self.length);
        }
        let keeps = !(self.scalar && self.blank || self.no_length && self.length == 0);
        keeps.then_some(self.length.max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gaialink_table::{ArraySize, arrow::array::StringArray};
    use std::sync::Arc;

    #[test]
    fn lengths_in_the_units_of_the_type() {
        let cases = [
            (Target::Fits, Datatype::Char, "*", vec!["ab", "aé𝄞"], Some(7)),
            (Target::Fits, Datatype::UnicodeChar, "*", vec!["ab", "aé𝄞"], Some(4)),
            (Target::Fits, Datatype::Char, "*", vec!["ab "], None),
            (Target::Fits, Datatype::Char, "0x2", vec!["ab "], Some(3)),
            (Target::Fits, Datatype::Char, "*", vec![""], Some(1)),
            (Target::Fits, Datatype::Char, "3", vec!["abc"], None),
            (Target::Fits, Datatype::Char, "0", vec![""], None),
            (Target::Fits, Datatype::Char, "0", vec!["ab"], Some(2)),
            (Target::Fits, Datatype::Char, "3", vec!["a", "abc "], Some(4)),
            (Target::Fits, Datatype::Char, "", vec!["ab"], Some(2)),
            (Target::Fits, Datatype::UnicodeChar, "2x2", vec!["é𝄞", "a"], Some(3)),
        ];
        let in_votables = [
            (Target::VotableFits, Datatype::Char, "*", vec!["a"], Some(2)),
            (Target::VotableFits, Datatype::Char, "9*", vec!["abc"], Some(3)),
            (Target::VotableFits, Datatype::Char, "9*", vec!["abc "], None),
            (Target::VotableFits, Datatype::Char, "2*", vec!["abc"], Some(3)),
            (Target::VotableFits, Datatype::Char, "9", vec!["abc"], None),
            (Target::VotableFits, Datatype::Char, "0x2", vec!["a"], Some(1)),
        ];
        for (target, datatype, size, texts, want) in cases.into_iter().chain(in_votables) {
            let field = Field::array("t", datatype, size.parse::<ArraySize>().unwrap());
            let mut longest = Longest::of(&field, target, true).unwrap();
            longest.look(&(Arc::new(StringArray::from(texts.clone())) as ArrayRef));
            assert_eq!(longest.finish(), want, "{datatype} {texts:?}");
        }
    }
}
