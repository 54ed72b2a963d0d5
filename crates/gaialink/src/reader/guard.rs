use crate::{Error, Format, Result};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A decoder gave up by a panic.
#[derive(Debug, thiserror::Error)]
#[error("the file is damaged: {0}")]
struct Damaged(String);

/// Turns a panic into an error.
///
/// The Arrow and Parquet decoders check most of what a file claims, and panic over the rest.
pub(crate) fn guard<T>(format: Format, work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|payload| {
        let text = payload.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("the decoder gave up");
        Err(Error::reading(format)(Damaged(text.to_owned())))
    })
}
