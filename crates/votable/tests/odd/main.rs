//! Documents that are not as the standard says, and what is read of them.
#![expect(clippy::unwrap_used, reason = "tests")]

mod cases;
mod programs;
mod stray;
