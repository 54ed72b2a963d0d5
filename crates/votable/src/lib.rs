//! Reads and writes IVOA VOTable documents as Arrow tables.
//!
//! | part | what it does |
//! |---|---|
//! | [`Reader`], [`list`], [`ReadOptions`] | a document into the rows of one of its tables; all tables without their rows |
//! | [`Writer`], [`WriteOptions`] | rows into a document |
//! | [`DocumentReader`], [`DocumentWriter`], [`Part`] | whole documents, part by part: every table and all that surrounds them |
//! | [`service`] | the service descriptors of a document (DataLink) |
//! | [`Template`] | many documents that differ only in the values of PARAMs and in their rows |
//! | [`validate()`], [`ValidateOptions`], [`codes`] | everything in a document that goes against the standard |
//! | [`describe`] | a document that says what a table is, without its rows |
//! | [`detect`] | whether bytes look like a VOTable |
//! | [`Serialization`], [`Version`] | how rows are written down; the versions of the standard that can be written |
//! | [`extras`] | what the model does not know and VOTable gets back |
//!
//! What is said of a table and of the elements around it goes into [`gaialink_table::Schema`]; rows go into Arrow record
//! batches of a few MiB. Clauses are those of VOTable 1.5.

mod closed;
mod data;
mod detect;
mod error;
pub mod extras;
mod float_null;
mod part;
mod reader;
mod serialization;
pub mod service;
mod template;
mod validate;
mod version;
mod warnings;
mod writer;
mod xml;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

pub use self::{
    detect::detect,
    error::{Error, ErrorKind, Result},
    part::Part,
    reader::{DocumentReader, ReadOptions, Reader, RowFile, TableChoice, TableSummary, list},
    serialization::Serialization,
    template::{Filled, Template},
    validate::{ValidateOptions, codes, validate},
    version::{ParseVersionError, Version},
    writer::{DocumentWriter, FileColumns, WriteOptions, Writer, describe},
};
