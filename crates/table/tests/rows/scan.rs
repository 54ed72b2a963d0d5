//! Finding whole rows in a buffer.

use crate::codec::{binary, binary2, decode_all, field, hex, plan, shape, told};
use gaialink_table::{
    Datatype::{Bit, Char, Double, Int, Short, UnicodeChar, UnsignedByte},
    Field, Limits,
    arrow::array::Array,
    rows::{Length, NoHeap, PackedField, RowError, RowPlan, Scan},
};

#[test]
fn rows_of_one_length_are_counted() {
    let plan = plan(&[field(Short, ""), field(Char, "3"), field(Bit, "9")], &binary2());
    assert_eq!(plan.row_len(), Some(1 + 2 + 3 + 2));
    for len in 0..40 {
        for max in [0, 1, 3, usize::MAX] {
            let scan = plan.scan(&vec![0; len], max).unwrap();
            assert_eq!((scan.rows, scan.bytes, scan.ends.len()), ((len / 8).min(max), (len / 8).min(max) * 8, 0));
        }
    }
}

#[test]
fn only_whole_rows_are_found_wherever_the_bytes_end() {
    let fields =
        [field(Short, ""), field(Char, "*"), field(Int, "2x*"), field(UnsignedByte, ""), field(Bit, "*"), field(Char, "2")];
    let rows = [
        "00 0001 00000002 6162 00000002 00000001 00000002 07 00000009 FF80 6162",
        "00 0002 00000000      00000000                   08 00000000      6162",
        "14 0003 00000001 63   00000000                   09 00000001 80   0000",
    ];
    let plan = plan(&fields, &binary2());
    let bytes = hex(&rows.concat());
    let ends: Vec<usize> =
        rows.iter().scan(0, |at, row| Some(std::mem::replace(at, *at + hex(row).len()) + hex(row).len())).collect();
    for len in 0..=bytes.len() {
        let scan = plan.scan(&bytes[..len], usize::MAX).unwrap();
        let whole = ends.iter().filter(|end| **end <= len).count();
        assert_eq!(scan.rows, whole, "{len} bytes");
        assert_eq!(scan.bytes, if whole == 0 { 0 } else { ends[whole - 1] });
        assert_eq!(scan.ends.len(), whole * 3);
        let decoded = plan.decode(&bytes[..len], &scan, &NoHeap).unwrap();
        assert!(decoded.columns.iter().all(|column| column.len() == whole));
    }
    let scan = plan.scan(&bytes, 2).unwrap();
    assert_eq!((scan.rows, scan.bytes), (2, ends[1]));
    let all = plan.scan(&bytes, usize::MAX).unwrap();
    assert_eq!(all.first(2, &plan).ends, scan.ends);
    assert_eq!(all.first(2, &plan).bytes, scan.bytes);
    assert_eq!(all.first(0, &plan).bytes, 0);
}

#[test]
fn a_count_beyond_the_limits_is_refused_before_its_bytes_are_there() {
    let cases =
        [(Int, 65_u32, 260), (Int, 0x7FFF_FFFF, 0x1_FFFF_FFFC), (Double, 0x4000_0000, 0x2_0000_0000), (UnicodeChar, 129, 258)];
    for (datatype, count, found) in cases {
        let mut limits = Limits::default();
        limits.max_cell = 256;
        let field = PackedField::inline(Field::array("c", datatype, shape("*"))).unwrap();
        let plan = RowPlan::try_new(vec![field], binary(), limits).unwrap();
        let error = plan.scan(&count.to_be_bytes(), 1).unwrap_err();
        let RowError::Limit { column, row: Some(1), limit: source } = error else { panic!("{error:?}") };
        assert_eq!((column.as_str(), source.found, source.limit), ("c", found, 256));
        assert!(plan.scan(&16_u32.to_be_bytes(), 1).unwrap().rows == 0, "what keeps to the limit is waited for");
    }
}

#[test]
fn a_negative_count_is_none() {
    let field = PackedField::inline(Field::array("c", Int, shape("*"))).unwrap();
    let plan = RowPlan::try_new(vec![field], binary(), Limits::default()).unwrap();
    for (count, found) in [(u32::MAX, "a count of -1"), (0x8000_0000, "a count of -2147483648")] {
        let error = plan.scan(&count.to_be_bytes(), 1).unwrap_err();
        assert_eq!(told(&error), format!("row 1, column `c`: {found} is no number of elements"));
    }
}

