use gaialink_table::{
    Field, Limits,
    rows::{PackedField, RowError, RowOptions, RowPlan},
};

/// The layout of the rows of BINARY, or with a null mask of BINARY2 (VOTable 1.5, 5.3 and 5.4).
pub(crate) fn plan(
    fields: &[Field],
    null_mask: bool,
    projection: Option<&[usize]>,
    limits: &Limits,
) -> Result<RowPlan, RowError> {
    let packed = fields.iter().cloned().map(PackedField::inline).collect::<Result<_, _>>()?;
    let options = RowOptions { null_mask, projection: projection.map(<[usize]>::to_vec), ..RowOptions::default() };
    RowPlan::try_new(packed, options, limits.clone())
}
