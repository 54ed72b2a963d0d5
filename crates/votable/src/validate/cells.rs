//! The text of cells, and of PARAMs, which have the same forms (VOTable 1.5, 6).

use super::{
    attribute::Fault,
    code::{ASCII, BLANK, CELL, EMPTY_CELL, EMPTY_CHAR, LENGTH, NOT_ASCII},
    standard::Standard::{self, V1_3},
    xtype,
};
use gaialink_table::{
    Datatype, Field, Limits, Result,
    text::{CellBuilder, CellError, TextStyle},
};

/// Looks at the cells of one column.
#[derive(Debug)]
pub(super) struct Checker {
    field: Field,
    builder: CellBuilder,
    standard: Standard,
}

impl Checker {
    pub(super) fn try_new(field: &Field, standard: Standard, limits: &Limits) -> Result<Self> {
        let builder = CellBuilder::try_new(field, &TextStyle::VOTABLE, limits)?;
        Ok(Self { field: field.clone(), builder, standard })
    }

    /// The name of the column.
    pub(super) fn name(&self) -> &str {
        &self.field.name
    }

    /// Tells what is wrong with a cell.
    pub(super) fn check(&mut self, text: &str) -> Option<Fault> {
        self.datatype(text).or_else(|| xtype::cell_fault(&self.field, text))
    }

    fn datatype(&mut self, text: &str) -> Option<Fault> {
        if text.trim_ascii().is_empty() && !self.field.datatype.is_text() {
            return self
                .is_empty_wrong()
                .then(|| (&EMPTY_CELL, format!("the cell is empty, which {} does not allow here", self.standard)));
        }
        if self.field.datatype.is_text() {
            return self.string(text);
        }
        if let Some(word) = self.odd_float(text) {
            let datatype = self.field.datatype;
            return Some((&CELL, format!("`{word}` is no {datatype}; expected digits, NaN, +Inf or -Inf")));
        }
        let Some(error) = self.append(text).err() else { return self.blank(text) };
        // Any letters of these may be large.
        if self.field.datatype == Datatype::Boolean && self.append(&text.to_ascii_lowercase()).is_ok() {
            return None;
        }
        Some((&CELL, error.to_string()))
    }

    /// Blanks around an integer that stands alone.
    fn blank(&self, text: &str) -> Option<Fault> {
        let is_alone = self.field.datatype.is_integer() && self.field.arraysize.is_scalar();
        let found = is_alone && text.trim_ascii().len() < text.len();
        found.then(|| (&BLANK, format!("there are blanks around `{}`", text.trim_ascii())))
    }

    fn append(&mut self, text: &str) -> std::result::Result<(), CellError> {
        let taken = self.builder.append(text.as_bytes());
        self.builder.truncate(0);
        taken
    }

    fn is_empty_wrong(&self) -> bool {
        let Field { datatype, .. } = &self.field;
        let is_array = self.field.cell_shape().fixed_len().is_some_and(|len| len > 1);
        self.standard < V1_3 && (is_array || datatype.is_integer() || *datatype == Datatype::Bit)
    }

