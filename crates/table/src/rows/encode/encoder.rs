use super::{
    bit, boolean,
    cells::Division,
    complex,
    divided::cells,
    elements::{Cells, Input},
    primitive::Words,
    text,
};
use crate::{
    Datatype, LossReport,
    rows::{RowError, layout::Shape, word::Word},
};
use arrow::array::ArrayRef;

/// The encoder of one column.
pub(super) fn encoder(input: &Input<'_>, losses: &mut LossReport) -> Result<Box<dyn Cells>, RowError> {
    let (values, division) = Division::of(input, losses)?;
    let values = &values;
    match input.column.datatype() {
        Datatype::Boolean => Ok(cells(input, division, boolean::words(input, values))),
        Datatype::Bit if input.column.shape == Shape::One => Ok(cells(input, division, bit::words(input, values, losses))),
        Datatype::Bit => {
            let bits = bit::Bits::new(input, values, &division, losses);
            Ok(cells(input, division, bits))
        }
        Datatype::SignedByte | Datatype::UnsignedByte => numbers::<u8>(input, values, division, losses),
        Datatype::Short | Datatype::UnsignedShort => numbers::<u16>(input, values, division, losses),
        Datatype::Int | Datatype::UnsignedInt | Datatype::Float => numbers::<u32>(input, values, division, losses),
        Datatype::Long | Datatype::UnsignedLong | Datatype::Double => numbers::<u64>(input, values, division, losses),
        Datatype::FloatComplex => Ok(cells(input, division, complex::words::<u32>(values))),
        Datatype::DoubleComplex => Ok(cells(input, division, complex::words::<u64>(values))),
        Datatype::Char | Datatype::UnicodeChar => text::encoder(input, values, division, losses),
    }
}

fn numbers<W: Word>(
    input: &Input<'_>,
    values: &ArrayRef,
    division: Division,
    losses: &mut LossReport,
) -> Result<Box<dyn Cells>, RowError> {
    let words = Words::<W>::new(input, values, &division, losses)?;
    Ok(cells(input, division, words))
}
