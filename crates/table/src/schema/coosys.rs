use super::Extra;
use serde::{Deserialize, Serialize};

/// A coordinate system: a VOTable COOSYS (VOTable 1.5, 3.4).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Coosys {
    /// The ID by which columns refer to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The system, such as `ICRS` or `eq_FK5`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<String>,
    /// The equinox, such as `J2000`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equinox: Option<String>,
    /// The epoch of the positions, such as `J2016.0`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epoch: Option<String>,
    /// The reference position, such as `BARYCENTER` (since VOTable 1.5).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refposition: Option<String>,
    /// The text of the element (VOTable 1.0).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// What a format says beyond the model, kept as it came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extras: Vec<Extra>,
}
