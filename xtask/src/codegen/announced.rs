use crate::failure::Result;
use serde::Deserialize;
use std::fmt::Write;

/// `crates/products/data/dr4_announced.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Announced {
    announced: Vec<Product>,
}

/// One product.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Product {
    product: String,
    #[serde(default)]
    key: Vec<String>,
    #[serde(default)]
    columns: Vec<String>,
    #[serde(default)]
    inferred: Vec<String>,
    #[serde(default)]
    notes: Vec<String>,
}

/// The module of the announced products.
pub(super) fn source(announced: &Announced) -> Result<String> {
    let mut code = String::from("//! Made by `cargo xtask codegen` of `data/dr4_announced.yaml`; change that file.\n\n");
    code.push_str("use crate::{Release, definition::AnnouncedProduct};\n\n/// All that is announced, by name.\n");
    code.push_str("pub(crate) static ANNOUNCED: &[AnnouncedProduct] = &[\n");
    for product in &announced.announced {
        writeln!(
            code,
            "AnnouncedProduct {{ name: {:?}, release: Release::Dr4, key: &{:?}, columns: &{:?}, inferred: &{:?}, notes: &{:?} }},",
            product.product, product.key, product.columns, product.inferred, product.notes
        )?;
    }
    code.push_str("];\n");
    Ok(code)
}
