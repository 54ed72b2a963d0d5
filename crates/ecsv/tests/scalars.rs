//! The plain scalars that YAML 1.1 and 1.2 do not take for the same, or may not: what each is read as, and how it is written anew.
#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_ecsv::ecsv;
use gaialink_table::{Param, TableReader, TableWriter, Trailer};
use std::io::Cursor;

/// The plain word, the datatype and the value of the PARAM that it is (without a datatype it is null), and what is written for it.
type Case = (&'static str, &'static str, &'static str, &'static str);

/// What every reader takes for the same number; the digits stay, the spelling becomes the one that all know.
const NUMBERS: [Case; 24] = [
    ("0", "long", "0", "0"),
    ("-0", "long", "0", "0"),
    ("+5", "long", "5", "5"),
    ("0x1F", "long", "31", "31"),
    ("-0x1F", "long", "-31", "-31"),
    ("0b11", "long", "3", "3"),
    ("9223372036854775807", "long", "9223372036854775807", "9223372036854775807"),
    ("18446744073709551615", "unsignedLong", "18446744073709551615", "18446744073709551615"),
    ("1.50", "double", "1.50", "1.50"),
    ("+1.5", "double", "1.5", "1.5"),
    ("5.", "double", "5.0", "5.0"),
    (".5", "double", "0.5", "0.5"),
    ("-.5", "double", "-0.5", "-0.5"),
    ("-0.0", "double", "-0.0", "-0.0"),
    ("1.0e+5", "double", "1.0e+5", "1.0e+5"),
    ("1.0E-5", "double", "1.0E-5", "1.0E-5"),
    (".5e+3", "double", "0.5e+3", "0.5e+3"),
    ("5.e+3", "double", "5.0e+3", "5.0e+3"),
    ("1.0E-400", "double", "1.0E-400", "1.0E-400"),
    (".inf", "double", "+Inf", ".inf"),
    ("+.Inf", "double", "+Inf", ".inf"),
    ("-.INF", "double", "-Inf", "-.inf"),
    (".nan", "double", "NaN", ".nan"),
    (".NaN", "double", "NaN", ".nan"),
];

/// What programs in Java write, and take for numbers like YAML 1.2: numbers, in the spelling of both.
const OF_JAVA: [Case; 3] = [
    ("1.0E10", "double", "1.0E+10", "1.0E+10"),
    ("-1.5E7", "double", "-1.5E+7", "-1.5E+7"),
    ("1.7976931348623157E308", "double", "1.7976931348623157E+308", "1.7976931348623157E+308"),
];

/// Numbers of YAML 1.2 that are text to YAML 1.1, in which astropy writes and reads: text, in quotes.
const TEXT_BEFORE: [Case; 12] = [
    ("1e5", "char", "1e5", "'1e5'"),
    ("1E5", "char", "1E5", "'1E5'"),
    ("1e+5", "char", "1e+5", "'1e+5'"),
    ("-1e-5", "char", "-1e-5", "'-1e-5'"),
    ("1.0e5", "char", "1.0e5", "'1.0e5'"),
    (".5e3", "char", ".5e3", "'.5e3'"),
    ("5.e3", "char", "5.e3", "'5.e3'"),
    ("5.E3", "char", "5.E3", "'5.E3'"),
    ("1.0e400", "char", "1.0e400", "'1.0e400'"),
    ("0o17", "char", "0o17", "'0o17'"),
    ("-0o17", "char", "-0o17", "'-0o17'"),
    ("08", "char", "08", "'08'"),
];

