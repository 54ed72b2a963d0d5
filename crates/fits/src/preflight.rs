//! The pre-flight: safe Rust walks the blocks of a file and checks every structural card, before cfitsio sees anything.
//!
//! cfitsio trusts what it reads: it allocates and multiplies by a header's numbers, divides by them, and copies values of cards into
//! buffers of fixed size. What passes here cannot hurt it: numbers are whole, in their places, within [`Limits`], their products
//! do not overflow and end within the file; no card is longer than cfitsio's buffers.

mod ascii;
mod cards;
mod hdu;
mod size;
mod structural;
mod table;

use self::cards::RawHeader;
pub(crate) use self::{
    hdu::{Hdu, Kind},
    size::TableSize,
};
use crate::{Error, Result, block, error::ErrorKind, source::Source};
use gaialink_table::{Limits, Position, Warning};

/// Walks the HDUs of a file.
pub(crate) struct Walk<'a> {
    source: &'a Source,
    limits: &'a Limits,
    next: u64,
    number: u32,
    /// Bytes of headers that may still be read.
    budget: u64,
    /// What was odd.
    pub warnings: Vec<Warning>,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(source: &'a Source, limits: &'a Limits) -> Self {
        Self { source, limits, next: 0, number: 0, budget: limits.max_metadata, warnings: Vec::new() }
    }

    /// The next HDU, checked, or `None` at the end of the file.
    pub(crate) fn next(&mut self) -> Result<Option<Hdu>> {
        if self.number > 0 && !self.starts_extension()? {
            return Ok(None);
        }
        self.number += 1;
        let start = self.next;
        let header = RawHeader::read(self.source, start, self.number, &mut self.budget, self.limits)?;
        let hdu = Hdu::check(&header, self.limits)?;
        let at = || Position::at_byte(hdu.data_start).in_element(&format!("HDU {}", hdu.number));
        let overflow = || Error::card(at(), "NAXIS", "a data unit beyond 2^64 bytes", "a size that can be");
        let end = hdu.data_start.checked_add(hdu.data_len).ok_or_else(overflow)?;
        if end > self.source.len() {
            let kind = ErrorKind::Truncated { what: "data unit", expected: end, found: self.source.len() };
            return Err(Error::new(at(), kind));
        }
        self.next = block::padded(hdu.data_len).and_then(|len| hdu.data_start.checked_add(len)).ok_or_else(overflow)?;
        if self.next > self.source.len() {
            let text = "the last block is not filled up (FITS 4.0, 3.1)";
            self.warnings.push(Warning::new("W-FITS-PADDING", Position::at_byte(end).in_element(&hdu.place()), text));
        }
        Ok(Some(hdu))
    }

    /// Whether another HDU starts here; what else may follow the last one (special records, padding) is passed over.
    fn starts_extension(&mut self) -> Result<bool> {
        let left = self.source.len().saturating_sub(self.next);
        if left == 0 {
            return Ok(false);
        }
        let mut first = [0; 8];
        let len = usize::try_from(left).unwrap_or(usize::MAX).min(first.len());
        if let Some(part) = first.get_mut(..len) {
            self.source.read_at(self.next, part)?;
        }
        if first == *b"XTENSION" {
            return Ok(true);
        }
        let text = format!("{left} bytes behind the last HDU are no extension and were not read");
        self.warnings.push(Warning::new("W-FITS-TRAILING", Position::at_byte(self.next), text));
        Ok(false)
    }
}
