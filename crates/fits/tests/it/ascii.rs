//! ASCII tables (FITS 4.0, 7.2).

use crate::{errors::chain, roundtrip::shown};
use gaialink_fits::{ReadOptions, Reader, TableChoice, list_bytes};
use gaialink_table::{Datatype, Table, TableReader};

/// A file of one ASCII table behind an empty primary HDU.
fn file(cards: &[&str], rows: &[&str]) -> Vec<u8> {
    let width = rows.first().map_or(0, |row| row.len());
    let fields = cards.iter().filter(|card| card.starts_with("TFORM")).count();
    let mut all = vec![
        "XTENSION= 'TABLE   '".to_owned(),
        "BITPIX  = 8".to_owned(),
        "NAXIS   = 2".to_owned(),
        format!("NAXIS1  = {width}"),
        format!("NAXIS2  = {}", rows.len()),
        "PCOUNT  = 0".to_owned(),
        "GCOUNT  = 1".to_owned(),
        format!("TFIELDS = {fields}"),
    ];
    all.extend(cards.iter().map(|card| (*card).to_owned()));
    all.push("END".to_owned());
    let block = |text: String| format!("{text:<0$}", text.len().next_multiple_of(2880));
    let primary = ["SIMPLE  = T", "BITPIX  = 8", "NAXIS   = 0", "END"];
    let primary: String = primary.iter().map(|card| format!("{card:<80}")).collect();
    let header: String = all.iter().map(|card| format!("{card:<80}")).collect();
    (block(primary) + &block(header) + &block(rows.concat())).into_bytes()
}

fn read(bytes: Vec<u8>) -> Table {
    Table::collect(&mut Reader::from_bytes(bytes, ReadOptions::default()).unwrap()).unwrap()
}

fn columns(table: &Table) -> Vec<String> {
    table.columns().map(|column| shown(&column.to_array().unwrap())).collect()
}

#[test]
fn every_format() {
    let cards = [
        "TTYPE1  = 'name'",
        "TFORM1  = 'A4'",
        "TBCOL1  = 1",
        "TTYPE2  = 'n'",
        "TFORM2  = 'I3'",
        "TBCOL2  = 5",
        "TNULL2  = '-9'",
        "TTYPE3  = 'f'",
        "TFORM3  = 'F5.2'",
        "TBCOL3  = 9",
        "TUNIT3  = 'mag'",
        "TTYPE4  = 'd'",
        "TFORM4  = 'D7.1'",
        "TBCOL4  = 14",
        "TFORM5  = 'I3'",
        "TBCOL5  = 5",
        "TSCAL5  = 0.5",
        "TZERO5  = 10.0",
        "TTYPE6  = 'wide'",
        "TFORM6  = 'I20'",
        "TBCOL6  = 21",
    ];
    let rows = [
        "ab   42  1.50 1.5D+1 9223372036854775807",
        " c   -9   150-2.5D-1-9223372036854775808",
        "                                      0 ",
    ];
    let bytes = file(&cards, &rows);
    let table = read(bytes.clone());
    let types: Vec<Datatype> = table.schema().fields.iter().map(|field| field.datatype).collect();
    use Datatype::{Char, Double, Long, Short};
    assert_eq!(types, [Char, Short, Double, Double, Double, Long]);
    assert_eq!(table.schema().fields[2].unit.as_deref(), Some("mag"));
    assert_eq!(table.schema().fields[4].name, "col5");
    let want = [
        "ab;  c; ",
        "42; null; 0",
        "1.5; 1.5; null",
        "15.0; -0.25; null",
        "31.0; 5.5; 10.0",
        "9223372036854775807; -9223372036854775808; 0",
    ];
    assert_eq!(columns(&table), want);
    let listed = list_bytes(&bytes, &ReadOptions::default()).unwrap();
    assert_eq!((listed.len(), listed[0].num_rows), (1, Some(3)));
    let mut options = ReadOptions::default();
    options.columns = Some(vec!["n".into(), "name".into()]);
    let chosen = Table::collect(&mut Reader::from_bytes(bytes, options).unwrap()).unwrap();
    assert_eq!(columns(&chosen)[0], "42; null; 0");
}

