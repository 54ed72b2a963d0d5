//! What was typed.

mod character;
mod convert;
mod head;
mod infer_rows;
mod info;
mod open;
mod rows;
mod table;

pub(crate) use self::{
    convert::Convert,
    head::Head,
    info::Info,
    open::{Open, is_stdio, open},
};

use clap::{Parser, Subcommand};

/// Looks into, prints and converts downloaded Gaia products.
#[derive(Debug, Parser)]
#[command(name = "gaialink", version, max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Says what files are and hold: product, release, rows, sources, columns, PARAMs.
    Info(Info),
    /// Prints the first rows as an aligned table.
    Head(Head),
    /// Converts a file into another format, or many files one to one.
    Convert(Convert),
}
