use super::evidence::Evidence;
use crate::error::ErrorKind;
use gaialink_table::{Datatype, Field};

/// What the cells of a column must still look like where its type was inferred from the first rows alone: a number that would
/// read as another, such as `007`, is told like one that does not read at all.
#[derive(Clone, Debug)]
pub(crate) struct Guard {
    field: Field,
    rows: u64,
}

/// The most characters of a cell that an error shows.
const SHOWN: usize = 40;

impl Guard {
    /// The guard of a column, `None` where its type is not one that was inferred: something more is said of it, or all reads
    /// as it is.
    pub(crate) fn new(field: &Field, rows: u64) -> Option<Self> {
        let is_bare = *field == Field::array(&field.name, field.datatype, field.arraysize.clone());
        let is_inferable =
            matches!(field.datatype, Datatype::Boolean | Datatype::Long | Datatype::UnsignedLong | Datatype::Double);
        (is_bare && is_inferable).then(|| Self { field: field.clone(), rows })
    }

    /// Whether the text of a cell fits.
    pub(crate) fn check(&self, text: &[u8]) -> Result<(), ErrorKind> {
        if Evidence::of(text).fits(&self.field) {
            return Ok(());
        }
        let found = String::from_utf8_lossy(text).chars().take(SHOWN).collect();
        let shape = if self.field.arraysize.is_scalar() { "" } else { "array of " };
        Err(ErrorKind::Inferred { found, inferred: format!("{shape}{}", self.field.datatype), rows: self.rows })
    }
}
