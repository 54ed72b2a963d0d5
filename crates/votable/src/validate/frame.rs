use super::{content::Progress, element::Element};
use gaialink_table::Field;
use std::collections::HashSet;

/// An element that is open.
#[derive(Debug, Default)]
pub(super) struct Frame {
    /// Which one; none for one that the standard does not know.
    pub(super) element: Option<&'static Element>,
    pub(super) progress: Progress,
    /// Whether there was an element of another namespace in it.
    pub(super) has_foreign: bool,
    /// Whether it is a RESOURCE of the type meta.
    pub(super) is_meta: bool,
    /// Of a RESOURCE or TABLE: the names of its FIELDs, PARAMs and GROUPs.
    pub(super) names: HashSet<String>,
    /// Of a TABLE.
    pub(super) table: Option<Box<Table>>,
    /// Of a FIELD or PARAM.
    pub(super) described: Option<Box<Described>>,
    /// Of an INFO whose text is of interest.
    pub(super) info: Option<String>,
}

/// A FIELD or PARAM that is open.
#[derive(Debug)]
pub(super) struct Described {
    /// What it describes, where its datatype and arraysize can be understood.
    pub(super) field: Option<Field>,
    pub(super) name: String,
    pub(super) is_param: bool,
    pub(super) value: Option<String>,
}

/// A TABLE that is open.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// Its columns; none for one that cannot be looked into.
    pub(super) fields: Vec<Option<Field>>,
    pub(super) claimed: Option<u64>,
    pub(super) rows: u64,
    /// Whether its rows could be counted.
    pub(super) is_unknown: bool,
}
