use super::{column, field, out::Out};
use gaialink_table::{ArraySize, Param};

/// Writes a PARAM (VOTable 1.5, 4.1), in a datatype that VOTable has; a text that is longer than its arraysize gets one that
/// holds it.
pub(super) fn param(out: &mut Out, param: &Param) {
    let mut written = column::standard(&param.field);
    let length = param.value.len() as u64;
    let is_short = written.arraysize.string_len().is_some_and(|len| len < length);
    if written.datatype.is_text() && written.cell_shape().is_scalar() && is_short {
        written.arraysize = ArraySize::variable(&[], None);
    }
    field::write(out, "PARAM", &written, Some(&param.value));
}
