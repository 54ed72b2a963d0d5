//! What stops the reading.

use super::code::{ENTITY, LIMIT, NOT_VOTABLE, STREAM, TRUNCATED, XML};
use crate::{Error, ErrorKind, Result};
use gaialink_table::Findings;
use std::{error::Error as _, iter};

/// The kind of an input without an element.
pub(super) fn nothing() -> ErrorKind {
    ErrorKind::NotVotable { found: "nothing".to_owned() }
}

/// Tells what stopped the reading; a failure of the input itself is no finding.
pub(super) fn fatal(error: Error, findings: &mut Findings) -> Result<()> {
    let code = match error.kind() {
        ErrorKind::Io(_) => return Err(error),
        ErrorKind::Xml(_) => &XML,
        ErrorKind::Entity { .. } => &ENTITY,
        ErrorKind::Truncated { .. } => &TRUNCATED,
        ErrorKind::NotVotable { .. } => &NOT_VOTABLE,
        ErrorKind::Limit(_) => &LIMIT,
        _ => &STREAM,
    };
    findings.add(code, error.position().clone(), reason(&error));
    Ok(())
}

/// The reason of an error with its causes, without its place.
pub(super) fn reason(error: &Error) -> String {
    let causes = iter::successors(error.source(), |cause: &&(dyn std::error::Error + 'static)| (*cause).source());
    let mut messages: Vec<String> = causes.map(ToString::to_string).collect();
    messages.dedup();
    messages.join(": ")
}
