mod bar;

use crate::{args, report};
use bar::Bar;
use gaialink::{
    OpenOptions, Report, Result, Unfinished,
    bundle::{Stack, StackOptions, StackReport, Stacked},
    datalink::{SourceList, source_list::Wanted},
};
use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

/// The exit code where some of the files could not be read and the others are stacked.
const SOME_FAILED: u8 = 3;
/// How many of a kind are told one by one.
const LISTED: usize = 20;

/// Makes one table a product.
pub(crate) fn run(args: &args::Stack) -> ExitCode {
    match stack(args) {
        Ok(report) => {
            tell(&report, args.quiet);
            match (report.failed.is_empty(), report.products.is_empty()) {
                (false, _) => ExitCode::from(SOME_FAILED),
                (true, true) => ExitCode::FAILURE,
                (true, false) => ExitCode::SUCCESS,
            }
        }
        Err(error) => report::exit(Err(error)),
    }
}

fn stack(args: &args::Stack) -> Result<StackReport> {
    let mut options = args.options();
    if let Some(ids) = &args.ids {
        let open = OpenOptions::default();
        let column = args.id_column.as_deref();
        options.ids = Some(match args::is_stdio(ids) {
            true => open.read_source_list("standard input", io::stdin(), column)?,
            false => open.open_source_list(ids, column)?,
        });
    }
    let wanted = options.ids.clone();
    let inputs: Vec<PathBuf> = args.inputs.iter().map(|input| of_stdin(input)).collect();
    let report = of(&inputs, options, &args.output, args.quiet)?;
    if let (Some(path), Some(wanted)) = (&args.missing, &wanted) {
        write_missing(path, &report, wanted)?;
    }
    Ok(report)
}

/// Stacks files, and shows how far it has come.
pub(crate) fn of(inputs: &[PathBuf], options: StackOptions, output: &Path, quiet: bool) -> Result<StackReport> {
    let stack = Stack::new(inputs, options);
    let bar = Bar::start(&stack, quiet);
    let report = stack.run(output);
    bar.finish();
    report
}

/// The standard input as a path.
fn of_stdin(input: &Path) -> PathBuf {
    match args::is_stdio(input) {
        true => PathBuf::from("/dev/stdin"),
        false => input.to_owned(),
    }
}

/// The ids that have no product; of no product at all, it is all of them.
fn write_missing(path: &Path, report: &StackReport, wanted: &SourceList) -> Result<()> {
    let lacking = report.products.iter().filter_map(|stacked| stacked.missing.as_ref()).flat_map(|missing| &missing.sources);
    let all = wanted.sources().iter().filter(|_| report.products.is_empty());
    let mut ids: Vec<i64> = lacking.chain(all).map(|wanted| wanted.source_id.get()).collect();
    ids.sort_unstable();
    ids.dedup();
    let text: String = ids.iter().map(|id| format!("{id}\n")).collect();
    let write = || {
        if fs::metadata(path).is_ok_and(|found| !found.is_file()) {
            // A device or a pipe.
            return fs::write(path, &text);
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut file = Unfinished::create_in(folder, ".gaialink-")?;
        file.write_all(text.as_bytes())?;
        file.persist(path)
    };
    let fault = |source| gaialink::Error::from(gaialink::ErrorKind::Io { action: "write the missing ids", source });
    write().map_err(|error| fault(error).at(&path.display().to_string()))
}

/// Tells what became of the files.
pub(crate) fn tell(found: &StackReport, quiet: bool) {
    for error in &found.failed {
        report::tell(error);
    }
    if !found.failed.is_empty() {
        report::note(&format!("{} could not be read", count(found.failed.len(), "file or member", "files or members")));
    }
    if found.products.is_empty() {
        report::note("no products were found, and nothing was written");
    }
    if quiet {
        return;
    }
    for error in found.skipped.iter().take(LISTED) {
        report::note(&format!("skipped: {}", report::chain(error)));
    }
    if let Some(more) = found.skipped.len().checked_sub(LISTED).filter(|more| *more > 0) {
        report::note(&format!("and {more} more were skipped"));
    }
    for (name, warning) in found.warnings.iter().take(LISTED) {
        report::note(&report::printable(&format!("{name}: warning {warning}")));
    }
    if let Some(more) = found.warnings.len().checked_sub(LISTED).filter(|more| *more > 0) {
        report::note(&format!("and {more} more warnings"));
    }
    found.products.iter().for_each(tell_product);
}

fn tell_product(stacked: &Stacked) {
    let name = stacked.output.display().to_string();
    let (sources, rows) = (count(stacked.sources, "source", "sources"), count(stacked.rows, "row", "rows"));
    report::note(&format!("{name}: {}, {sources}, {rows}", stacked.product));
    if stacked.duplicates > 0 {
        report::note(&format!("{name}: {} came again", count(stacked.duplicates, "source", "sources")));
    }
    for conflict in stacked.conflicts.iter().take(LISTED) {
        let text = format!(
            "{name}: source {} comes again with another content; kept that of {}, left out that of {}",
            conflict.source_id, conflict.kept, conflict.dropped
        );
        report::note(&report::printable(&text));
    }
    if let Some(more) = stacked.conflicts.len().checked_sub(LISTED).filter(|more| *more > 0) {
        report::note(&format!("{name}: and {more} more sources came again with another content"));
    }
    if let Some(missing) = &stacked.missing {
        let listed: Vec<String> = missing.sources.iter().take(LISTED).map(spelled).collect();
        let more = if missing.sources.len() > LISTED { ", …" } else { "" };
        let which = if listed.is_empty() { String::new() } else { format!(": {}{more}", listed.join(", ")) };
        let (lacking, wanted) = (missing.sources.len(), count(missing.wanted, "source", "sources"));
        report::note(&format!(
            "{name}: {lacking} of {wanted} {} no {}{which}",
            if lacking == 1 { "has" } else { "have" },
            stacked.product
        ));
    }
    let mut losses = Report::default();
    losses.losses = stacked.losses.clone();
    report::losses(&name, &losses);
}

/// A source that was asked for, with its release where that was said.
fn spelled(wanted: &Wanted) -> String {
    match &wanted.release {
        Some(release) => format!("{release} {}", wanted.source_id),
        None => wanted.source_id.to_string(),
    }
}

/// A number of things; 1 is the only one that is not of several.
fn count(number: impl ToString, one: &str, several: &str) -> String {
    let number = number.to_string();
    format!("{number} {}", if number == "1" { one } else { several })
}
