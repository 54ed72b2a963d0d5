use super::shape::Shape;
use crate::{ErrorKind, data::binary::plan};
use base64_simd::STANDARD_NO_PAD;
use gaialink_table::{
    Error, LossReport,
    rows::{NoHeap, RowError},
    text::{CellWriter, TextStyle},
};

/// The text of a cell whose content is the base64 of its bytes, packed as in BINARY (VOTable 1.5, A.5); nothing for a null, and for
/// a column that is not wanted.
pub(super) fn text(shape: &Shape, column: usize, content: &[u8]) -> Result<Vec<u8>, ErrorKind> {
    let mut text = Vec::new();
    let Some(field) = shape.wanted(column) else { return Ok(text) };
    let bytes = bytes(content)?;
    if bytes.is_empty() {
        return Ok(text);
    }
    let refused = |error: RowError| ErrorKind::Table(Error::from(error));
    let plan = plan::plan(std::slice::from_ref(field), false, None, &shape.limits).map_err(refused)?;
    let scan = plan.scan(&bytes, 1).map_err(refused)?;
    if (scan.rows, scan.bytes) != (1, bytes.len()) {
        let expected = format!("the bytes of one cell of column `{}` in a TD", field.name);
        return Err(ErrorKind::Structure { expected, found: format!("{} bytes", bytes.len()) });
    }
    let decoded = plan.decode(&bytes, &scan, &NoHeap).map_err(refused)?;
    for array in &decoded.columns {
        CellWriter::try_new(array, field, &TextStyle::VOTABLE)?.write(0, &mut text, &mut LossReport::default());
    }
    Ok(text)
}

fn bytes(content: &[u8]) -> Result<Vec<u8>, ErrorKind> {
    let mut letters: Vec<u8> = content.iter().copied().filter(|b| !b.is_ascii_whitespace()).collect();
    let padding = letters.iter().rev().take_while(|b| **b == b'=').count().min(2);
    letters.truncate(letters.len().saturating_sub(padding));
    STANDARD_NO_PAD.decode_to_vec(&letters).map_err(|_| {
        let found = content.get(..40).unwrap_or(content);
        let found = format!("`{}`", String::from_utf8_lossy(found).trim());
        ErrorKind::Structure { expected: "base64 in a TD".to_owned(), found }
    })
}
