//! What the cases share: fields, cells that are read, shown, refused and written.

use gaialink_table::{
    Field, Limits, LossReport,
    arrow::{
        array::{Array, ArrayRef},
        util::display::{ArrayFormatter, FormatOptions},
    },
    schema::{Values, arrow::data_type},
    text::{CellBuilder, CellError, CellWriter, TextStyle},
};

pub(crate) const VOTABLE: TextStyle = TextStyle::VOTABLE;
pub(crate) const ECSV: TextStyle = TextStyle::ECSV;
pub(crate) const CSV: TextStyle = TextStyle::CSV;

pub(crate) fn field(datatype: &str, arraysize: &str) -> Field {
    Field::array("x", datatype.parse().unwrap(), arraysize.parse().unwrap())
}

pub(crate) fn with_null(mut field: Field, null: &str) -> Field {
    let mut values = Values::default();
    values.null = Some(null.to_owned());
    field.values.push(values);
    field
}

pub(crate) fn builder(field: &Field, style: &TextStyle) -> CellBuilder {
    CellBuilder::try_new(field, style, &Limits::default()).unwrap()
}

pub(crate) fn read(field: &Field, style: &TextStyle, cells: &[&str]) -> ArrayRef {
    let mut builder = builder(field, style);
    for cell in cells {
        assert_eq!(builder.append(cell.as_bytes()), Ok(()), "{field:?} {cell:?}");
    }
    let array = builder.finish().unwrap();
    assert_eq!(array.len(), cells.len());
    assert_eq!(*array.data_type(), data_type(field).unwrap());
    array
}

pub(crate) fn show(array: &dyn Array, row: usize) -> String {
    let options = FormatOptions::new().with_null("null");
    ArrayFormatter::try_new(array, &options).unwrap().value(row).to_string()
}

/// Reads one cell and shows it as Arrow does, with `null` for nulls.
pub(crate) fn shown(field: &Field, style: &TextStyle, cell: &str) -> String {
    show(&read(field, style, &[cell]), 0)
}

pub(crate) fn fails(field: &Field, style: &TextStyle, cell: &str) -> CellError {
    let mut builder = builder(field, style);
    let error = builder.append(cell.as_bytes()).unwrap_err();
    assert!(builder.is_empty(), "{cell:?}");
    assert_eq!(builder.finish().unwrap().len(), 0, "{cell:?}");
    error
}

pub(crate) fn write(array: &dyn Array, field: &Field, style: &TextStyle) -> (Vec<String>, LossReport) {
    let writer = CellWriter::try_new(array, field, style).unwrap();
    let mut losses = LossReport::default();
    let mut cell = |row| {
        let mut out = Vec::new();
        writer.write(row, &mut out, &mut losses);
        String::from_utf8(out).unwrap()
    };
    let cells = (0..array.len()).map(&mut cell).collect();
    (cells, losses)
}

pub(crate) fn value_error(found: &str, expected: &str) -> CellError {
    CellError::Value { column: "x".to_owned(), found: found.to_owned(), expected: expected.to_owned() }
}