#[test]
fn counted_among_the_tables() {
    let mut bytes = file(&["EXTNAME = 'first'", "TFORM1  = 'A1'", "TBCOL1  = 1"], &["x"]);
    let second = file(&["EXTNAME = 'second'", "TFORM1  = 'A1'", "TBCOL1  = 1"], &["y"]);
    bytes.extend_from_slice(&second[2880..]);
    for choice in [TableChoice::Index(1), TableChoice::Name("second".into())] {
        let mut options = ReadOptions::default();
        options.table = choice;
        assert_eq!(columns(&Table::collect(&mut Reader::from_bytes(bytes.clone(), options).unwrap()).unwrap()), ["y"]);
    }
}

#[test]
fn errors() {
    let good = ["TFORM1  = 'I3'", "TBCOL1  = 1"];
    let cases: [(&[&str], &[&str], &str); 6] = [
        (&good, &[" 4x"], "row 1, column `col1`: \" 4x\" is no whole number"),
        (
            &["TFORM1  = 'I3'", "TBCOL1  = 2"],
            &[" 42"],
            "expected a column from 1 on, whose 3 characters end within the 3 of a row",
        ),
        (&["TFORM1  = 'I3'", "TBCOL1  = 0"], &[" 42"], "expected a column from 1 on"),
        (&["TFORM1  = '3I'", "TBCOL1  = 1"], &[" 42"], "expected a format such as `A8`, `I6` or `F10.3`"),
        (&["TFORM1  = 'I3'"], &[" 42"], "there is no card `TBCOL1`"),
        (&["TFORM1  = 'I4'", "TBCOL1  = 1", "TFORM1  = 'I3'"], &[" 42 "], "there is no card `TFORM2`"),
    ];
    for (cards, rows, want) in cases {
        let found = Reader::from_bytes(file(cards, rows), ReadOptions::default()).and_then(|mut reader| reader.next_batch());
        let text = chain(&found.unwrap_err());
        assert!(text.contains(want), "{text}");
    }
}

#[test]
fn cut_short() {
    let bytes = file(&["TFORM1  = 'I3'", "TBCOL1  = 1"], &[" 42", "  7"]);
    for len in (0..bytes.len()).filter(|len| len % 80 == 0 || *len > 5750) {
        let result = Reader::from_bytes(bytes[..len].to_vec(), ReadOptions::default());
        assert_eq!(result.is_ok(), len >= 5766, "{len}");
    }
}

#[test]
fn signs_apart_are_read_with_a_warning_and_refused_in_strict_mode() {
    let cards = ["TTYPE1  = 'n'", "TFORM1  = 'I4'", "TBCOL1  = 1", "TTYPE2  = 'f'", "TFORM2  = 'F6.2'", "TBCOL2  = 5"];
    let bytes = file(&cards, &["  42   1.5", "- 23 - 1.5", "-  1 + 225"]);
    let mut reader = Reader::from_bytes(bytes.clone(), ReadOptions::default()).unwrap();
    assert_eq!(columns(&Table::collect(&mut reader).unwrap()), ["42; -23; -1", "1.5; -1.5; 2.25"]);
    let warnings = Box::new(reader).finish().unwrap().warnings;
    let told: Vec<_> = warnings.iter().map(|w| (w.code.as_str(), w.at.row, w.at.column.as_deref(), w.message.as_str())).collect();
    let want = [
        ("W-FITS-SIGN", Some(2), Some("n"), "blanks behind the sign of \"- 23\" are passed over"),
        ("W-FITS-SIGN", Some(2), Some("f"), "blanks behind the sign of \"- 1.5\" are passed over"),
    ];
    assert_eq!(told, want);
    let mut options = ReadOptions::default();
    options.strict = true;
    let error = Table::collect(&mut Reader::from_bytes(bytes, options).unwrap()).unwrap_err();
    assert!(chain(&error).contains("strict: "), "{}", chain(&error));
}
