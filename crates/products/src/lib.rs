//! Typed models of the Gaia DataLink products.
//!
//! A product is recognised by its columns and PARAMs ([`recognise`]), its release by the evidence that the table holds
//! ([`release`]), and a table becomes typed values, one a source, whatever the format and structure it came in.
//!
//! | part | what it holds |
//! |---|---|
//! | [`registry`] | the columns and PARAMs of every product, structure and release, each fact with how firm it is |
//! | [`recognise`], [`recognise_table`] | which product a table is |
//! | [`Release`], [`release`] | the data release and what told it |
//! | [`SourceId`], [`Designation`] | what names a source |

mod designation;
mod generated;
mod kind;
mod recognise;
pub mod registry;
mod release;
mod source_id;
mod structure;
mod unit;

pub use self::{
    designation::{Designation, ParseDesignationError},
    kind::{ParseProductKindError, ProductKind},
    recognise::{Recognition, recognise, recognise_table},
    release::{Release, ReleaseEvidence, release},
    source_id::{SourceId, SourceIdError},
    structure::{ParseStructureError, Structure},
};
