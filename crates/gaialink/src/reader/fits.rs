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

pub(crate) fn open(input: &Input, options: &OpenOptions) -> Result<Opened> {
    let mut read = ReadOptions::default();
    read.limits = options.limits.clone();
    read.columns = options.columns.clone();
    read.strict = options.strict;
    read.table = match &options.table {
        TableChoice::First => fits::TableChoice::First,
        TableChoice::Index(index) => fits::TableChoice::Index(*index),
        TableChoice::Name(name) => fits::TableChoice::Name(name.clone()),
    };
    let random = input.random()?;
    let reader = match &random {
        Random::Path(path) => Reader::open(path, read),
        Random::Temp(path) => Reader::open(path, read),
        Random::Bytes(bytes) => Reader::from_bytes(Arc::clone(bytes), read),
    };
    let reader = reader.map_err(Error::reading(Format::Fits))?;
    let notes = if options.table == TableChoice::First { more(&random) } else { Vec::new() };
    Ok(Opened::plain(Box::new(Wrapped::of_copy(reader, Format::Fits, random, notes))))
}

/// A note of the tables behind the first one, or a warning where what is there is damaged.
fn more(random: &Random) -> Vec<Warning> {
    let (code, message) = match schemas(random) {
        Ok(schemas) if schemas.len() <= 1 => return Vec::new(),
        Ok(schemas) => ("N-TABLES", format!("{} more tables follow the one that was read", schemas.len() - 1)),
        Err(error) => {
            let causes = iter::successors(std::error::Error::source(&error), |cause| cause.source());
            let causes: Vec<String> = causes.map(ToString::to_string).collect();
            ("W-BEHIND", format!("what follows the table is damaged: {}", causes.join(": ")))
        }
    };
    vec![Warning::new(code, Position::default(), message)]
}

fn schemas(random: &Random) -> Result<Vec<Schema>> {
    let schemas = match random {
        Random::Path(path) => fits::list(path),
        Random::Temp(path) => fits::list(path),
        Random::Bytes(bytes) => fits::list_bytes(bytes),
    };
    schemas.map_err(Error::reading(Format::Fits))
}

pub(crate) fn list(input: &Input) -> Result<Vec<TableSummary>> {
    let schemas = schemas(&input.random()?)?;
    Ok(schemas.into_iter().map(|schema| TableSummary { schema, serialization: None }).collect())
}
