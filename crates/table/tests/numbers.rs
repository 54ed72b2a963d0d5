//! Numbers as text, against the standard library: hard cases and many that look random, alone and among others.
#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_table::{
    Datatype, Field, Limits,
    arrow::{
        array::{Array, AsArray},
        datatypes::{Float32Type, Float64Type, Int64Type},
    },
    text::{
        CellBuilder, CellSpans, Span, TextStyle,
        number::{self, NumberError},
    },
};
use proptest::prelude::*;

/// A sequence that looks random and is the same every time.
fn numbers() -> impl Iterator<Item = u64> {
    std::iter::successors(Some(0x9e37_79b9_7f4a_7c15_u64), |last| {
        let mut next = *last;
        next ^= next << 13;
        next ^= next >> 7;
        next ^= next << 17;
        Some(next)
    })
}

const HARD: [&str; 74] = [
    "0",
    "-0",
    "0.0",
    "-0.0",
    "00.5",
    "007",
    "1.",
    ".1",
    "0.1",
    "9007199254740991",
    "9007199254740992",
    "9007199254740993",
    "9007199254740995.0",
    "90071992547409.93",
    "4503599627370497.5",
    "1.00000005960464477539",
    "1.000000059604644775390625",
    "1.00000005960464480000001",
    "1.0000000596046447",
    "1.0000000596046448",
    "1.0000001788139343",
    "16777216",
    "16777217",
    "16777217.0000001",
    "16777218",
    "16777219",
    "33554434.5",
    "33554433.0",
    "1.17549435e-38",
    "1.17549428e-38",
    "1.4e-45",
    "7.0e-46",
    "7.1e-46",
    "3.4028235e38",
    "3.4028236e38",
    "2.2250738585072014e-308",
    "2.2250738585072011e-308",
    "4.9e-324",
    "2.4703282292062327e-324",
    "2.4703282292062328e-324",
    "1.7976931348623157e308",
    "8.5e-21",
    "123456789012345.6",
    "1234567890123456",
    "9999999999999999",
    "0.000000000000001",
    "1e22",
    "1e-22",
    "1e23",
    "-1e23",
    "8.5e22",
    "8.41e21",
    "9.5367431640625e-7",
    "6.631236846766476e-316",
    "3.237883913302901e-319",
    "2.2250738585072012e-308",
    "1.7976931348623158e308",
    "1.7976931348623159e308",
    "179769313486231580793e289",
    "9007199254740993e22",
    "9007199254740992999e-3",
    "9007199254740993.0000000000000000000000001",
    "18446744073709551615",
    "18446744073709551616",
    "9223372036854775807.5",
    "9999999999999999999",
    "0.1234567890123456789",
    "0.000000000000123456789012345678",
    "123456789012345678.9e-30",
    "6.02214076e+23",
    "7.2057594037927933e+16",
    "7.0420557077594588669468784357561207962098443483187940792729600000e+59",
    "1.00000017881393432617187499",
    "1.00000017881393432617187501",
];

/// The texts of random bits in several spellings, and of random digits.
fn texts() -> Vec<String> {
    let of_bits = numbers().take(8_000).flat_map(|bits| {
        let (wide, narrow) = (f64::from_bits(bits), f32::from_bits(u32::try_from(bits >> 32).unwrap()));
        let place = usize::try_from(bits % 19).unwrap();
        // Half way between two numbers of 32 bits, as 64 bits hold it.
        let half = f64::midpoint(f64::from(narrow), f64::from(narrow.next_up()));
        let near = f64::from_bits(half.to_bits() ^ (bits & 1));
        let size = wide.abs() % 1e6;
        [
            format!("{wide:e}"),
            format!("{narrow}"),
            format!("{narrow:e}"),
            format!("{half:e}"),
            format!("{near:.17e}"),
            format!("{size:.place$}"),
            format!("{:.place$e}", narrow % 1e6),
        ]
    });
    let of_digits = numbers().zip(numbers().skip(9)).take(8_000).map(|(digits, shape)| {
        let digits = (digits >> (shape % 61)).to_string();
        let (before, behind) = digits.split_at(usize::try_from(shape >> 32).unwrap() % (digits.len() + 1));
        let exponent = match shape % 6 {
            0 => format!("E{}", (shape >> 8) % 60),
            1 => format!("e-{}", (shape >> 8) % 60),
            _ => String::new(),
        };
        format!("{}{before}.{behind}{exponent}", if shape & 64 == 0 { "" } else { "-" })
    });
    HARD.iter()
        .map(|text| (*text).to_owned())
        .chain(of_bits)
        .chain(of_digits)
        .filter(|text| text.parse::<f64>().is_ok())
        .collect()
}

