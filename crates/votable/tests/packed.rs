//! Packed rows cell by cell: texts of 16-bit units, and streams that end where no row does.

#![expect(clippy::unwrap_used, reason = "tests")]

use base64_simd::STANDARD;
use gaialink_table::{Table, TableReader, arrow::util::display::array_value_to_string};
use gaialink_votable::{Error, ReadOptions, Reader};
use std::io::BufReader;

/// The cells of a column of such a FIELD, with the warnings; the bytes are its rows.
fn read(element: &str, field: &str, bytes: &[u8], step: usize, strict: bool) -> Result<(Vec<String>, Vec<String>), Error> {
    let stream = STANDARD.encode_to_string(bytes);
    let document = format!(
        "<VOTABLE version='1.4'><RESOURCE><TABLE>{field}<DATA><{element}><STREAM encoding='base64'>{stream}</STREAM></{element}></DATA></TABLE></RESOURCE></VOTABLE>"
    );
    let mut options = ReadOptions::default();
    options.strict = strict;
    let mut reader = Reader::try_new(BufReader::with_capacity(step, document.as_bytes()), options)?;
    let table = Table::collect(&mut reader)?;
    let mut cells = Vec::new();
    for batch in table.batches() {
        let row = |row| batch.columns().iter().map(move |column| array_value_to_string(column, row).unwrap());
        (0..batch.num_rows()).for_each(|number| cells.push(row(number).collect::<Vec<_>>().join("|")));
    }
    let warnings = Box::new(reader).finish()?.warnings;
    Ok((cells, warnings.into_iter().map(|warning| format!("{}: {}", warning.code, warning.message)).collect()))
}

