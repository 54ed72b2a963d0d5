//! XML below VOTable: decoded bytes with their places, and the elements that quick-xml finds in them.

pub(crate) mod aside;
mod attributes;
pub(crate) mod decoding;
pub(crate) mod entities;
pub(crate) mod escape;
pub(crate) mod events;
mod html;
mod lift;
mod lint;
pub(crate) mod name;
pub(crate) mod namespaces;
mod origin;
pub(crate) mod source;
pub(crate) mod tag;
pub(crate) mod verbatim;
