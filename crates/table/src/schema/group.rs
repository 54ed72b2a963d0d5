use super::{Extra, Param};
use serde::{Deserialize, Serialize};

/// Columns and PARAMs that belong together: a VOTable GROUP (VOTable 1.5, 4.9).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Group {
    /// The ID.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it refers to by ID: the `ref` attribute.
    #[serde(default, rename = "ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The unified content descriptor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ucd: Option<String>,
    /// The role in a data model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub utype: Option<String>,
    /// The description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// What it holds, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<GroupEntry>,
    /// What a format says beyond the model, kept as it came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extras: Vec<Extra>,
}

/// One thing inside a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
#[expect(clippy::large_enum_variant, reason = "groups are few, and most entries are references into a short list")]
pub enum GroupEntry {
    /// A column of the table: FIELDref.
    FieldRef(Reference),
    /// A PARAM that stands elsewhere: PARAMref.
    ParamRef(Reference),
    /// A PARAM of the group itself.
    Param(Param),
    /// A group below this one.
    Group(Group),
}

/// A reference by ID, with a role of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Reference {
    /// The ID referred to: the `ref` attribute.
    #[serde(rename = "ref")]
    pub reference: String,
    /// The unified content descriptor within the group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ucd: Option<String>,
    /// The role in a data model within the group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub utype: Option<String>,
    /// What a format says beyond the model, kept as it came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extras: Vec<Extra>,
}

impl Reference {
    /// A reference to an ID.
    ///
    /// ```
    /// assert_eq!(gaialink_table::schema::Reference::new("flux").reference, "flux");
    /// ```
    pub fn new(id: impl Into<String>) -> Self {
        Self { reference: id.into(), ..Self::default() }
    }
}
