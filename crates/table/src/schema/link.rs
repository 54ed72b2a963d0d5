use super::Extra;
use serde::{Deserialize, Serialize};

/// A pointer from a table or column to somewhere else: a VOTable LINK (VOTable 1.5, 3.7).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Link {
    /// The ID.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What the target is, such as `doc` or `location`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_role: Option<String>,
    /// The MIME type of the target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
    /// A title for readers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// A value that the link stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Where it points to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
    /// Where it points to in a GLU (VOTable 1.0).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gref: Option<String>,
    /// What to do with it (VOTable 1.0).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// The text of the element (VOTable 1.1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// What a format says beyond the model, kept as it came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extras: Vec<Extra>,
}
