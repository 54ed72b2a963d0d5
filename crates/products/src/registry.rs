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

mod column;
mod conform;
mod csv;
mod firmness;
mod flag;
mod layout;
mod param;
mod served;

pub use self::{
    column::{ColumnDefinition, Shape},
    conform::ConformError,
    csv::csv_schema,
    firmness::Firmness,
    flag::FlagDefinition,
    layout::Layout,
    param::ParamDefinition,
    served::{ServedColumn, served_csv},
};
use crate::generated;

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
    generated::other_flags::FLAGS
}
