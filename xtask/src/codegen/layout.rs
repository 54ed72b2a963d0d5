use serde::Deserialize;

/// One file of `crates/products/data`; its README says what the keys mean.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Layout {
    pub(crate) product: String,
    pub(crate) release: String,
    pub(crate) structure: String,
    pub(crate) exclusive: bool,
    pub(crate) firm: Firm,
    pub(crate) sources: Vec<String>,
    pub(crate) key: Vec<String>,
    #[serde(default)]
    pub(crate) params: Vec<Param>,
    pub(crate) columns: Vec<Column>,
    #[serde(default)]
    pub(crate) csv_only: Vec<Column>,
    #[serde(default)]
    pub(crate) csv: Vec<String>,
}

/// How firm a fact is.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Firm {
    Seen,
    Stated,
    Inferred,
}

/// One column.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) datatype: String,
    #[serde(default)]
    pub(crate) arraysize: String,
    #[serde(default)]
    pub(crate) unit: Texts,
    #[serde(default)]
    pub(crate) ucd: Texts,
    #[serde(default)]
    pub(crate) utype: Texts,
    #[serde(default = "yes")]
    pub(crate) nullable: bool,
    pub(crate) firm: Option<Firm>,
    pub(crate) description: String,
    /// Read so that a wrong key is noticed; the code names the sources of a whole layout only.
    #[serde(default, rename = "source")]
    pub(crate) _source: Vec<String>,
}

/// One PARAM.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Param {
    name: String,
    datatype: String,
    #[serde(default)]
    arraysize: String,
    #[serde(default)]
    unit: Texts,
    #[serde(default)]
    ucd: Texts,
    #[serde(default)]
    utype: Texts,
    firm: Option<Firm>,
    description: String,
    pub(crate) fits: Option<String>,
    pub(crate) value: Option<String>,
}

impl Param {
    /// The PARAM as a column, which it is in CSV.
    pub(crate) fn column(&self) -> Column {
        Column {
            name: self.name.clone(),
            datatype: self.datatype.clone(),
            arraysize: self.arraysize.clone(),
            unit: self.unit.clone(),
            ucd: self.ucd.clone(),
            utype: self.utype.clone(),
            nullable: false,
            firm: self.firm,
            description: self.description.clone(),
            _source: Vec::new(),
        }
    }
}

/// No text, one, or a list of them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(untagged)]
pub(crate) enum Texts {
    #[default]
    None,
    One(String),
    Many(Vec<String>),
}

impl Texts {
    pub(crate) fn as_slice(&self) -> &[String] {
        match self {
            Self::None => &[],
            Self::One(text) => std::slice::from_ref(text),
            Self::Many(texts) => texts,
        }
    }
}

fn yes() -> bool {
    true
}
