use super::Extra;
use serde::{Deserialize, Serialize};

/// A time system: a VOTable TIMESYS (VOTable 1.5, 3.5).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Timesys {
    /// The ID by which columns refer to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The zero point of the times, a Julian date, `JD-origin` or `MJD-origin`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeorigin: Option<String>,
    /// The time scale, such as `TCB`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timescale: Option<String>,
    /// The reference position, such as `BARYCENTER`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refposition: Option<String>,
    /// The text of the element.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// What a format says beyond the model, kept as it came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extras: Vec<Extra>,
}
