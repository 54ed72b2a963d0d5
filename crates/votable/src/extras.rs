//! The kinds of [`gaialink_table::schema::Extra`] that VOTable gives and takes.

/// An attribute that the model does not know, as `name="value"`, on the element that the extra belongs to.
pub const ATTRIBUTE: &str = "votable.attribute";

/// A whole element that the model does not know, or a RESOURCE beside the table that holds no table itself. Extras of a
/// [`gaialink_table::Trailer`] stand behind the table, in the RESOURCE that holds it.
pub const ELEMENT: &str = "votable.element";

/// The same behind the last RESOURCE, inside VOTABLE; only in a [`gaialink_table::Trailer`].
pub const DOCUMENT_ELEMENT: &str = "votable.documentElement";
