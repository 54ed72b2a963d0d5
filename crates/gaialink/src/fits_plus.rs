//! What FITS cannot say of tables, as a VOTable in the primary HDU (FITS-plus).

use crate::{
    survey::Survey,
    writer::known::{tell_votable, without_file_cards},
};
use gaialink_fits::{Description, Primary};
use gaialink_table::{
    Schema, Trailer,
    schema::{Info, Scope},
};
use gaialink_votable::{DocumentReader, DocumentWriter, Part, ReadOptions, Result, WriteOptions, describe};
use std::collections::HashMap;

/// What a document says of its TABLEs and behind each of them, in order.
pub(crate) fn read(document: &[u8], options: &ReadOptions) -> Result<Vec<(Schema, Trailer)>> {
    let mut reader = DocumentReader::try_new(document, options.clone())?;
    let mut tables: Vec<(Schema, Trailer)> = Vec::new();
    while let Some(part) = reader.next_part()? {
        match part {
            Part::Table { .. } => {
                let schema = reader.schema()?.map(|schema| Schema::clone(&schema)).unwrap_or_default();
                tables.push((schema, Trailer::default()));
            }
            Part::TableEnd { infos, .. } => {
                tables.last_mut().into_iter().for_each(|(_, behind)| behind.infos.extend(infos.clone()))
            }
            Part::Content(scope) => {
                tables.last_mut().into_iter().for_each(|(_, behind)| behind.infos.extend(scope.infos.clone()))
            }
            _ => {}
        }
    }
    Ok(tables)
}

/// The document of a table and what it says when it is read back. Where there is no VOTable of the table, there is no document, and
/// the report tells what is lost.
pub(crate) fn of_table(schema: &Schema, survey: &Survey) -> Primary {
    let mut options = WriteOptions::default();
    tell_votable(&mut options, schema, survey);
    options.nulls.clear();
    let mut unknown = without_file_cards(schema);
    unknown.num_rows = None;
    let described = describe(&unknown, &survey.behind, &options);
    let Some(description) = described.ok().and_then(|(document, _)| description(document)) else { return Primary::Empty };
    Primary::Described(Box::new(description))
}

/// The document that parts make, without the rows of its TABLEs; `None` where there is none.
pub(crate) fn of_parts(parts: Vec<Part>, surveys: &[Survey]) -> Option<Description> {
    let mut writer = DocumentWriter::try_new(Vec::new(), WriteOptions::default()).ok()?;
    let mut surveys = surveys.iter();
    let mut named = HashMap::new();
    for part in parts {
        for part in without_rows(part) {
            if let Part::Table { schema, .. } = &part {
                let borrowed = schema.reference.as_ref().filter(|_| schema.fields.is_empty()).and_then(|id| named.get(id));
                tell_votable(writer.options(), borrowed.unwrap_or(schema), surveys.next()?);
                writer.options().nulls.clear();
                named.extend(schema.id.clone().map(|id| (id, Schema::clone(schema))));
            }
            writer.write(&part).ok()?;
        }
    }
    let (document, _) = writer.finish().ok()?;
    description(document)
}

fn description(document: Vec<u8>) -> Option<Description> {
    let tables = read(&document, &ReadOptions::default()).unwrap_or_default();
    (!tables.is_empty()).then_some(Description { document, tables })
}

/// A part without rows. Without them an INFO stands behind its TABLE, since what it would stand behind is not there.
fn without_rows(part: Part) -> Vec<Part> {
    match part {
        Part::Table { mut schema, .. } => {
            schema.num_rows = None;
            vec![Part::Table { schema, has_data: false }]
        }
        Part::TableEnd { infos, extras } if !infos.is_empty() => {
            vec![Part::TableEnd { infos: Vec::new(), extras }, Part::Content(Box::new(scope_of(infos)))]
        }
        other => vec![other],
    }
}

fn scope_of(infos: Vec<Info>) -> Scope {
    let mut scope = Scope::default();
    scope.infos = infos;
    scope
}
