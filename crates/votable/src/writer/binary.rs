mod lines;
mod whole;

pub(super) use self::whole::encode_stream;

use self::lines::{LINE, Lines};
use super::{WriteOptions, column::Column, piece::Piece};
use crate::{Error, Result, Serialization, data::binary::plan};
use gaialink_table::{
    Field, LossReport,
    rows::{Encoded, RowError, RowPlan},
    turns,
};
use std::io::Write;

/// About how many bytes make a piece: so few that their text is still near when it is written, and so many that it is written at once.
const NEAR: usize = 128 << 10;

/// Writes rows as BINARY or BINARY2 (VOTable 1.5, 5.3 and 5.4).
#[derive(Debug)]
pub(super) struct Binary {
    plan: RowPlan,
    /// Bytes that make no whole line yet.
    pending: Vec<u8>,
    /// What was written; the next pieces take its room.
    spare: Vec<Packed>,
}

/// The rows of a piece.
#[derive(Debug, Default)]
struct Packed {
    encoded: Encoded,
    /// Their base64, as soon as it is known at which place of a line they start.
    lines: Lines,
}

impl Binary {
    pub(super) fn try_new(columns: &[Column], options: &WriteOptions) -> Result<Self> {
        let fields: Vec<Field> = columns.iter().map(|column| column.field.clone()).collect();
        let has_mask = options.serialization == Serialization::Binary2;
        let plan = plan::plan(&fields, has_mask, None, &options.limits).map_err(|error| fault(error, 0))?;
        Ok(Self { plan, pending: Vec::new(), spare: Vec::new() })
    }

    /// Writes the rows of a batch: pieces of them, by all threads, in turns. Bytes that make no whole line are kept for the next ones.
    pub(super) fn write(&mut self, batch: &Piece, out: &mut (impl Write + Send), losses: &mut LossReport) -> Result<()> {
        let Self { plan, pending, spare } = self;
        // Strings may take much more in a row than in an array.
        for part in plan.parts(&batch.arrays, RowPlan::PART).map_err(|error| fault(error, batch.before))? {
            turns::write(
                &batch.slice(part).cut(NEAR),
                spare,
                |piece, room| pack(plan, piece, room),
                |mut packed| {
                    if plan.row_len().is_none() {
                        // Only the rows before them tell where these start.
                        packed.spell(pending.len());
                    }
                    out.write_all(packed.lines.join(pending))?;
                    losses.merge(&packed.encoded.losses);
                    Ok(packed)
                },
            )?;
        }
        Ok(())
    }

    /// The base64 of the last bytes.
    pub(super) fn finish(&mut self) -> Vec<u8> {
        lines::last(&std::mem::take(&mut self.pending))
    }
}

/// The rows of a piece, in the room of others.
fn pack(plan: &RowPlan, piece: &Piece, mut room: Packed) -> Result<Packed> {
    room.encoded.rows.clear();
    room.encoded.losses = LossReport::default();
    plan.encode(&piece.arrays, &mut room.encoded).map_err(|error| fault(error, piece.before))?;
    if let Some(length) = plan.row_len() {
        room.spell(place(piece.before, length));
    }
    Ok(room)
}

impl Packed {
    /// Makes the base64 of rows that start at a place of a line.
    fn spell(&mut self, place: usize) {
        self.lines.start(place);
        self.lines.push(&self.encoded.rows);
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
