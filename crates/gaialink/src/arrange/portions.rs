use crate::{BoxReader, ErrorKind, Result};
use gaialink_table::{
    Schema, Table, TableReader, Trailer,
    arrow::{
        array::{Array, AsArray, Int64Array, RecordBatch},
        compute::cast,
        datatypes::{DataType, Int64Type},
    },
};
use std::{collections::HashSet, sync::Arc};

/// The rows of a table in portions that hold all rows of each of their sources.
///
/// Memory is bounded by a batch and the rows of one source, as long as the rows of a source stand together.
pub(crate) struct Portions {
    reader: BoxReader,
    schema: Arc<Schema>,
    /// The column of source ids; without one all rows are of one source.
    column: Option<usize>,
    /// Whether all rows make one portion.
    whole: bool,
    /// The rows of the last source so far.
    held: Vec<RecordBatch>,
    seen: HashSet<i64>,
    ended: bool,
}

impl Portions {
    pub(crate) fn new(reader: BoxReader, whole: bool) -> Self {
        let schema = Arc::clone(reader.schema());
        let column = schema.fields.iter().position(|field| field.name.eq_ignore_ascii_case("source_id"));
        Self { reader, schema, column, whole, held: Vec::new(), seen: HashSet::new(), ended: false }
    }

    /// The next rows; nothing after the last ones. A table without rows is one portion.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Scattered`] where a source comes back whose rows were given already.
    pub(crate) fn next(&mut self) -> Result<Option<Table>> {
        while !self.ended {
            let Some(batch) = self.reader.next_batch()? else {
                self.ended = true;
                return self.portion(Vec::new()).map(Some);
            };
            let start = match (self.whole, self.ids(&batch)?) {
                (false, Some(ids)) => self.last_source(&ids)?,
                _ => None,
            };
            match start {
                Some(start) => {
                    let rest = batch.slice(start, batch.num_rows().saturating_sub(start));
                    if start > 0 {
                        self.held.push(batch.slice(0, start));
                    }
                    return self.portion(vec![rest]).map(Some);
                }
                None => self.held.push(batch),
            }
        }
        Ok(None)
    }

    /// What stands behind the rows.
    pub(crate) fn finish(self) -> Result<Trailer> {
        Box::new(self.reader).finish()
    }

    fn portion(&mut self, rest: Vec<RecordBatch>) -> Result<Table> {
        let batches = std::mem::replace(&mut self.held, rest);
        Ok(Table::try_new(Arc::clone(&self.schema), batches)?)
    }

    fn ids(&self, batch: &RecordBatch) -> Result<Option<Int64Array>> {
        let Some(column) = self.column.and_then(|place| batch.columns().get(place)) else { return Ok(None) };
        let ids = cast(column, &DataType::Int64).map_err(gaialink_table::Error::from)?;
        Ok(ids.as_primitive_opt::<Int64Type>().filter(|ids| !ids.is_empty()).cloned())
    }

    /// Where the rows of the last source start in a batch; nothing where all are of the source that is held.
    fn last_source(&mut self, ids: &Int64Array) -> Result<Option<usize>> {
        let held = self.held.iter().rev().find(|batch| batch.num_rows() > 0).map(|batch| self.ids(batch)).transpose()?.flatten();
        let mut last = held.and_then(|ids| ids.iter().last()).flatten();
        let (mut start, before) = (None, last);
        for (row, id) in ids.iter().enumerate() {
            if id == last && (row > 0 || before.is_some()) {
                continue;
            }
            if row > 0 || before.is_some() {
                start = Some(row);
            }
            if let Some(source_id) = id.filter(|id| !self.seen.insert(*id)) {
                return Err(ErrorKind::Scattered { source_id }.into());
            }
            last = id;
        }
        Ok(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;
    use gaialink_table::{Datatype, Field};

    struct Batches(Arc<Schema>, std::vec::IntoIter<RecordBatch>);

    impl TableReader for Batches {
        type Error = Error;

        fn schema(&self) -> &Arc<Schema> {
            &self.0
        }

        fn next_batch(&mut self) -> Result<Option<RecordBatch>> {
            Ok(self.1.next())
        }

        fn finish(self: Box<Self>) -> Result<Trailer> {
            Ok(Trailer::default())
        }
    }

    fn portions(batches: &[&[i64]], whole: bool) -> std::result::Result<Vec<Vec<i64>>, Error> {
        let schema = Schema::from_fields(vec![Field::new("source_id", Datatype::Long)]);
        let made = batches.iter().map(|ids| Table::from_columns(schema.clone(), vec![Arc::new(Int64Array::from(ids.to_vec()))]));
        let batches: Vec<RecordBatch> = made.flat_map(|table| table.unwrap().batches().to_vec()).collect();
        let mut portions = Portions::new(Box::new(Batches(Arc::new(schema), batches.into_iter())), whole);
        let mut found = Vec::new();
        while let Some(table) = portions.next()? {
            found.push(table.column("source_id").unwrap().to::<Int64Array>()?.values().to_vec());
        }
        Ok(found)
    }

    #[test]
    fn all_rows_of_a_source_are_in_one_portion() {
        type Batches<'a> = &'a [&'a [i64]];
        let cases: [(Batches<'_>, Batches<'_>); 6] = [
            (&[], &[&[]]),
            (&[&[1, 1], &[1]], &[&[1, 1, 1]]),
            (&[&[1, 1, 2], &[2, 3]], &[&[1, 1], &[2, 2], &[3]]),
            (&[&[1], &[2], &[3]], &[&[1], &[2], &[3]]),
            (&[&[1, 2, 3], &[4]], &[&[1, 2], &[3], &[4]]),
            (&[&[1], &[], &[1]], &[&[1, 1]]),
        ];
        for (batches, want) in cases {
            assert_eq!(portions(batches, false).unwrap(), want, "{batches:?}");
        }
    }

    #[test]
    fn rows_that_do_not_stand_together_make_one_portion_or_an_error() {
        let batches: [&[i64]; 2] = [&[1, 2], &[1]];
        let error = portions(&batches, false).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Scattered { source_id: 1 }), "{error}");
        assert_eq!(portions(&batches, true).unwrap(), [[1, 2, 1]]);
    }
}
