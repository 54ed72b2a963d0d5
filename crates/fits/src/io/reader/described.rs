use super::ReadOptions;
use crate::{Result, convert::to_table::Interpreted, plus, preflight::Hdu, source::Source};
use gaialink_table::{Limits, Position, Schema, Trailer, Warning};

/// What the VOTable of a FITS-plus file says of the tables.
#[derive(Debug, Default)]
pub(super) struct Described {
    tables: Vec<Option<(Schema, Trailer)>>,
    /// Why there is nothing.
    fault: Option<Warning>,
}

impl Described {
    /// Reads the document, where the HDU holds one and somebody knows how.
    pub(super) fn look(&mut self, source: &Source, hdu: &Hdu, options: &ReadOptions) -> Result<()> {
        let Some(describe) = options.describe.as_ref().filter(|_| hdu.is_plus) else { return Ok(()) };
        let len = Limits::claim("VOTable in the primary HDU", hdu.data_len, 1, options.limits.max_metadata)?;
        let mut document = vec![0; len];
        source.read_at(hdu.data_start, &mut document)?;
        match describe.read(&document) {
            Ok(tables) => self.tables = tables.into_iter().map(Some).collect(),
            Err(text) => self.fault = Some(warning(hdu, format!("the VOTable in the primary HDU was passed over: {text}"))),
        }
        Ok(())
    }

    /// Joins what it says of the table at a place, counted from 0, with what the table's cards say; gives what it says behind the table.
    pub(super) fn join(&mut self, interpreted: &mut Interpreted, index: usize, hdu: &Hdu, options: &ReadOptions) -> Trailer {
        interpreted.warnings.extend(self.fault.take());
        // A table that it does not describe has its cards alone.
        let Some((said, trailer)) = self.tables.get_mut(index).and_then(Option::take) else { return Trailer::default() };
        let is_about_it = said.fields.len() == interpreted.schema.fields.len();
        let place = Position::at_byte(hdu.start).in_element(&hdu.place());
        let cards = std::mem::take(&mut interpreted.schema);
        interpreted.schema = plus::merge(cards, said, options.keywords.as_deref(), &place, &mut interpreted.warnings);
        if is_about_it { trailer } else { Trailer::default() }
    }
}

fn warning(hdu: &Hdu, message: String) -> Warning {
    Warning::new("W-FITS-PLUS", Position::at_byte(hdu.start).in_element(&hdu.place()), message)
}
