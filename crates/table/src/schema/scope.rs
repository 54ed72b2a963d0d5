use super::{Coosys, Extra, Group, Info, Link, Param, Timesys};
use serde::{Deserialize, Serialize};

/// What kind of element encloses a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum ScopeKind {
    /// The document: VOTABLE.
    Document,
    /// A RESOURCE, which may nest.
    #[default]
    Resource,
}

/// What is said around a table: the content of an enclosing VOTABLE or RESOURCE that holds for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Scope {
    /// What kind of element it is.
    pub element: ScopeKind,
    /// The ID.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `results` or `meta`: the `type` attribute.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The role in a data model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub utype: Option<String>,
    /// The description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The coordinate systems.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub coosys: Vec<Coosys>,
    /// The time systems.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub timesys: Vec<Timesys>,
    /// The groups.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// The PARAMs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub params: Vec<Param>,
    /// The INFOs before the table.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub infos: Vec<Info>,
    /// The LINKs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// What a format says beyond the model, kept as it came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extras: Vec<Extra>,
}

impl Scope {
    /// An empty VOTABLE.
    ///
    /// ```
    /// use gaialink_table::schema::{Scope, ScopeKind};
    /// assert_eq!(Scope::document().element, ScopeKind::Document);
    /// assert_eq!(Scope::resource("meta").kind.as_deref(), Some("meta"));
    /// ```
    pub fn document() -> Self {
        Self { element: ScopeKind::Document, ..Self::default() }
    }

    /// An empty RESOURCE of a type: `results` or `meta`.
    pub fn resource(kind: impl Into<String>) -> Self {
        Self { kind: Some(kind.into()), ..Self::default() }
    }
}
