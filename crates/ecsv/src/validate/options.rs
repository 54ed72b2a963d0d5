use gaialink_table::Limits;

/// How a file is validated.
///
/// ```
/// let mut options = gaialink_ecsv::ValidateOptions::default();
/// options.per_code = 5;
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ValidateOptions {
    /// Caps on what the file may make us allocate. Default: [`Limits::default`].
    pub limits: Limits,
    /// How many findings of one code are kept; the others are counted in one finding `I-MORE`. Default: 100.
    pub per_code: usize,
    /// The byte between the cells of CSV. Default: a comma.
    pub delimiter: u8,
    /// The byte at the start of lines of CSV that are no rows. Default: none.
    pub comment: Option<u8>,
}

impl Default for ValidateOptions {
    fn default() -> Self {
        Self { limits: Limits::default(), per_code: 100, delimiter: b',', comment: None }
    }
}
