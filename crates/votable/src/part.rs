use gaialink_table::{
    Schema,
    schema::{Extra, Info, Scope},
};

/// A part of a document, in the order in which they stand: what [`crate::DocumentReader`] gives and
/// [`crate::DocumentWriter`] takes.
///
/// A document is the start of its VOTABLE, then RESOURCEs with their TABLEs between start and end, then its end. The rows of a
/// TABLE are no parts; they come between [`Part::Table`] and [`Part::TableEnd`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Part {
    /// VOTABLE or a RESOURCE starts, with what stands in it before its first RESOURCE or TABLE.
    Start(Box<Scope>),
    /// What stands in the innermost of them further on, behind a RESOURCE or TABLE in it; the scope has no attributes.
    Content(Box<Scope>),
    /// A TABLE up to its rows, without what surrounds it. One that borrows the columns of another (`ref`) has no columns here.
    Table {
        /// What is said of it. The number of rows is the one that `nrows` claims, where it does.
        schema: Box<Schema>,
        /// Whether it has a DATA; one without has no rows.
        has_data: bool,
    },
    /// The end of a TABLE, with what stands behind its rows.
    TableEnd {
        /// INFOs, such as `QUERY_STATUS` `OVERFLOW` (DALI 1.1, 4.4.1).
        infos: Vec<Info>,
        /// Elements that the model does not know.
        extras: Vec<Extra>,
    },
    /// The innermost RESOURCE, or the VOTABLE, ends.
    End,
}
