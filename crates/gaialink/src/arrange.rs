//! Products on their way from one form into another, a few sources at a time.

mod portions;
mod reader;

pub(crate) use self::{portions::Portions, reader::Arranged};

use crate::{Error, ErrorKind};

/// Says that a table is not the product that was asked for.
pub(crate) fn fault(error: gaialink_products::Error) -> Error {
    ErrorKind::Product(Box::new(error)).into()
}
