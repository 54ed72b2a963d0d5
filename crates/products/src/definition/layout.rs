use super::{ColumnDefinition, Firmness, ParamDefinition};
use crate::{ProductKind, Release, Structure};
use gaialink_table::{Param, Schema};

/// How one product is laid out in one structure and release.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Layout {
    /// The name, which is the place of its data: `dr3/xp_sampled__raw`.
    pub name: &'static str,
    /// The product.
    pub product: ProductKind,
    /// The release whose layout this is.
    pub release: Release,
    /// The structure.
    pub structure: Structure,
    /// Whether no other release has this layout, as far as is known.
    pub exclusive: bool,
    /// How firm the layout is on the whole; a column may be less firm.
    pub firmness: Firmness,
    /// Where the facts come from: keys of `data/sources.yaml`.
    pub sources: &'static [&'static str],
    /// The columns without which a table is not taken for this product.
    pub key: &'static [&'static str],
    /// The PARAMs, in order.
    pub params: &'static [ParamDefinition],
    /// The columns, in order.
    pub columns: &'static [ColumnDefinition],
    /// The columns of a CSV file, in order: PARAMs that a source has become columns.
    pub csv: &'static [ColumnDefinition],
}

impl Layout {
    /// The column of that name.
    pub fn column(&self, name: &str) -> Option<&'static ColumnDefinition> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The column of that name in CSV files.
    pub fn csv_column(&self, name: &str) -> Option<&'static ColumnDefinition> {
        self.csv.iter().find(|column| column.name == name)
    }

    /// The column of that name, in whichever format.
    pub fn any_column(&self, name: &str) -> Option<&'static ColumnDefinition> {
        self.column(name).or_else(|| self.csv_column(name))
    }

    /// The first PARAM of that name.
    pub fn param(&self, name: &str) -> Option<&'static ParamDefinition> {
        self.params.iter().find(|param| param.column.name == name)
    }

    /// The PARAM of a table that has this name, or stands in the FITS card of the PARAM of this name. Where several share a
    /// card, they are told apart by their order, if there are as many as there should be.
    pub fn find_param<'a>(&self, schema: &'a Schema, name: &str) -> Option<&'a Param> {
        schema.param(name).or_else(|| self.by_card(schema, name))
    }

    fn by_card<'a>(&self, schema: &'a Schema, name: &str) -> Option<&'a Param> {
        let card = self.param(name)?.card?;
        let sharing: Vec<_> = self.params.iter().filter(|param| param.card == Some(card)).collect();
        let place = sharing.iter().position(|param| param.column.name == name)?;
        let found: Vec<_> = schema.all_params().filter(|param| param.field.name == card).collect();
        if found.len() == sharing.len() { found.get(place).copied() } else { None }
    }
}
