use super::{Decoder, Piece, Pieces, decode::Decoded, fault::Fault};
use crate::error::{Error, ErrorKind, Format, Result};
use gaialink_table::{Position, Warning, arrow::array::RecordBatch, turns};
use std::{collections::VecDeque, io::BufRead};

/// The batches of an input, in order: some pieces at once are read in turns and decoded by all threads.
#[derive(Debug)]
pub(crate) struct Stream<R> {
    pieces: Pieces<R>,
    decoder: Decoder,
    /// How many pieces are taken at once.
    width: usize,
    /// What is decoded and not given.
    ready: VecDeque<RecordBatch>,
    /// What failed; the rows before it are given first.
    failed: Option<Error>,
    /// Whether there is nothing more to read.
    is_over: bool,
    /// The rows of all decoded pieces.
    rows: u64,
    warnings: Vec<Warning>,
    /// Whether a warning is an error.
    is_strict: bool,
}

/// The most pieces taken at once.
const MAX_WIDTH: usize = 32;

/// How many pieces there are for each thread: in the end some threads wait for the others, and that seldom.
const PER_THREAD: usize = 8;

/// How many pieces are taken at once, and about how many bytes each has.
pub(crate) fn layout(batch_size: usize) -> (usize, usize) {
    let width = rayon::current_num_threads().saturating_mul(PER_THREAD).clamp(1, MAX_WIDTH);
    (width, batch_size.div_ceil(4))
}

impl<R: BufRead + Send> Stream<R> {
    /// The batches of the pieces of an input.
    pub(crate) fn new(pieces: Pieces<R>, decoder: Decoder, width: usize, is_strict: bool) -> Self {
        let pieces = pieces.with_max_rows(decoder.max_rows());
        let (ready, warnings) = (VecDeque::new(), Vec::new());
        Self { pieces, decoder, width, ready, failed: None, is_over: false, rows: 0, warnings, is_strict }
    }

    /// The next batch, or `None` behind the last one.
    pub(crate) fn next_batch(&mut self) -> Result<Option<RecordBatch>> {
        loop {
            if let Some(batch) = self.ready.pop_front() {
                return Ok(Some(batch));
            }
            if let Some(error) = self.failed.take() {
                self.is_over = true;
                return Err(error);
            }
            if self.is_over {
                return Ok(None);
            }
            self.advance();
        }
    }

    /// The warnings so far, with those of lines that were skipped as comments.
    pub(crate) fn into_warnings(self) -> Vec<Warning> {
        let comments = self.comments();
        self.warnings.into_iter().chain(comments).collect()
    }

    /// A warning of the lines that were skipped; those of CSV are comments because the caller said so.
    fn comments(&self) -> Option<Warning> {
        let (count, line) = self.pieces.comments().filter(|_| self.decoder.dialect().format == Format::Ecsv)?;
        let message = format!("{count} lines from here on begin with `#` and were skipped as comments");
        Some(Warning::new("W-COMMENT", Position::at_line(line), message))
    }

    fn advance(&mut self) {
        let (pieces, decoder) = (&mut self.pieces, &self.decoder);
        let decode = |piece: Piece| (piece.first_line, piece.rows.len(), decoder.decode(piece));
        let (decoded, end) = turns::read(&mut || pieces.next(), self.width, decode);
        match end {
            Ok(is_over) => self.is_over = is_over,
            Err(error) => self.failed = Some(error),
        }
        if let Some(warning) = self.comments().filter(|_| self.is_strict && self.failed.is_none()) {
            self.failed = Some(Format::Ecsv.error(warning.at.clone(), ErrorKind::Strict(Box::new(warning))));
        }
        for (line, rows, result) in decoded {
            if let Err(error) = self.take(result, line, rows) {
                self.failed = Some(error);
                return;
            }
        }
    }

    fn take(&mut self, decoded: std::result::Result<Decoded, Fault>, line: u64, rows: usize) -> Result<()> {
        let decoded = decoded.map_err(|fault| fault.place(self.decoder.dialect().format, line, self.rows))?;
        self.ready.extend(decoded.batches);
        for mut warning in decoded.warnings {
            warning.at.row = warning.at.row.map(|row| row.saturating_add(self.rows));
            if self.is_strict {
                return Err(self.decoder.dialect().format.error(warning.at.clone(), ErrorKind::Strict(Box::new(warning))));
            }
            self.warnings.push(warning);
        }
        self.rows = self.rows.saturating_add(u64::try_from(rows).unwrap_or(u64::MAX));
        Ok(())
    }
}
