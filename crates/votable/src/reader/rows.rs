use super::{
    document::Document,
    table::{Head, Rows},
};
use crate::{ErrorKind, Result, Serialization, data::Data, float_null, xml::events::Events};
use gaialink_table::{
    Limits, Schema,
    arrow::{array::RecordBatch, datatypes::SchemaRef},
    schema,
};
use std::{
    fmt,
    io::{BufRead, Write},
    path::Path,
    sync::Arc,
};

/// A TABLE whose rows are read.
pub(super) struct TableRows {
    pub(super) schema: Arc<Schema>,
    pub(super) serialization: Option<Serialization>,
    pub(super) arrow: SchemaRef,
    data: Data,
    extnum: Option<String>,
    /// The number of FIELDs, and the places of those wanted.
    columns: usize,
    places: Vec<usize>,
    claimed: Option<u64>,
    depth: usize,
    rows: u64,
    state: State,
}

/// How far the reading has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Rows,
    /// The rows are read, and what follows them is not.
    Behind,
    Done,
}

impl TableRows {
    /// Makes ready to read the rows of the columns at the places of `projection`, or of all.
    pub(super) fn try_new<R: BufRead>(
        events: &mut Events<R>,
        head: Head,
        projection: Option<&[usize]>,
        base: Option<&Path>,
        limits: &Limits,
    ) -> Result<Self> {
        if let Some(element) = &head.unknown {
            let what = format!("a TABLE whose rows are in {element}");
            return Err(events.error(ErrorKind::Unsupported { what }));
        }
        let Head { mut schema, rows, claimed, depth, .. } = head;
        let data = Data::try_new(events, rows.as_ref(), &schema, projection, base, limits)?;
        let columns = schema.fields.len();
        let places = projection.map_or_else(|| (0..columns).collect(), <[usize]>::to_vec);
        if projection.is_some() {
            schema = schema.project(&places);
        }
        schema.num_rows = rows.is_none().then_some(0);
        let arrow = Arc::new(schema::arrow::to_arrow(&schema)?);
        let (serialization, extnum) = match rows {
            Some(Rows { serialization, extnum, .. }) => (Some(serialization), extnum),
            None => (None, None),
        };
        let (schema, rows, state) = (Arc::new(schema), 0, State::Rows);
        Ok(Self { schema, serialization, arrow, data, extnum, columns, places, claimed, depth, rows, state })
    }

    pub(super) fn next_batch<R: BufRead + Send>(&mut self, events: &mut Events<R>) -> Result<Option<RecordBatch>> {
        if self.state != State::Rows {
            return Ok(None);
        }
        self.state = State::Done;
        let Some(mut decoded) = self.data.next(events, self.rows)? else {
            self.state = State::Behind;
            return Ok(None);
        };
        for (column, field) in decoded.columns.iter_mut().zip(&self.schema.fields) {
            let applied = float_null::declared(field).and_then(|null| float_null::applied(column, null));
            *column = applied.unwrap_or_else(|| Arc::clone(column));
        }
        let batch = decoded.into_batch(&self.arrow)?;
        self.rows = self.rows.saturating_add(batch.num_rows() as u64);
        self.state = State::Rows;
        Ok(Some(batch))
    }

    /// Copies the FITS or Parquet file that the rows are, and gives which table of it they are; `None` where they are written down otherwise.
    pub(super) fn copy_file<R: BufRead>(&mut self, events: &mut Events<R>, out: &mut dyn Write) -> Result<Option<RowFile>> {
        if self.state != State::Rows || !self.is_file() {
            return Ok(None);
        }
        let extnum = match &self.extnum {
            None => None,
            Some(text) => match text.trim().parse::<u64>() {
                Ok(number) => Some(number),
                Err(source) => {
                    let (element, value) = ("FITS".to_owned(), text.clone());
                    let attribute = "extnum";
                    return Err(events.error(ErrorKind::Attribute { element, attribute, value, source: Box::new(source) }));
                }
            },
        };
        self.state = State::Done;
        self.data.copy_file(events, out)?;
        self.claimed = None;
        self.state = State::Behind;
        Ok(Some(RowFile { extnum, columns: self.columns, places: self.places.clone() }))
    }

    /// Whether the rows are a file in another format.
    fn is_file(&self) -> bool {
        self.serialization.is_some_and(Serialization::is_file)
    }

    /// Reads what stands behind the rows in the TABLE.
    fn read_behind<R: BufRead>(&mut self, document: &mut Document<R>) -> Result<()> {
        if let Some(claimed) = self.claimed.filter(|claimed| *claimed != self.rows) {
            let message = format!("nrows is {claimed}, but the TABLE has {} rows", self.rows);
            document.events.warn("W-NROWS", message)?;
        }
        document.finish_table(self.depth)
    }

    /// Passes over the rows that were not read, and what follows them in the TABLE; `false` where an error had stopped it.
    pub(super) fn finish<R: BufRead + Send>(&mut self, document: &mut Document<R>) -> Result<bool> {
        if self.is_file() && self.state == State::Rows {
            self.copy_file(&mut document.events, &mut std::io::sink())?;
        }
        while self.state == State::Rows && self.next_batch(&mut document.events)?.is_some() {}
        if self.state != State::Behind {
            return Ok(false);
        }
        self.state = State::Done;
        self.read_behind(document)?;
        Ok(true)
    }
}

impl fmt::Debug for TableRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { schema, serialization, rows, state, .. } = self;
        let mut debug = f.debug_struct("TableRows");
        debug.field("schema", schema).field("serialization", serialization).field("rows", rows).field("state", state);
        debug.finish_non_exhaustive()
    }
}

/// Which table of a file in another format the rows of a TABLE are (VOTable 1.5, 5.2).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RowFile {
    /// The HDU of a FITS file, counted from 0 for the primary one; the first table where it is not said.
    pub extnum: Option<u64>,
    /// The number of FIELDs, which is that of the columns of the table there.
    pub columns: usize,
    /// The places of the columns that are wanted, in that order.
    pub places: Vec<usize>,
}
