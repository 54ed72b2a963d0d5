use crate::{args, report};
use gaialink::{Error, Severity, Validation};
use std::{
    io::{self, Write},
    path::Path,
    process::ExitCode,
};

/// Tells what is wrong with the files; one that cannot be read does not stop the others.
pub(crate) fn run(args: &args::Validate) -> ExitCode {
    let found = args.files.iter().map(|file| one(args, file));
    let out = io::BufWriter::new(io::stdout().lock());
    let printed = if args.json { json(out, found) } else { text(out, found, args.quiet) };
    match printed {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => report::exit(Err(error)),
    }
}

fn one(args: &args::Validate, file: &Path) -> Result<Validation, Error> {
    match args::is_stdio(file) {
        true => args::open(file, &args.open())?.validate(&args.options()),
        false => gaialink::validate(file, &args.options()),
    }
}

/// Prints one JSON array; tells whether there was no error.
fn json(mut out: impl Write, found: impl Iterator<Item = Result<Validation, Error>>) -> io::Result<bool> {
    let mut is_valid = true;
    let mut all = Vec::new();
    for found in found {
        match found {
            Ok(found) => {
                is_valid &= found.is_valid();
                all.push(found);
            }
            Err(error) => {
                report::tell(&error);
                is_valid = false;
            }
        }
    }
    serde_json::to_writer_pretty(&mut out, &all)?;
    writeln!(out)?;
    out.flush()?;
    Ok(is_valid)
}

/// Prints a line a finding and one a file; tells whether there was no error.
fn text(mut out: impl Write, found: impl Iterator<Item = Result<Validation, Error>>, quiet: bool) -> io::Result<bool> {
    let mut is_valid = true;
    for found in found {
        match found {
            Ok(found) => {
                is_valid &= found.is_valid();
                print(&mut out, &found, quiet)?;
            }
            Err(error) => {
                out.flush()?;
                report::tell(&error);
                is_valid = false;
            }
        }
    }
    out.flush()?;
    Ok(is_valid)
}

fn print(out: &mut impl Write, found: &Validation, quiet: bool) -> io::Result<()> {
    for (name, finding) in found.all().filter(|(_, finding)| !quiet || finding.severity == Severity::Error) {
        writeln!(out, "{}", report::printable(&format!("{name}: {finding}")))?;
    }
    if quiet && found.is_valid() {
        return Ok(());
    }
    let format = match (found.format, found.members.len()) {
        (Some(format), _) => format.to_string(),
        (None, 0) => "no format that is known".to_owned(),
        (None, count) => plural(count, "member"),
    };
    let (errors, warnings) = (found.count(Severity::Error), found.count(Severity::Warning));
    let (errors, warnings) = (plural(errors, "error"), plural(warnings, "warning"));
    writeln!(out, "{}", report::printable(&format!("{}: {format}, {errors}, {warnings}", found.name)))
}

fn plural(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
