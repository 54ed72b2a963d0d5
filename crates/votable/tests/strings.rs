//! Strings of every width and shape, both ways: whole, or told.

#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_table::{
    LossKind, Table, TableReader, TableWriter, Trailer,
    arrow::{
        array::{ArrayRef, RecordBatch},
        util::display::array_value_to_string,
    },
};
use gaialink_votable::{Error, ReadOptions, Reader, Serialization, WriteOptions, Writer};

const ALL: [Serialization; 3] = [Serialization::TableData, Serialization::Binary, Serialization::Binary2];

fn document(datatype: &str, size: &str, cell: &str) -> String {
    let size = if size.is_empty() { String::new() } else { format!(" arraysize=\"{size}\"") };
    format!(
        "<VOTABLE><RESOURCE><TABLE><FIELD name=\"a\" datatype=\"{datatype}\"{size}/>\
         <DATA><TABLEDATA><TR><TD>{cell}</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>"
    )
}

/// The table, and the codes of the warnings.
fn read(document: &[u8]) -> (Table, Vec<String>) {
    let mut reader = Reader::try_new(document, ReadOptions::default()).unwrap();
    let table = Table::collect(&mut reader).unwrap();
    (table, Box::new(reader).finish().unwrap().warnings.into_iter().map(|warning| warning.code).collect())
}

fn shown(table: &Table) -> String {
    array_value_to_string(&table.column("a").unwrap().to_array().unwrap(), 0).unwrap()
}

/// A document and the losses: kind and detail.
type Written = (Vec<u8>, Vec<(LossKind, String)>);

fn write(table: &Table, kind: Serialization, length: Option<u64>) -> Result<Written, Error> {
    let mut options = WriteOptions::default();
    options.serialization = kind;
    options.string_lengths.extend(length.map(|length| ("a".to_owned(), length)));
    let mut bytes = Vec::new();
    let mut writer = Writer::try_new(&mut bytes, table.schema(), options)?;
    for batch in table.batches() {
        writer.write_batch(batch)?;
    }
    let losses = Box::new(writer).finish(&Trailer::default())?;
    Ok((bytes, losses.iter().map(|loss| (loss.kind, loss.detail.clone())).collect()))
}

#[test]
fn strings_that_fit_come_back() {
    let cases = [
        ("char", "", "a", "a"),
        ("unicodeChar", "", "é", "é"),
        ("char", "3", "abc", "abc"),
        ("char", "3", " a", " a"),
        ("char", "3*", "ab", "ab"),
        ("char", "*", "é€😀", "é€😀"),
        ("unicodeChar", "4", "😀é", "😀é"),
        ("unicodeChar", "*", "😀é", "😀é"),
        ("char", "3x2", "abcde", "[abc, de]"),
        ("char", "3x*", "abcdefgh", "[abc, def, gh]"),
        ("char", "3x2*", "abcdef", "[abc, def]"),
        ("char", "2x2x2", "abcdefgh", "[ab, cd, ef, gh]"),
        ("char", "2x2x*", "abcdefgh", "[ab, cd, ef, gh]"),
        ("unicodeChar", "2x2", "aéb€", "[aé, b€]"),
        ("unicodeChar", "2x2x*", "aéb€", "[aé, b€]"),
    ];
    for (datatype, size, cell, want) in cases {
        let (table, warnings) = read(document(datatype, size, cell).as_bytes());
        assert_eq!((shown(&table).as_str(), warnings), (want, vec![]), "{datatype} {size}");
        for kind in ALL {
            let (bytes, losses) = write(&table, kind, None).unwrap();
            let (again, warnings) = read(&bytes);
            assert_eq!((shown(&again).as_str(), losses, warnings), (want, vec![], vec![]), "{datatype} {size} {kind}");
            assert_eq!(again.schema().fields, table.schema().fields);
        }
    }
}

