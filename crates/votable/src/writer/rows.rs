use super::{WriteOptions, binary::Binary, column::Column, piece::Piece, tabledata::TableData};
use crate::{Result, Serialization};
use gaialink_table::LossReport;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

/// Bytes of a batch below which it is not worth being cut.
const WORTH: usize = 64 << 10;

/// Bytes of a batch whose text a thread makes at once: so few that the text is still near when it is written.
const NEAR: usize = 128 << 10;

/// Rows on their way out, in one of the ways in which they are written down.
#[derive(Debug)]
pub(super) enum Rows {
    TableData(TableData),
    Binary(Box<Binary>),
}

impl Rows {
    pub(super) fn try_new(columns: &[Column], options: &WriteOptions) -> Result<Self> {
        match options.serialization {
            Serialization::TableData => Ok(Self::TableData(TableData::new(options))),
            _ => Ok(Self::Binary(Box::new(Binary::try_new(columns, options)?))),
        }
    }

    /// The parts of a batch to be encoded and written one after the other.
    pub(super) fn parts(&self, batch: Piece) -> Vec<Piece> {
        match self {
            Self::TableData(_) => {
                let count = batch.bytes() / NEAR.saturating_mul(rayon::current_num_threads());
                batch.cut(count)
            }
            Self::Binary(_) => vec![batch],
        }
    }

    /// The text of the rows of a batch, cut into pieces that are encoded at once.
    pub(super) fn encode(&mut self, columns: &[Column], batch: Piece, losses: &mut LossReport) -> Result<Vec<Vec<u8>>> {
        let count = rayon::current_num_threads().min(batch.bytes() / WORTH);
        let pieces = batch.cut(count);
        let rows = &*self;
        let encode = |piece: &Piece| {
            let mut losses = LossReport::default();
            let bytes = match rows {
                Self::TableData(data) => data.encode(columns, piece, &mut losses),
                Self::Binary(data) => data.encode(piece, &mut losses),
            };
            bytes.map(|bytes| (bytes, losses))
        };
        let encoded: Vec<_> = match pieces.as_slice() {
            [only] => vec![encode(only)],
            several => several.par_iter().map(encode).collect(),
        };
        let mut texts = Vec::with_capacity(encoded.len());
        for piece in encoded {
            let (bytes, lost) = piece?;
            losses.merge(&lost);
            texts.push(bytes);
        }
        Ok(match self {
            Self::TableData(_) => texts,
            Self::Binary(data) => data.text(texts),
        })
    }

    /// What is left at the end.
    pub(super) fn finish(&mut self) -> Vec<u8> {
        match self {
            Self::TableData(_) => Vec::new(),
            Self::Binary(data) => data.finish(),
        }
    }
}
