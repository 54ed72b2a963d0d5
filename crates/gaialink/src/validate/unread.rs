//! Files that cannot be read.

use super::Validation;
use crate::{Error, ErrorKind, Result};
use gaialink_table::{Finding, Position, Severity};
use std::{error::Error as _, iter};

/// What was opened, or what was found instead; a file that cannot be reached stays an error.
pub(super) fn or_finding<T>(opened: Result<T>, name: &str) -> Result<std::result::Result<T, Validation>> {
    match opened {
        Ok(opened) => Ok(Ok(opened)),
        Err(error) if matches!(error.kind(), ErrorKind::Io { .. }) => Err(error),
        Err(error) => {
            let is_format = matches!(error.kind(), ErrorKind::UnknownFormat { .. } | ErrorKind::Packed { .. } | ErrorKind::Empty);
            let code = if is_format { "E-FORMAT" } else { "E-READ" };
            let findings = vec![finding(code, &error)];
            Ok(Err(Validation { name: name.to_owned(), findings, ..Validation::default() }))
        }
    }
}

/// The finding that an error is.
pub(super) fn finding(code: &str, error: &Error) -> Finding {
    let mut messages: Vec<String> = match error.kind() {
        // The format is said elsewhere, and the outermost message of its error is the place.
        ErrorKind::Format { source, .. } => causes(source.source()),
        kind => iter::once(kind.to_string()).chain(causes(kind.source())).collect(),
    };
    messages.dedup();
    let message = if messages.is_empty() { error.kind().to_string() } else { messages.join(": ") };
    Finding::new(Severity::Error, code, place(error), message)
}

/// Whether the rows of a VOTable lie where nobody looks.
pub(super) fn is_elsewhere(error: &Error) -> bool {
    #[cfg(feature = "votable")]
    if let ErrorKind::Format { source, .. } = error.kind() {
        return source.downcast_ref::<gaialink_votable::Error>().is_some_and(|error| error.kind().is_elsewhere());
    }
    let _ = error;
    false
}

fn causes(first: Option<&(dyn std::error::Error + 'static)>) -> Vec<String> {
    iter::successors(first, |cause: &&(dyn std::error::Error + 'static)| (*cause).source()).map(ToString::to_string).collect()
}

/// Where a format's own error says that it is.
fn place(error: &Error) -> Position {
    let ErrorKind::Format { source, .. } = error.kind() else { return Position::default() };
    #[cfg(feature = "votable")]
    if let Some(error) = source.downcast_ref::<gaialink_votable::Error>() {
        return error.position().clone();
    }
    #[cfg(feature = "fits")]
    if let Some(error) = source.downcast_ref::<gaialink_fits::Error>() {
        return error.position().clone();
    }
    #[cfg(feature = "ecsv")]
    if let Some(error) = source.downcast_ref::<gaialink_ecsv::Error>() {
        return error.position().clone();
    }
    let _ = source;
    Position::default()
}
