use gaialink_table::Limits;
use std::path::PathBuf;

/// How a document is validated.
///
/// ```
/// let mut options = gaialink_votable::ValidateOptions::default();
/// options.per_code = 5;
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ValidateOptions {
    /// Caps on what the document may make us allocate or follow. Default: [`Limits::default`].
    pub limits: Limits,
    /// How many findings of one code are kept; the others are counted in one finding `I-MORE`. Default: 100.
    pub per_code: usize,
    /// The directory in which the document lies, for a STREAM whose bytes lie in a file there. Default: none, and such a STREAM
    /// is not looked into.
    pub base: Option<PathBuf>,
}

impl Default for ValidateOptions {
    fn default() -> Self {
        Self { limits: Limits::default(), per_code: 100, base: None }
    }
}
