//! The schema's way through Arrow metadata and back.
#![expect(clippy::unwrap_used, reason = "tests")]

mod arrow;
mod lookup;
mod random;
mod sample;
mod types;
