use super::{
    canon::{Canon, Role},
    recipe::{Recipe, Step},
};
use crate::{Error, ErrorKind, Result};
use gaialink_products::SourceId;
use gaialink_table::{
    Field, Limits,
    arrow::{
        array::{Array, ArrayRef, AsArray, RecordBatch, RecordBatchOptions, UInt32Array, new_null_array},
        compute::{concat, take},
        datatypes::Int64Type,
    },
    schema,
    text::{CellBuilder, TextStyle},
};
use std::{iter, sync::Arc};

/// Rows of one header, not yet those of the product's table.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) recipe: Arc<Recipe>,
    /// The place of the file among all of them.
    pub(super) entry: usize,
    pub(super) name: Arc<str>,
    pub(super) release: Option<Arc<str>>,
    /// The values of the PARAMs.
    pub(super) values: Vec<String>,
    pub(super) columns: Vec<ArrayRef>,
    pub(super) rows: usize,
}

/// Rows of the product's table.
#[derive(Clone, Debug)]
pub(super) struct Chunk {
    pub(super) canon: Arc<Canon>,
    pub(super) batch: RecordBatch,
    pub(super) groups: Vec<Group>,
}

/// Rows that follow each other and are of one source in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) source_id: i64,
    pub(super) entry: usize,
    pub(super) rows: usize,
}

/// The rows of pieces of one recipe, in their order.
pub(super) fn build(pieces: &[Piece], limits: &Limits) -> Result<Option<Chunk>> {
    let Some(first) = pieces.first() else { return Ok(None) };
    let recipe = &first.recipe;
    let rows: usize = pieces.iter().map(|piece| piece.rows).sum();
    let each = repeated(pieces)?;
    let mut columns = Vec::with_capacity(recipe.steps.len());
    for ((step, role), field) in recipe.steps.iter().zip(&recipe.canon.roles).zip(&recipe.canon.schema.fields) {
        columns.push(column(pieces, (step, role, field), &each, limits)?);
    }
    let arrow = Arc::clone(&recipe.canon.arrow);
    let options = RecordBatchOptions::new().with_match_field_names(false).with_row_count(Some(rows));
    let batch = RecordBatch::try_new_with_options(arrow, columns, &options).map_err(gaialink_table::Error::from)?;
    let groups = groups(&batch, pieces, recipe)?;
    Ok(Some(Chunk { canon: Arc::clone(&recipe.canon), batch, groups }))
}

/// For every row, the place of its piece.
fn repeated(pieces: &[Piece]) -> Result<UInt32Array> {
    let mut each = Vec::with_capacity(pieces.iter().map(|piece| piece.rows).sum());
    for (place, piece) in pieces.iter().enumerate() {
        let place = u32::try_from(place).map_err(|_| ErrorKind::Threads("too many members at once".to_owned()))?;
        each.extend(iter::repeat_n(place, piece.rows));
    }
    Ok(each.into())
}

fn column(
    pieces: &[Piece],
    (step, role, field): (&Step, &Role, &Field),
    each: &UInt32Array,
    limits: &Limits,
) -> Result<ArrayRef> {
    let constant = |texts: &mut dyn Iterator<Item = Option<&str>>| {
        let array = of_texts(field, texts, limits)?;
        // Of one piece, the array is repeated as well.
        Ok::<_, Error>(take(&array, each, None).map_err(gaialink_table::Error::from)?)
    };
    match step {
        Step::Column(at, definition) => {
            let recipe = pieces.first().map(|piece| &piece.recipe);
            let own = recipe.and_then(|recipe| recipe.fields.get(*at)).unwrap_or(field);
            let fault = |error| Error::from(ErrorKind::Product(Box::new(error)));
            definition.conform(own, &joined(pieces, *at)?).map_err(fault)
        }
        Step::Same(at) => same(&joined(pieces, *at)?, field),
        Step::Param(at) => constant(&mut pieces.iter().map(|piece| piece.values.get(*at).map(String::as_str))),
        Step::Axis(at, axis) => {
            let word = |piece: &'_ Piece| piece.values.get(*at).map(|text| part(text, *axis).to_owned());
            let words: Vec<Option<String>> = pieces.iter().map(word).collect();
            constant(&mut words.iter().map(|word| word.as_deref()))
        }
        Step::Release => constant(&mut pieces.iter().map(|piece| piece.release.as_deref())),
        Step::Provenance => constant(&mut pieces.iter().map(|piece| Some(&*piece.name))),
        Step::Missing => {
            let _ = role;
            let data_type = schema::arrow::data_type(field)?;
            Ok(new_null_array(&data_type, each.len()))
        }
    }
}

