//! Files that lie about themselves: the error names the place and what was found, and cfitsio never sees them.

use crate::file::{PRIMARY, append, file, header, table_cards};
use gaialink_fits::{Error, ReadOptions, Reader, TableChoice, list_bytes};
use std::error::Error as _;

/// The error of opening, as a user reads it.
pub(crate) fn chain(error: &Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}

fn open_error(bytes: Vec<u8>) -> String {
    Reader::from_bytes(bytes, ReadOptions::default()).map_or_else(|e| chain(&e), |_| panic!("it opened"))
}

/// A table of two columns and three rows, with one card replaced.
fn with_card(keyword: &str, card: &str) -> Vec<u8> {
    let cards = table_cards(6, 3, 0, &["I", "J"], &[]);
    let place = cards.iter().position(|c| c.starts_with(&format!("{keyword:<8}="))).unwrap();
    let mut cards = cards;
    cards[place] = card.to_owned();
    file(&cards, &[0; 18])
}

#[test]
fn lying_cards() {
    let nines = "9".repeat(40);
    let cases = [
        ("BITPIX", "BITPIX  =                   16".to_owned(), "HDU 2, BITPIX, byte 2960: `BITPIX` is 16; expected 8"),
        ("BITPIX", "BITPIX  =                    7".to_owned(), "`BITPIX` is 7; expected 8, 16, 32, 64, -32 or -64"),
        ("NAXIS", "NAXIS   =                    1".to_owned(), "`NAXIS` is 1; expected 2"),
        ("NAXIS", "NAXIS   =                   -1".to_owned(), "`NAXIS` is -1; expected a whole number from 0"),
        ("NAXIS", "NAXIS   =                 1000".to_owned(), "`NAXIS` is 1000; expected 0 to 999"),
        (
            "NAXIS1",
            format!("NAXIS1  = {nines}"),
            "HDU 2, NAXIS1, byte 3120: `NAXIS1` is 9999999999999999999999999999999999999999; expected a whole number of 64 bits",
        ),
        (
            "NAXIS1",
            "NAXIS1  =                    7".to_owned(),
            "HDU 2, NAXIS1, byte 3120: the row width lies: NAXIS1 is 7, but the columns take 6 bytes",
        ),
        ("NAXIS1", "NAXIS1  =                  6.0".to_owned(), "`NAXIS1` is 6.0; expected a whole number of 64 bits"),
        ("NAXIS1", "NAXIS1  = '6'".to_owned(), "`NAXIS1` is 6; expected a whole number of 64 bits"),
        ("NAXIS1", "NAXIS1  =           2147483648".to_owned(), "NAXIS1: 2147483648 is beyond the limit of 1073741824"),
        (
            "NAXIS2",
            "NAXIS2  =                 1000".to_owned(),
            "HDU 2, byte 5760: the data unit ends at byte 11760, the file at byte 8640",
        ),
        (
            "NAXIS2",
            "NAXIS2  =  9223372036854775807".to_owned(),
            "`NAXIS` is a data unit beyond 2^62 bytes; expected a size that can be",
        ),
        ("NAXIS2", "NAXIS2  = ".to_owned(), "`NAXIS2` is undefined; expected a whole number of 64 bits"),
        ("PCOUNT", "PCOUNT  =                 5000".to_owned(), "the data unit ends at byte 10778, the file at byte 8640"),
        ("PCOUNT", "PCOUNT  =                   -1".to_owned(), "`PCOUNT` is -1; expected a whole number from 0"),
        ("PCOUNT", "GCOUNT  =                    1".to_owned(), "`GCOUNT` is card 6; expected `PCOUNT` as card 6"),
        ("GCOUNT", "GCOUNT  =                    2".to_owned(), "`GCOUNT` is 2; expected 1"),
        ("TFIELDS", "TFIELDS =                 1000".to_owned(), "TFIELDS: 1000 is beyond the limit of 999"),
        ("TFIELDS", "TFIELDS =                    3".to_owned(), "there is no card `TFORM3`"),
        (
            "TFORM1",
            "TFORM1  = 'Z'".to_owned(),
            "HDU 2, TFORM1, byte 3600: `TFORM1` is Z; expected a format such as `J`, `10E` or `PD(55)`",
        ),
        ("TFORM1", "TFORM1  = 5".to_owned(), "`TFORM1` is 5; expected a format"),
        ("TFORM1", format!("TFORM1  = '{nines}J'"), "expected a format"),
        ("TFORM1", "TFORM1  = '999999999999999999J'".to_owned(), "TFORM1: 3999999999999999996 is beyond the limit of 268435456"),
        ("TFORM1", "TFORM2  = 'K'".to_owned(), "`TFORM2` is J, a second value; expected one value"),
        (
            "TTYPE1",
            "THEAP   =                    5".to_owned(),
            "`THEAP` is 5; expected 18 to 18, behind the rows and within PCOUNT",
        ),
        ("TTYPE1", format!("A='{}'", "x".repeat(76)), "expected the value in column 11"),
        ("XTENSION", "SIMPLE  =                    T".to_owned(), "the file has none"),
    ];
    for (keyword, card, want) in cases {
        let found = open_error(with_card(keyword, &card));
        assert!(found.contains(want), "{card}\n found {found}\nwanted {want}");
    }
}

