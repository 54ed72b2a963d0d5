//! What a validation finds, and checksums.

use crate::{
    errors::chain,
    roundtrip::{write, write_spooled},
};
use gaialink_fits::{ErrorKind, ReadOptions, Reader, ValidateOptions, WriteOptions, codes, validate_bytes};
use gaialink_table::{
    ArraySize, Datatype, Field, Param, Schema, Table,
    arrow::array::{ArrayRef, Float64Builder, Int16Array, ListBuilder, StringArray},
};
use std::sync::Arc;

/// A table with a heap, whose rows have a length that is no multiple of 4.
fn table() -> Table {
    let mut lists = ListBuilder::new(Float64Builder::new());
    lists.append_value([Some(1.5), None]);
    lists.append_null();
    lists.append_value([Some(-0.5)]);
    let mut flux = Field::array("flux", Datatype::Double, ArraySize::variable(&[], None));
    (flux.unit, flux.width, flux.precision) = (Some("mag".into()), Some("8".into()), Some("F3".into()));
    let name = Field::array("name", Datatype::Char, ArraySize::fixed(&[3]));
    let mut schema = Schema::from_fields(vec![Field::new("n", Datatype::Short), name, flux]);
    schema.params.push(Param::text("DATE-OBS", "2024-05-28"));
    let (numbers, names) = (Int16Array::from(vec![1, 2, 3]), StringArray::from(vec!["abc", "d", ""]));
    let columns: [ArrayRef; 3] = [Arc::new(numbers), Arc::new(names), Arc::new(lists.finish())];
    Table::from_columns(schema, columns.into()).unwrap()
}

fn summed() -> WriteOptions {
    let mut options = WriteOptions::default();
    options.checksums = true;
    options
}

fn found(bytes: &[u8]) -> Vec<String> {
    let findings = validate_bytes(bytes, &ValidateOptions::default()).unwrap();
    findings.into_iter().map(|finding| finding.code).collect()
}

/// The file with one text in place of another of the same length.
fn with(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let at = bytes.windows(from.len()).position(|part| part == from.as_bytes()).unwrap_or_else(|| panic!("no {from}"));
    let mut changed = bytes.to_vec();
    changed[at..at + to.len()].copy_from_slice(to.as_bytes());
    changed
}

#[test]
fn nothing_is_wrong_with_what_is_written() {
    for options in [WriteOptions::default(), summed()] {
        let (bytes, _) = write(&table(), options.clone());
        assert_eq!(found(&bytes), [""; 0]);
        assert_eq!(bytes, write_spooled(&table(), options));
    }
    let (bytes, losses) = write(&table(), summed());
    assert!(losses.is_empty());
    let marks = bytes.windows(11).filter(|part| part == b"CHECKSUM= '" || part == b"DATASUM = '").count();
    assert_eq!(marks, 4);
}

#[test]
fn one_wrong_byte_anywhere_is_found_by_the_sums() {
    let (bytes, _) = write(&table(), summed());
    let mut options = ReadOptions::default();
    options.checksums = true;
    assert!(Reader::from_bytes(bytes.clone(), options.clone()).is_ok());
    for at in (2880..bytes.len()).step_by(7) {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        // Without its keyword a sum says nothing.
        let card = &bytes[at / 80 * 80..];
        if at % 80 < 10 && (card.starts_with(b"CHECKSUM") || card.starts_with(b"DATASUM")) {
            continue;
        }
        if let Ok(findings) = validate_bytes(changed.clone(), &ValidateOptions::default()) {
            assert!(!findings.is_empty(), "{at}");
        }
        if at >= bytes.len() - 2880 {
            let error = Reader::from_bytes(changed, options.clone()).map(drop).unwrap_err();
            assert!(matches!(error.kind(), ErrorKind::Checksum(_)), "{}", chain(&error));
        }
    }
}

#[test]
fn what_is_found() {
    let (bytes, _) = write(&table(), WriteOptions::default());
    let cases = [
        (with(&bytes, "TUNIT3  = 'mag     '", "TUNIT3  = 'magn    '"), "W-UNIT"),
        (with(&bytes, "'F8.3    '", "'F8X3    '"), "E-TDISP"),
        (with(&bytes, "'2024-05-28'", "'2024-05-99'"), "E-DATE"),
        (with(&bytes, "TTYPE1  = 'n       '", "TTYPE1  = 'name    '"), "W-TTYPE"),
        (with(&bytes, "TTYPE1  = 'n       '", "TTYPE1  = 'n o     '"), "W-TTYPE"),
        (with(&bytes, "DATE-OBS=", "TTYPE1  ="), "W-DUPLICATE"),
        (with(&bytes, "DATE-OBS=", "date-obs="), "E-KEYWORD"),
        (with(&bytes, "'2024-05-28'", "2024-05-28  "), "E-VALUE"),
        (with(&bytes, "'2024-05-28'", "'2024-05-28 "), "E-VALUE"),
        (with(&bytes, "number of rows", "number\u{7f}of rows"), "E-CARD"),
        (with(&bytes, "NAXIS2  =                    3", "NAXIS2  =               999999"), "E-STRUCTURE"),
        (with(&bytes, "TFORM2  = '3A      '", "TFORM2  = '4A      '"), "E-STRUCTURE"),
    ];
    for (changed, want) in cases {
        assert_eq!(found(&changed).first().map(String::as_str), Some(want));
        assert!(codes().iter().any(|code| code.name == want));
    }
    let data = bytes.len() - 2880;
    for (at, want) in [(bytes.len() - 1, "E-FILL"), (data + 2 + 3 + 3, "E-HEAP"), (data - 1, "E-FILL")] {
        let mut changed = bytes.clone();
        changed[at] = b'x';
        assert_eq!(found(&changed), [want], "{at}");
    }
}

#[test]
fn at_most_so_many_of_a_code() {
    let (bytes, _) = write(&table(), WriteOptions::default());
    let changed =
        with(&with(&bytes, "TTYPE1  = 'n       '", "TTYPE1  = 'n o     '"), "TTYPE2  = 'name    '", "TTYPE2  = 'na me   '");
    let mut options = ValidateOptions::default();
    options.per_code = 1;
    let findings = validate_bytes(changed, &options).unwrap();
    let codes: Vec<&str> = findings.iter().map(|finding| finding.code.as_str()).collect();
    assert_eq!(codes, ["W-TTYPE", "I-MORE"]);
}