#[test]
fn strings_beyond_their_arraysize_are_kept_whole_or_refused() {
    let cases = [
        ("char", "", "ab", "ab", 2, "2", "a single character"),
        ("unicodeChar", "", "😀", "😀", 2, "2", "a single character"),
        ("char", "1", "ab", "ab", 2, "2", "the arraysize `1`"),
        ("char", "3", "abcdef", "abcdef", 6, "6", "the arraysize `3`"),
        ("char", "3", "é€", "é€", 5, "5", "the arraysize `3`"),
        ("unicodeChar", "2", "😀b", "😀b", 3, "3", "the arraysize `2`"),
        ("unicodeChar", "2x2", "😀bcd", "[😀b, cd]", 3, "3x2", "the arraysize `2x2`"),
        ("unicodeChar", "2x*", "😀bcd", "[😀b, cd]", 3, "3x*", "the arraysize `2x*`"),
        ("char", "2x2", "é€b", "[é€, b]", 5, "5x2", "the arraysize `2x2`"),
    ];
    for (datatype, size, cell, want, length, wider, said) in cases {
        let (table, warnings) = read(document(datatype, size, cell).as_bytes());
        // Characters count, not the bytes that they take.
        let is_told = !size.contains('x') && cell != "é€";
        let told = if is_told { vec!["W-LENGTH".to_owned()] } else { vec![] };
        assert_eq!((shown(&table).as_str(), warnings), (want, told), "{datatype} {size}");
        let (bytes, losses) = write(&table, Serialization::TableData, None).unwrap();
        assert_eq!((shown(&read(&bytes).0).as_str(), losses), (want, vec![]), "{datatype} {size}");
        for kind in [Serialization::Binary, Serialization::Binary2] {
            let error = write(&table, kind, None).unwrap_err();
            assert_eq!((error.position().row, error.position().column.as_deref()), (Some(1), Some("a")), "{datatype} {size}");
            let (bytes, losses) = write(&table, kind, Some(length)).unwrap();
            let again = read(&bytes).0;
            assert_eq!((shown(&again).as_str(), again.schema().fields[0].arraysize.to_string().as_str()), (want, wider));
            let detail = format!("strings are longer than {said}, it is written as `{wider}`");
            assert_eq!(losses, [(LossKind::Datatype, detail)], "{datatype} {size} {kind}");
        }
        // A length that is no longer than the declared one changes nothing.
        let (_, losses) = write(&table, Serialization::TableData, Some(1)).unwrap();
        assert_eq!(losses, [], "{datatype} {size}");
    }
}

#[test]
fn arrays_of_too_many_or_too_few_strings_are_told() {
    let cases = [
        ("char", "3x2", "abcdefghi", "[abc, def]"),
        ("unicodeChar", "3x2", "abcdéfghi", "[abc, déf]"),
        ("char", "2x2x*", "abcdefghij", "[ab, cd, ef, gh, ij, ]"),
        ("char", "2x2x*", "x", "[x, ]"),
    ];
    for (datatype, size, cell, want) in cases {
        let (table, warnings) = read(document(datatype, size, cell).as_bytes());
        assert_eq!((shown(&table).as_str(), warnings), (want, vec!["W-LENGTH".to_owned()]), "{datatype} {size}");
    }
}

#[test]
fn strings_that_take_much_more_when_they_are_filled_up_are_written_in_parts() {
    // 20 MB, of which 16 MiB at most are packed at once.
    for size in ["1000000", "500000x*"] {
        let cell = if size.contains('*') { format!("b{}c", " ".repeat(499_999)) } else { "b".to_owned() };
        let (table, _) = read(document("char", size, &[cell.as_str(); 20].join("</TD></TR><TR><TD>")).as_bytes());
        let column = table.column("a").unwrap().to_array().unwrap();
        let of = |rows: Vec<ArrayRef>| {
            let batch = |rows| RecordBatch::try_new(table.arrow_schema().clone(), vec![rows]).unwrap();
            Table::try_new(table.schema().clone(), rows.into_iter().map(batch).collect()).unwrap()
        };
        for kind in [Serialization::Binary, Serialization::Binary2] {
            let (whole, losses) = write(&of(vec![column.clone()]), kind, None).unwrap();
            assert_eq!(losses, []);
            let rows = of((0..20).map(|row| column.slice(row, 1)).collect());
            assert!(whole == write(&rows, kind, None).unwrap().0, "{size} {kind}");
            let back = read(&whole).0.column("a").unwrap().to_array().unwrap();
            assert!(*back == *column, "{size} {kind}");
        }
    }
}

#[test]
fn strings_that_are_filled_up_beyond_the_limit_are_refused() {
    let (table, _) = read(document("char", "100000000000x*", "a</TD></TR><TR><TD>b").as_bytes());
    for kind in [Serialization::Binary, Serialization::Binary2] {
        let error = write(&table, kind, None).unwrap_err();
        assert_eq!((error.position().row, error.position().column.as_deref()), (Some(1), Some("a")), "{error}");
    }
}
