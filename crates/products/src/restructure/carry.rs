use super::Structured;
use crate::{
    ProductKind, Result,
    decode_flags::is_decoded,
    registry::{self, Layout, ParamDefinition},
};
use gaialink_table::{Field, LossKind, LossReport, Param, Schema, Table, schema::Scope};
use std::sync::Arc;

/// Gives a table that was made of another one what that says of its columns and beyond the product.
pub(super) fn metadata<P: Structured>(from: &Schema, made: &Table) -> Result<Table> {
    let product = P::KIND;
    let mut schema = Schema::clone(made.schema());
    schema.fields = schema.fields.into_iter().map(|field| described(from.field(&field.name), field)).collect();
    for param in &mut schema.params {
        let source = from.all_params().map(|param| &param.field).find(|field| field.name == param.field.name);
        param.field = described(source.or_else(|| from.field(&param.field.name)), param.field.clone());
    }
    schema.params.extend(from.params.iter().filter(|param| !is_of_product(param, product)).cloned());
    schema.infos.clone_from(&from.infos);
    schema.links.clone_from(&from.links);
    schema.extras.clone_from(&from.extras);
    schema.description = from.description.clone().or(schema.description);
    if !from.scopes.is_empty() {
        schema.scopes = from.scopes.iter().map(|scope| without_product(scope, product)).collect();
    }
    P::annotate(&mut schema);
    Ok(Table::try_new(Arc::new(schema), made.batches().to_vec())?)
}

/// A column or PARAM of the layout with what a file says of the one of that name.
fn described(source: Option<&Field>, made: Field) -> Field {
    let Some(source) = source else { return made };
    let text = |of_file: &Option<String>, of_layout: Option<String>| of_file.clone().or(of_layout);
    let mut field = source.clone();
    (field.datatype, field.arraysize) = (made.datatype, made.arraysize);
    field.unit = text(&source.unit, made.unit);
    field.ucd = text(&source.ucd, made.ucd);
    field.utype = text(&source.utype, made.utype);
    field.description = text(&source.description, made.description);
    (field.width, field.precision) = (None, None);
    field
}

fn without_product(scope: &Scope, product: ProductKind) -> Scope {
    let mut scope = scope.clone();
    scope.params.retain(|param| !is_of_product(param, product));
    scope
}

fn is_of_product(param: &Param, product: ProductKind) -> bool {
    let name = param.field.name.as_str();
    if matches!(product, ProductKind::EpochAstrometry | ProductKind::EpochPhotometry) {
        // The other PARAMs of observations epoch by epoch hold in every form.
        return ["source_id", "solution_id", "release", "SOURCEID", "SOLUTION"].contains(&name);
    }
    let named = |definition: &&ParamDefinition| definition.column.name == name || definition.card == Some(name);
    flat(product).is_some_and(|layout| layout.params.iter().any(|definition| named(&definition)))
}

/// The layout of INDIVIDUAL.
fn flat(product: ProductKind) -> Option<&'static Layout> {
    registry::layouts().find(|layout| layout.product == product && !layout.params.is_empty())
}

/// Counts what no form has a place for: columns that are none of the product's, and groups of columns.
pub(super) fn losses(from: &Table, product: ProductKind, losses: &mut LossReport) {
    let rows = u64::try_from(from.num_rows()).unwrap_or(u64::MAX).max(1);
    let from = from.schema();
    let unknown = |field: &&Field| {
        let mut layouts = registry::layouts().filter(|layout| layout.product == product);
        let is_flag = product == ProductKind::EpochPhotometry && is_decoded(&field.name);
        !is_flag && !layouts.any(|layout| layout.any_column(&field.name).is_some() || layout.param(&field.name).is_some())
    };
    for field in from.fields.iter().filter(unknown) {
        losses.add_many(LossKind::Value, &field.name, "a column that is none of the product's", rows);
    }
    for group in &from.groups {
        let subject = group.name.as_deref().or(group.utype.as_deref()).unwrap_or("GROUP");
        losses.add(LossKind::Metadata, subject, "a group of columns, which are others now");
    }
}
