use super::Ratios;
use crate::{
    Error, Result, Values,
    sheet::{Group, Sheet},
};

/// How many transits a source has, which all of its lists must have; an empty list stands for one whose elements are missing.
pub(super) struct Shape<'a> {
    pub(super) sheet: &'a Sheet<'a>,
    pub(super) group: &'a Group,
    pub(super) len: usize,
}

impl Shape<'_> {
    /// A list, filled up where it is empty.
    pub(super) fn filled<T: Clone>(&self, column: &'static str, list: Vec<T>, missing: T) -> Result<Vec<T>> {
        self.check(column, list.len())?;
        Ok(if list.is_empty() { vec![missing; self.len] } else { list })
    }

    /// Numbers, NaN where there are none.
    pub(super) fn numbers(&self, column: &'static str, numbers: Values<f64>) -> Result<Values<f64>> {
        self.check(column, numbers.len())?;
        Ok(if numbers.is_empty() { vec![f64::NAN; self.len].into() } else { numbers })
    }

    /// Ratios, NaN where there are none.
    pub(super) fn ratios(&self, column: &'static str, ratios: Ratios) -> Result<Ratios> {
        self.check(column, ratios.len())?;
        Ok(if ratios.is_empty() { Ratios::Float(vec![f32::NAN; self.len].into()) } else { ratios })
    }

    /// Checks the number of transits that the file states.
    pub(super) fn stated(&self, count: Option<i64>) -> Result<()> {
        let (product, source_id, found) = (self.sheet.product(), self.group.source_id, self.len);
        match count.map(usize::try_from) {
            None => Ok(()),
            Some(Ok(expected)) if expected == found => Ok(()),
            Some(stated) => {
                let expected = stated.unwrap_or_default();
                Err(Error::Length { product, source_id, column: "transit_id", expected, found })
            }
        }
    }

    fn check(&self, column: &'static str, found: usize) -> Result<()> {
        let (product, source_id, expected) = (self.sheet.product(), self.group.source_id, self.len);
        let is_right = found == 0 || found == expected;
        if is_right { Ok(()) } else { Err(Error::Length { product, source_id, column, expected, found }) }
    }
}
