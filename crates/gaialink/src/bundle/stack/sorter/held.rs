use super::super::{chunk::Group, size::size};
use crate::Result;
use gaialink_table::arrow::{array::RecordBatch, compute::interleave_record_batch};

/// How many bytes of sorted rows are made, and read again, at once.
const PAGE: usize = 256 << 10;

/// Rows that wait to be sorted. They are never copied as a whole: their order is that of the sources, and rows are brought into it page by page.
#[derive(Default)]
pub(super) struct Held {
    batches: Vec<RecordBatch>,
    places: Vec<Place>,
    bytes: usize,
}

/// Where rows of one source and entry are held.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    source_id: i64,
    entry: usize,
    batch: usize,
    start: usize,
    rows: usize,
}

impl Held {
    /// How many bytes the rows take.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Takes the rows of such groups.
    pub(super) fn push(&mut self, batch: RecordBatch, groups: &[Group]) {
        let mut start = 0_usize;
        for Group { source_id, entry, rows } in groups.iter().filter(|group| group.rows > 0) {
            let (batch, rows) = (self.batches.len(), *rows);
            self.places.push(Place { source_id: *source_id, entry: *entry, batch, start, rows });
            start = start.saturating_add(rows);
        }
        self.bytes = self.bytes.saturating_add(size(&batch)).saturating_add(size_of::<Place>().saturating_mul(groups.len()));
        self.batches.push(batch);
    }

    /// The rows in the order of their sources and entries; those of one source and entry in the order in which they came.
    pub(super) fn pages(mut self) -> Pages {
        self.places.sort_unstable();
        let rows: usize = self.batches.iter().map(RecordBatch::num_rows).sum();
        let rows_of_page = rows.div_ceil(self.bytes.div_ceil(PAGE).max(1)).max(1);
        Pages { held: self, rows_of_page, next: 0, done: 0 }
    }
}

/// Sorted rows, page by page.
pub(super) struct Pages {
    held: Held,
    rows_of_page: usize,
    /// The place whose rows come next, and how many of them were given.
    next: usize,
    done: usize,
}

impl Iterator for Pages {
    type Item = Result<RecordBatch>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut rows: Vec<(usize, usize)> = Vec::with_capacity(self.rows_of_page);
        while let Some(place) = self.held.places.get(self.next)
            && rows.len() < self.rows_of_page
        {
            let taken = place.rows.saturating_sub(self.done).min(self.rows_of_page.saturating_sub(rows.len()));
            let first = place.start.saturating_add(self.done);
            rows.extend((first..first.saturating_add(taken)).map(|row| (place.batch, row)));
            self.done = self.done.saturating_add(taken);
            if self.done == place.rows {
                (self.next, self.done) = (self.next.saturating_add(1), 0);
            }
        }
        if rows.is_empty() {
            return None;
        }
        let batches: Vec<&RecordBatch> = self.held.batches.iter().collect();
        Some(interleave_record_batch(&batches, &rows).map_err(|e| gaialink_table::Error::from(e).into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gaialink_table::arrow::{
        array::{AsArray, Int64Array, StringArray},
        datatypes::Int64Type,
    };
    use std::sync::Arc;

    fn batch(rows: &[(i64, &str)]) -> RecordBatch {
        let ids = Int64Array::from_iter_values(rows.iter().map(|row| row.0));
        let texts = StringArray::from_iter_values(rows.iter().map(|row| row.1));
        RecordBatch::try_from_iter([("id", Arc::new(ids) as _), ("text", Arc::new(texts) as _)]).unwrap()
    }

    #[test]
    fn pages_of_any_length_are_in_order() {
        let group = |source_id, entry, rows| Group { source_id, entry, rows };
        for rows_of_page in [1, 2, 3, 5, 100] {
            let mut held = Held::default();
            held.push(batch(&[(9, "a"), (9, "b"), (4, "c")]), &[group(9, 1, 2), group(5, 1, 0), group(4, 1, 1)]);
            held.push(batch(&[(9, "d"), (4, "e"), (9, "f")]), &[group(9, 0, 1), group(4, 1, 1), group(9, 1, 1)]);
            let pages = Pages { rows_of_page, ..held.pages() };
            let mut found: Vec<(i64, String)> = Vec::new();
            for page in pages {
                let page = page.unwrap();
                assert!(page.num_rows() <= rows_of_page);
                let ids = page.column(0).as_primitive::<Int64Type>().values().to_vec();
                found.extend(ids.into_iter().zip(page.column(1).as_string::<i32>().iter().flatten().map(str::to_owned)));
            }
            let want = [(4, "c"), (4, "e"), (9, "d"), (9, "a"), (9, "b"), (9, "f")];
            assert_eq!(found, want.map(|(id, text)| (id, text.to_owned())), "{rows_of_page}");
        }
        assert!(Held::default().pages().next().is_none());
    }
}
