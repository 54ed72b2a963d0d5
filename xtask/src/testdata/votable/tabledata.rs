use crate::testdata::column::Table;

/// The TABLEDATA element: missing cells are empty.
pub(super) fn element(table: &Table) -> String {
    let mut text = String::from("<TABLEDATA>\n");
    for row in 0..table.rows() {
        text.push_str("<TR>\n");
        for column in &table.columns {
            let cell = if column.values.is_null(row) { String::new() } else { column.values.texts(row).join(" ") };
            text.push_str(&format!("<TD>{cell}</TD>\n"));
        }
        text.push_str("</TR>\n");
    }
    text.push_str("</TABLEDATA>\n");
    text
}
