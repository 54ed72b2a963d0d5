//! What is known of the products' layouts: the columns and PARAMs of every product, structure and release.
//!
//! The facts are data of the project (`data/` in the crate's folder), each with its source and how firm it is; the code
//! here is generated from them.
//!
//! ```
//! use gaialink_products::{ProductKind, Structure, registry};
//! let raw = registry::layouts().find(|l| l.product == ProductKind::XpSampled && l.structure == Structure::Raw);
//! let flux = raw.and_then(|layout| layout.column("flux"));
//! assert_eq!(flux.map(|column| column.units), Some(["W.m**-2.nm**-1", "W.nm-1.m-2"].as_slice()));
//! ```

mod conform;
mod csv;

pub use self::{conform::ConformError, csv::csv_schema};
pub use crate::definition::{AnnouncedProduct, ColumnDefinition, Firmness, FlagDefinition, Layout, ParamDefinition, Shape};
use crate::generated;
use gaialink_table::Schema;

/// All layouts, by release and product.
pub fn layouts() -> impl Iterator<Item = &'static Layout> {
    generated::LAYOUTS.iter().copied()
}

/// The layout of that name, such as `dr3/xp_sampled__raw`.
pub fn layout(name: &str) -> Option<&'static Layout> {
    layouts().find(|layout| layout.name == name)
}

/// All photometric processing flags, by bit.
pub fn flags() -> &'static [FlagDefinition] {
    generated::flags::FLAGS
}

/// The products that Gaia DR4 is announced to have (2026-12-02), by name: of none but EPOCH_ASTROMETRY, which has a layout too,
/// has a file been seen.
pub fn announced() -> &'static [AnnouncedProduct] {
    generated::dr4_announced::ANNOUNCED
}

/// The announced product that a table looks like by the names of its columns, unless it looks like several. It is no more than a
/// hint; a table that [`recognise`](crate::recognise()) knows is that product.
///
/// ```
/// use gaialink_products::{recognise, registry};
/// use gaialink_table::{Datatype, Field, Schema};
/// let columns = ["transit_id", "g_obs_time", "g_flux"].map(|name| Field::new(name, Datatype::Double));
/// let schema = Schema::from_fields(columns.to_vec());
/// assert_eq!(registry::looks_like(&schema).map(|product| product.name), Some("EPOCH_PHOTOMETRY"));
/// assert_eq!(recognise(&schema), None);
/// ```
pub fn looks_like(schema: &Schema) -> Option<&'static AnnouncedProduct> {
    let mut found = announced().iter().filter(|product| product.looks_like(schema));
    found.next().filter(|_| found.next().is_none())
}
