//! A column of every format, in the row and in the heap.

use crate::{
    errors::chain,
    file::{append, file, table_cards},
    read::{read_all, shown},
};
use gaialink_fits::{ReadOptions, Reader, TableChoice};
use gaialink_table::{
    Table, TableReader,
    arrow::array::{Array, ArrayRef, AsArray},
    arrow::datatypes::{Float32Type, Float64Type, Int8Type, Int32Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type},
};

/// The only column of a table of one column.
fn column(form: &str, rows: usize, pcount: usize, more: &[&str], data: &[u8]) -> (ArrayRef, String, Vec<String>) {
    let row_len = data.len().saturating_sub(pcount) / rows;
    let (table, trailer) = read_all(file(&table_cards(row_len, rows, pcount, &[form], more), data));
    let field = &table.schema().fields[0];
    let kind = format!("{} {}", field.datatype, field.arraysize).trim().to_owned();
    let codes = trailer.warnings.into_iter().map(|warning| warning.code).collect();
    (table.column("c1").unwrap().to_array().unwrap(), kind, codes)
}

/// A TFORM, cards beside it, the bytes of the rows; the type and the values that they are read as.
type Case = (&'static str, &'static [&'static str], &'static [u8], &'static str, &'static str);

const FORMATS: [Case; 42] = [
    ("L", &[], b"TF\0", "boolean", "true; false; null"),
    ("3L", &[], b"TF\0", "boolean 3", "[true, false, null]"),
    ("X", &[], &[0x80, 0], "bit", "true; false"),
    (
        "11X",
        &[],
        &[0b1010_0000, 0b0010_0000],
        "bit 11",
        "[true, false, true, false, false, false, false, false, false, false, true]",
    ),
    ("B", &[], &[0, 255], "unsignedByte", "0; 255"),
    ("B", &["TNULL1  = 255"], &[0, 255], "unsignedByte", "0; null"),
    ("B", &["TZERO1  = -128"], &[0, 255], "signedByte", "-128; 127"),
    ("B", &["TZERO1  = -128.0", "TNULL1  = 0"], &[0, 255], "signedByte", "null; 127"),
    ("I", &[], &[0xFF, 0xFE, 0, 5], "short", "-2; 5"),
    ("I", &["TNULL1  = -32768"], &[0x80, 0, 0, 5], "short", "null; 5"),
    ("I", &["TZERO1  = 32768"], &[0x80, 0, 0x7F, 0xFF], "unsignedShort", "0; 65535"),
    ("I", &["TZERO1  = 3.2768E4", "TNULL1  = 32767"], &[0x80, 0, 0x7F, 0xFF], "unsignedShort", "0; null"),
    ("J", &["TZERO1  = 2147483648"], &[0x80, 0, 0, 0, 0, 0, 0, 0], "unsignedInt", "0; 2147483648"),
    ("K", &["TZERO1  = 9223372036854775808"], &[0xFF; 8], "unsignedLong", "9223372036854775807"),
    ("K", &[], &i64::MAX.to_be_bytes(), "long", "9223372036854775807"),
    ("E", &[], &[0x3F, 0xC0, 0, 0], "float", "1.5"),
    ("D", &[], &(-0.1_f64).to_be_bytes(), "double", "-0.1"),
    ("C", &[], &[0x3F, 0x80, 0, 0, 0x40, 0, 0, 0], "floatComplex", "[1.0, 2.0]"),
    ("2I", &["TNULL1  = 7"], &[0, 7, 0, 8], "short 2", "[null, 8]"),
    ("4B", &["TDIM1   = '(2,2)'"], &[1, 2, 3, 4], "unsignedByte 2x2", "[1, 2, 3, 4]"),
    ("1B", &["TDIM1   = '(1)'"], &[1, 2], "unsignedByte 1", "[1]; [2]"),
    ("5A", &[], b"ab\0xxa c  \0\0\0\0\0     ", "char 5", "ab; a c; null; "),
    ("A", &[], b"xy", "char", "x; y"),
    ("6A:SSTR2", &[], b"aabbc ", "char 2x3", "[aa, bb, c]"),
    ("6A:SSTR4/32", &[], b"a bc  ", "char 4x*", "[a, bc]"),
    ("6A2", &[], b"aabbc ", "char 2x3", "[aa, bb, c]"),
    ("6A", &["TDIM1   = '(3,2)'"], b"aaabb ", "char 3x2", "[aaa, bb]"),
    ("8A", &["TDIM1   = '(2,3)'"], b"aabbc ??", "char 2x3", "[aa, bb, c]"),
    ("8A", &["TDIM1   = '(3,2)'"], b"aabbc ??", "char 8", "aabbc ??"),
    ("5B", &["TDIM1   = '(2,2)'"], &[1, 2, 3, 4, 9, 5, 6, 7, 8, 9], "unsignedByte 2x2", "[1, 2, 3, 4]; [5, 6, 7, 8]"),
    ("3I", &["TDIM1   = '(2)'", "TSCAL1  = 0.5"], &[0, 1, 0, 2, 9, 9], "double 2", "[0.5, 1.0]"),
    ("11X", &["TDIM1   = '(2,1)'"], &[0b0100_0000, 0], "bit 2x1", "[false, true]"),
    ("I", &["TSCAL1  = 0.5", "TZERO1  = 10.0"], &[0, 4, 0xFF, 0xFE], "double", "12.0; 9.0"),
    ("I", &["TSCAL1  = 2", "TNULL1  = 0"], &[0, 4, 0, 0], "double", "8.0; null"),
    ("I", &["TZERO1  = 100"], &[0, 4, 0, 0], "double", "104.0; 100.0"),
    ("2B", &["TSCAL1  = 0.1"], &[1, 2], "double 2", "[0.1, 0.2]"),
    ("E", &["TSCAL1  = 2.0"], &[0x3F, 0xC0, 0, 0], "double", "3.0"),
    ("C", &["TSCAL1  = 2.0", "TZERO1  = 1.0"], &[0x3F, 0x80, 0, 0, 0x40, 0, 0, 0], "doubleComplex", "[3.0, 4.0]"),
    (
        "2C",
        &["TSCAL1  = 2.0", "TZERO1  = 1.0"],
        &[0x3F, 0x80, 0, 0, 0x40, 0, 0, 0, 0, 0, 0, 0, 0x3F, 0x80, 0, 0],
        "doubleComplex 2",
        "[[3.0, 4.0], [1.0, 2.0]]",
    ),
    ("J", &["TSCAL1  = 1", "TZERO1  = 0"], &[0, 0, 0, 9], "int", "9"),
    ("B", &["TNULL1  = 'x'"], &[3], "unsignedByte", "3"),
    ("D", &["TNULL1  = 1"], &[0; 8], "double", "0.0"),
];

#[test]
fn every_format() {
    for (form, more, data, kind, values) in FORMATS {
        let width = row_width(form);
        let (array, found, _) = column(form, data.len() / width, 0, more, data);
        assert_eq!((found.as_str(), shown(&array).as_str()), (kind, values), "{form} {more:?}");
    }
}

/// The bytes of a row of one column, said again here.
fn row_width(form: &str) -> usize {
    let digits: String = form.chars().take_while(char::is_ascii_digit).collect();
    let count: usize = digits.parse().unwrap_or(1);
    match form.trim_start_matches(|c: char| c.is_ascii_digit()).chars().next().unwrap() {
        'X' => count.div_ceil(8),
        'I' => 2 * count,
        'J' | 'E' => 4 * count,
        'K' | 'D' | 'C' => 8 * count,
        _ => count,
    }
}

#[test]
fn arrays_in_the_heap() {
    let descriptor = |count: u32, offset: u32| [count.to_be_bytes(), offset.to_be_bytes()].concat();
    let wide = |count: u64, offset: u64| [count.to_be_bytes(), offset.to_be_bytes()].concat();
    let cases: [(&str, &[&str], Vec<u8>, &[u8], &str, &str); 12] = [
        (
            "PI(2)",
            &[],
            [descriptor(2, 0), descriptor(0, 0), descriptor(1, 2)].concat(),
            &[0, 1, 0, 2],
            "short 2*",
            "[1, 2]; null; [2]",
        ),
        ("1QI(2)", &[], [wide(1, 2), wide(2, 0)].concat(), &[0, 1, 0, 2], "short 2*", "[2]; [1, 2]"),
        ("PA(3)", &[], [descriptor(3, 0), descriptor(1, 3), descriptor(0, 0)].concat(), b"abc ", "char 3*", "abc; ; null"),
        (
            "1PA(6):SSTR3",
            &[],
            [descriptor(6, 0), descriptor(3, 3), descriptor(0, 0)].concat(),
            b"ab cde",
            "char 3x2*",
            "[ab, cde]; [cde]; null",
        ),
        (
            "PA(9):SSTR3/124",
            &[],
            [descriptor(7, 0), descriptor(3, 2), descriptor(0, 0)].concat(),
            b"ab|cde|",
            "char 3x*",
            "[ab, cde]; [, cd]; null",
        ),
        (
            "PB(4)",
            &["TDIM1   = '(2,2)'"],
            [descriptor(4, 0), descriptor(0, 0), descriptor(2, 2)].concat(),
            &[1, 2, 3, 4],
            "unsignedByte 2x2*",
            "[1, 2, 3, 4]; null; [3, 4]",
        ),
        (
            "PA(6)",
            &["TDIM1   = '(3,2)'"],
            [descriptor(6, 0), descriptor(3, 3), descriptor(0, 0)].concat(),
            b"ab cde",
            "char 3x2*",
            "[ab, cde]; [cde]; null",
        ),
        ("PL", &[], descriptor(3, 0), b"TF\0", "boolean *", "[true, false, null]"),
        ("PX(3)", &[], descriptor(3, 0), &[0b1010_0000], "bit 3*", "[true, false, true]"),
        ("PB(2)", &["TZERO1  = -128", "TNULL1  = 0"], descriptor(2, 0), &[0, 255], "signedByte 2*", "[null, 127]"),
        ("PI(2)", &["TSCAL1  = 0.5"], descriptor(2, 0), &[0, 1, 0, 2], "double 2*", "[0.5, 1.0]"),
        ("PC(1)", &[], descriptor(1, 0), &[0x3F, 0x80, 0, 0, 0x40, 0, 0, 0], "floatComplex 1*", "[[1.0, 2.0]]"),
    ];
    for (form, more, rows, heap, kind, values) in cases {
        let count = rows.len() / if form.contains('Q') { 16 } else { 8 };
        let data = [rows.as_slice(), heap].concat();
        let (array, found, _) = column(form, count, heap.len(), more, &data);
        assert_eq!((found.as_str(), shown(&array).as_str()), (kind, values), "{form}");
    }
}

/// Dimensions of cells in the heap count where the elements bear them out; `list` says the same.
#[test]
fn dimensions_in_the_heap() {
    let cases: [(&str, &[&str], [u32; 2], &str, bool); 10] = [
        ("PB(6)", &["TDIM1   = '(3,2)'"], [6, 3], "unsignedByte 3x2*", false),
        ("PB(6)", &["TDIM1   = '(3,9)'"], [6, 0], "unsignedByte 3x9*", false),
        ("PB(6)", &["TDIM1   = '(6)'"], [6, 4], "unsignedByte 6*", false),
        ("PB(6)", &["TDIM1   = '(3,2)'"], [6, 4], "unsignedByte 6*", true),
        ("PB(6)", &["TDIM1   = '(0,2)'"], [6, 0], "unsignedByte 6*", true),
        ("PB(6)", &["TDIM1   = '(0,2)'"], [0, 0], "unsignedByte 0x2*", false),
        ("PB(6)", &["TDIM1   = '(3,-1)'"], [6, 3], "unsignedByte 6*", true),
        ("PA(6)", &["TDIM1   = '(3,2)'"], [6, 5], "char 6*", true),
        ("PA(6):SSTR3", &[], [6, 5], "char 6*", true),
        ("PA(6):SSTR3", &["TDIM1   = '(2,3)'"], [6, 4], "char 2x3*", false),
    ];
    for (form, more, counts, want, odd) in cases {
        let descriptors: Vec<u8> = counts.iter().flat_map(|count| [count.to_be_bytes(), [0; 4]].concat()).collect();
        let (_, found, warnings) = column(form, 2, 6, more, &[&descriptors[..], b"abcdef"].concat());
        assert_eq!((found.as_str(), !warnings.is_empty()), (want, odd), "{form} {more:?} {counts:?}");
        assert!(warnings.iter().all(|warning| warning.contains("W-FITS-TDIM")), "{warnings:?}");
        let bytes = file(&table_cards(8, 2, 6, &[form], more), &[&descriptors[..], b"abcdef"].concat());
        let field = gaialink_fits::list_bytes(&bytes, &ReadOptions::default()).unwrap().remove(0).fields.remove(0);
        assert_eq!(format!("{} {}", field.datatype, field.arraysize), want);
    }
}

#[test]
fn a_gap_before_the_heap() {
    let mut data = [0, 0, 0, 2, 0, 0, 0, 1].to_vec();
    data.extend([9; 4000]);
    data.extend([7, 5, 6]);
    let cards = table_cards(8, 1, 4003, &["PB(2)"], &["THEAP   = 4008"]);
    let mut bytes = file(&cards, &data);
    append(&mut bytes, &table_cards(1, 1, 0, &["B"], &[]), &[42]);
    for on_disk in [false, true] {
        for (index, want) in [(0, "[5, 6]"), (1, "42")] {
            let mut options = ReadOptions::default();
            options.table = TableChoice::Index(index);
            let path = tempfile::NamedTempFile::new().unwrap();
            std::fs::write(path.path(), &bytes).unwrap();
            let reader = if on_disk { Reader::open(path.path(), options) } else { Reader::from_bytes(bytes.clone(), options) };
            let table = Table::collect(&mut reader.unwrap()).unwrap();
            assert_eq!(shown(&table.column("c1").unwrap().to_array().unwrap()), want);
        }
    }
}

#[test]
fn descriptors_that_lie() {
    let cases: [(u32, u32, &str); 3] = [
        (3, 2, "row 2, column `c1`: 3 bytes at heap offset 2 end beyond the heap of 4 bytes"),
        (u32::MAX, 0, "beyond the limit"),
        (1, u32::MAX, "row 2, column `c1`: 1 bytes at heap offset 4294967295 end beyond the heap of 4 bytes"),
    ];
    for (count, offset, want) in cases {
        let data = [&[0; 8][..], &count.to_be_bytes(), &offset.to_be_bytes(), &[1, 2, 3, 4]].concat();
        let mut reader = Reader::from_bytes(file(&table_cards(8, 2, 4, &["PB(4)"], &[]), &data), ReadOptions::default()).unwrap();
        let error = std::iter::repeat_with(|| reader.next_batch()).find_map(Result::err).unwrap();
        assert!(chain(&error).contains(want), "{}", chain(&error));
        assert!(chain(&error).starts_with("FITS, HDU 2, row 2, column `c1`"), "{}", chain(&error));
        assert!(reader.next_batch().unwrap().is_none(), "a reader is over behind its error");
    }
}

/// Types that the tables above are read as.
#[test]
fn arrow_types() {
    let cases: [(&str, &[&str], fn(&ArrayRef) -> bool); 9] = [
        ("B", &["TZERO1  = -128"], |a| a.as_primitive_opt::<Int8Type>().is_some()),
        ("B", &[], |a| a.as_primitive_opt::<UInt8Type>().is_some()),
        ("I", &["TZERO1  = 32768"], |a| a.as_primitive_opt::<UInt16Type>().is_some()),
        ("J", &[], |a| a.as_primitive_opt::<Int32Type>().is_some()),
        ("J", &["TZERO1  = 2147483648"], |a| a.as_primitive_opt::<UInt32Type>().is_some()),
        ("K", &["TZERO1  = 9223372036854775808"], |a| a.as_primitive_opt::<UInt64Type>().is_some()),
        ("E", &[], |a| a.as_primitive_opt::<Float32Type>().is_some()),
        ("D", &[], |a| a.as_primitive_opt::<Float64Type>().is_some()),
        ("X", &[], |a| a.as_boolean_opt().is_some()),
    ];
    for (form, more, is) in cases {
        let (array, _, _) = column(form, 1, 0, more, &vec![0; row_width(form)]);
        assert!(is(&array), "{form} {more:?}: {}", array.data_type());
    }
}