/// What one of the elements makes of rows without their null flags: BINARY2 has a byte of them before each row.
fn both(rows: &[&[u8]]) -> [(&'static str, Vec<u8>); 2] {
    let flagged = rows.iter().map(|row| [&[0], *row].concat()).collect::<Vec<_>>();
    [("BINARY", rows.concat()), ("BINARY2", flagged.concat())]
}

fn column(datatype: &str, size: &str) -> String {
    format!("<FIELD name='a' datatype='{datatype}'{size}/>")
}

/// Each case in both serializations, whole and byte by byte.
fn check(field: &str, rows: &[&[u8]], want: &[&str], told: &[&str]) {
    for (element, bytes) in both(rows) {
        for step in [1, 2, 3, 1 << 16] {
            let found = read(element, field, &bytes, step, false).unwrap();
            let want = (want.iter().map(|cell| (*cell).to_owned()).collect(), told.iter().map(|t| (*t).to_owned()).collect());
            assert_eq!(found, want, "{element}, {field}, {bytes:?}, {step} bytes at once");
        }
        assert_eq!(read(element, field, &bytes, 64, true).is_err(), !told.is_empty(), "strict: {element}, {field}, {bytes:?}");
    }
}

#[test]
fn unicode_characters() {
    let fixed = column("unicodeChar", " arraysize='3'");
    check(&fixed, &[b"\0a\xd8\x3d\xde\x00", b"\0\xe9\x20\xac\0z"], &["a\u{1f600}", "\u{e9}\u{20ac}z"], &[]);
    check(&column("unicodeChar", ""), &[b"\0a", b"\x20\xac"], &["a", "\u{20ac}"], &[]);
    let variable = column("unicodeChar", " arraysize='*'");
    check(&variable, &[b"\0\0\0\x02\xd8\x3d\xde\x00", b"\0\0\0\0", b"\0\0\0\x01\0b"], &["\u{1f600}", "", "b"], &[]);
    let several = column("unicodeChar", " arraysize='2x3'");
    check(&several, &[b"\0a\0b\xd8\x3d\xde\x00\0c\0d"], &["[ab, \u{1f600}, cd]"], &[]);
    let any = column("unicodeChar", " arraysize='2x*'");
    check(&any, &[b"\0\0\0\x04\0a\0b\xd8\x3d\xde\x00"], &["[ab, \u{1f600}]"], &[]);
}

#[test]
fn surrogates_that_stand_alone() {
    let told = "W-UTF16: strings with a surrogate that stands alone, read as U+FFFD: 1";
    let fixed = column("unicodeChar", " arraysize='3'");
    check(&fixed, &[b"\0a\xd8\x3d\0b"], &["a\u{fffd}b"], &[told]);
    check(&fixed, &[b"\0a\0b\xde\x00", b"\0a\0b\0c"], &["ab\u{fffd}", "abc"], &[told]);
    let variable = column("unicodeChar", " arraysize='*'");
    check(&variable, &[b"\0\0\0\x02\xde\x00\xd8\x3d"], &["\u{fffd}\u{fffd}"], &[told]);
}

#[test]
fn counts_beyond_the_declared_bound_are_read() {
    check(&column("unicodeChar", " arraysize='2*'"), &[b"\0\0\0\x03\0a\0b\0c"], &["abc"], &[]);
    check(&column("short", " arraysize='2*'"), &[b"\0\0\0\x03\0\x07\0\x08\0\x09"], &["[7, 8, 9]"], &[]);
}

/// A row that ends too early: its bytes are passed over, whatever stands before it; strict reading says the same.
#[test]
fn rows_that_are_cut() {
    let pair = "<FIELD name='a' datatype='int'/><FIELD name='b' datatype='short'/>".to_owned();
    let (ints, units) = (column("int", " arraysize='*'"), column("unicodeChar", " arraysize='*'"));
    let cases: [(&str, &[u8], &str, &[u8]); 7] = [
        (&pair, b"\0\0\0\x01\0\x02", "1|2", b"\0\0\0"),
        (&pair, b"\0\0\0\x01\0\x02", "1|2", b"\0\0\0\x01\0"),
        (&ints, b"\0\0\0\x01\0\0\0\x07", "[7]", b"\0\0"),
        (&ints, b"\0\0\0\x01\0\0\0\x07", "[7]", b"\0\0\0\x02"),
        (&ints, b"\0\0\0\x01\0\0\0\x07", "[7]", b"\0\0\0\x02\0\0\0\x07"),
        // Half a unit.
        (&units, b"\0\0\0\x01\0a", "a", b"\0\0\0\x02\0a\0"),
        (&units, b"\0\0\0\x01\0a", "a", b"\0\0\0\x01\0"),
    ];
    for (field, row, cells, cut) in cases {
        for (rows, want) in [(vec![cut], vec![]), (vec![row, cut], vec![cells]), (vec![row, row, cut], vec![cells; 2])] {
            for (element, bytes) in both(&rows) {
                let left = if element == "BINARY" { cut.len() } else { cut.len() + 1 };
                let why = format!("the STREAM ends inside a row, {left} bytes after the last whole one");
                for step in [1, 1 << 16] {
                    let (found, told) = read(element, field, &bytes, step, false).unwrap();
                    assert_eq!(found, want, "{element}, {field}, {bytes:?}");
                    assert_eq!(told, [format!("W-STREAM: {why}; they are passed over")], "{element}, {field}, {bytes:?}");
                    let error = read(element, field, &bytes, step, true).unwrap_err();
                    assert_eq!(error.kind().to_string(), why, "{element}, {field}, {bytes:?}");
                }
            }
        }
    }
}

#[test]
fn null_flags_without_a_row() {
    let why = "W-STREAM: the STREAM ends inside a row, 1 bytes after the last whole one; they are passed over";
    let short = column("short", "");
    for (bytes, cells) in [(&b"\0"[..], vec![]), (b"\0\0\x05\x80", vec!["5"]), (b"\x80\0\x05\0", vec![""])] {
        let (found, told) = read("BINARY2", &short, bytes, 1, false).unwrap();
        assert_eq!((found, told), (cells.into_iter().map(str::to_owned).collect(), vec![why.to_owned()]), "{bytes:?}");
    }
    // Rows of BINARY2 without their flags are other rows.
    let (found, told) = read("BINARY2", &short, b"\0\x05\0\x06\0\x07", 1, false).unwrap();
    assert_eq!((found, told), (vec!["1280".to_owned(), "7".to_owned()], vec![]));
}

#[test]
fn counts_that_are_none() {
    let cause = |error: Error| {
        let causes = std::iter::successors(Some(&error as &dyn std::error::Error), |error| error.source());
        (error.position().row, causes.last().map(ToString::to_string).unwrap_or_default())
    };
    let ints = |size: &str| column("int", &format!(" arraysize='{size}'"));
    let negative = "a count of -1 is no number of elements";
    let ragged = "an array of 3 elements is no whole number of the arraysize's fixed part";
    let whole: &[u8] = b"\0\0\0\x02\0\0\0\x07\0\0\0\x08";
    let three: &[u8] = b"\0\0\0\x03\0\0\0\x07\0\0\0\x08\0\0\0\x09";
    let cases: [(String, &[&[u8]], u64, &str); 4] = [
        (ints("*"), &[b"\xff\xff\xff\xff"], 1, negative),
        (ints("*"), &[whole, whole, b"\xff\xff\xff\xff\0\0\0\x07"], 3, negative),
        (ints("2x*"), &[three], 1, ragged),
        (ints("2x*"), &[whole, three], 2, ragged),
    ];
    for (field, rows, row, why) in cases {
        for (element, bytes) in both(rows) {
            for (step, strict) in [(1, false), (1 << 16, false), (64, true)] {
                let (found, text) = cause(read(element, &field, &bytes, step, strict).unwrap_err());
                assert_eq!(found, Some(row), "{element}, {bytes:?}");
                assert!(text.ends_with(why), "{element}, {bytes:?}: {text}");
            }
        }
    }
}
