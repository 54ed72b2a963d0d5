use gaialink_table::{
    Field, LossReport, Result,
    arrow::array::{Array, ArrayRef},
    text::{CellWriter, TextStyle},
};

/// The texts of a column's cells, in VOTable's spelling.
pub(crate) struct CellText<'a> {
    cells: CellWriter<'a>,
    losses: LossReport,
}

impl<'a> CellText<'a> {
    pub(crate) fn try_new(array: &'a ArrayRef, field: &'a Field) -> Result<Self> {
        let cells = CellWriter::try_new(array as &dyn Array, field, &TextStyle::VOTABLE)?;
        Ok(Self { cells, losses: LossReport::default() })
    }

    /// The text of a cell, without blanks around it; `None` where it is null or has no characters.
    pub(crate) fn at(&mut self, row: usize) -> Option<String> {
        if self.cells.is_null(row) {
            return None;
        }
        let mut bytes = Vec::new();
        self.cells.write(row, &mut bytes, &mut self.losses);
        let text = String::from_utf8_lossy(&bytes).trim().to_owned();
        Some(text).filter(|text| !text.is_empty())
    }
}
