//! FITS files as the archive lays them out: an empty primary HDU and one binary table.

use super::column::{Column, Table, Values};

const BLOCK: usize = 2880;

/// The whole file.
pub(super) fn file(table: &Table) -> Vec<u8> {
    let heap = heap(table);
    let mut bytes = header(&primary());
    bytes.extend(header(&table_cards(table, heap.len())));
    bytes.extend(rows(table));
    bytes.extend(heap);
    padded(bytes, 0)
}

/// Cards as a header: END behind them, blanks up to a whole block.
pub(super) fn header(cards: &[String]) -> Vec<u8> {
    let text: String = cards.iter().map(|card| format!("{card:<80.80}")).collect();
    padded(format!("{text}{:<80}", "END").into_bytes(), b' ')
}

/// Bytes up to a whole block.
pub(super) fn padded(mut bytes: Vec<u8>, with: u8) -> Vec<u8> {
    bytes.resize(bytes.len().next_multiple_of(BLOCK), with);
    bytes
}

/// The cards of the primary HDU.
pub(super) fn primary() -> Vec<String> {
    vec![
        fixed("SIMPLE", "T", "Standard FITS format"),
        fixed("BITPIX", "8", "Character data"),
        fixed("NAXIS", "0", "No image, just extensions"),
        fixed("EXTEND", "T", "There are standard extensions"),
    ]
}

/// A card whose value stands to the right of column 30.
pub(super) fn fixed(keyword: &str, value: &str, comment: &str) -> String {
    format!("{keyword:<8}= {value:>20} / {comment}")
}

/// A card with a string, which is padded to eight characters.
pub(super) fn string(keyword: &str, value: &str, comment: &str) -> String {
    let quoted = format!("'{:<8}'", value.replace('\'', "''"));
    format!("{keyword:<8}= {quoted:<20} / {comment}")
}

fn table_cards(table: &Table, heap: usize) -> Vec<String> {
    let width: usize = table.columns.iter().map(|column| row_width(&column.values)).sum();
    let mut cards = vec![
        string("XTENSION", "BINTABLE", "binary table extension"),
        fixed("BITPIX", "8", "8-bit bytes"),
        fixed("NAXIS", "2", "2-dimensional table"),
        fixed("NAXIS1", &width.to_string(), "width of table in bytes"),
        fixed("NAXIS2", &table.rows().to_string(), "number of rows in table"),
        fixed("PCOUNT", &heap.to_string(), "heap size (no gap)"),
        fixed("GCOUNT", "1", "one data group"),
        fixed("TFIELDS", &table.columns.len().to_string(), "number of columns"),
    ];
    for (column, number) in table.columns.iter().zip(1..) {
        cards.extend(column_cards(column, number, table.rows()));
    }
    // The archive writes the values of a table as strings, with keywords that repeat.
    cards.extend(table.params.iter().map(|param| {
        let value = if param.keyword == "POS" { format!("({})", param.value.replace(' ', ", ")) } else { param.value.clone() };
        string(param.keyword, &value, &format!("made-up {}", param.name))
    }));
    cards
}

fn column_cards(column: &Column, number: usize, rows: usize) -> Vec<String> {
    let mut cards = vec![
        string(&format!("TTYPE{number}"), &column.name, &format!("label for column {number}")),
        string(&format!("TFORM{number}"), &form(&column.values), &format!("format for column {number}")),
    ];
    if matches!(column.values, Values::Int16(_)) && (0..rows).any(|row| column.values.is_null(row)) {
        cards.push(fixed(&format!("TNULL{number}"), "-32768", "blank value"));
    }
    if !column.unit.is_empty() {
        cards.push(string(&format!("TUNIT{number}"), column.unit, "units"));
    }
    let description: String = column.description.chars().take(60).collect();
    cards.push(string(&format!("TCOMM{number}"), &description, ""));
    cards.push(string(&format!("TUCD{number}"), column.ucd, ""));
    if !column.utype.is_empty() {
        cards.push(string(&format!("TUTYP{number}"), column.utype, ""));
    }
    cards
}

fn form(values: &Values) -> String {
    let (_, _, letter, width) = values.datatype();
    if !values.is_array() {
        return letter.to_string();
    }
    let longest = (0..values.len()).map(|row| values.bytes(row).len() / width).max().unwrap_or(0);
    format!("P{letter}({longest})")
}

fn row_width(values: &Values) -> usize {
    if values.is_array() { 8 } else { values.datatype().3 }
}

fn rows(table: &Table) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut offset = 0;
    for row in 0..table.rows() {
        for column in &table.columns {
            let cell = column.values.bytes(row);
            if column.values.is_array() {
                let count = cell.len() / column.values.datatype().3;
                bytes.extend([count, offset].into_iter().flat_map(|n| u32::try_from(n).unwrap_or(u32::MAX).to_be_bytes()));
                offset += cell.len();
            } else {
                bytes.extend(cell);
            }
        }
    }
    bytes
}

fn heap(table: &Table) -> Vec<u8> {
    let arrays = || table.columns.iter().filter(|column| column.values.is_array());
    (0..table.rows()).flat_map(|row| arrays().flat_map(move |column| column.values.bytes(row))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_are_laid_out_by_columns() {
        assert_eq!(fixed("NAXIS", "0", "none"), "NAXIS   =                    0 / none");
        assert_eq!(string("TUNIT1", "'dex'", "u"), "TUNIT1  = '''dex'' '           / u");
        assert_eq!(header(&["SIMPLE  =                    T".into()]).len(), BLOCK);
    }
}
