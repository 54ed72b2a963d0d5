//! What was typed.

mod character;
mod convert;
#[cfg(feature = "fetch")]
mod fetch;
mod head;
mod infer_rows;
mod info;
mod links;
mod open;
mod order;
mod request;
mod rows;
mod stack;
mod table;
mod validate;

#[cfg(feature = "fetch")]
pub(crate) use self::fetch::Fetch;
pub(crate) use self::{
    convert::Convert,
    head::Head,
    info::Info,
    links::Links,
    open::{Open, is_stdio, open},
    order::OrderArgs,
    request::Request,
    stack::Stack,
    validate::Validate,
};

use clap::{Parser, Subcommand};

/// Fetches, checks, looks into, prints and converts Gaia products.
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
    /// Shows the links of a {links} table, or where those of a query result are.
    Links(Links),
    /// Prints what to ask the archive for, a URL a line.
    Request(Request),
    /// Fetches the products of a list of sources into a directory.
    #[cfg(feature = "fetch")]
    Fetch(Fetch),
    /// Tells everything in files that goes against their format's standard, or against the product they hold.
    Validate(Validate),
    /// Makes one table a product of many files of single sources: zips, directories, files of any format.
    Stack(Stack),
}
