mod lines;
mod whole;

pub(super) use self::whole::encode_stream;

use self::lines::{LINE, Lines};
use super::{WriteOptions, column::Column, piece::Piece};
use crate::{Error, Result, Serialization, data::binary::plan};
use gaialink_table::{
    Field, LossReport,
    rows::{Encoded, RowError, RowPlan},
};
use rayon::prelude::{IntoParallelIterator, ParallelIterator};

/// Bytes of a batch that are packed at once: so few that they are still near when their base64 is made.
const NEAR: usize = 64 << 10;

/// Writes rows as BINARY or BINARY2 (VOTable 1.5, 5.3 and 5.4).
#[derive(Debug)]
pub(super) struct Binary {
    plan: RowPlan,
    /// Bytes that make no whole line yet.
    pending: Vec<u8>,
}

/// The rows of a piece.
#[derive(Debug)]
pub(super) enum Packed {
    /// Their base64.
    Lines(Lines),
    /// The rows themselves, where only those before them tell at which place of a line they start.
    Rows {
        /// Their bytes.
        bytes: Vec<u8>,
        /// Room for their base64.
        room: Vec<u8>,
    },
}

impl Binary {
    pub(super) fn try_new(columns: &[Column], options: &WriteOptions) -> Result<Self> {
        let fields: Vec<Field> = columns.iter().map(|column| column.field.clone()).collect();
        let has_mask = options.serialization == Serialization::Binary2;
        let plan = plan::plan(&fields, has_mask, None, &options.limits).map_err(|error| fault(error, 0))?;
        Ok(Self { plan, pending: Vec::new() })
    }

    /// The rows of one piece, packed, with room for their text.
    pub(super) fn encode(&self, piece: Piece, room: Vec<u8>, losses: &mut LossReport) -> Result<Packed> {
        let mut encoded = Encoded::default();
        let packed = match self.plan.row_len() {
            None => {
                self.pack(&piece, &mut encoded)?;
                Packed::Rows { bytes: encoded.rows, room }
            }
            Some(length) => {
                let mut lines = Lines::new(place(piece.before, length), piece.rows.saturating_mul(length), room);
                let count = piece.bytes().div_ceil(NEAR);
                for near in piece.cut(count) {
                    encoded.rows.clear();
                    self.pack(&near, &mut encoded)?;
                    lines.push(&encoded.rows);
                }
                Packed::Lines(lines)
            }
        };
        losses.merge(&encoded.losses);
        Ok(packed)
    }

    fn pack(&self, piece: &Piece, out: &mut Encoded) -> Result<()> {
        self.plan.encode(&piece.arrays, out).map_err(|error| fault(error, piece.before))
    }

    /// The rows of a batch in parts that are not too large when they are packed.
    pub(super) fn parts(&self, batch: Piece) -> Result<Vec<Piece>> {
        let parts = self.plan.parts(&batch.arrays, RowPlan::PART).map_err(|error| fault(error, batch.before))?;
        match parts.len() {
            0 | 1 => Ok(vec![batch]),
            _ => Ok(parts.into_iter().map(|rows| batch.slice(rows)).collect()),
        }
    }

    /// The base64 of packed rows that follow those before; bytes that make no whole line are kept for the next ones.
    pub(super) fn text(&mut self, pieces: Vec<Packed>) -> Vec<Vec<u8>> {
        let mut texts = Vec::with_capacity(pieces.len());
        for lines in self.placed(pieces) {
            texts.push(lines.join(&mut self.pending));
        }
        texts
    }

    /// The lines of pieces, now that it is known where in a line each of them starts.
    fn placed(&self, pieces: Vec<Packed>) -> Vec<Lines> {
        let mut at = self.pending.len();
        let place = |packed: Packed| {
            let start = at;
            if let Packed::Rows { bytes, .. } = &packed {
                at = at.saturating_add(bytes.len()) % LINE;
            }
            (start, packed)
        };
        let placed: Vec<_> = pieces.into_iter().map(place).collect();
        let lines = |(start, packed)| match packed {
            Packed::Lines(lines) => lines,
            Packed::Rows { bytes, room } => {
                let mut lines = Lines::new(start, bytes.len(), room);
                lines.push(&bytes);
                lines
            }
        };
        match self.plan.row_len() {
            Some(_) => placed.into_iter().map(lines).collect(),
            None => placed.into_par_iter().map(lines).collect(),
        }
    }

    /// The base64 of the last bytes.
    pub(super) fn finish(&mut self) -> Vec<u8> {
        lines::last(&std::mem::take(&mut self.pending))
    }
}

/// An error among rows that have so many before them.
fn fault(error: RowError, before: u64) -> Error {
    let error = error.behind(before);
    let at = error.position();
    Error::new(gaialink_table::Error::from(error), at)
}

/// The place in its line where a row of a constant length starts that has so many before it.
fn place(before: u64, length: usize) -> usize {
    let rows = usize::try_from(before % LINE as u64).unwrap_or_default();
    rows.saturating_mul(length % LINE) % LINE
}
