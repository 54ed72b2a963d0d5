mod print;

use crate::{args, report};
use gaialink::{Error, Info};
use std::{
    io::{self, Write},
    process::ExitCode,
};

/// Says what the files are and hold; a file that cannot be read does not stop the others.
pub(crate) fn run(args: &args::Info) -> ExitCode {
    let infos = args.files.iter().map(|file| args.open.open(file).and_then(|source| source.info()));
    let out = io::BufWriter::new(io::stdout().lock());
    let printed = if args.json { json(out, infos) } else { text(out, infos) };
    match printed {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => report::exit(Err(error)),
    }
}

/// Prints one JSON array; gives how many files could not be read.
fn json(mut out: impl Write, infos: impl Iterator<Item = Result<Info, Error>>) -> io::Result<usize> {
    let (good, bad): (Vec<_>, Vec<_>) = infos.partition(Result::is_ok);
    bad.iter().filter_map(|result| result.as_ref().err()).for_each(|error| report::tell(error));
    let good: Vec<Info> = good.into_iter().flatten().collect();
    serde_json::to_writer_pretty(&mut out, &good)?;
    writeln!(out)?;
    out.flush()?;
    Ok(bad.len())
}

/// Prints one file after the other; gives how many could not be read.
fn text(mut out: impl Write, infos: impl Iterator<Item = Result<Info, Error>>) -> io::Result<usize> {
    let mut failed = 0_usize;
    for (index, info) in infos.enumerate() {
        match info {
            Ok(info) => {
                if index > 0 {
                    writeln!(out)?;
                }
                print::info(&mut out, &info, "")?;
                out.flush()?;
            }
            Err(error) => {
                report::tell(&error);
                failed = failed.saturating_add(1);
            }
        }
    }
    Ok(failed)
}
