use crate::{Error, ProductKind, Result};

/// The only one of the values of a table.
pub(crate) fn only<T>(values: Vec<T>, product: ProductKind) -> Result<T> {
    let found = values.len();
    let mut values = values.into_iter();
    match (values.next(), values.next()) {
        (Some(only), None) => Ok(only),
        _ => Err(Error::Sources { product, found }),
    }
}