#[test]
fn cells_together_keep_to_the_limit_of_a_row() {
    let mut limits = Limits::default();
    limits.max_row = 20;
    let field = PackedField::inline(Field::array("c", UnsignedByte, shape("*"))).unwrap();
    let plan = RowPlan::try_new(vec![field.clone(), field], binary(), limits).unwrap();
    assert_eq!(plan.scan(&hex("00000006 010203040506 00000006 010203040506"), 1).unwrap().rows, 1);
    let error = plan.scan(&hex("00000006 010203040506 00000007 010203040506"), 1).unwrap_err();
    assert!(matches!(error, RowError::Limit { row: Some(1), .. }), "{error}");
}

#[test]
fn rows_without_bytes_are_not_found_but_can_be_decoded() {
    for fields in [vec![], vec![field(Int, "0")]] {
        let plan = plan(&fields, &binary());
        assert_eq!((plan.row_len(), plan.scan(&[1, 2, 3], 9).unwrap().rows), (Some(0), 0));
        let decoded = plan.decode(&[], &Scan { rows: 4, ..Scan::default() }, &NoHeap).unwrap();
        assert_eq!(decoded.columns.iter().map(|c| c.len()).collect::<Vec<_>>(), vec![4; fields.len()]);
    }
}

#[test]
fn a_scan_of_other_bytes_is_refused() {
    let uneven = plan(&[field(Char, "*"), field(Short, "")], &binary());
    let bytes = hex("00000001 61 0001 00000001 62 0002");
    let good = uneven.scan(&bytes, 9).unwrap();
    let bad = [
        Scan { rows: 3, ..good.clone() },
        Scan { bytes: 99, ..good.clone() },
        Scan { ends: vec![5, 99], ..good.clone() },
        Scan { ends: vec![usize::MAX, 12], ..good.clone() },
        Scan { ends: vec![3, 12], ..good.clone() },
        Scan { ends: vec![6, 12], ..good.clone() },
        Scan { ends: vec![12, 5], ..good },
    ];
    for scan in bad {
        let found = uneven.decode(&bytes, &scan, &NoHeap);
        assert!(matches!(found, Err(RowError::Scan)), "{scan:?}: {found:?}");
    }
    let even = plan(&[field(Short, "")], &binary());
    for (rows, bytes) in [(2, 2), (usize::MAX, 4), (3, 6)] {
        let found = even.decode(&[0; 4], &Scan { rows, bytes, ends: Vec::new() }, &NoHeap);
        assert!(matches!(found, Err(RowError::Scan)), "{rows} {bytes}: {found:?}");
    }
}

#[test]
fn an_array_fills_its_shape() {
    let plan = plan(&[field(Int, "2x*")], &binary());
    let error = decode_all(&plan, &hex("00000002 00000001 00000002 00000001 00000001"), &NoHeap).unwrap_err();
    assert_eq!(told(&error), "row 2, column `c`: an array of 1 elements is no whole number of the arraysize's fixed part");
    let none = crate::codec::plan(&[field(Char, "0x*")], &binary());
    assert!(decode_all(&none, &hex("00000000"), &NoHeap).is_ok());
    assert!(decode_all(&none, &hex("00000001 61"), &NoHeap).is_err());
}

#[test]
fn a_length_that_is_not_the_shapes_is_refused() {
    let cases = [
        (Int, "", Length::Fixed(2)),
        (Int, "", Length::Inline),
        (Int, "3", Length::Fixed(2)),
        (Int, "3", Length::Descriptor32),
        (Int, "*", Length::Fixed(2)),
        (Char, "3x2", Length::Fixed(2)),
    ];
    for (datatype, arraysize, length) in cases {
        let field = PackedField::new(Field::array("c", datatype, shape(arraysize)), length);
        let found = RowPlan::try_new(vec![field], binary(), Limits::default());
        assert!(matches!(&found, Err(RowError::Field { column, .. }) if column == "c"), "{arraysize} {length:?}: {found:?}");
    }
    let none = PackedField::new(Field::array("c", Char, shape("0x3")), Length::Fixed(0));
    assert!(matches!(RowPlan::try_new(vec![none], binary(), Limits::default()), Err(RowError::Field { .. })));
    let flipped = PackedField { flip_sign: true, ..field(Double, "") };
    assert!(matches!(RowPlan::try_new(vec![flipped], binary(), Limits::default()), Err(RowError::Field { .. })));
    let long = PackedField::new(Field::array("c", Double, shape("99999999999999")), Length::Fixed(99_999_999_999_999));
    assert!(matches!(RowPlan::try_new(vec![long], binary(), Limits::default()), Err(RowError::Limit { .. })));
    let mut limits = Limits::default();
    limits.max_columns = 1;
    let found = RowPlan::try_new(vec![field(Int, ""), field(Int, "")], binary(), limits);
    assert!(matches!(found, Err(RowError::Limit { .. })));
}
