use gaialink_table::{
    Schema,
    arrow::{
        array::{AsArray, RecordBatch},
        datatypes::Int64Type,
    },
};
use serde::Serialize;
use std::collections::HashSet;

/// How many ids are listed.
const LISTED: usize = 5;

/// The name of the column or PARAM that holds the id.
const NAME: &str = "source_id";

/// The sources that a table tells of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Sources {
    /// How many there are.
    pub count: u64,
    /// The ids of the first ones, in the order of the rows.
    pub first: Vec<i64>,
}

/// Looks for source ids, batch by batch.
pub(super) struct Finder {
    column: Option<usize>,
    param: Option<i64>,
    seen: HashSet<i64>,
    first: Vec<i64>,
}

impl Finder {
    pub(super) fn new(schema: &Schema) -> Self {
        let param = schema.all_params().find(|param| param.name().eq_ignore_ascii_case(NAME));
        Self {
            column: schema.fields.iter().position(|field| field.name.eq_ignore_ascii_case(NAME)),
            param: param.and_then(|param| param.to_i64().ok()),
            seen: HashSet::new(),
            first: Vec::new(),
        }
    }

    pub(super) fn look(&mut self, batch: &RecordBatch) {
        let column = self.column.and_then(|at| batch.columns().get(at));
        let Some(ids) = column.and_then(|column| column.as_primitive_opt::<Int64Type>()) else { return };
        let mut last = None;
        for id in ids.iter().flatten() {
            // The rows of one source usually stand together.
            if last != Some(id) && self.seen.insert(id) && self.first.len() < LISTED {
                self.first.push(id);
            }
            last = Some(id);
        }
    }

    pub(super) fn finish(self) -> Option<Sources> {
        if self.seen.is_empty() {
            return self.param.map(|id| Sources { count: 1, first: vec![id] });
        }
        Some(Sources { count: u64::try_from(self.seen.len()).unwrap_or(u64::MAX), first: self.first })
    }
}
