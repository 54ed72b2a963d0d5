use crate::xml::entities::Entities;
use gaialink_table::{Field, LimitError, Limits};
use std::sync::Arc;

/// How many times the aimed size of a batch it may take, where it is made of fixed arrays whose text is short or missing.
const SLACK: usize = 2;

/// What the rows of a TABLEDATA are to be.
#[derive(Debug)]
pub(super) struct Shape {
    /// Whether a column is text; one entry a column of the document.
    pub(super) is_text: Vec<bool>,
    /// The columns wanted, and their places in the document.
    pub(super) wanted: Vec<(usize, Field)>,
    /// How many rows a batch may have: a fixed array takes its room even where it is null.
    pub(super) rows: usize,
    pub(super) limits: Limits,
    /// Whether rows and cells that are wrong are errors.
    pub(super) is_strict: bool,
    /// What the document defines for itself.
    pub(super) entities: Arc<Entities>,
}

impl Shape {
    pub(super) fn try_new(fields: &[Field], wanted: &[usize], limits: &Limits, is_strict: bool) -> Result<Self, LimitError> {
        let pick = |at: &usize| fields.get(*at).map(|field| (*at, field.clone()));
        let is_text = fields.iter().map(|field| field.datatype.is_text()).collect();
        let wanted: Vec<_> = wanted.iter().filter_map(pick).collect();
        let room = wanted.iter().fold(0_u64, |sum, (_, field)| sum.saturating_add(room(field)));
        let room = Limits::claim("the fixed arrays of a row", room, 1, limits.max_row)?;
        let rows = limits.batch_size().saturating_mul(SLACK) / room.max(1);
        Ok(Self { is_text, wanted, rows: rows.max(1), limits: limits.clone(), is_strict, entities: Arc::default() })
    }

    /// The column at a place of the document, where it is wanted.
    pub(super) fn wanted(&self, place: usize) -> Option<&Field> {
        self.wanted.iter().find(|(at, _)| *at == place).map(|(_, field)| field)
    }
}

/// The bytes of a cell that is null.
fn room(field: &Field) -> u64 {
    let bits: u64 = match field.datatype.packed_size() {
        None => 1,
        Some(_) if field.datatype.is_text() => 32,
        Some(bytes) => (bytes as u64).saturating_mul(8),
    };
    let count = field.cell_shape().fixed_len().unwrap_or(0);
    count.saturating_mul(bits.saturating_add(1)).div_ceil(8)
}
