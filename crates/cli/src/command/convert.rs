use crate::{
    args::{self, Convert},
    report,
};
use clap::{CommandFactory, error::ErrorKind};
use gaialink::{Destination, Error, Plan, Result, Target};
use std::{
    io,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Converts one file, or many one to one.
pub(crate) fn run(args: Convert) -> ExitCode {
    if let Some(directory) = &args.split {
        return exit_many(Ok(split(&args, directory)));
    }
    match (&args.out_dir, args.to, args.paths.as_slice()) {
        (Some(directory), Some(to), inputs) => exit_many(many(&args, directory, to, inputs)),
        (None, _, [input, output]) => report::exit(one(&args, input, output)),
        _ => usage("expected an input and an output; several inputs need --out-dir or --split"),
    }
}

fn one(args: &Convert, input: &Path, output: &Path) -> Result<()> {
    if output.is_dir() {
        usage(&format!("`{}` is a directory; name the output, or use --out-dir", output.display()));
    }
    if input.is_dir() {
        usage(&format!("`{}` is a directory; use --out-dir", input.display()));
    }
    let to_stdout = args::is_stdio(output);
    if to_stdout && args.to.is_none() {
        usage("the standard output has no extension; say what to write by --to");
    }
    let destination = match to_stdout {
        true => Destination::stream(io::stdout()),
        false => Destination::from(output),
    };
    // An output without a known extension is told before the input is read.
    let options = args.options();
    if options.to.is_none()
        && let Err(error) = Target::from_path(output)
    {
        usage(&error.to_string());
    }
    let report = gaialink::convert(&args.open.open(input)?, destination, &options)?;
    if !args.quiet {
        report::losses(&output.display().to_string(), &report);
    }
    Ok(())
}

/// Splits all inputs by source; how many of them failed.
fn split(args: &Convert, directory: &Path) -> usize {
    let mut failed = 0_usize;
    for input in &args.paths {
        match args.open.open(input).and_then(|source| gaialink::split(&source, directory, &args.options())) {
            Ok(done) if !args.quiet => report::losses(&directory.display().to_string(), &done.report),
            Ok(_) => {}
            Err(error) => {
                report::tell(&error);
                failed = failed.saturating_add(1);
            }
        }
    }
    failed
}

/// The conversions of all inputs; how many of them failed.
fn many(args: &Convert, directory: &Path, to: Target, inputs: &[PathBuf]) -> Result<usize> {
    let plan = Plan::new(inputs, directory, to, &args.open.options())?;
    if !args.quiet {
        for error in plan.skipped() {
            report::note(&format!("skipped: {}", report::printable(&error.to_string())));
        }
    }
    let results = plan.run(&args.options())?;
    let mut failed = 0_usize;
    for (job, result) in plan.jobs().iter().zip(results) {
        match result {
            Ok(report) if !args.quiet => report::losses(&job.output.display().to_string(), &report),
            Ok(_) => {}
            Err(error) => {
                report::tell(&error);
                failed = failed.saturating_add(1);
            }
        }
    }
    if failed > 0 {
        report::note(&format!("{failed} of {} conversions failed", plan.jobs().len()));
    }
    Ok(failed)
}

fn exit_many(result: Result<usize>) -> ExitCode {
    match result {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => report::exit::<Error>(Err(error)),
    }
}

/// Refuses what was typed: exit code 2.
fn usage(message: &str) -> ! {
    let mut command = args::Args::command();
    command.build();
    match command.find_subcommand_mut("convert") {
        Some(convert) => convert.error(ErrorKind::ValueValidation, message).exit(),
        None => command.error(ErrorKind::ValueValidation, message).exit(),
    }
}
