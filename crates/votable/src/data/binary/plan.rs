use gaialink_table::{
    Field, Limits,
    rows::{Length, PackedField, RowError, RowOptions, RowPlan},
};

/// The layout of the rows of BINARY, or with a null mask of BINARY2 (VOTable 1.5, 5.3 and 5.4).
pub(crate) fn plan(
    fields: &[Field],
    null_mask: bool,
    projection: Option<&[usize]>,
    limits: &Limits,
) -> Result<RowPlan, RowError> {
    let packed = fields.iter().map(packed).collect::<Result<Vec<_>, _>>()?;
    let options = RowOptions { null_mask, projection: projection.map(<[usize]>::to_vec), ..RowOptions::default() };
    RowPlan::try_new(packed, options, limits.clone())
}

fn packed(field: &Field) -> Result<PackedField, RowError> {
    let length = match field.arraysize.fixed_len() {
        None => Length::Inline,
        Some(count) => Length::Fixed(usize::try_from(count).map_err(|_| RowError::Field {
            column: field.name.clone(),
            reason: format!("the arraysize {} is beyond all memory", field.arraysize),
        })?),
    };
    Ok(PackedField { field: field.clone(), length, null: null(field), flip_sign: false })
}

/// The declared null value of an integer column (VOTable 1.5, 4.6).
pub(crate) fn null(field: &Field) -> Option<i64> {
    let text = field.null_text().filter(|_| field.datatype.is_integer())?.trim();
    let hexadecimal = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
    match hexadecimal {
        Some(digits) => i64::from_str_radix(digits, 16).ok(),
        None => text.parse().ok(),
    }
}
