use crate::{Error, datalink::source_list::Wanted};
use gaialink_products::{ProductKind, Structure};
use gaialink_table::{LossReport, Warning};
use std::path::PathBuf;

/// What a stack became.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct StackReport {
    /// The tables that were written, by product.
    pub products: Vec<Stacked>,
    /// The files and members that could not be read.
    pub failed: Vec<Error>,
    /// The files and members that hold no product, and links in archives.
    pub skipped: Vec<Error>,
    /// What was odd in files that were read all the same, with their names.
    pub warnings: Vec<(String, Warning)>,
}

/// One table of one product.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Stacked {
    /// The product.
    pub product: ProductKind,
    /// The structure it was written in.
    pub structure: Structure,
    /// The file, or the directory of a partition.
    pub output: PathBuf,
    /// How many sources it has.
    pub sources: u64,
    /// How many rows.
    pub rows: u64,
    /// How many sources came again; with the same content, unless all were to be kept.
    pub duplicates: u64,
    /// Sources that came again with another content, which was left out.
    pub conflicts: Vec<Conflict>,
    /// What the format could not hold.
    pub losses: LossReport,
    /// The sources that were asked for and are not there; nothing where none were asked for.
    pub missing: Option<Missing>,
}

/// A source of which two files say different things.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Conflict {
    /// The source.
    pub source_id: i64,
    /// The file that counts.
    pub kept: String,
    /// The file that was left out.
    pub dropped: String,
}

/// The sources that were asked for and have no product.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Missing {
    /// How many were asked for.
    pub wanted: usize,
    /// Those that are missing, by number.
    pub sources: Vec<Wanted>,
}
