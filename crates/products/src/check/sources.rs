use crate::Product;
use gaialink_table::{Finding, Position, Severity};
use std::collections::HashSet;

/// Sources that come again in a table of a row a source.
pub(super) fn check(products: &[Product]) -> Option<Finding> {
    let mut seen = HashSet::new();
    let mut again = products.iter().map(Product::source_id).filter(|source| !seen.insert(*source));
    let first = again.next()?;
    let message = format!("{} rows of sources that are there before, the first of source {first}", 1 + again.count());
    Some(Finding::new(Severity::Warning, "W-SOURCE-TWICE", Position::default().in_column("source_id"), message))
}
