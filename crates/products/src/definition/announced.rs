use crate::Release;
use gaialink_table::Schema;

/// A product that a release to come is announced to have. Nobody has seen a file of it, so it has no model: of some the names of
/// columns are known by hearsay, of none types, units or whether the list is complete.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AnnouncedProduct {
    /// The archive's retrieval type.
    pub name: &'static str,
    /// The release.
    pub release: Release,
    /// The columns by which a table is said to look like it; none where no column is known.
    pub key: &'static [&'static str],
    /// Other columns that it is said to have.
    pub columns: &'static [&'static str],
    /// Columns that it has by analogy only.
    pub inferred: &'static [&'static str],
    /// What else is said of it, one sentence each, which begins with who says it: `draft` (a reading of the draft of the data
    /// model), `client` (the archive's client), `guess`.
    pub notes: &'static [&'static str],
}

impl AnnouncedProduct {
    /// Whether a table looks like it: all key columns are there, by name. Any other column may be missing, and there may be more.
    pub fn looks_like(&self, schema: &Schema) -> bool {
        !self.key.is_empty() && self.key.iter().all(|name| schema.field(name).is_some())
    }
}
