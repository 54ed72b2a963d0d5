//! The command `gaialink`: fetches, checks, looks into, prints and converts Gaia products.

mod args;
mod chunk;
mod command;
mod fault;
#[cfg(feature = "fetch")]
mod fetch;
mod report;
mod signals;
mod text;

use crate::args::{Args, Command};
use clap::Parser;
use std::{
    panic::{self, AssertUnwindSafe},
    process::ExitCode,
};

fn main() -> ExitCode {
    let args = Args::parse();
    // Damaged files make some decoders panic, which the library turns into errors; what is left is told below.
    panic::set_hook(Box::new(|_| {}));
    signals::handle();
    match panic::catch_unwind(AssertUnwindSafe(|| run(args))) {
        Ok(code) => code,
        Err(payload) => report::internal(&*payload),
    }
}

fn run(args: Args) -> ExitCode {
    match args.command {
        Command::Info(info) => command::info::run(&info),
        Command::Head(head) => report::exit(command::head::run(&head)),
        Command::Convert(convert) => command::convert::run(convert),
        Command::Links(links) => report::exit(command::links::run(&links)),
        Command::Request(request) => report::exit(command::request::run(&request)),
        #[cfg(feature = "fetch")]
        Command::Fetch(fetch) => command::fetch::run(&fetch),
        Command::Validate(validate) => command::validate::run(&validate),
        Command::Stack(stack) => command::stack::run(&stack),
    }
}
