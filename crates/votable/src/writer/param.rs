use super::{field, out::Out};
use gaialink_table::Param;

/// Writes a PARAM (VOTable 1.5, 4.2).
pub(super) fn param(out: &mut Out, param: &Param) {
    field::write(out, "PARAM", &param.field, Some(&param.value));
}
