use gaialink_table::{Field, Table, arrow::array::Array};

/// Whether a column is texts without a single one: CSV of other columns than a product's does not tell the type of empty cells.
pub(crate) fn is_untyped(table: &Table, field: &Field) -> bool {
    let is_empty = || {
        table.column(&field.name).and_then(|column| column.to_array().ok()).is_some_and(|array| array.null_count() == array.len())
    };
    field.datatype.is_text() && is_empty()
}
