//! All that an error says.

use std::error::Error;

/// The error, its reason and what is below it, parted by ` | `.
pub(crate) fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text += &format!(" | {cause}");
        source = cause.source();
    }
    text
}
