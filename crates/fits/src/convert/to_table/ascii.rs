//! The columns of ASCII tables.

use super::{
    Notes, Scale,
    column::{ColumnCards, describe},
};
use crate::{ascii::AsciiForm, card::Card};
use gaialink_table::{Datatype, Field};

/// One column of an ASCII table: what it is, and where it lies in a row.
#[derive(Clone, Debug)]
pub(crate) struct AsciiColumn {
    /// The column as the table has it.
    pub field: Field,
    /// How it is spelled.
    pub form: AsciiForm,
    /// The place of its first character in a row, counted from 0.
    pub start: usize,
    /// The text that stands for null, without blanks around it.
    pub null: Option<String>,
    /// How numbers become values, where they are scaled.
    pub scale: Option<Scale>,
}

impl AsciiColumn {
    pub(super) fn new(cards: &ColumnCards<'_>, quoted_twice: bool, notes: &mut Notes<'_>) -> Option<Self> {
        let form: AsciiForm = cards.form?.text()?.parse().ok()?;
        let start = usize::try_from(cards.start?.integer()?).ok()?.checked_sub(1)?;
        let name = cards.label();
        let mut field = form.field(&name);
        let scale = Scale::of(cards, &name, notes).filter(|_| field.datatype != Datatype::Char);
        if scale.is_some() {
            field.datatype = Datatype::Double;
        }
        describe(&mut field, cards, quoted_twice);
        let null = cards.null.and_then(Card::text).map(|text| text.trim().to_owned());
        Some(Self { field, form, start, null, scale })
    }
}
