//! The kinds of [`gaialink_table::schema::Extra`] that VOTable gives and takes.

/// An attribute that the model does not know, as `name="value"`, on the element that the extra belongs to.
pub const ATTRIBUTE: &str = "votable.attribute";

/// An attribute of the STREAM that held the rows, as `name="value"`; on the table. `href` and `encoding` are not kept.
pub const STREAM: &str = "votable.stream";

/// How many COOSYS, TIMESYS and PARAMs, the first ones of a VOTABLE, stood in its DEFINITIONS: three numbers with blanks between them.
pub const DEFINITIONS: &str = "votable.definitions";

/// The content of a DESCRIPTION or the text of another element as it stands in XML, where it is more than the text that the model holds: with
/// elements inside (DESCRIPTION only), or with blanks around it (of whole documents, see [`crate::DocumentReader`]). It is written in place of the
/// text as long as it says the same.
pub const TEXT: &str = "votable.text";

/// A whole element that the model does not know, or a RESOURCE beside the table that holds no table itself. Extras of a
/// [`gaialink_table::Trailer`] stand behind the table, in the RESOURCE that holds it.
pub const ELEMENT: &str = "votable.element";

/// The same behind the last RESOURCE, inside VOTABLE; only in a [`gaialink_table::Trailer`].
pub const DOCUMENT_ELEMENT: &str = "votable.documentElement";
