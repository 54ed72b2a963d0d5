use super::super::size::size;
use crate::{Error, Format, Result, temporary::Temporary};
use arrow::ipc::writer::StreamWriter;
use gaialink_table::arrow::{array::RecordBatch, compute::concat_batches, datatypes::SchemaRef};
use std::io::BufWriter;

/// How many bytes small parts are joined to.
const PAGE: usize = 256 << 10;

/// Writes sorted rows to a temporary file.
pub(super) fn spilled(arrow: &SchemaRef, parts: impl Iterator<Item = Result<RecordBatch>>) -> Result<Temporary> {
    let fault = |error| Error::writing(Format::ArrowIpc)(error);
    let temporary = Temporary::new()?;
    let file = temporary.reopen()?;
    let mut writer = StreamWriter::try_new(BufWriter::new(file), arrow).map_err(fault)?;
    for part in parts {
        writer.write(&part?).map_err(fault)?;
    }
    writer.finish().map_err(fault)?;
    Ok(temporary)
}

/// Small batches joined to larger ones.
pub(super) struct Paged<I> {
    pub(super) parts: I,
    pub(super) arrow: SchemaRef,
}

impl<I: Iterator<Item = Result<RecordBatch>>> Iterator for Paged<I> {
    type Item = Result<RecordBatch>;

    fn next(&mut self) -> Option<Self::Item> {
        let (mut page, mut bytes) = (Vec::new(), 0_usize);
        while bytes < PAGE {
            match self.parts.next() {
                Some(Ok(part)) => {
                    bytes = bytes.saturating_add(size(&part));
                    page.push(part);
                }
                Some(Err(error)) => return Some(Err(error)),
                None => break,
            }
        }
        if page.is_empty() {
            return None;
        }
        Some(concat_batches(&self.arrow, &page).map_err(|e| gaialink_table::Error::from(e).into()))
    }
}
