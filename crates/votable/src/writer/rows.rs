use super::{WriteOptions, binary::Binary, column::Column, piece::Piece, tabledata::TableData};
use crate::{Result, Serialization};
use gaialink_table::LossReport;
use rayon::prelude::{IntoParallelIterator, ParallelIterator};

/// Bytes of a batch below which it is not worth being cut.
const WORTH: usize = 64 << 10;

/// Bytes of a batch whose text a thread makes at once: so few that the text is still near when it is written.
const NEAR: usize = 128 << 10;

/// Rows on their way out.
#[derive(Debug)]
pub(super) struct Rows {
    form: Form,
    /// Texts that were written; the next ones take their room.
    spare: Vec<Vec<u8>>,
}

/// The ways in which rows are written down.
#[derive(Debug)]
enum Form {
    TableData(TableData),
    Binary(Box<Binary>),
}

impl Rows {
    pub(super) fn try_new(columns: &[Column], options: &WriteOptions) -> Result<Self> {
        let form = match options.serialization {
            Serialization::TableData => Form::TableData(TableData::new(options)),
            _ => Form::Binary(Box::new(Binary::try_new(columns, options)?)),
        };
        Ok(Self { form, spare: Vec::new() })
    }

    /// The parts of a batch to be encoded and written one after the other.
    pub(super) fn parts(&self, batch: Piece) -> Result<Vec<Piece>> {
        match &self.form {
            Form::TableData(_) => {
                let count = batch.bytes() / NEAR.saturating_mul(rayon::current_num_threads());
                Ok(batch.cut(count))
            }
            Form::Binary(data) => data.parts(batch),
        }
    }

    /// The text of the rows of a batch, cut into pieces that are encoded at once.
    pub(super) fn encode(&mut self, columns: &[Column], batch: Piece, losses: &mut LossReport) -> Result<Vec<Vec<u8>>> {
        let count = rayon::current_num_threads().min(batch.bytes() / WORTH);
        let mut room = || {
            let mut room = self.spare.pop().unwrap_or_default();
            room.clear();
            room
        };
        let jobs: Vec<Job> = batch.cut(count).into_iter().map(|piece| (piece, room())).collect();
        match &mut self.form {
            Form::TableData(data) => at_once(jobs, |(piece, room), lost| data.encode(columns, &piece, room, lost), losses),
            Form::Binary(data) => {
                let packed = at_once(jobs, |(piece, room), lost| data.encode(piece, room, lost), losses)?;
                Ok(data.text(packed))
            }
        }
    }

    /// Lets the next texts take the room of one that was written.
    pub(super) fn reuse(&mut self, text: Vec<u8>) {
        if self.spare.len() < rayon::current_num_threads() {
            self.spare.push(text);
        }
    }

    /// What is left at the end.
    pub(super) fn finish(&mut self) -> Vec<u8> {
        match &mut self.form {
            Form::TableData(_) => Vec::new(),
            Form::Binary(data) => data.finish(),
        }
    }
}

/// A piece to encode, and room for its text.
type Job = (Piece, Vec<u8>);

/// Encodes pieces, several at once.
fn at_once<T: Send>(
    jobs: Vec<Job>,
    encode: impl Fn(Job, &mut LossReport) -> Result<T> + Sync,
    losses: &mut LossReport,
) -> Result<Vec<T>> {
    let encode = |job: Job| {
        let mut losses = LossReport::default();
        encode(job, &mut losses).map(|encoded| (encoded, losses))
    };
    let encoded: Vec<_> = match jobs.len() {
        1 => jobs.into_iter().map(encode).collect(),
        _ => jobs.into_par_iter().map(encode).collect(),
    };
    let take = |piece: Result<(T, LossReport)>| {
        let (encoded, lost) = piece?;
        losses.merge(&lost);
        Ok(encoded)
    };
    encoded.into_iter().map(take).collect()
}
