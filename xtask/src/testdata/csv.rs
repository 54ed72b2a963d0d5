use super::column::{Table, Values};

/// The table as CSV in the archive's spelling: arrays as `"(a, b)"`, missing cells empty.
pub(super) fn text(table: &Table) -> String {
    let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    let mut text = names.join(",");
    text.push('\n');
    for row in 0..table.rows() {
        let cells: Vec<String> = table.columns.iter().map(|column| cell(&column.values, row)).collect();
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    text
}

fn cell(values: &Values, row: usize) -> String {
    match values {
        _ if values.is_null(row) => String::new(),
        _ if values.is_array() => format!("\"({})\"", values.texts(row).join(", ")),
        _ => values.texts(row).concat(),
    }
}