/// One of the two numbers of a position: `ra dec`, `(ra, dec)` or `[ra, dec]`.
fn part(text: &str, axis: usize) -> &str {
    let bare = text.trim().trim_matches(['(', ')', '[', ']']);
    bare.split([',', ' ']).filter(|word| !word.is_empty()).nth(axis).unwrap_or_default()
}

/// An array of one value a piece.
fn of_texts(field: &Field, texts: &mut dyn Iterator<Item = Option<&str>>, limits: &Limits) -> Result<ArrayRef> {
    let mut builder = CellBuilder::try_new(field, &TextStyle::VOTABLE, limits)?;
    for text in texts {
        let text = if field.datatype.is_text() { text } else { text.map(str::trim) };
        match text.filter(|text| !(text.is_empty() || field.datatype.is_floating() && *text == "NaN")) {
            Some(text) => builder.append(text.as_bytes()).map_err(gaialink_table::Error::from)?,
            None => builder.append_null(),
        }
    }
    Ok(builder.finish()?)
}

fn joined(pieces: &[Piece], at: usize) -> Result<ArrayRef> {
    let arrays: Vec<&dyn Array> = pieces.iter().filter_map(|piece| piece.columns.get(at)).map(|array| array.as_ref()).collect();
    match (arrays.as_slice(), pieces) {
        ([_], [only]) => Ok(only
            .columns
            .get(at)
            .map(Arc::clone)
            .unwrap_or_else(|| new_null_array(&gaialink_table::arrow::datatypes::DataType::Null, 0))),
        _ => Ok(concat(&arrays).map_err(gaialink_table::Error::from)?),
    }
}

/// A column that the product does not know, in the type of the first file that had it.
fn same(array: &ArrayRef, field: &Field) -> Result<ArrayRef> {
    let wanted = schema::arrow::data_type(field)?;
    if !schema::arrow::equal_types(array.data_type(), &wanted) {
        let (expected, found) = (wanted.to_string(), array.data_type().to_string());
        return Err(gaialink_table::Error::Mismatch { column: field.name.clone(), expected, found }.into());
    }
    Ok(Arc::clone(array))
}

/// The sources of the rows.
fn groups(batch: &RecordBatch, pieces: &[Piece], recipe: &Recipe) -> Result<Vec<Group>> {
    let missing =
        || Error::from(ErrorKind::Product(Box::new(gaialink_products::Error::NoSourceId { product: recipe.canon.kind })));
    let is_once = matches!(recipe.source_id(), Some(Step::Param(_)));
    if is_once {
        let Some(Step::Param(at)) = recipe.source_id() else { return Err(missing()) };
        let group = |piece: &Piece| {
            let text = piece.values.get(*at).ok_or_else(missing)?;
            Ok(Group { source_id: source_id(text, recipe)?, entry: piece.entry, rows: piece.rows })
        };
        return pieces.iter().map(group).collect();
    }
    let place = recipe.canon.place("source_id").ok_or_else(missing)?;
    let ids = batch.columns().get(place).and_then(|column| column.as_primitive_opt::<Int64Type>()).ok_or_else(missing)?;
    if matches!(recipe.source_id(), Some(Step::Missing) | None) {
        return Err(missing());
    }
    let mut groups: Vec<Group> = Vec::new();
    let mut start = 0_usize;
    for piece in pieces {
        let end = start.saturating_add(piece.rows);
        let first = groups.len();
        for row in start..end {
            let id = ids.is_valid(row).then(|| ids.value(row)).filter(|id| *id > 0);
            let id = id.ok_or_else(|| {
                let (product, row) = (recipe.canon.kind, row.saturating_sub(start));
                Error::from(ErrorKind::Product(Box::new(gaialink_products::Error::MissingSourceId { product, row })))
            })?;
            let is_first = groups.len() == first;
            match groups.last_mut().filter(|group| !is_first && group.source_id == id) {
                Some(group) => group.rows = group.rows.saturating_add(1),
                None => groups.push(Group { source_id: id, entry: piece.entry, rows: 1 }),
            }
        }
        start = end;
    }
    Ok(groups)
}

fn source_id(text: &str, recipe: &Recipe) -> Result<i64> {
    let id: std::result::Result<SourceId, _> = text.parse();
    let product = recipe.canon.kind;
    let fault = |error| Error::from(ErrorKind::Product(Box::new(gaialink_products::Error::SourceId { product, error })));
    Ok(id.map_err(fault)?.get())
}
