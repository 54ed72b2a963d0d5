//! The rows of a STREAM.

use super::{
    code::{STREAM, UNREAD},
    fatal,
    walk::Walk,
    xtype,
};
use crate::{
    ErrorKind, Result, Serialization,
    data::{
        Data,
        binary::{self, is_elsewhere},
    },
    reader::table::Rows,
    xml::tag::Tag,
};
use gaialink_table::Schema;
use std::io::BufRead;

impl<R: BufRead + Send> Walk<R> {
    /// Takes the rows of the STREAM that has just started; its end may come later.
    pub(super) fn stream(&mut self, tag: Tag) -> Result<()> {
        let depth = self.events.open();
        let around = self.frames.iter().rev().nth(1).and_then(|frame| frame.element);
        let serialization = around.and_then(|element| Serialization::from_element(element.name));
        let rows = match (serialization, tag.get("href")) {
            (Some(Serialization::Fits), _) => self.unread("the rows are in a FITS file"),
            (_, Some(href)) if self.options.base.is_none() || is_elsewhere(href) => {
                self.unread(format!("the rows lie at `{href}`"))
            }
            (Some(serialization), _) => self.packed(serialization, tag)?,
            (None, _) => None,
        };
        if let Some(table) = self.table() {
            table.rows = rows.unwrap_or(0);
            table.is_unknown |= rows.is_none();
        }
        if self.events.open() == depth && !self.events.is_empty() {
            binary::skip(&mut self.events)?;
        }
        while self.frames.len() > self.events.open() {
            self.end();
        }
        Ok(())
    }

    fn unread(&mut self, reason: impl Into<String>) -> Option<u64> {
        self.tell(&UNREAD, reason);
        None
    }

    /// Decodes the rows; gives their number, where they could be counted.
    fn packed(&mut self, serialization: Serialization, tag: Tag) -> Result<Option<u64>> {
        let fields = self.table().map(|table| (std::mem::take(&mut table.fields), table.is_unknown));
        let (fields, is_unknown) = fields.unwrap_or_default();
        let mut schema = Schema::default();
        let all = fields.len();
        schema.fields = fields.into_iter().flatten().collect();
        if schema.fields.len() < all || (is_unknown && all == 0) {
            return Ok(self.unread("the rows are packed, and not all columns are known"));
        }
        let rows = Rows { serialization, tag, is_loose: false, is_empty: self.events.is_empty(), extnum: None };
        let mut count = 0_u64;
        match self.decode(&rows, &schema, &mut count) {
            Ok(()) => Ok(Some(count)),
            Err(error) if is_fatal(error.kind()) => Err(error),
            Err(error) => {
                let mut at = error.position().clone();
                at.element = Some(self.events.path());
                self.findings.add(&STREAM, at, fatal::reason(&error));
                Ok(None)
            }
        }
    }

    fn decode(&mut self, rows: &Rows, schema: &Schema, count: &mut u64) -> Result<()> {
        let (limits, base) = (self.options.limits.clone(), self.options.base.clone());
        let mut data = Data::try_new(&mut self.events, Some(rows), schema, None, base.as_deref(), &limits)?;
        while let Some(decoded) = data.next(&mut self.events, *count)? {
            for (field, cells) in schema.fields.iter().zip(&decoded.columns) {
                if let Some((row, (code, fault))) = xtype::array_fault(field, cells) {
                    let mut at = self.at().in_column(&field.name);
                    at.row = Some(count.saturating_add(row as u64).saturating_add(1));
                    self.findings.add(code, at, fault);
                }
            }
            *count = count.saturating_add(decoded.rows as u64);
            self.oddities(0);
        }
        self.oddities(0);
        Ok(())
    }
}

/// Whether nothing behind such an error can be read.
fn is_fatal(kind: &ErrorKind) -> bool {
    matches!(kind, ErrorKind::Xml(_) | ErrorKind::Truncated { .. } | ErrorKind::Io(_) | ErrorKind::Entity { .. })
}
