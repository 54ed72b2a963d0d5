//! Many products at once, as they are downloaded: zips, directories and single files of one source or many.
//!
//! | part | what it does |
//! |---|---|
//! | [`Bundle`] | gives the products one by one, or that of one source |
//! | [`Stack`] | makes one table a product of all of them |
//! | [`BundleLimits`] | what an archive may make of itself |
//!
//! Members of archives are read in place; nothing is ever extracted, so that their names need not be safe paths.

mod ahead;
mod collection;
mod entry;
mod limits;
mod members;
mod progress;
mod scan;
mod stack;
mod templates;
mod unpack;

pub use self::{
    collection::{Bundle, Key},
    limits::BundleLimits,
    progress::Progress,
    stack::{Conflict, Missing, OnDuplicate, Partition, Stack, StackOptions, StackReport, Stacked},
};
