mod report;
mod stack;

use self::report::Summary;
use super::request::tell_left_out;
use crate::{
    args,
    chunk::{Chunk, chunks},
    fault::Fault,
    fetch::{Directory, Progress, Work},
    report::{exit, note},
};
use gaialink::datalink::RetrievalType;
use std::{
    io::{self, Write},
    process::ExitCode,
};

/// The exit code where some requests failed, and the others went well.
const SOME_FAILED: u8 = 3;

/// Fetches the products of a list of sources into a directory.
pub(crate) fn run(args: &args::Fetch) -> ExitCode {
    match fetch(args) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(SOME_FAILED),
        Err(fault) => exit(Err(fault)),
    }
}

/// Fetches, and stacks what came; gives how many requests failed, or files that should have been stacked.
fn fetch(args: &args::Fetch) -> Result<usize, Fault> {
    let endpoint = &args.order.endpoint;
    if !endpoint.is_https() && !args.allow_http {
        return Err(Fault::Http(endpoint.to_string()));
    }
    let list = args.order.source_list()?;
    let requests = args.order.requests(&list)?;
    if !args.quiet {
        tell_left_out(&list, requests.is_empty());
    }
    let chunks = chunks(&requests, args.order.chunk);
    if args.dry_run {
        return dry_run(args, &chunks).map(|()| 0);
    }
    let directory = Directory::open(&args.out_dir)?;
    let progress = Progress::new(chunks.len(), args.quiet);
    let mut summary = Summary::default();
    for product in by_product(&chunks) {
        let outcomes = Work::new(args, product, &directory, &progress).run(args.jobs.get());
        summary.add(product, outcomes);
    }
    progress.finish();
    let failed = summary.tell(&directory, args.quiet)?;
    match &args.stack {
        Some(_) if failed > 0 => {
            note("nothing is stacked until all has come");
            Ok(failed)
        }
        Some(output) => stack::run(args, &requests, &summary.files(&directory), output),
        None => Ok(failed),
    }
}

/// The chunks of one product after those of the other.
fn by_product(chunks: &[Chunk]) -> impl Iterator<Item = &[Chunk]> {
    let kind = |chunk: &Chunk| -> RetrievalType { chunk.request.retrieval_type.clone() };
    chunks.chunk_by(move |one, next| kind(one) == kind(next))
}

/// Prints the files that would be fetched, and how many sources each is asked for.
fn dry_run(args: &args::Fetch, chunks: &[Chunk]) -> Result<(), Fault> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    writeln!(out, "{} requests to {}", chunks.len(), args.order.endpoint.data())?;
    for chunk in chunks {
        writeln!(out, "{}  {} sources", chunk.name, chunk.request.ids.len())?;
    }
    Ok(out.flush()?)
}
