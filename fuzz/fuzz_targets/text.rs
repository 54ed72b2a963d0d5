//! Text cells of every datatype and style.
#![no_main]

use gaialink_fuzz::limits;
use gaialink_table::{
    ArraySize, Datatype, Field, LossReport,
    text::{CellBuilder, CellWriter, TextStyle},
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some(([datatype, shape, style], text)) = data.split_first_chunk::<3>() else { return };
    let datatype = Datatype::all().nth(usize::from(*datatype) % Datatype::all().count()).expect("there are datatypes");
    let arraysize = match shape % 4 {
        0 => ArraySize::fixed(&[]),
        1 => ArraySize::fixed(&[3]),
        2 => ArraySize::variable(&[], None),
        _ => ArraySize::variable(&[2], None),
    };
    let field = Field::array("a", datatype, arraysize);
    let style = [TextStyle::VOTABLE, TextStyle::ECSV, TextStyle::CSV][usize::from(style % 3)].clone();
    let Ok(mut builder) = CellBuilder::try_new(&field, &style, &limits()) else { return };
    let cells = text.split(|byte| *byte == b'|').filter(|cell| builder.append(cell).is_ok()).count();
    let array = builder.finish().expect("small arrays fit");
    assert_eq!(array.len(), cells);
    let writer = CellWriter::try_new(&array, &field, &style).expect("what was built can be written");
    let mut losses = LossReport::default();
    let mut written = Vec::new();
    for row in 0..array.len() {
        if writer.is_null(row) {
            continue;
        }
        written.clear();
        writer.write(row, &mut written, &mut losses);
        assert!(builder.append(&written).is_ok(), "{:?} was written", String::from_utf8_lossy(&written));
    }
});
