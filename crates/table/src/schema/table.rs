use super::{Coosys, Extra, Field, Group, Info, Link, Param, Scope, Timesys};
use serde::{Deserialize, Serialize};

/// What is said of a table: a VOTable TABLE without its data, and what its enclosing elements say of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Schema {
    /// The ID.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The name: VOTable's `name`, FITS's EXTNAME.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The unified content descriptor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ucd: Option<String>,
    /// The role in a data model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub utype: Option<String>,
    /// What it refers to by ID: the `ref` attribute.
    #[serde(default, rename = "ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The columns, in order.
    pub fields: Vec<Field>,
    /// The PARAMs, in order; names may repeat.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub params: Vec<Param>,
    /// The groups.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// The LINKs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// The INFOs before the data.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub infos: Vec<Info>,
    /// The enclosing elements, outermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<Scope>,
    /// What a format says beyond the model, kept as it came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extras: Vec<Extra>,
    /// The number of rows, where it is known before the data is read. Not part of the Arrow metadata.
    #[serde(skip)]
    pub num_rows: Option<u64>,
}

impl Schema {
    /// A schema of columns alone.
    pub fn from_fields(fields: Vec<Field>) -> Self {
        Self { fields, ..Self::default() }
    }

    /// The place of the first column of that name.
    pub fn index_of(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }

    /// The first column of that name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The first PARAM of that name, looked for in the table, then outwards in the elements around it.
    pub fn param(&self, name: &str) -> Option<&Param> {
        self.all_params().find(|param| param.field.name == name)
    }

    /// All PARAMs: the table's, then those of the enclosing elements, innermost first.
    pub fn all_params(&self) -> impl Iterator<Item = &Param> {
        self.params.iter().chain(self.scopes.iter().rev().flat_map(|scope| &scope.params))
    }

    /// All INFOs: the table's, then those of the enclosing elements, innermost first.
    pub fn all_infos(&self) -> impl Iterator<Item = &Info> {
        self.infos.iter().chain(self.scopes.iter().rev().flat_map(|scope| &scope.infos))
    }

    /// All time systems, outermost first.
    pub fn all_timesys(&self) -> impl Iterator<Item = &Timesys> {
        self.scopes.iter().flat_map(|scope| &scope.timesys)
    }

    /// All coordinate systems, outermost first.
    pub fn all_coosys(&self) -> impl Iterator<Item = &Coosys> {
        self.scopes.iter().flat_map(|scope| &scope.coosys)
    }

    /// The same table with the chosen columns only, in the order of `columns`; places beyond the last column are left out.
    #[must_use]
    pub fn project(&self, columns: &[usize]) -> Self {
        let fields = columns.iter().filter_map(|i| self.fields.get(*i)).cloned().collect();
        Self { fields, ..self.clone() }
    }
}