/// Text to YAML 1.2 and more to YAML 1.1: text, as it stands, so that it goes on to mean what it meant to each reader.
const MORE_BEFORE: [Case; 20] = [
    ("017", "char", "017", "017"),
    ("-017", "char", "-017", "-017"),
    ("1_000", "char", "1_000", "1_000"),
    ("1_0.5", "char", "1_0.5", "1_0.5"),
    ("0x_1F", "char", "0x_1F", "0x_1F"),
    ("12:30:45", "char", "12:30:45", "12:30:45"),
    ("12:30:45.6", "char", "12:30:45.6", "12:30:45.6"),
    ("-1:30", "char", "-1:30", "-1:30"),
    ("yes", "char", "yes", "yes"),
    ("No", "char", "No", "No"),
    ("ON", "char", "ON", "ON"),
    ("off", "char", "off", "off"),
    ("2001-12-14", "char", "2001-12-14", "2001-12-14"),
    ("2001-12-14T21:59:43Z", "char", "2001-12-14T21:59:43Z", "2001-12-14T21:59:43Z"),
    ("2001-12-14t21:59:43.10-05:00", "char", "2001-12-14t21:59:43.10-05:00", "2001-12-14t21:59:43.10-05:00"),
    ("2001-12-14 21:59:43", "char", "2001-12-14 21:59:43", "2001-12-14 21:59:43"),
    ("1.0e+400", "char", "1.0e+400", "1.0e+400"),
    ("+017", "char", "+017", "+017"),
    ("=", "char", "=", "="),
    ("<<", "char", "<<", "<<"),
];

/// Words of the same meaning to all, and text that only looks like more.
const WORDS: [Case; 24] = [
    ("~", "", "", "null"),
    ("null", "", "", "null"),
    ("Null", "", "", "null"),
    ("true", "boolean", "true", "true"),
    ("True", "boolean", "true", "true"),
    ("FALSE", "boolean", "false", "false"),
    ("tRUE", "char", "tRUE", "'tRUE'"),
    ("y", "char", "y", "'y'"),
    ("N", "char", "N", "'N'"),
    ("nan", "char", "nan", "'nan'"),
    ("NaN", "char", "NaN", "'NaN'"),
    ("inf", "char", "inf", "inf"),
    ("-inf", "char", "-inf", "'-inf'"),
    ("-.nan", "char", "-.nan", "'-.nan'"),
    ("0X1F", "char", "0X1F", "'0X1F'"),
    ("99:99", "char", "99:99", "'99:99'"),
    ("2001-1-4", "char", "2001-1-4", "'2001-1-4'"),
    ("1.2.3", "char", "1.2.3", "'1.2.3'"),
    ("0.1d0", "char", "0.1d0", "'0.1d0'"),
    ("_1000", "char", "_1000", "'_1000'"),
    ("N/A", "char", "N/A", "N/A"),
    ("J2016.0", "char", "J2016.0", "J2016.0"),
    ("'1e5'", "char", "1e5", "'1e5'"),
    ("'017'", "char", "017", "'017'"),
];

fn all() -> Vec<Case> {
    [&NUMBERS[..], &OF_JAVA, &TEXT_BEFORE, &MORE_BEFORE, &WORDS].concat()
}

fn read(value: &str) -> ecsv::Reader<Cursor<Vec<u8>>> {
    let file = format!("# %ECSV 1.0\n# ---\n# datatype: [{{name: a, datatype: int8}}]\n# meta:\n#   k: {value}\na\n");
    ecsv::Reader::try_new(Cursor::new(file.into_bytes()), ecsv::ReadOptions::default()).unwrap()
}

/// What is written for the value of `k`, with nothing left of the header that was read.
fn written(reader: &ecsv::Reader<Cursor<Vec<u8>>>) -> String {
    let mut out = Vec::new();
    let writer = ecsv::Writer::try_new(&mut out, reader.schema(), ecsv::WriteOptions::default()).unwrap();
    assert!(Box::new(writer).finish(&Trailer::default()).unwrap().is_empty());
    let out = String::from_utf8(out).unwrap();
    let line = out.lines().find_map(|line| line.strip_prefix("#   k: ")).unwrap();
    line.to_owned()
}

#[test]
fn plain_scalars() {
    for (word, datatype, value, want) in all() {
        let reader = read(word);
        let param = reader.schema().params.first().map(|param: &Param| (param.field.datatype.name(), param.value.as_str()));
        assert_eq!(param, Some((datatype, value)).filter(|_| !datatype.is_empty()), "{word}");
        let anew = written(&reader);
        assert_eq!(anew, want, "{word}");
        // What is written is read as what was read.
        assert_eq!(read(&anew).schema(), reader.schema(), "{word}");
    }
}

#[test]
fn plain_scalars_among_others() {
    for (word, _, _, want) in all() {
        let reader = read(&format!("[a, {word}]"));
        assert_eq!(written(&reader), format!("[a, {want}]"), "{word}");
    }
}