    /// A word that Rust takes for a float and the standard does not.
    fn odd_float<'a>(&self, text: &'a str) -> Option<&'a str> {
        use Datatype::{Double, DoubleComplex, Float, FloatComplex};
        let is_float = matches!(self.field.datatype, Float | Double | FloatComplex | DoubleComplex);
        let is_plain = |word: &str| word.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b));
        let is_right = |word: &str| matches!(word, "NaN" | "+Inf" | "-Inf") || is_plain(word);
        if is_float { text.split_ascii_whitespace().find(|word| !is_right(word)) } else { None }
    }

    fn string(&mut self, text: &str) -> Option<Fault> {
        let is_char = self.field.arraysize.is_scalar();
        if is_char && text.is_empty() {
            return Some((&EMPTY_CHAR, "the cell is empty, of a column of single characters".to_owned()));
        }
        if self.field.datatype == Datatype::Char && !text.is_ascii() {
            let code = if is_char { &ASCII } else { &NOT_ASCII };
            return Some((code, "there are characters beyond ASCII in it".to_owned()));
        }
        let most = match (is_char, self.field.arraysize.bound().filter(|_| self.field.arraysize.dims().is_empty())) {
            (true, _) => Some(1),
            (false, Some(bound)) => Some(bound),
            (false, None) => self.field.arraysize.fixed_len(),
        };
        let found = text.chars().count() as u64;
        if most.is_some_and(|most| found > most) {
            let size = if is_char { "1".to_owned() } else { self.field.arraysize.to_string() };
            return Some((&LENGTH, format!("{found} characters in a cell of the arraysize {size}")));
        }
        self.append(text).err().map(|error| (&CELL, error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::standard::Standard::{V1_1, V1_4};
    use super::*;

    #[test]
    fn cells() {
        let cases = [
            (Datatype::Int, "", V1_4, "12", None),
            (Datatype::Int, "", V1_4, " 0x1F ", Some("W-BLANK")),
            (Datatype::Int, "", V1_4, "\u{a0}", Some("E-CELL")),
            (Datatype::Short, "2", V1_4, " 1 2 ", None),
            (Datatype::Double, "", V1_4, " 1 ", None),
            (Datatype::Float, "", V1_4, "\u{a0}", Some("E-CELL")),
            (Datatype::Int, "", V1_4, "", None),
            (Datatype::Int, "", V1_1, "", Some("E-EMPTY-CELL")),
            (Datatype::Double, "", V1_1, "", None),
            (Datatype::Int, "", V1_4, "1.5", Some("E-CELL")),
            (Datatype::Int, "", V1_4, "null", Some("E-CELL")),
            (Datatype::Short, "", V1_4, "32768", Some("E-CELL")),
            (Datatype::Short, "3", V1_4, "1 2", Some("E-CELL")),
            (Datatype::Short, "3", V1_4, "1,2,3", Some("E-CELL")),
            (Datatype::Short, "2x*", V1_4, "1 2 3", Some("E-CELL")),
            (Datatype::Double, "", V1_4, "+Inf", None),
            (Datatype::Double, "", V1_4, "Inf", Some("E-CELL")),
            (Datatype::Double, "", V1_4, "1e5x", Some("E-CELL")),
            (Datatype::FloatComplex, "", V1_4, "1 2", None),
            (Datatype::FloatComplex, "", V1_4, "1", Some("E-CELL")),
            (Datatype::Boolean, "", V1_4, "tRUe", None),
            (Datatype::Boolean, "", V1_4, "yes", Some("E-CELL")),
            (Datatype::Bit, "3", V1_4, "101", None),
            (Datatype::Bit, "", V1_4, "2", Some("E-CELL")),
            (Datatype::Char, "", V1_4, "", Some("W-EMPTY-CHAR")),
            (Datatype::Char, "*", V1_4, "", None),
            (Datatype::Char, "", V1_4, "ab", Some("W-LENGTH")),
            (Datatype::Char, "", V1_4, "é", Some("E-ASCII")),
            (Datatype::Char, "*", V1_4, "é", Some("W-ASCII")),
            (Datatype::UnicodeChar, "*", V1_4, "é", None),
            (Datatype::Char, "3", V1_4, "abcd", Some("W-LENGTH")),
            (Datatype::Char, "3*", V1_4, "abcd", Some("W-LENGTH")),
            (Datatype::Char, "3*", V1_4, "abc", None),
        ];
        for (datatype, size, standard, text, want) in cases {
            let field = Field::array("a", datatype, size.parse().unwrap());
            let mut checker = Checker::try_new(&field, standard, &Limits::default()).unwrap();
            assert_eq!(checker.check(text).map(|(code, _)| code.name), want, "{datatype} {size:?} {text:?}");
        }
    }
}
