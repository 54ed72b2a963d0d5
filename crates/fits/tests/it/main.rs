//! The crate's behaviour, topic by topic.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, clippy::missing_panics_doc, reason = "tests")]

mod corpus;
mod errors;
mod file;
mod read;
mod roundtrip;
mod write;
