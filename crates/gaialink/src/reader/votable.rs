//! VOTable through `gaialink-votable`.

mod in_file;

pub(crate) use self::in_file::{InFile, is_read};

use super::{Opened, wrapped::Wrapped};
use crate::{Error, Format, OpenOptions, Result, TableChoice, TableSummary, input::Input};
use gaialink_votable as votable;
use votable::{ErrorKind, ReadOptions, Reader};

/// Opens the chosen table; `only` means that where none is chosen there must be no other.
pub(crate) fn open(input: &Input, options: &OpenOptions, only: bool) -> Result<Opened> {
    let read = |choice| {
        let mut read = read_options(options);
        read.table = choice;
        read.base = input.directory();
        let stream = input.stream()?;
        Ok::<_, Error>(Reader::try_new(stream, read))
    };
    let reader = match &options.table {
        TableChoice::First if only => read(votable::TableChoice::Only)?,
        TableChoice::First => read(votable::TableChoice::First)?,
        TableChoice::Index(index) => read(votable::TableChoice::Index(*index))?,
        TableChoice::Name(name) => match read(votable::TableChoice::Name(name.clone()))? {
            Err(error) if matches!(error.kind(), ErrorKind::NoTable { .. }) && input.is_again() => {
                read(votable::TableChoice::Id(name.clone()))?
            }
            found => found,
        },
    };
    let reader = reader.map_err(Error::reading(Format::Votable))?;
    let serialization = reader.serialization().map(|s| s.to_string());
    if is_read(reader.serialization()) {
        return Ok(Opened { reader: Box::new(in_file::Joined::open(reader, options)?), serialization, header: None });
    }
    Ok(Opened { reader: Box::new(Wrapped::new(reader, Format::Votable)), serialization, header: None })
}

/// Makes an input readable again and again. Where its beginning goes beyond a limit, or is no VOTable, no more is copied than was read.
pub(super) fn again(input: &Input, options: &OpenOptions) -> Result<()> {
    input.again_after(|stream| match Reader::try_new(stream, read_options(options)) {
        Ok(_) => true,
        Err(error) => !matches!(error.kind(), ErrorKind::Limit(_) | ErrorKind::NotVotable { .. }),
    })
}

pub(crate) fn list(input: &Input, options: &OpenOptions) -> Result<Vec<TableSummary>> {
    let tables = votable::list(input.stream()?, &read_options(options)).map_err(Error::reading(Format::Votable))?;
    let summary = |table: votable::TableSummary| TableSummary {
        serialization: table.serialization.map(|s| s.to_string()),
        schema: table.schema,
    };
    Ok(tables.into_iter().map(summary).collect())
}

/// How `gaialink-votable` is to read.
pub(crate) fn read_options(options: &OpenOptions) -> ReadOptions {
    let mut read = ReadOptions::default();
    read.limits = options.limits.clone();
    read.columns = options.columns.clone();
    read.strict = options.strict;
    read
}
