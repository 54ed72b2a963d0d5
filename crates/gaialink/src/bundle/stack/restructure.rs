use crate::{Error, ErrorKind, Result};
use gaialink_products::{Form, ProductKind, Structure, restructure as restructured};
use gaialink_table::{LossReport, Schema, Table};
use std::sync::Arc;

/// A table of a product as tables of another structure: one, or one a source, and what they could not keep. What the files say in
/// PARAMs stays said.
pub(super) fn restructure(table: &Table, kind: ProductKind, to: Structure) -> Result<(Vec<Table>, LossReport)> {
    let form = match (to, kind) {
        (Structure::Raw, _) => Form::Raw,
        (_, ProductKind::EpochPhotometry) => Form::Wide,
        _ => Form::Individual,
    };
    let made = restructured(table, Some(kind), form).map_err(|error| Error::from(ErrorKind::Product(Box::new(error))))?;
    let tables = made.tables.into_iter().map(|made| with_params(made, table.schema())).collect::<Result<_>>()?;
    Ok((tables, made.losses))
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
