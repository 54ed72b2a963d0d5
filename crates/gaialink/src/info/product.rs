use super::Sources;
use crate::{OpenOptions, Result};
use gaialink_products::{ProductKind, Release, ReleaseEvidence, Structure, recognise_table, release};
use gaialink_table::{Schema, Table, arrow::array::RecordBatch};
use serde::Serialize;
use std::sync::Arc;

/// Bytes of rows that are held to recognise a product by its data.
const HELD: usize = 8 << 20;

/// Which product a table is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ProductInfo {
    /// The products that fit; several where neither columns nor data decide.
    pub products: Vec<ProductKind>,
    /// The structures that fit.
    pub structures: Vec<Structure>,
}

/// Which release a table belongs to, and what told it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ReleaseInfo {
    /// The release.
    pub release: Release,
    /// What told it.
    pub evidence: ReleaseEvidence,
}

impl ReleaseInfo {
    /// The release of a table in a file of that name.
    pub(crate) fn of(schema: &Schema, name: &str, options: &OpenOptions) -> Option<Self> {
        let given = options.release.as_deref().map(Release::from);
        let (release, evidence) = release(schema, Some(name), given.as_ref())?;
        Some(Self { release, evidence })
    }
}

/// The first rows of a table, by which its product is recognised where its columns leave it open.
pub(super) struct Held {
    schema: Arc<Schema>,
    batches: Vec<RecordBatch>,
    bytes: usize,
}

impl Held {
    pub(super) fn new(schema: &Arc<Schema>) -> Self {
        Self { schema: Arc::clone(schema), batches: Vec::new(), bytes: 0 }
    }

    pub(super) fn hold(&mut self, batch: RecordBatch) {
        if self.bytes < HELD {
            self.bytes = self.bytes.saturating_add(batch.get_array_memory_size());
            self.batches.push(batch);
        }
    }

    pub(super) fn product(self, sources: Option<&Sources>) -> Result<Option<ProductInfo>> {
        let table = Table::try_new(self.schema, self.batches)?;
        let Some(found) = recognise_table(&table) else { return Ok(None) };
        // The rows that were not held may be of other sources.
        let several = sources.is_some_and(|sources| sources.count > 1);
        let structure = |structure| match structure {
            Structure::Individual if several => Structure::Combined,
            other => other,
        };
        Ok(Some(ProductInfo { products: found.products().collect(), structures: found.structures().map(structure).collect() }))
    }
}
