//! RAW of flat files, many of them at once: they become rows of the flat table first, and those become rows of RAW.

use super::{
    canon::{Canon, Role},
    chunk::{self, Chunk, Group, Piece},
    class::Class,
    decode::{Context, Decoded, Refused},
    learned::Lesson,
    recipe::{Recipe, Step},
};
use crate::{Error, ErrorKind, Result};
use gaialink_products::{Form, ProductKind, Structure, restructure};
use gaialink_table::{
    Field, Schema, Table,
    arrow::{
        array::{ArrayRef, AsArray, RecordBatch, RecordBatchOptions, UInt32Array, new_null_array},
        compute::take,
        datatypes::Int64Type,
    },
    schema,
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

impl Context<'_> {
    /// The rows of pieces, in their order.
    pub(super) fn chunks(&self, pieces: &[Piece]) -> Result<Vec<Chunk>> {
        let mut chunks = Vec::new();
        for same in pieces.chunk_by(|a, b| Arc::ptr_eq(&a.recipe, &b.recipe)) {
            let Some(chunk) = chunk::build(same, &self.options.open.limits)? else { continue };
            match self.canon(chunk.canon.kind)?.filter(|canon| canon.structure != chunk.canon.structure) {
                None => chunks.push(chunk),
                Some(canon) => {
                    for part in parts(&chunk) {
                        chunks.push(raised(&part, &canon)?);
                    }
                }
            }
        }
        Ok(chunks)
    }

    /// The recipe that makes rows of the flat table of a file, where these can become RAW together with those of other files: light
    /// curves cannot, whose releases differ in what they say, nor files with columns of their own.
    pub(super) fn flat_recipe(&self, schema: &Schema, class: &Class) -> Decoded<Option<Arc<Recipe>>> {
        let kind = class.canon.kind;
        let is_raw = class.canon.structure == Structure::Raw;
        if !is_raw || !class.is_certain || kind == ProductKind::EpochPhotometry {
            return Ok(None);
        }
        let has_extras = |canon: &Canon| canon.roles.iter().any(|role| matches!(role, Role::Extra(_)));
        let Some(flat) = self.flat_canon(kind)?.filter(|canon| canon.structure != Structure::Raw && !has_extras(canon)) else {
            return Ok(None);
        };
        if (class.layout.structure, class.layout.key) != (flat.structure, flat.layout.key) {
            return Ok(None);
        }
        match Recipe::try_new(schema, &flat, class.layout) {
            Ok(recipe) => Ok(Some(Arc::new(recipe))),
            Err(lessons) if lessons.iter().any(|lesson| matches!(lesson, Lesson::Extra(_))) => Ok(None),
            Err(lessons) => Err(Refused::Lessons(kind, lessons)),
        }
    }

    /// Whether a recipe holds for rows: one on the way to RAW does where they are those of one source.
    pub(super) fn suits(&self, recipe: &Recipe, batches: &[RecordBatch]) -> bool {
        let is_final = recipe.canon.structure == Structure::Raw || self.options.structure != Structure::Raw;
        // A product without a RAW of its own is flat in the end.
        is_final || !self.is_raised(recipe.canon.kind) || is_of_one_source(recipe, batches)
    }

    fn is_raised(&self, kind: ProductKind) -> bool {
        self.canon(kind).ok().flatten().is_some_and(|canon| canon.structure == Structure::Raw)
    }
}

fn is_of_one_source(recipe: &Recipe, batches: &[RecordBatch]) -> bool {
    if batches.iter().all(|batch| batch.num_rows() == 0) {
        return false;
    }
    let Some(Step::Column(at, _)) = recipe.source_id() else { return matches!(recipe.source_id(), Some(Step::Param(_))) };
    let mut ids = batches.iter().filter_map(|batch| batch.columns().get(*at)?.as_primitive_opt::<Int64Type>()).flatten();
    let Some(Some(first)) = ids.next() else { return false };
    ids.all(|id| id == Some(first))
}

