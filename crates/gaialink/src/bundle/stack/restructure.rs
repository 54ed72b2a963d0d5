use crate::{Error, ErrorKind, Result};
use gaialink_products::{McmcGspphot, McmcMsc, ProductKind, Rvs, Structure, XpSampled};
use gaialink_table::{Schema, Table};
use std::sync::Arc;

/// A table of a product as tables of another structure: one, or one a source. What the files say in PARAMs stays said.
pub(super) fn restructure(table: &Table, kind: ProductKind, to: Structure) -> Result<Vec<Table>> {
    let fault = |error| Error::from(ErrorKind::Product(Box::new(error)));
    let made = match (kind, to) {
        (ProductKind::XpSampled, Structure::Raw) => XpSampled::from_table(table).and_then(|v| one(XpSampled::to_raw_table(&v))),
        (ProductKind::XpSampled, _) => XpSampled::from_table(table).and_then(|v| v.iter().map(XpSampled::to_table).collect()),
        (ProductKind::Rvs, Structure::Raw) => Rvs::from_table(table).and_then(|v| one(Rvs::to_raw_table(&v))),
        (ProductKind::Rvs, _) => Rvs::from_table(table).and_then(|v| v.iter().map(Rvs::to_table).collect()),
        (ProductKind::McmcGspphot, Structure::Raw) => {
            McmcGspphot::from_table(table).and_then(|v| one(McmcGspphot::to_raw_table(&v)))
        }
        (ProductKind::McmcGspphot, _) => McmcGspphot::from_table(table).and_then(|v| v.iter().map(McmcGspphot::to_table).collect()),
        (ProductKind::McmcMsc, Structure::Raw) => McmcMsc::from_table(table).and_then(|v| one(McmcMsc::to_raw_table(&v))),
        (ProductKind::McmcMsc, _) => McmcMsc::from_table(table).and_then(|v| v.iter().map(McmcMsc::to_table).collect()),
        _ => {
            let reason = format!("{kind} cannot be made {to} from another structure");
            return Err(ErrorKind::Restructure { reason }.into());
        }
    };
    made.map_err(fault)?.into_iter().map(|made| with_params(made, table.schema())).collect()
}

fn one(table: gaialink_products::Result<Table>) -> gaialink_products::Result<Vec<Table>> {
    table.map(|table| vec![table])
}

/// The table with the PARAMs of its origin that it lacks.
fn with_params(table: Table, origin: &Schema) -> Result<Table> {
    let mut schema = Schema::clone(table.schema());
    let is_column = |name: &str| schema.fields.iter().any(|field| field.name == name);
    let missing = origin.all_params().filter(|param| schema.param(param.name()).is_none() && !is_column(param.name()));
    let missing: Vec<_> = missing.cloned().collect();
    schema.params.extend(missing);
    let batches = table.batches().to_vec();
    Ok(Table::try_new(Arc::new(schema), batches)?)
}
