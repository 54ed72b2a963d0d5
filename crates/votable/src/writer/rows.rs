use super::{WriteOptions, binary::Binary, column::Column, piece::Piece, tabledata::TableData};
use crate::{Result, Serialization};
use gaialink_table::LossReport;
use std::io::Write;

/// Rows on their way out, in one of the ways in which they are written down.
#[derive(Debug)]
pub(super) enum Rows {
    TableData(TableData),
    Binary(Box<Binary>),
}

impl Rows {
    pub(super) fn try_new(columns: &[Column], options: &WriteOptions) -> Result<Self> {
        Ok(match options.serialization {
            Serialization::TableData => Self::TableData(TableData::new(options)),
            _ => Self::Binary(Box::new(Binary::try_new(columns, options)?)),
        })
    }

    /// Writes the rows of a batch.
    pub(super) fn write(
        &mut self,
        columns: &[Column],
        batch: &Piece,
        out: &mut (impl Write + Send),
        losses: &mut LossReport,
    ) -> Result<()> {
        match self {
            Self::TableData(data) => data.write(columns, batch, out, losses),
            Self::Binary(data) => data.write(batch, out, losses),
        }
    }

    /// What is left at the end.
    pub(super) fn finish(&mut self) -> Vec<u8> {
        match self {
            Self::TableData(_) => Vec::new(),
            Self::Binary(data) => data.finish(),
        }
    }
}
