//! Reads, converts and models the DataLink products of the Gaia archive.
//!
//! One door for every format: [`open`] finds out what a file is by its content, and gives its [`Table`], its rows as a
//! stream, or its products; [`convert`] streams it into any other format.
//!
//! | format | reads | writes | feature |
//! |---|---|---|---|
//! | VOTable: TABLEDATA, BINARY, BINARY2, all tables of a document | yes | yes | `votable` |
//! | VOTable: FITS | yes | no | `votable`, `fits` |
//! | FITS binary tables | yes | yes | `fits` |
//! | ECSV, CSV | yes | yes | `ecsv` |
//! | Arrow IPC, file and stream | yes | yes | `arrow-ipc` |
//! | Parquet | yes | yes | `parquet` |
//! | gzip around any of them | yes | yes | always |
//! | bzip2 around any of them | yes | no | always |
//! | zip archives of them | yes | no | `zip` |
//!
//! The typed models of the products are in the feature `products`. All features are on by default.
//!
//! ```no_run
//! use gaialink::{ConvertOptions, convert, open};
//!
//! let source = open("XP_SAMPLED-Gaia DR3 5937083312263887616.xml")?;
//! let report = convert(&source, "spectrum.parquet", &ConvertOptions::default())?;
//! println!("{} rows, {} losses", report.rows, report.losses.total());
//! # Ok::<_, gaialink::Error>(())
//! ```
#![cfg_attr(feature = "products", doc = include_str!("products.md"))]
#![cfg_attr(
    not(all(
        feature = "votable",
        feature = "fits",
        feature = "ecsv",
        feature = "arrow-ipc",
        feature = "parquet",
        feature = "products",
        feature = "zip"
    )),
    allow(
        dead_code,
        unused_imports,
        unused_mut,
        unused_variables,
        reason = "what only some formats need is idle in a build without them"
    )
)]

#[cfg(feature = "zip")]
mod archive;
#[cfg(feature = "products")]
mod arrange;
#[cfg(feature = "bundle")]
pub mod bundle;
mod convert;
#[cfg(feature = "products")]
mod decode;
mod detect;
mod error;
#[cfg(all(feature = "fits", feature = "votable"))]
mod fits_plus;
mod format;
mod info;
mod input;
mod options;
#[cfg(feature = "products")]
mod outside;
#[cfg(feature = "products")]
mod products_of;
mod reader;
mod sink;
mod source;
mod source_list;
#[cfg(feature = "products")]
mod split;
mod style;
mod summary;
mod survey;
mod target;
#[cfg(feature = "bundle")]
mod template;
mod temporary;
mod validate;
mod writer;

#[cfg(feature = "zip")]
pub use self::archive::Member;
#[cfg(feature = "products")]
pub use self::info::{ProductInfo, ReleaseInfo, SourceFacts, Unmodelled};
#[cfg(feature = "products")]
pub use self::split::{SplitReport, split};
pub use self::{
    convert::{ConvertOptions, Destination, Job, Plan, Report, convert, save},
    error::{Error, ErrorKind, Result},
    format::Format,
    info::{Info, MemberInfo, Sources, TableInfo},
    options::{OpenOptions, TableChoice},
    reader::BoxReader,
    source::{Source, open},
    style::Style,
    summary::TableSummary,
    target::Target,
    temporary::{Unfinished, abandon},
    validate::{ValidateOptions, Validation, validate},
    writer::BoxWriter,
};
pub use gaialink_datalink as datalink;
#[cfg(feature = "ecsv")]
pub use gaialink_ecsv as ecsv;
#[cfg(feature = "fits")]
pub use gaialink_fits as fits;
#[cfg(feature = "products")]
pub use gaialink_products::{self as products, Product, ProductKind};
pub use gaialink_table::{
    self as table, ArraySize, Column, Datatype, Field, Finding, Limits, Loss, LossKind, LossReport, Param, Position, Schema,
    Severity, Table, TableReader, TableWriter, Trailer, Warning, arrow, schema,
};
#[cfg(feature = "votable")]
pub use gaialink_votable as votable;

/// Runs the example of the README.
#[cfg(all(doctest, feature = "products"))]
#[doc = include_str!("../README.md")]
struct Readme;
