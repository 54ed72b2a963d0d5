//! The command as people run it.
#![expect(clippy::unwrap_used, reason = "tests")]

mod convert;
mod head;
mod info;
mod run;
