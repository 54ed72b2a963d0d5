use super::canon::Canon;
use gaialink_products::{Structure, registry::Layout};
use std::sync::Arc;

/// Which product a table is.
#[derive(Clone)]
pub(super) struct Class {
    pub(super) canon: Arc<Canon>,
    pub(super) layout: &'static Layout,
    /// Whether its rows are those of the product's table.
    pub(super) is_direct: bool,
    /// Whether the header alone tells the product.
    pub(super) is_certain: bool,
}

impl Class {
    pub(super) fn is_raw(&self) -> bool {
        self.layout.structure == Structure::Raw
    }
}
