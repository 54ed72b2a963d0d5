//! Rows of delimited text, from raw bytes to record batches and back.
//!
//! [`scan()`] finds the rows of a buffer, [`pieces`] cuts the input at their ends, [`split()`] finds the cells of a piece,
//! [`decode`] makes a batch of them, and [`stream`] does so for several pieces at once and keeps their order.

mod body;
mod cells;
mod decode;
mod fault;
mod pieces;
mod record;
mod scan;
mod sink;
mod split;
mod stream;
mod write;

pub(crate) use self::{
    body::Body,
    cells::span,
    decode::{Decoder, Plan},
    fault::Fault,
    pieces::{Piece, Pieces},
    record::{Names, read_names},
    scan::{Row, scan},
    sink::Sink,
    split::{COMMENT_HINT, Split, split},
    stream::{Stream, layout},
    write::Encoder,
};
