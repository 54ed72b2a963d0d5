//! What the cases share: a plan of one field, bytes as hexadecimal digits, and the check of both directions.

use gaialink_table::{
    ArraySize, Datatype, Field, Limits, LossKind, Warning,
    arrow::{
        array::{Array, ArrayRef, BooleanArray, ListArray, StringArray},
        buffer::{OffsetBuffer, ScalarBuffer},
        datatypes::{DataType, Field as ArrowField},
    },
    rows::{Decoded, Encoded, Heap, Length, NoHeap, PackedField, RowError, RowOptions, RowPlan},
};
use std::sync::Arc;

/// VOTable BINARY.
pub(crate) fn binary() -> RowOptions {
    RowOptions::default()
}

/// VOTable BINARY2.
pub(crate) fn binary2() -> RowOptions {
    RowOptions { null_mask: true, ..RowOptions::default() }
}

/// FITS.
pub(crate) fn fits() -> RowOptions {
    RowOptions { nul_is_null: true, ..RowOptions::default() }
}

/// A field by its datatype and arraysize, as VOTable lays it out.
pub(crate) fn field(datatype: Datatype, arraysize: &str) -> PackedField {
    PackedField::inline(Field::array("c", datatype, arraysize.parse().unwrap())).unwrap()
}

/// The same, with an integer that stands for null.
pub(crate) fn with_null(datatype: Datatype, arraysize: &str, null: i64) -> PackedField {
    PackedField { null: Some(null), ..field(datatype, arraysize) }
}

/// The same, its elements in a heap.
pub(crate) fn in_heap(datatype: Datatype, arraysize: &str, length: Length) -> PackedField {
    PackedField { length, ..field(datatype, arraysize) }
}

/// Where an error is and what it is.
pub(crate) fn told(error: &RowError) -> String {
    format!("{}: {error}", error.position())
}

/// The bytes of a text of hexadecimal digits; blanks are for the eye.
pub(crate) fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    digits.chunks(2).map(|pair| u8::from_str_radix(&pair.iter().collect::<String>(), 16).unwrap()).collect()
}

pub(crate) fn plan(fields: &[PackedField], options: &RowOptions) -> RowPlan {
    RowPlan::try_new(fields.to_vec(), options.clone(), Limits::default()).unwrap()
}

pub(crate) fn encode(field: &PackedField, options: &RowOptions, array: &ArrayRef) -> Result<Encoded, RowError> {
    let mut out = Encoded::default();
    plan(std::slice::from_ref(field), options).encode(std::slice::from_ref(array), &mut out)?;
    Ok(out)
}

pub(crate) fn decode_all(plan: &RowPlan, bytes: &[u8], heap: &dyn Heap) -> Result<Decoded, RowError> {
    let scan = plan.scan(bytes, usize::MAX)?;
    assert_eq!(scan.bytes, bytes.len(), "bytes are left over");
    plan.decode(bytes, &scan, heap)
}

pub(crate) fn decode(field: &PackedField, options: &RowOptions, rows: &str) -> Result<(ArrayRef, Vec<Warning>), RowError> {
    let mut decoded = decode_all(&plan(std::slice::from_ref(field), options), &hex(rows), &NoHeap)?;
    Ok((decoded.columns.remove(0), decoded.warnings))
}

/// Checks that an array becomes these rows and comes back as it was, without a loss.
pub(crate) fn both_ways(field: &PackedField, options: &RowOptions, array: &ArrayRef, rows: &str) {
    one_way(field, options, array, rows, &[]);
    let (back, warnings) = decode(field, options, rows).unwrap();
    assert_eq!(&back, array, "{:?} from {rows}", field.field);
    assert_eq!(warnings, []);
}

/// Checks that an array becomes these rows, with these losses.
pub(crate) fn one_way(field: &PackedField, options: &RowOptions, array: &ArrayRef, rows: &str, losses: &[(LossKind, u64)]) {
    let out = encode(field, options, array).unwrap();
    assert_eq!(out.rows, hex(rows), "{:?}: {array:?}", field.field);
    assert!(out.heap.is_empty());
    let found: Vec<_> = out.losses.iter().map(|loss| (loss.kind, loss.count)).collect();
    assert_eq!(found, losses, "{:?}", out.losses);
}

/// Checks what rows become.
pub(crate) fn comes_back(field: &PackedField, options: &RowOptions, rows: &str, want: &ArrayRef) {
    let (back, warnings) = decode(field, options, rows).unwrap();
    assert_eq!(&back, want, "{:?} from {rows}", field.field);
    assert_eq!(warnings, []);
}

pub(crate) fn strings(values: &[Option<&str>]) -> ArrayRef {
    Arc::new(StringArray::from(values.to_vec()))
}

pub(crate) fn booleans(values: &[Option<bool>]) -> ArrayRef {
    Arc::new(BooleanArray::from(values.to_vec()))
}

/// Variable lists over given elements.
pub(crate) fn lists(values: ArrayRef, offsets: &[i32], valid: Option<&[bool]>) -> ArrayRef {
    let item = Arc::new(ArrowField::new_list_field(values.data_type().clone(), true));
    let offsets = OffsetBuffer::new(ScalarBuffer::from(offsets.to_vec()));
    Arc::new(ListArray::new(item, offsets, values, valid.map(|valid| valid.to_vec().into())))
}

/// Fixed lists over given elements.
pub(crate) fn fixed(values: ArrayRef, size: i32, valid: Option<&[bool]>) -> ArrayRef {
    let item = Arc::new(ArrowField::new_list_field(values.data_type().clone(), true));
    let lists = gaialink_table::arrow::array::FixedSizeListArray::new(item, size, values, valid.map(|v| v.to_vec().into()));
    Arc::new(lists)
}

/// Complex numbers over given parts.
pub(crate) fn complex(parts: ArrayRef, valid: Option<&[bool]>) -> ArrayRef {
    assert!(matches!(parts.data_type(), DataType::Float32 | DataType::Float64));
    fixed(parts, 2, valid)
}

/// A shape, first index fastest.
pub(crate) fn shape(text: &str) -> ArraySize {
    text.parse().unwrap()
}
