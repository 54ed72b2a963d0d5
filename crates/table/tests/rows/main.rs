//! The packed row codec: exact bytes for every datatype, length and null rule, and round trips.
#![expect(clippy::unwrap_used, reason = "tests")]

mod bytes;
mod codec;
mod errors;
mod heap;
mod nulls;
mod parts;
mod projection;
mod roundtrip;
mod scan;
mod text;