#[test]
fn alone() {
    for text in texts() {
        let (wide, narrow) = (text.parse::<f64>().unwrap(), text.parse::<f32>().unwrap());
        if let Ok(found) = number::parse_f64(text.as_bytes()) {
            assert!(found.to_bits() == wide.to_bits() || found.is_nan() && wide.is_nan(), "{text}");
        } else {
            assert!(wide.is_infinite(), "{text}");
        }
        if let Ok(found) = number::parse_f32(text.as_bytes()) {
            assert!(found.to_bits() == narrow.to_bits() || found.is_nan() && narrow.is_nan(), "{text}");
        } else {
            assert!(narrow.is_infinite(), "{text}");
        }
    }
}

/// A column of cells that stand in one text, as they are read from a file.
fn column(datatype: Datatype, texts: &[String]) -> std::sync::Arc<dyn Array> {
    let text = texts.join(",");
    let (mut spans, mut start) = (Vec::new(), 0);
    for cell in texts {
        spans.push(Span::at(start, start + cell.len()).unwrap());
        start += cell.len() + 1;
    }
    let mut builder = CellBuilder::try_new(&Field::new("x", datatype), &TextStyle::CSV, &Limits::default()).unwrap();
    let mut left = CellSpans::new(text.as_bytes(), &spans, 1, 0);
    let mut plain = 0;
    while !left.is_empty() {
        let taken = builder.append_numbers(&left);
        left = left.skip(taken);
        if let Some(cell) = left.first() {
            builder.append(cell.text(text.as_bytes())).unwrap();
            left = left.skip(1);
        }
        plain += taken;
    }
    assert!(plain > texts.len() / 20, "{plain} of {}", texts.len());
    builder.finish().unwrap()
}

#[test]
fn among_others() {
    let texts = texts();
    let wide = column(Datatype::Double, &texts);
    for (text, found) in texts.iter().zip(wide.as_primitive::<Float64Type>().values()) {
        let want = text.parse::<f64>().unwrap();
        assert!(found.to_bits() == want.to_bits() || found.is_nan() && want.is_nan(), "{text}");
    }
    let narrow = column(Datatype::Float, &texts);
    for (text, found) in texts.iter().zip(narrow.as_primitive::<Float32Type>().values()) {
        let want = text.parse::<f32>().unwrap();
        assert!(found.to_bits() == want.to_bits() || found.is_nan() && want.is_nan(), "{text}");
    }
}

#[test]
fn in_lists() {
    let texts: Vec<String> = texts().into_iter().filter(|text| !text.contains("inf")).collect();
    for (style, open, between, close) in [
        (TextStyle::CSV, "(", ", ", ")"),
        (TextStyle::ECSV, "[", ",", "]"),
        (TextStyle::VOTABLE, "", " ", ""),
        (TextStyle::VOTABLE, "", "\n\t", ""),
    ] {
        let field = Field::array("x", Datatype::Double, "*".parse().unwrap());
        let mut builder = CellBuilder::try_new(&field, &style, &Limits::default()).unwrap();
        builder.append(format!("{open}{}{close}", texts.join(between)).as_bytes()).unwrap();
        let array = builder.finish().unwrap();
        let found = array.as_list::<i32>().value(0);
        assert_eq!(found.len(), texts.len());
        for (text, found) in texts.iter().zip(found.as_primitive::<Float64Type>().values()) {
            let want = text.parse::<f64>().unwrap();
            assert!(found.to_bits() == want.to_bits() || found.is_nan() && want.is_nan(), "{text}");
        }
    }
}