/// The chunk in parts in which no source comes twice.
fn parts(chunk: &Chunk) -> Vec<Chunk> {
    let (mut parts, mut seen) = (Vec::new(), HashSet::new());
    let (mut first, mut start, mut end) = (0_usize, 0_usize, 0_usize);
    let mut cut = |groups: &[Group], start: usize, end: usize| {
        let batch = chunk.batch.slice(start, end.saturating_sub(start));
        parts.push(Chunk { canon: Arc::clone(&chunk.canon), batch, groups: groups.to_vec() });
    };
    for (at, group) in chunk.groups.iter().enumerate() {
        if !seen.insert(group.source_id) {
            cut(chunk.groups.get(first..at).unwrap_or_default(), start, end);
            (first, start) = (at, end);
            seen = HashSet::from([group.source_id]);
        }
        end = end.saturating_add(group.rows);
    }
    cut(chunk.groups.get(first..).unwrap_or_default(), start, end);
    parts
}

/// Rows of the flat table, in which no source comes twice, as rows of RAW.
fn raised(chunk: &Chunk, target: &Arc<Canon>) -> Result<Chunk> {
    let made = structured(chunk, target.kind)?;
    let ids = made.column("source_id").map(|column| column.to_array()).transpose()?;
    let ids = ids.as_ref().and_then(|ids| ids.as_primitive_opt::<Int64Type>()).ok_or_else(lost)?;
    let mut first = 0_usize;
    let mut places: HashMap<i64, (u32, usize)> = HashMap::new();
    for group in &chunk.groups {
        places.insert(group.source_id, (u32::try_from(first).map_err(|_| lost())?, group.entry));
        first = first.saturating_add(group.rows);
    }
    let found: Vec<(i64, u32, usize)> =
        ids.values().iter().filter_map(|id| places.get(id).map(|(row, entry)| (*id, *row, *entry))).collect();
    if found.len() != chunk.groups.len() || made.num_rows() != found.len() {
        return Err(lost());
    }
    let rows = UInt32Array::from_iter_values(found.iter().map(|(_, row, _)| *row));
    let columns = target.roles.iter().zip(&target.schema.fields);
    let columns = columns.map(|(role, field)| column(chunk, &made, &rows, role, field)).collect::<Result<Vec<_>>>()?;
    let options = RecordBatchOptions::new().with_match_field_names(false).with_row_count(Some(found.len()));
    let batch = RecordBatch::try_new_with_options(Arc::clone(&target.arrow), columns, &options);
    let groups = found.into_iter().map(|(source_id, _, entry)| Group { source_id, entry, rows: 1 }).collect();
    Ok(Chunk { canon: Arc::clone(target), batch: batch.map_err(gaialink_table::Error::from)?, groups })
}

/// The columns of the product as RAW.
fn structured(chunk: &Chunk, kind: ProductKind) -> Result<Table> {
    let fault = |error| Error::from(ErrorKind::Product(Box::new(error)));
    let all = chunk.canon.roles.iter().zip(&chunk.canon.schema.fields).zip(chunk.batch.columns());
    let defined = all.filter(|((role, _), _)| matches!(role, Role::Defined(_)));
    let (fields, columns): (Vec<Field>, Vec<ArrayRef>) =
        defined.map(|((_, field), column)| (field.clone(), Arc::clone(column))).unzip();
    let flat = Table::from_columns(Schema::from_fields(fields), columns)?;
    let mut made = restructure(&flat, Some(kind), Form::Raw).map_err(fault)?;
    made.tables.pop().ok_or_else(lost)
}

/// A column of RAW: the product's own, or one that says the same of all rows of a source.
fn column(chunk: &Chunk, made: &Table, rows: &UInt32Array, role: &Role, field: &Field) -> Result<ArrayRef> {
    let fault = |error| Error::from(ErrorKind::Product(Box::new(error)));
    if let Role::Defined(definition) = role
        && let (Some(own), Some(column)) = (made.schema().field(definition.name), made.column(definition.name))
    {
        return definition.conform(own, &column.to_array()?).map_err(fault);
    }
    let flat = chunk.canon.place(&field.name).and_then(|at| chunk.batch.columns().get(at));
    match flat {
        Some(flat) => Ok(take(flat, rows, None).map_err(gaialink_table::Error::from)?),
        None => Ok(new_null_array(&schema::arrow::data_type(field)?, rows.len())),
    }
}

fn lost() -> Error {
    ErrorKind::Threads("rows of RAW do not belong to the sources they were made of".to_owned()).into()
}
