//! Tables of every datatype and shape.

use gaialink_table::{
    Datatype, Field, Limits, Schema, Table,
    arrow::array::ArrayRef,
    text::{CellBuilder, TextStyle},
};

/// The cells of each datatype: a null, ordinary values and odd ones.
fn elements(datatype: Datatype) -> &'static [&'static str] {
    match datatype {
        Datatype::Boolean | Datatype::Bit => &["true", "false"],
        Datatype::SignedByte => &["-128", "127", "0"],
        Datatype::UnsignedByte => &["0", "255", "7"],
        Datatype::Short => &["-32768", "32767", "0"],
        Datatype::UnsignedShort => &["0", "65535", "7"],
        Datatype::Int => &["-2147483648", "2147483647", "0"],
        Datatype::UnsignedInt => &["0", "4294967295", "7"],
        Datatype::Long => &["-9223372036854775808", "9223372036854775807", "5937083312263887616"],
        Datatype::UnsignedLong => &["0", "18446744073709551615", "7"],
        Datatype::Float => &["3.4028235e38", "NaN", "-Infinity", "1e-45", "-0.0", "0.1"],
        Datatype::Double => &["1.7976931348623157e308", "NaN", "Infinity", "5e-324", "-0.0", "0.1"],
        Datatype::FloatComplex | Datatype::DoubleComplex => &["[1.5,-2.5]", "[NaN,0.0]", "[-0.0,1e-30]"],
        _ => {
            &["\"a\"", "\"\"", "\"q\\\"uo,te\"", "\"two\\nlines\"", "\" blanks \"", "\"(1, 2)\"", "\"é😀\"", "\"null\"", "\"#\""]
        }
    }
}

/// A column of a datatype and shape, named after both.
pub(crate) fn column(datatype: Datatype, size: &str) -> (Field, ArrayRef) {
    let name = if size.is_empty() { datatype.to_string() } else { format!("{datatype} {size}") };
    let field = Field::array(name, datatype, size.parse().unwrap());
    let mut builder = CellBuilder::try_new(&field, &TextStyle::ECSV, &Limits::default()).unwrap();
    for row in 0..ROWS {
        match row % 4 {
            0 => builder.append_null(),
            _ => append(&mut builder, &field, row),
        }
    }
    let array = builder.finish().unwrap();
    (field, array)
}

/// How many rows the tables have.
const ROWS: usize = 40;

fn append(builder: &mut CellBuilder, field: &Field, row: usize) {
    let elements = elements(field.datatype);
    let nth = |n: usize| elements.get(n % elements.len()).copied().unwrap();
    let shape = field.cell_shape();
    if shape.is_scalar() && field.datatype.is_text() {
        let text: String = nth(row).trim_matches('"').replace("\\n", "\n").replace("\\\"", "\"");
        return if text.is_empty() { builder.append_empty() } else { builder.append(text.as_bytes()).unwrap() };
    }
    if shape.is_scalar() {
        return builder.append(nth(row).as_bytes()).unwrap();
    }
    let count = shape.fixed_len().unwrap_or_else(|| shape.inner_len() * (row as u64 % 3));
    let element = |n: u64| if (n + row as u64) % 5 == 4 { "null" } else { nth(row + usize::try_from(n).unwrap()) };
    let flat: Vec<&str> = (0..count).map(element).collect();
    builder.append(nest(&flat, shape.dims(), shape.is_variable()).as_bytes()).unwrap();
}

/// JSON, last index fastest.
fn nest(flat: &[&str], dims: &[u64], is_variable: bool) -> String {
    let inner = if is_variable { dims } else { dims.split_last().unwrap().1 };
    let Some((_, deeper)) = inner.split_last() else { return format!("[{}]", flat.join(",")) };
    let step = usize::try_from(inner.iter().product::<u64>()).unwrap();
    let parts: Vec<String> = flat.chunks(step).map(|part| nest(part, &[deeper, &[0]].concat(), false)).collect();
    format!("[{}]", parts.join(","))
}

/// A column of every datatype in every shape.
pub(crate) fn every_column() -> Vec<(Field, ArrayRef)> {
    let sizes = |datatype: Datatype| match datatype {
        Datatype::Char | Datatype::UnicodeChar => ["*", "8", "8x3", "8x2x3", "8x*", "8x2x*"],
        _ => ["", "1", "3", "2x3", "*", "2x*"],
    };
    Datatype::all().flat_map(|datatype| sizes(datatype).map(|size| column(datatype, size))).collect()
}

/// A table of columns.
pub(crate) fn table(columns: Vec<(Field, ArrayRef)>) -> Table {
    let (fields, arrays) = columns.into_iter().unzip();
    Table::from_columns(Schema::from_fields(fields), arrays).unwrap()
}