#[test]
fn integers() {
    let edges =
        ["0", "-0", "00", "9", "-9223372036854775808", "9223372036854775807", "-1000000000000000000", "1234567890123456789"];
    let random = numbers().zip(numbers().skip(3)).map(|(bits, shape)| (bits.cast_signed() >> (shape % 64)).to_string());
    let texts: Vec<String> = edges.iter().map(|text| (*text).to_owned()).chain(random.take(20_000)).collect();
    let found = column(Datatype::Long, &texts);
    for (text, found) in texts.iter().zip(found.as_primitive::<Int64Type>().values()) {
        assert_eq!(*found, text.parse::<i64>().unwrap(), "{text}");
    }
}

#[test]
fn what_is_no_number_stops_the_cells() {
    for (cells, want) in [
        ("1,2,x,3", 2),
        ("1,,3", 3),
        ("1.5.2", 0),
        (".", 0),
        ("-", 0),
        ("--1", 0),
        ("1-", 0),
        ("1e", 0),
        ("e5", 0),
        ("1e5e5", 0),
        ("1.5 ,2", 0),
        (":,;", 0),
        ("/", 0),
        ("7,1\u{b2},3", 1),
        ("123456789012345678901234567890,1", 0),
    ] {
        for front in ["", "0123456789012345"] {
            let text = format!("{front}{cells}");
            let mut start = front.len();
            let spans = cells.split(',').map(|cell| {
                start += cell.len() + 1;
                Span::at(start - cell.len() - 1, start - 1).unwrap()
            });
            let spans: Vec<Span> = spans.collect();
            for datatype in [Datatype::Float, Datatype::Double] {
                let field = Field::new("x", datatype);
                let mut builder = CellBuilder::try_new(&field, &TextStyle::CSV, &Limits::default()).unwrap();
                let taken = builder.append_numbers(&CellSpans::new(text.as_bytes(), &spans, 1, 0));
                assert_eq!((taken, builder.len()), (want, want), "{cells}");
            }
        }
    }
}

/// Texts of up to 40 digits with a point anywhere, and an exponent or none.
fn spelled() -> impl Strategy<Value = String> {
    ("-?", "[0-9]{0,22}", "[0-9]{1,22}", any::<bool>(), prop_oneof![Just(String::new()), "[eE][-+]?[0-9]{1,3}"]).prop_map(
        |(sign, before, behind, has_point, exponent)| {
            format!("{sign}{before}{}{behind}{exponent}", if has_point { "." } else { "" })
        },
    )
}

fn same<T: PartialEq + std::fmt::Debug>(found: Result<T, NumberError>, want: T, is_infinite: bool) {
    if is_infinite {
        assert_eq!(found, Err(NumberError::Range));
    } else {
        assert_eq!(found, Ok(want));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn as_the_standard_library(text in spelled()) {
        let (wide, narrow) = (text.parse::<f64>().unwrap(), text.parse::<f32>().unwrap());
        same(number::parse_f64(text.as_bytes()).map(f64::to_bits), wide.to_bits(), wide.is_infinite());
        same(number::parse_f32(text.as_bytes()).map(f32::to_bits), narrow.to_bits(), narrow.is_infinite());
    }

    #[test]
    fn printed_numbers_come_back(bits in any::<u64>(), places in 0_usize..20) {
        let (wide, narrow) = (f64::from_bits(bits), f32::from_bits(u32::try_from(bits >> 32).unwrap()));
        prop_assume!(wide.is_finite() && narrow.is_finite());
        for text in [format!("{wide:e}"), format!("{wide:.places$e}"), format!("{narrow:e}"), format!("{narrow:.places$e}")] {
            let (wide, narrow) = (text.parse::<f64>().unwrap(), text.parse::<f32>().unwrap());
            same(number::parse_f64(text.as_bytes()).map(f64::to_bits), wide.to_bits(), wide.is_infinite());
            same(number::parse_f32(text.as_bytes()).map(f32::to_bits), narrow.to_bits(), narrow.is_infinite());
        }
    }
}
