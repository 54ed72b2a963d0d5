use super::Sources;
use crate::{Result, outside::Outside};
use gaialink_products::{
    Fact, Product, ProductKind, Recognition, Release, ReleaseEvidence, SourceId, Structure, products, recognise_table,
    release_of_table,
};
use gaialink_table::{Schema, Table, arrow::array::RecordBatch};
use serde::Serialize;
use std::sync::Arc;

/// Bytes of rows that are held to recognise a product by its data.
const HELD: usize = 8 << 20;

/// Of how many sources it is told what their products say.
const TOLD: usize = 3;

/// Which product a table is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ProductInfo {
    /// The products that fit; several where neither columns nor data decide.
    pub products: Vec<ProductKind>,
    /// The structures that fit.
    pub structures: Vec<Structure>,
    /// What the products of the first sources say, in a few words; none where the table cannot be read as the product.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub said: Vec<SourceFacts>,
}

/// What the product of one source says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SourceFacts {
    /// The source.
    pub source_id: SourceId,
    /// What its product says.
    pub facts: Vec<Fact>,
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
    /// The release of a table of which that is known.
    pub(crate) fn of(table: &Table, outside: &Outside) -> Option<Self> {
        let (release, evidence) = release_of_table(table, outside.hints(None))?;
        Some(Self { release, evidence })
    }
}

/// The first rows of a table, by which its product is recognised where its columns leave it open.
pub(super) struct Held {
    schema: Arc<Schema>,
    batches: Vec<RecordBatch>,
    bytes: usize,
    /// Whether all rows are held.
    all: bool,
}

impl Held {
    pub(super) fn new(schema: &Arc<Schema>) -> Self {
        Self { schema: Arc::clone(schema), batches: Vec::new(), bytes: 0, all: true }
    }

    pub(super) fn hold(&mut self, batch: RecordBatch) {
        if self.bytes < HELD {
            self.bytes = self.bytes.saturating_add(batch.get_array_memory_size());
            self.batches.push(batch);
        } else {
            self.all = false;
        }
    }

    /// The rows that are held.
    pub(super) fn table(&self) -> Result<Table> {
        Ok(Table::try_new(Arc::clone(&self.schema), self.batches.clone())?)
    }

    /// The product of these rows.
    pub(super) fn product(&self, table: &Table, sources: Option<&Sources>, outside: &Outside) -> Option<ProductInfo> {
        let found = recognise_table(table)?;
        // The rows that were not held may be of other sources.
        let several = sources.is_some_and(|sources| sources.count > 1);
        let structure = |structure| match structure {
            Structure::Individual if several => Structure::Combined,
            other => other,
        };
        Some(ProductInfo {
            said: said(table, &found, self.all, outside),
            products: found.products().collect(),
            structures: found.structures().map(structure).collect(),
        })
    }
}

/// What the products of the first sources say. Of a flat table that is not held as a whole, the last source may lack rows.
fn said(table: &Table, found: &Recognition, all: bool, outside: &Outside) -> Vec<SourceFacts> {
    let Some(kind) = found.product() else { return Vec::new() };
    let Ok(mut products) = products(table, outside.hints(Some(kind))) else { return Vec::new() };
    if !all && found.structure() != Some(Structure::Raw) {
        products.pop();
    }
    let facts = |product: &Product| SourceFacts { source_id: product.source_id(), facts: product.facts() };
    products.iter().take(TOLD).map(facts).filter(|said| !said.facts.is_empty()).collect()
}
