//! The command as people run it.
#![expect(clippy::unwrap_used, reason = "tests")]

mod convert;
#[cfg(feature = "fetch")]
mod fetch;
mod head;
mod info;
mod links;
mod readme;
mod request;
mod run;
#[cfg(feature = "fetch")]
mod server;
mod split;
mod stack;
mod validate;
