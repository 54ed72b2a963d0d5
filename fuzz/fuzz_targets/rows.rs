//! Packed rows of any layout.
#![no_main]

use gaialink_fuzz::limits;
use gaialink_table::{
    ArraySize, Datatype, Field,
    rows::{Length, PackedField, RowOptions, RowPlan},
};
use libfuzzer_sys::fuzz_target;

/// A field from three bytes: its datatype, how its elements lie, and how many there are.
fn field([datatype, length, count]: [u8; 3]) -> PackedField {
    let datatype = Datatype::all().nth(usize::from(datatype) % Datatype::all().count()).expect("there are datatypes");
    let (length, arraysize) = match length % 4 {
        0 => (Length::Fixed(count.into()), ArraySize::fixed(&[count.into()])),
        1 => (Length::Inline, ArraySize::variable(&[], None)),
        2 => (Length::Descriptor32, ArraySize::variable(&[], None)),
        _ => (Length::Descriptor64, ArraySize::variable(&[], None)),
    };
    PackedField { flip_sign: count & 1 == 1, ..PackedField::new(Field::array("a", datatype, arraysize), length) }
}

fuzz_target!(|data: &[u8]| {
    let Some(([fields, mask], rest)) = data.split_first_chunk::<2>() else { return };
    let Some((layout, rows)) = rest.split_at_checked(3 * usize::from(fields % 16)) else { return };
    let fields = layout.as_chunks::<3>().0.iter().map(|bytes| field(*bytes)).collect();
    let options = RowOptions { null_mask: mask & 1 == 1, ..RowOptions::default() };
    let Ok(plan) = RowPlan::try_new(fields, options, limits()) else { return };
    let Ok(scan) = plan.scan(rows, 1 << 12) else { return };
    if let Ok(decoded) = plan.decode(&rows[..scan.bytes], &scan, &rows) {
        assert!(decoded.columns.iter().all(|column| column.len() == scan.rows));
    }
});
