use crate::testdata::{
    base64,
    column::{Column, Table},
};

/// A BINARY or BINARY2 element around its stream.
pub(crate) fn element(name: &str, bytes: &[u8]) -> String {
    format!("<{name}>\n<STREAM encoding='base64'>\n{}</STREAM>\n</{name}>\n", base64::lines(bytes))
}

/// The rows of BINARY: cells one after the other, arrays behind their count.
pub(super) fn rows(table: &Table) -> Vec<u8> {
    (0..table.rows()).flat_map(|row| table.columns.iter().flat_map(move |column| cell(column, row))).collect()
}

/// The rows of BINARY2: before each a mask with a bit a column, the first one highest, set where the cell is missing.
pub(super) fn rows_with_masks(table: &Table) -> Vec<u8> {
    let mut bytes = Vec::new();
    for row in 0..table.rows() {
        for columns in table.columns.chunks(8) {
            let bits = columns.iter().zip((0..8).rev()).map(|(column, bit)| u8::from(column.values.is_null(row)) << bit);
            bytes.push(bits.sum());
        }
        bytes.extend(table.columns.iter().flat_map(|column| cell(column, row)));
    }
    bytes
}

fn cell(column: &Column, row: usize) -> Vec<u8> {
    let mut bytes = column.values.bytes(row);
    if column.values.is_array() {
        let count = u32::try_from(bytes.len() / column.values.datatype().3).unwrap_or(u32::MAX);
        bytes.splice(0..0, count.to_be_bytes());
    }
    bytes
}
