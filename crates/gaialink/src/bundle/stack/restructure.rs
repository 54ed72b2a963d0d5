use super::{canon::Role, class::Class};
use crate::{Error, ErrorKind, Result, outside::Outside};
use gaialink_products::{Form, ProductKind, Structure, restructure as restructured};
use gaialink_table::{
    Field, LossReport, Schema, Table,
    arrow::{
        array::{Array, ArrayRef, AsArray, RecordBatch, StringArray, UInt32Array},
        compute::{concat_batches, take},
    },
};
use std::{iter, ops::Range, sync::Arc};

/// A table of a product as tables of another structure: one, or one a source, and what they could not keep. What the files say in
/// PARAMs stays said, and so do the release and the member of an earlier stack.
pub(super) fn restructure(table: &Table, class: &Class, outside: &Outside) -> Result<(Vec<Table>, LossReport)> {
    let (kind, form) = (class.canon.kind, form(class));
    let mut losses = LossReport::default();
    let mut tables = Vec::new();
    for run in runs(table, class)? {
        let made = restructured(&run.table, outside.hints(Some(kind)), form)
            .map_err(|error| Error::from(ErrorKind::Product(Box::new(error))))?;
        losses.merge(&made.losses);
        for made in made.tables {
            tables.push(with(made, table.schema(), &run.carried)?);
        }
    }
    Ok((tables, losses))
}

/// The form that becomes rows of the product's table. What RAW says of spectra and chains fits into one flat table of all sources.
fn form(class: &Class) -> Form {
    match (class.canon.structure, class.canon.kind) {
        (Structure::Raw, _) => Form::Raw,
        (_, ProductKind::EpochPhotometry) => Form::Wide,
        (_, ProductKind::XpSampled | ProductKind::Rvs | ProductKind::McmcMsc | ProductKind::McmcGspphot) if class.is_raw() => {
            Form::Long
        }
        _ => Form::Individual,
    }
}

/// Rows that say the same in the columns of the stack's own.
struct Run {
    table: Table,
    /// Those columns, of one row.
    carried: Vec<(Field, ArrayRef)>,
}

/// Cuts a table where one of the columns changes that a stack has beside those of the product.
fn runs(table: &Table, class: &Class) -> Result<Vec<Run>> {
    let carried: Vec<usize> = class.canon.roles.iter().filter_map(|role| place(table.schema(), role)).collect();
    if carried.is_empty() || table.num_rows() == 0 {
        return Ok(vec![Run { table: table.clone(), carried: Vec::new() }]);
    }
    let all = concat_batches(table.arrow_schema(), table.batches()).map_err(gaialink_table::Error::from)?;
    let own: Vec<usize> = (0..all.num_columns()).filter(|at| !carried.contains(at)).collect();
    let mut schema = Schema::clone(table.schema());
    schema.fields = own.iter().filter_map(|at| table.schema().fields.get(*at).cloned()).collect();
    let schema = Arc::new(schema);
    equal_rows(&all, &carried)
        .into_iter()
        .map(|rows| {
            let part = all.slice(rows.start, rows.len());
            let columns: Vec<ArrayRef> = own.iter().filter_map(|at| part.columns().get(*at).cloned()).collect();
            let field = |at: &usize| Some((table.schema().fields.get(*at)?.clone(), part.columns().get(*at)?.slice(0, 1)));
            let carried = carried.iter().filter_map(field).collect();
            Ok(Run { table: Table::from_columns(Arc::clone(&schema), columns)?, carried })
        })
        .collect()
}

/// The column of a file that is filled in by no product.
fn place(schema: &Schema, role: &Role) -> Option<usize> {
    let name = match role {
        Role::Release => "release",
        Role::Provenance => "member",
        _ => return None,
    };
    schema.fields.iter().position(|field| field.name == name && field.datatype.is_text() && field.cell_shape().is_scalar())
}

fn equal_rows(batch: &RecordBatch, columns: &[usize]) -> Vec<Range<usize>> {
    let texts = columns.iter().filter_map(|at| batch.columns().get(*at)?.as_string_opt::<i32>());
    let texts: Vec<&StringArray> = texts.collect();
    let is_same = |row: usize, texts: &StringArray| {
        let before = row.saturating_sub(1);
        match (texts.is_valid(before), texts.is_valid(row)) {
            (true, true) => texts.value(before) == texts.value(row),
            (before, now) => before == now,
        }
    };
    let starts: Vec<usize> =
        (0..batch.num_rows()).filter(|row| *row == 0 || !texts.iter().all(|texts| is_same(*row, texts))).collect();
    let ends = starts.iter().copied().skip(1).chain(iter::once(batch.num_rows()));
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// The table with the PARAMs of its origin that it lacks, and with columns that say the same in all rows.
fn with(table: Table, origin: &Schema, carried: &[(Field, ArrayRef)]) -> Result<Table> {
    let mut schema = Schema::clone(table.schema());
    let is_column = |name: &str| schema.fields.iter().any(|field| field.name == name);
    let missing = origin.all_params().filter(|param| schema.param(param.name()).is_none() && !is_column(param.name()));
    let missing: Vec<_> = missing.cloned().collect();
    schema.params.extend(missing);
    if carried.is_empty() {
        let batches = table.batches().to_vec();
        return Ok(Table::try_new(Arc::new(schema), batches)?);
    }
    let all = concat_batches(table.arrow_schema(), table.batches()).map_err(gaialink_table::Error::from)?;
    let rows = UInt32Array::from(vec![0; all.num_rows()]);
    let mut columns = all.columns().to_vec();
    for (field, value) in carried {
        schema.fields.push(field.clone());
        columns.push(take(value, &rows, None).map_err(gaialink_table::Error::from)?);
    }
    Ok(Table::from_columns(schema, columns)?)
}
