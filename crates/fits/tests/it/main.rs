//! The crate's behaviour, topic by topic.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::type_complexity,
    reason = "tests: tables of cases that fail loudly"
)]

mod archive;
mod ascii;
mod corpus;
mod errors;
mod file;
mod formats;
mod mutations;
mod plus;
mod read;
mod roundtrip;
mod template;
mod validate;
mod wide;
mod write;
