//! What is told on the standard error.
#![expect(clippy::print_stderr, reason = "the one place that talks to the user")]

use gaialink::Report;
use std::{any::Any, error::Error, fmt::Write, io, process::ExitCode};

/// How many different losses and warnings of one file are listed.
const LISTED: usize = 20;

/// The exit code of a result, whose error is told. A closed pipe is no error.
pub(crate) fn exit<E: Error + 'static>(result: Result<(), E>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            tell(&error);
            ExitCode::FAILURE
        }
    }
}

/// Tells an error and its causes on one line.
pub(crate) fn tell(error: &(dyn Error + 'static)) {
    eprintln!("gaialink: {}", chain(error));
}

/// Tells something that is no error.
pub(crate) fn note(text: &str) {
    eprintln!("gaialink: {text}");
}

/// Tells a fault of the program itself.
pub(crate) fn internal(payload: &(dyn Any + Send)) -> ExitCode {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("nothing is known");
    eprintln!("gaialink: internal error, which is worth a report: {text}");
    ExitCode::FAILURE
}

/// Tells the losses and warnings of a conversion.
pub(crate) fn losses(output: &str, report: &Report) {
    let losses = report.losses.iter().map(|loss| format!("lost {loss}"));
    let warnings = report.warnings.iter().map(|warning| format!("warning {warning}"));
    let lines: Vec<String> = losses.chain(warnings).collect();
    for line in lines.iter().take(LISTED) {
        eprintln!("gaialink: {output}: {}", printable(line));
    }
    if let Some(more) = lines.len().checked_sub(LISTED).filter(|more| *more > 0) {
        eprintln!("gaialink: {output}: and {more} more losses or warnings");
    }
}

/// An error and its causes on one line.
pub(crate) fn chain(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut last = text.clone();
    for cause in causes(error).skip(1) {
        let message = cause.to_string();
        // An error that only passes another one on has the same message.
        if message != last {
            let _ = write!(text, ": {message}");
            last = message;
        }
    }
    printable(&text)
}

fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    let cause: fn(&&'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> = |error| (*error).source();
    std::iter::successors(Some(error), cause)
}

fn is_broken_pipe(error: &(dyn Error + 'static)) -> bool {
    let is_broken = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    causes(error).any(|cause| cause.downcast_ref::<io::Error>().is_some_and(is_broken))
}

/// The text without control characters, which a file may have put into its names to confuse a terminal.
pub(crate) fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_control() {
            true => out.extend(c.escape_default()),
            false => out.push(c),
        }
    }
    out
}