#[test]
fn images_lie_too() {
    let image = |cards: &[&str]| {
        let mut bytes = header(&PRIMARY);
        let cards: Vec<String> = ["XTENSION= 'IMAGE'"].iter().chain(cards).map(|card| (*card).to_owned()).collect();
        append(&mut bytes, &cards, &[]);
        append(&mut bytes, &table_cards(2, 1, 0, &["I"], &[]), &[0, 1]);
        bytes
    };
    let cases = [
        (image(&["BITPIX  = 8", "NAXIS   = 1", "NAXIS1  = 90000"]), "the data unit ends at byte 95760, the file at byte 11520"),
        (image(&["BITPIX  = 64", "NAXIS   = 2", "NAXIS1  = 4294967296", "NAXIS2  = 4294967296"]), "beyond 2^62 bytes"),
        (image(&["BITPIX  = 8", "NAXIS   = 2", "NAXIS1  = 1"]), "there is no card `NAXIS2`"),
        (image(&["BITPIX  = 8", "NAXIS   = 0", "PCOUNT  = 1", "PCOUNT  = 2"]), "`PCOUNT` is 2, a second value"),
    ];
    for (bytes, want) in cases {
        let found = open_error(bytes);
        assert!(found.contains(want), "found {found}\nwanted {want}");
    }
}

#[test]
fn no_fits_file() {
    let cases: [(&[u8], &str); 4] = [
        (b"", r#"byte 0: the file starts with ""; expected `SIMPLE  =`"#),
        (b"<?xml version=", r#"the file starts with "<?xml version="; expected `SIMPLE  =`"#),
        (b"SIMPLE  =", "the header ends at byte 2880, the file at byte 9"),
        (&[b' '; 2880], "expected `SIMPLE  =`"),
    ];
    for (bytes, want) in cases {
        let found = open_error(bytes.to_vec());
        assert!(found.contains(want), "found {found}\nwanted {want}");
    }
    let mut endless = b"SIMPLE  =                    T".to_vec();
    endless.resize(3 * 2880, b' ');
    assert!(open_error(endless).contains("the header ends at byte 11520, the file at byte 8640"));
}

#[test]
fn limits_hold() {
    let bytes = file(&table_cards(6, 3, 0, &["I", "J"], &[]), &[0; 18]);
    let mut options = ReadOptions::default();
    options.limits.max_metadata = 2880;
    let error = Reader::from_bytes(bytes.clone(), options.clone()).map(drop).unwrap_err();
    assert!(chain(&error).contains("headers: 2881 is beyond the limit of 2880"), "{}", chain(&error));
    options.limits.max_metadata = 5760;
    options.limits.max_columns = 1;
    let error = Reader::from_bytes(bytes, options).map(drop).unwrap_err();
    assert!(chain(&error).contains("TFIELDS: 2 is beyond the limit of 1"), "{}", chain(&error));
}

#[test]
fn no_such_table() {
    let mut bytes = file(&table_cards(2, 1, 0, &["I"], &["EXTNAME = 'one'"]), &[0, 1]);
    append(&mut bytes, &table_cards(2, 1, 0, &["I"], &[]), &[0, 2]);
    let mut options = ReadOptions::default();
    options.table = TableChoice::Name("two".into());
    let error = Reader::from_bytes(bytes.clone(), options.clone()).map(drop).unwrap_err();
    assert_eq!(error.kind().to_string(), "there is no table named `two`; the file has one, (no name)");
    options.table = TableChoice::Index(2);
    let error = Reader::from_bytes(bytes.clone(), options.clone()).map(drop).unwrap_err();
    assert_eq!(error.kind().to_string(), "there is no table of index 2; the file has one, (no name)");
    options.table = TableChoice::First;
    options.columns = Some(vec!["c2".into()]);
    let error = Reader::from_bytes(bytes.clone(), options).map(drop).unwrap_err();
    assert_eq!(error.kind().to_string(), "no column is named `c2`");
    assert_eq!(list_bytes(&bytes, &ReadOptions::default()).unwrap().len(), 2);
}
