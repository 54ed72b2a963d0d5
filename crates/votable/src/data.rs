//! The rows of a TABLE into columns.

pub(crate) mod binary;
pub(crate) mod fault;
pub(crate) mod tabledata;

pub(crate) use self::fault::Fault;

use self::{
    binary::{Binary, stream::Stream},
    tabledata::TableData,
};
use crate::{Error, ErrorKind, Result, Serialization, reader::table::Rows, xml::events::Events};
use gaialink_table::{
    Limits, Schema, Warning,
    arrow::{
        array::{ArrayRef, RecordBatch, RecordBatchOptions},
        datatypes::SchemaRef,
    },
};
use std::{
    io::{BufRead, Write},
    path::Path,
    sync::Arc,
};

/// The rows of a TABLE, in one of the ways in which they are written down.
pub(crate) enum Data {
    None,
    Elements(Box<TableData>),
    Packed(Box<Binary>),
    /// A FITS file, which is no matter of this crate.
    File(Box<Stream>),
}

/// Rows as columns.
#[derive(Debug, Default)]
pub(crate) struct Decoded {
    pub(crate) columns: Vec<ArrayRef>,
    pub(crate) rows: usize,
    /// What was odd; rows are counted from 1 within these.
    pub(crate) warnings: Vec<Warning>,
}

impl Data {
    /// Makes ready to read rows of the columns of `schema`; `projection` are the places of those wanted, and
    /// `base` is the directory of the document.
    pub(crate) fn try_new<R: BufRead>(
        events: &mut Events<R>,
        rows: Option<&Rows>,
        schema: &Schema,
        projection: Option<&[usize]>,
        base: Option<&Path>,
        limits: &Limits,
    ) -> Result<Self> {
        let Some(rows) = rows else { return Ok(Self::None) };
        let all: Vec<usize>;
        let wanted = match projection {
            Some(places) => places,
            None => {
                all = (0..schema.fields.len()).collect();
                &all
            }
        };
        match rows.serialization {
            Serialization::TableData => {
                let data =
                    TableData::try_new(rows, &schema.fields, wanted, (limits, events.warnings.is_strict()), &events.entities);
                Ok(Self::Elements(Box::new(data.map_err(|limit| events.error(limit))?)))
            }
            Serialization::Binary | Serialization::Binary2 => {
                Ok(Self::Packed(Box::new(Binary::try_new(events, rows, &schema.fields, wanted, base, limits)?)))
            }
            Serialization::Fits | Serialization::Parquet => {
                Ok(Self::File(Box::new(Stream::try_new(events, rows, base, limits)?)))
            }
        }
    }

    /// The next rows, or `None` behind the last one; `before` is the number of rows given so far.
    pub(crate) fn next<R: BufRead + Send>(&mut self, events: &mut Events<R>, before: u64) -> Result<Option<Decoded>> {
        let decoded = match self {
            Self::None => None,
            Self::Elements(data) => data.next(events, before)?,
            Self::Packed(data) => data.next(events, before)?,
            Self::File(_) => {
                let what = "a TABLE whose rows are a file in another format (FITS or PARQUET)".to_owned();
                return Err(events.error(ErrorKind::Unsupported { what }));
            }
        };
        let Some(mut decoded) = decoded else { return Ok(None) };
        for mut warning in std::mem::take(&mut decoded.warnings) {
            warning.at.row = warning.at.row.map(|row| row.saturating_add(before));
            events.keep(warning)?;
        }
        Ok(Some(decoded))
    }

    /// Copies the file that the rows are; nothing of other rows.
    pub(crate) fn copy_file<R: BufRead>(&mut self, events: &mut Events<R>, out: &mut dyn Write) -> Result<()> {
        match self {
            Self::File(stream) => stream.copy(events, out),
            _ => Ok(()),
        }
    }
}

impl Decoded {
    pub(crate) fn into_batch(self, arrow: &SchemaRef) -> Result<RecordBatch> {
        let options = RecordBatchOptions::new().with_match_field_names(false).with_row_count(Some(self.rows));
        RecordBatch::try_new_with_options(Arc::clone(arrow), self.columns, &options)
            .map_err(|error| Error::from(gaialink_table::Error::from(error)))
    }
}

/// Passes over the rows of a TABLE, fast.
pub(crate) fn skip<R: BufRead>(events: &mut Events<R>, rows: &Rows, limits: &Limits) -> Result<()> {
    match rows.serialization {
        _ if rows.is_empty => Ok(()),
        Serialization::TableData => tabledata::skip(events, rows, limits),
        _ => binary::skip(events),
    }
}
