use super::column::{Column, Table, Values};

/// The table as ECSV in the archive's spelling.
pub(super) fn text(table: &Table) -> String {
    let mut text = String::from("# %ECSV 1.0\n# ---\n# delimiter: ','\n# datatype:\n");
    table.columns.iter().for_each(|column| text.push_str(&entry(column)));
    if !table.params.is_empty() {
        text.push_str("# meta:\n");
        for param in &table.params {
            let pair = param.value.split_once(' ').filter(|_| param.keyword == "POS");
            let value = pair.map_or(param.value.clone(), |(first, second)| format!("[{first}, {second}]"));
            text.push_str(&format!("#   {}: {value}\n", param.name));
        }
    }
    let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    text.push_str(&names.join(","));
    text.push('\n');
    for row in 0..table.rows() {
        let cells: Vec<String> = table.columns.iter().map(|column| cell(&column.values, row)).collect();
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    text
}

fn entry(column: &Column) -> String {
    let datatype = column.values.datatype().1;
    let mut text = format!("# -\n#   name: {}\n", column.name);
    if column.values.is_array() {
        text.push_str(&format!("#   datatype: string\n#   subtype: '{datatype}[null]'\n"));
    } else {
        text.push_str(&format!("#   datatype: {datatype}\n"));
    }
    if !column.unit.is_empty() {
        text.push_str(&format!("#   unit: {}\n", quoted(column.unit)));
    }
    text.push_str(&format!("#   description: {}\n#   meta:\n#     ucd: {}\n", quoted(&column.description), column.ucd));
    if !column.utype.is_empty() {
        text.push_str(&format!("#     utype: {}\n", column.utype));
    }
    text
}

/// A YAML scalar, in single quotes where it needs them.
fn quoted(text: &str) -> String {
    if text.contains(['\'', '"', ',', '&', '<', '{', '$']) { format!("'{}'", text.replace('\'', "''")) } else { text.into() }
}

fn cell(values: &Values, row: usize) -> String {
    match values {
        Values::Float32(_) if values.is_null(row) => "nan".into(),
        _ if values.is_null(row) => String::new(),
        _ if values.is_array() => format!("\"[{}]\"", values.texts(row).join(",")),
        _ => values.texts(row).concat(),
    }
}
