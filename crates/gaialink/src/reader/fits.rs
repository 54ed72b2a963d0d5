//! FITS through `gaialink-fits`, which reads files and memory in any order.

use super::{Opened, wrapped::Wrapped};
use crate::{
    Error, Format, OpenOptions, Result, TableChoice, TableSummary,
    input::{Input, Random},
};
use fits::{ReadOptions, Reader};
use gaialink_fits as fits;
use std::sync::Arc;

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
    Ok(Opened::plain(Box::new(Wrapped::of_copy(reader, Format::Fits, random))))
}

pub(crate) fn list(input: &Input) -> Result<Vec<TableSummary>> {
    let schemas = match &input.random()? {
        Random::Path(path) => fits::list(path),
        Random::Temp(path) => fits::list(path),
        Random::Bytes(bytes) => fits::list_bytes(bytes),
    };
    let schemas = schemas.map_err(Error::reading(Format::Fits))?;
    Ok(schemas.into_iter().map(|schema| TableSummary { schema, serialization: None }).collect())
}
