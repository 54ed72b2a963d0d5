use super::{WriteOptions, column::Column, piece::Piece};
use crate::{
    Error, Result, Serialization,
    data::{binary::plan, fault},
};
use base64_simd::{Out, STANDARD};
use gaialink_table::{
    Field, LossReport, Position,
    rows::{Encoded, RowPlan},
};
use rayon::prelude::{ParallelIterator, ParallelSlice};

/// Bytes of a line of base64, which is 64 characters long.
const LINE: usize = 48;
/// Lines that are encoded together.
const LINES: usize = 2048;

/// Writes rows as BINARY or BINARY2 (VOTable 1.5, 5.3 and 5.4).
#[derive(Debug)]
pub(super) struct Binary {
    plan: RowPlan,
    /// Bytes that make no whole line yet.
    pending: Vec<u8>,
}

impl Binary {
    pub(super) fn try_new(columns: &[Column], options: &WriteOptions) -> Result<Self> {
        let fields: Vec<Field> = columns.iter().map(|column| column.field.clone()).collect();
        let has_mask = options.serialization == Serialization::Binary2;
        let plan = plan::plan(&fields, has_mask, None, &options.limits).map_err(gaialink_table::Error::from)?;
        Ok(Self { plan, pending: Vec::new() })
    }

    /// The rows of one piece, packed.
    pub(super) fn encode(&self, piece: &Piece, losses: &mut LossReport) -> Result<Vec<u8>> {
        let mut encoded = Encoded::default();
        if let Err(error) = self.plan.encode(&piece.arrays, &mut encoded) {
            let (row, column) = fault::place_of(&error);
            let error = fault::shifted(gaialink_table::Error::from(error).into(), piece.before);
            let mut at = Position::default();
            at.row = row.map(|row| row.saturating_add(piece.before));
            at.column = column;
            return Err(Error::new(error, at));
        }
        losses.merge(&encoded.losses);
        Ok(encoded.rows)
    }

    /// The base64 of packed rows that follow those before; bytes that make no whole line are kept for the next ones.
    pub(super) fn text(&mut self, pieces: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
        let mut pieces = pieces.into_iter();
        let mut bytes = std::mem::take(&mut self.pending);
        if bytes.is_empty() {
            bytes = pieces.next().unwrap_or_default();
        }
        pieces.for_each(|piece| bytes.extend_from_slice(&piece));
        let whole = bytes.len().saturating_sub(bytes.len() % LINE);
        self.pending = bytes.split_off(whole);
        if bytes.len() < LINE * LINES { vec![lines(&bytes)] } else { bytes.par_chunks(LINE * LINES).map(lines).collect() }
    }

    /// The base64 of the last bytes.
    pub(super) fn finish(&mut self) -> Vec<u8> {
        lines(&std::mem::take(&mut self.pending))
    }
}

/// Base64 in lines.
fn lines(bytes: &[u8]) -> Vec<u8> {
    let count = bytes.len().div_ceil(LINE);
    let mut out = vec![b'\n'; STANDARD.encoded_length(bytes.len()).saturating_add(count)];
    let mut rest = out.as_mut_slice();
    for line in bytes.chunks(LINE) {
        let length = STANDARD.encoded_length(line.len());
        let Some((text, tail)) = rest.split_at_mut_checked(length) else { break };
        let _ = STANDARD.encode(line, Out::from_slice(text));
        rest = tail.get_mut(1..).unwrap_or_default();
    }
    out
}
