use crate::{Error, ProductKind, Result, SourceId};
use gaialink_table::{
    Table,
    arrow::{
        array::{Int64Array, RecordBatch, UInt64Array},
        compute::{concat_batches, take_record_batch},
    },
};
use std::{collections::HashMap, ops::Range, sync::Arc};

/// One source and its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) source_id: SourceId,
    pub(crate) rows: Range<usize>,
}

/// A source a row.
pub(crate) fn by_row(ids: &Int64Array, product: ProductKind) -> Result<Vec<Group>> {
    let group = |(row, id)| Ok(Group { source_id: source_id(row, id, product)?, rows: row..row + 1 });
    ids.iter().enumerate().map(group).collect()
}

/// All rows of one source.
pub(crate) fn whole(source_id: Option<SourceId>, rows: usize, product: ProductKind) -> Result<Vec<Group>> {
    match source_id {
        Some(source_id) => Ok(vec![Group { source_id, rows: 0..rows }]),
        None => Err(Error::NoSourceId { product }),
    }
}

/// The rows of a source wherever they are, the sources in the order in which they come first, and the order that brings
/// the rows of each together where they are not.
pub(crate) fn by_id(ids: &Int64Array, product: ProductKind) -> Result<(Vec<Group>, Option<UInt64Array>)> {
    let runs = runs(ids, product)?;
    let sources = by_source(&runs);
    if sources.len() == runs.len() {
        return Ok((runs, None));
    }
    let mut groups = Vec::new();
    let mut order: Vec<u64> = Vec::new();
    for (source_id, rows) in sources {
        let start = order.len();
        order.extend(rows.into_iter().flatten().map(|row| row as u64));
        groups.push(Group { source_id, rows: start..order.len() });
    }
    Ok((groups, Some(order.into())))
}

/// All runs of each source, the sources in the order in which they come first.
fn by_source(runs: &[Group]) -> Vec<(SourceId, Vec<Range<usize>>)> {
    let mut places: HashMap<SourceId, usize> = HashMap::new();
    let mut sources: Vec<(SourceId, Vec<Range<usize>>)> = Vec::new();
    for run in runs {
        let place = *places.entry(run.source_id).or_insert(sources.len());
        match sources.get_mut(place) {
            Some((_, rows)) => rows.push(run.rows.clone()),
            None => sources.push((run.source_id, vec![run.rows.clone()])),
        }
    }
    sources
}

/// Rows that follow each other and are of the same source.
fn runs(ids: &Int64Array, product: ProductKind) -> Result<Vec<Group>> {
    let mut runs: Vec<Group> = Vec::new();
    for (row, id) in ids.iter().enumerate() {
        match runs.last_mut() {
            Some(last) if id == Some(last.source_id.get()) => last.rows.end = row + 1,
            _ => runs.push(Group { source_id: source_id(row, id, product)?, rows: row..row + 1 }),
        }
    }
    Ok(runs)
}

fn source_id(row: usize, id: Option<i64>, product: ProductKind) -> Result<SourceId> {
    let id = id.ok_or(Error::MissingSourceId { product, row })?;
    SourceId::try_from(id).map_err(|error| Error::SourceId { product, error })
}

/// The rows of each source as a table of its own.
pub(crate) fn tables(table: &Table, groups: &[Group], order: Option<&UInt64Array>) -> Result<Vec<Table>> {
    if let ([only], None) = (groups, order)
        && only.rows.len() == table.num_rows()
    {
        return Ok(vec![table.clone()]);
    }
    let joined: RecordBatch = concat_batches(table.arrow_schema(), table.batches())?;
    let joined = match order {
        Some(order) => take_record_batch(&joined, order)?,
        None => joined,
    };
    let part = |group: &Group| {
        let batch = joined.slice(group.rows.start, group.rows.len());
        Ok(Table::try_new(Arc::clone(table.schema()), vec![batch])?)
    };
    groups.iter().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KIND: ProductKind = ProductKind::McmcMsc;

    fn group(id: i64, rows: Range<usize>) -> Group {
        Group { source_id: SourceId::new(id).unwrap(), rows }
    }

    #[test]
    fn rows_of_a_source_need_not_be_together() {
        let cases = [
            (vec![], vec![], None),
            (vec![7, 7], vec![group(7, 0..2)], None),
            (vec![7, 4, 4], vec![group(7, 0..1), group(4, 1..3)], None),
            (vec![7, 4, 7], vec![group(7, 0..2), group(4, 2..3)], Some(vec![0, 2, 1])),
        ];
        for (ids, want, order) in cases {
            let found = by_id(&ids.clone().into(), KIND).unwrap();
            assert_eq!(found.0, want, "{ids:?}");
            assert_eq!(found.1.map(|order| order.values().to_vec()), order, "{ids:?}");
        }
    }

    #[test]
    fn every_row_has_an_id() {
        let ids = Int64Array::from(vec![Some(7), None]);
        assert!(matches!(by_id(&ids, KIND).unwrap_err(), Error::MissingSourceId { row: 1, .. }));
        assert!(matches!(by_row(&ids, KIND).unwrap_err(), Error::MissingSourceId { row: 1, .. }));
        let found = by_row(&Int64Array::from(vec![0]), KIND).unwrap_err();
        assert!(matches!(&found, Error::SourceId { error, .. } if error.found == "0"), "{found:?}");
        assert!(matches!(whole(None, 3, KIND).unwrap_err(), Error::NoSourceId { product: KIND }));
    }
}
