use crate::{args, command::stack, fault::Fault};
use gaialink::{bundle::StackOptions, datalink::DataRequest};
use std::path::{Path, PathBuf};

/// Stacks what came; gives how many files could not be read.
pub(super) fn run(args: &args::Fetch, requests: &[DataRequest], files: &[PathBuf], output: &Path) -> Result<usize, Fault> {
    let mut options = StackOptions::default();
    options.structure = args.order.structure.unwrap_or(options.structure);
    options.product = only(requests.iter().map(|request| request.retrieval_type.product())).flatten();
    options.open.release = only(requests.iter().map(|request| request.release.as_ref())).flatten().map(ToString::to_string);
    let report = stack::of(files, options, output, args.quiet)?;
    stack::tell(&report, args.quiet);
    Ok(report.failed.len())
}

/// The value that all have.
fn only<T: PartialEq>(mut values: impl Iterator<Item = T>) -> Option<T> {
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}
