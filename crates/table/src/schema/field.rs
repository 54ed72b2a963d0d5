use super::{ArraySize, Datatype, Extra, Link, Values};
use serde::{Deserialize, Serialize};

/// What is said of one column: a VOTable FIELD (VOTable 1.5, 4.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Field {
    /// The name. Names may repeat within a table.
    pub name: String,
    /// The ID, unique in a document, by which a `ref` finds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The type of one element.
    pub datatype: Datatype,
    /// The shape of a cell.
    #[serde(default, skip_serializing_if = "ArraySize::is_scalar")]
    pub arraysize: ArraySize,
    /// The unit, as it was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The unified content descriptor, as it was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ucd: Option<String>,
    /// The role in a data model, as it was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub utype: Option<String>,
    /// The extended type (DALI 1.1, 3), such as `timestamp`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub xtype: Option<String>,
    /// What it refers to by ID, such as a COOSYS or TIMESYS: the `ref` attribute.
    #[serde(default, rename = "ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The display width in characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<String>,
    /// The precision, such as `F3` or `E6`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub precision: Option<String>,
    /// The kind of FIELD: the `type` attribute, such as `hidden` or `trigger`.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Null value, limits and choices: the VALUES elements.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Values>,
    /// The LINK elements.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// What a format says beyond the model, kept as it came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extras: Vec<Extra>,
}

impl Field {
    /// A column of one element a cell, with nothing but a name and a type.
    pub fn new(name: impl Into<String>, datatype: Datatype) -> Self {
        Self::array(name, datatype, ArraySize::SCALAR)
    }

    /// A column of strings of any length.
    pub fn text(name: impl Into<String>) -> Self {
        Self::array(name, Datatype::Char, ArraySize::variable(&[], None))
    }

    /// A column of arrays, with nothing but a name, a type and a shape.
    pub fn array(name: impl Into<String>, datatype: Datatype, arraysize: ArraySize) -> Self {
        Self {
            name: name.into(),
            id: None,
            datatype,
            arraysize,
            unit: None,
            ucd: None,
            utype: None,
            xtype: None,
            reference: None,
            description: None,
            width: None,
            precision: None,
            kind: None,
            values: Vec::new(),
            links: Vec::new(),
            extras: Vec::new(),
        }
    }

    /// The shape of a cell in elements of Arrow: for text that of the array of strings, otherwise the arraysize.
    pub fn cell_shape(&self) -> ArraySize {
        if self.datatype.is_text() { self.arraysize.of_strings() } else { self.arraysize.clone() }
    }

    /// The text of the declared null value, the last one of the VALUES elements that give one.
    pub fn null_text(&self) -> Option<&str> {
        self.values.iter().rev().find_map(|values| values.null.as_deref())
    }
}
