/// Where a field starts in a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// How many inline variable fields stand before it.
    pub(super) after: usize,
    /// The bytes between the end of the last one of them, or the start of the row, and the field.
    pub(super) offset: usize,
}
