//! The header: what stands behind `#`, as a schema and back.

mod alias;
mod attach;
mod column;
mod column_type;
mod decode;
mod encode;
mod entries;
mod extra;
mod frames;
mod lines;
mod lost;
mod measure;
mod merge;
mod meta;
mod param;
mod source;

pub(crate) use self::{
    column_type::ColumnType,
    decode::{KEY_TWICE, decode},
    lines::{BYTES_OF_LINE, Lines, read_lines},
};
pub(super) use self::{decode::Header, encode::encode};

/// The key of the table's `meta` under which the whole schema stands as JSON, where the plain keys do not say it all.
const SCHEMA_KEY: &str = "gaialink.schema";
/// The `schema` that the header names: that of astropy's conventions for the keys of `meta`.
const SCHEMA: &str = "astropy-2.0";
