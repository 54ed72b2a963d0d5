use serde::{Deserialize, Serialize};

/// Something that a format says beyond the model, kept verbatim so that the same format gets it back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Extra {
    /// Whose it is, such as `ecsv.meta` or `fits.card`.
    pub kind: String,
    /// The text, in the spelling of that format.
    pub text: String,
}

impl Extra {
    /// A text of the given kind.
    pub fn new(kind: impl Into<String>, text: impl Into<String>) -> Self {
        Self { kind: kind.into(), text: text.into() }
    }
}
