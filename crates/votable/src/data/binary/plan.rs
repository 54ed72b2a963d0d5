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
    let packed = fields.iter().map(packed).collect::<Result<_, _>>()?;
    let options = RowOptions { null_mask, projection: projection.map(<[usize]>::to_vec), ..RowOptions::default() };
    RowPlan::try_new(packed, options, limits.clone())
}

/// How a column lies in a row, with no more of what is said of it than its cells depend on.
fn packed(field: &Field) -> Result<PackedField, RowError> {
    let mut bare = Field::array(&field.name, field.datatype, field.arraysize.clone());
    bare.values.clone_from(&field.values);
    PackedField::inline(bare)
}
