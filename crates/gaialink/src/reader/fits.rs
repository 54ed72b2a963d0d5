//! FITS through `gaialink-fits`, which reads files and memory in any order.

use super::{Opened, wrapped::Wrapped};
use crate::{
    Error, Format, OpenOptions, Result, TableChoice, TableSummary,
    input::{Input, Random},
};
use fits::{ReadOptions, Reader};
use gaialink_fits as fits;
use gaialink_table::{Position, Schema, Warning};
use std::{iter, sync::Arc};

/// How the table is read.
pub(crate) fn options(options: &OpenOptions) -> ReadOptions {
    let mut read = ReadOptions::default();
    read.limits = options.limits.clone();
    read.columns = options.columns.clone();
    read.strict = options.strict;
    read.table = match &options.table {
        TableChoice::First => fits::TableChoice::First,
        TableChoice::Index(index) => fits::TableChoice::Index(*index),
        TableChoice::Name(name) => fits::TableChoice::Name(name.clone()),
    };
    read.describe = describe(options);
    read
}

pub(crate) fn open(input: &Input, chosen: &OpenOptions) -> Result<Opened> {
    let read = options(chosen);
    let random = input.random()?;
    let reader = match &random {
        Random::Path(path) => Reader::open(path, read.clone()),
        Random::Temp(temporary) => Reader::open(temporary.path(), read.clone()),
        Random::Bytes(bytes) => Reader::from_bytes(Arc::clone(bytes), read.clone()),
    };
    let reader = reader.map_err(Error::reading(Format::Fits))?;
    let notes = if chosen.table == TableChoice::First { more(&random, &read) } else { Vec::new() };
    Ok(Opened::plain(Box::new(Wrapped::of_copy(reader, Format::Fits, random, notes))))
}

/// A note of the tables behind the first one, or a warning where what is there is damaged.
fn more(random: &Random, read: &ReadOptions) -> Vec<Warning> {
    let (code, message) = match schemas(random, read) {
        Ok(schemas) if schemas.len() <= 1 => return Vec::new(),
        Ok(schemas) => ("N-TABLES", format!("{} more tables follow the one that was read", schemas.len() - 1)),
        Err(error) => ("W-BEHIND", format!("what follows the table is damaged: {}", causes(&error))),
    };
    vec![Warning::new(code, Position::default(), message)]
}

/// Why it went wrong, in one line.
fn causes(error: &dyn std::error::Error) -> String {
    let causes = iter::successors(error.source(), |cause| cause.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

fn schemas(random: &Random, read: &ReadOptions) -> Result<Vec<Schema>> {
    let schemas = match random {
        Random::Path(path) => fits::list(path, read),
        Random::Temp(temporary) => fits::list(temporary.path(), read),
        Random::Bytes(bytes) => fits::list_bytes(bytes, read),
    };
    schemas.map_err(Error::reading(Format::Fits))
}

pub(crate) fn list(input: &Input, options: &OpenOptions) -> Result<Vec<TableSummary>> {
    let mut read = ReadOptions::default();
    read.limits = options.limits.clone();
    read.describe = describe(options);
    let schemas = schemas(&input.random()?, &read)?;
    Ok(schemas.into_iter().map(|schema| TableSummary { schema, serialization: None }).collect())
}

/// Reads the VOTable in the primary HDU of FITS-plus files.
#[cfg(feature = "votable")]
fn describe(options: &OpenOptions) -> Option<fits::Describe> {
    let mut read = gaialink_votable::ReadOptions::default();
    read.limits = options.limits.clone();
    Some(fits::Describe::new(move |document| crate::fits_plus::read(document, &read).map_err(|error| causes(&error))))
}

#[cfg(not(feature = "votable"))]
fn describe(_: &OpenOptions) -> Option<fits::Describe> {
    None
}
