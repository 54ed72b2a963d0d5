//! Elements in a heap, behind descriptors.

use crate::codec::{binary, decode_all, fits, hex, in_heap, lists, plan, shape, strings};
use gaialink_table::{
    Datatype::{Bit, Char, Float, Int, Short},
    Field, Limits,
    arrow::array::{Array, ArrayRef, Float32Array, Int16Array, Int32Array},
    rows::{Encoded, Heap, Length, PackedField, RowError, RowPlan},
};
use std::{
    io,
    sync::{Arc, Mutex},
};

/// A heap that is not in memory, and what was read from it.
struct Disk {
    bytes: Vec<u8>,
    reads: Mutex<Vec<(u64, usize)>>,
}

impl Heap for Disk {
    fn len(&self) -> u64 {
        self.bytes.len() as u64
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> io::Result<()> {
        self.reads.lock().unwrap().push((offset, buf.len()));
        self.bytes.as_slice().read_at(offset, buf)
    }
}

fn shorts() -> ArrayRef {
    lists(Arc::new(Int16Array::from(vec![1, 2, 3])), &[0, 2, 2, 3], Some(&[true, false, true]))
}

#[test]
fn descriptors_count_elements_and_point_to_bytes() {
    let bits: ArrayRef = crate::codec::booleans(&[Some(true); 9]);
    let cases: [(PackedField, ArrayRef, &str, &str); 5] = [
        (
            in_heap(Short, "*", Length::Descriptor32),
            shorts(),
            "00000002 00000000 00000000 00000004 00000001 00000004",
            "0001 0002 0003",
        ),
        (
            in_heap(Short, "*", Length::Descriptor64),
            shorts(),
            "0000000000000002 0000000000000000 0000000000000000 0000000000000004 0000000000000001 0000000000000004",
            "0001 0002 0003",
        ),
        (in_heap(Bit, "*", Length::Descriptor32), lists(bits, &[0, 9], None), "00000009 00000000", "FF80"),
        (
            in_heap(Char, "*", Length::Descriptor32),
            strings(&[Some("ab"), None, Some("")]),
            "00000002 00000000 00000000 00000002 00000001 00000002",
            "6162 20",
        ),
        (
            in_heap(Char, "2x*", Length::Descriptor32),
            lists(strings(&[Some("ab"), Some("c")]), &[0, 2], None),
            "00000004 00000000",
            "6162 6300",
        ),
    ];
    for (field, array, rows, heap) in cases {
        let plan = plan(&[field], &fits());
        let mut out = Encoded::default();
        plan.encode(std::slice::from_ref(&array), &mut out).unwrap();
        assert_eq!((&out.rows, &out.heap), (&hex(rows), &hex(heap)));
        assert!(out.losses.is_empty());
        assert_eq!(decode_all(&plan, &out.rows, &out.heap).unwrap().columns, [Arc::clone(&array)]);
        let disk = Disk { bytes: out.heap, reads: Mutex::default() };
        assert_eq!(decode_all(&plan, &out.rows, &disk).unwrap().columns, [array]);
        assert_eq!(disk.reads.lock().unwrap().len(), 1, "neighbours are read at once");
    }
}

#[test]
fn offsets_go_on_from_what_was_taken_away() {
    let plan = plan(&[in_heap(Short, "*", Length::Descriptor32)], &fits());
    let mut out = Encoded { heap_base: 256, ..Encoded::default() };
    plan.encode(&[shorts()], &mut out).unwrap();
    plan.encode(&[shorts()], &mut out).unwrap();
    let offsets: Vec<u8> = out.rows.chunks(8).map(|row| row[7]).collect();
    let high: Vec<u8> = out.rows.chunks(8).map(|row| row[6]).collect();
    assert_eq!(offsets, [0, 4, 4, 6, 10, 10]);
    assert_eq!(high, [1; 6]);
}

#[test]
fn an_offset_beyond_32_bits_is_refused_and_nothing_is_left_behind() {
    let plan = plan(&[in_heap(Short, "*", Length::Descriptor32)], &fits());
    let mut out = Encoded { rows: vec![9], heap: vec![8], heap_base: i32::MAX as u64 - 2, ..Encoded::default() };
    let error = plan.encode(&[shorts()], &mut out).unwrap_err();
    assert!(matches!(&error, RowError::Unpackable { row: 2, reason, .. } if reason.contains("beyond 32 bits")), "{error}");
    assert_eq!((out.rows, out.heap), (vec![9], vec![8]));
}

#[test]
fn a_descriptor_beyond_the_heap_is_refused() {
    let cases = [
        ("00000002 00000005", Some((8, 5, 12))),
        ("00000003 FFFFFFFF", Some((12, 0xFFFF_FFFF, 12))),
        ("00000003 00000000", None),
        ("00000000 FFFFFFFF", None),
    ];
    let heap = vec![0; 12];
    for (rows, want) in cases {
        let plan = plan(&[in_heap(Int, "*", Length::Descriptor32)], &fits());
        let found = decode_all(&plan, &hex(rows), &heap);
        match (found, want) {
            (Ok(decoded), None) => assert_eq!(decoded.columns[0].len(), 1),
            (Err(RowError::Heap { row: 1, len, offset, heap, .. }), Some(want)) => assert_eq!((len, offset, heap), want),
            (found, _) => panic!("{rows}: {found:?}"),
        }
    }
    let plan = plan(&[in_heap(Int, "*", Length::Descriptor64)], &fits());
    let overflow = "0000000000000001 FFFFFFFFFFFFFFFF";
    assert!(matches!(decode_all(&plan, &hex(overflow), &heap), Err(RowError::Heap { offset: u64::MAX, .. })));
    for negative in ["FFFFFFFFFFFFFFFF 0000000000000000", "2000000000000000 0000000000000000"] {
        assert!(matches!(decode_all(&plan, &hex(negative), &heap), Err(RowError::Limit { row: Some(1), .. })), "{negative}");
    }
}

#[test]
fn cells_may_share_the_heap_but_not_without_end() {
    let mut limits = Limits::default();
    limits.max_row = 64;
    let field = PackedField::new(Field::array("c", Int, shape("*")), Length::Descriptor32);
    let plan = RowPlan::try_new(vec![field], fits(), limits).unwrap();
    let heap: Vec<u8> = (0..32).collect();
    let row = "00000008 00000000";
    let two = decode_all(&plan, &hex(&row.repeat(2)), &heap).unwrap();
    let words: Vec<i32> = heap.as_chunks::<4>().0.iter().map(|b| i32::from_be_bytes(*b)).collect();
    assert_eq!(two.columns, [lists(Arc::new(Int32Array::from(words.repeat(2))), &[0, 8, 16], None)]);
    let three = decode_all(&plan, &hex(&row.repeat(3)), &heap);
    assert!(matches!(three, Err(RowError::Limit { row: Some(3), .. })), "{three:?}");
}

#[test]
fn what_lies_far_apart_is_read_apart() {
    let mut bytes = vec![0; 20_000];
    bytes[..4].copy_from_slice(&hex("3F800000"));
    bytes[19_996..].copy_from_slice(&hex("40000000"));
    let disk = Disk { bytes, reads: Mutex::default() };
    let plan = plan(&[in_heap(Float, "*", Length::Descriptor32)], &binary());
    let decoded = decode_all(&plan, &hex("00000001 00004E1C 00000001 00000000"), &disk).unwrap();
    assert_eq!(decoded.columns, [lists(Arc::new(Float32Array::from(vec![2.0, 1.0])), &[0, 1, 2], None)]);
    assert_eq!(*disk.reads.lock().unwrap(), [(0, 4), (19_996, 4)]);
}

#[test]
fn a_cell_inside_another_is_read_with_it() {
    let disk = Disk { bytes: (0..32).collect(), reads: Mutex::default() };
    let plan = plan(&[in_heap(Short, "*", Length::Descriptor32)], &fits());
    let decoded = decode_all(&plan, &hex("00000010 00000000 00000001 00000002 00000001 0000001C"), &disk).unwrap();
    let all = (0..32_i16).step_by(2).map(|high| high * 256 + high + 1);
    let shorts = Int16Array::from_iter_values(all.chain([0x0203, 0x1C1D]));
    assert_eq!(decoded.columns, [lists(Arc::new(shorts), &[0, 16, 17, 18], None)]);
    assert_eq!(*disk.reads.lock().unwrap(), [(0, 32)]);
}

#[test]
fn rows_are_taken_by_their_bytes_in_the_heap_too() {
    let plan = plan(&[in_heap(Short, "*", Length::Descriptor32)], &fits());
    let rows = hex("00000002 00000000 00000003 00000000 00000100 00000000");
    let scan = plan.scan(&rows, usize::MAX).unwrap();
    for (budget, want) in [(0, 1), (12, 1), (25, 1), (26, 2), (545, 2), (546, 3)] {
        assert_eq!(plan.rows_within(&rows, &scan, budget).unwrap(), want, "{budget}");
    }
    let first = scan.first(2, &plan);
    assert_eq!((first.rows, first.bytes), (2, 16));
}
