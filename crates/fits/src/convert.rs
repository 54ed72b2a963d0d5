//! Between headers and schemas.

pub(crate) mod from_table;
pub(crate) mod to_table;
