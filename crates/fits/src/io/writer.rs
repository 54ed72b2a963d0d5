mod before;
mod heap;
mod nulls;
mod options;
mod sink;
mod text;

pub use self::options::{Primary, Style, WriteOptions};
use self::{heap::Narrow, nulls::NullSearch, sink::Sink};
use crate::{
    Error, Result,
    checksum::{self, Sum},
    convert::from_table::{self, Counts, Stored},
};
use gaialink_table::{
    Limits, LossKind, LossReport, Schema, TableWriter, Trailer,
    arrow::array::{ArrayRef, RecordBatch},
    rows::{Encoded, PackedField, RowError, RowOptions, RowPlan},
};
use std::io::{Seek, Write};
use tempfile::SpooledTempFile;

/// Writes one table as a FITS binary table.
///
/// Rows go straight out; the heap waits in a temporary file, and the header is completed in the end, which an output that can seek
/// allows ([`Writer::try_new`]); for others the rows wait too ([`Writer::spooled`]).
///
/// Null integers get a TNULL: the one that the column declares, or its smallest or largest number, whichever was not seen before the
/// first null; of 8- and 16-bit integers, any that was not. A later value that equals it is an error. Strings of no declared length
/// lie in the heap (`PA`), unless [`WriteOptions::string_widths`] gives their length. Where the heap goes beyond what 32-bit descriptors
/// (`P`) reach, all get 64 bits (`Q`) if the rows wait; an output that they already went to is an error, [`crate::ErrorKind::HeapTooLarge`].
///
/// ```
/// use gaialink_fits::{ReadOptions, Reader, WriteOptions, Writer};
/// use gaialink_table::{Datatype, Field, Schema, Table, TableWriter, Trailer, arrow::array::Int16Array};
/// use std::{io::Cursor, sync::Arc};
///
/// let schema = Schema::from_fields(vec![Field::new("transit", Datatype::Short)]);
/// let table = Table::from_columns(schema, vec![Arc::new(Int16Array::from(vec![Some(1), None, Some(3)]))])?;
/// let mut file = Vec::new();
/// let mut writer = Writer::try_new(Cursor::new(&mut file), table.schema(), WriteOptions::default())?;
/// for batch in table.batches() {
///     writer.write_batch(batch)?;
/// }
/// let losses = Box::new(writer).finish(&Trailer::default())?;
/// assert!(losses.is_empty());
/// let back = Table::collect(&mut Reader::from_bytes(file, ReadOptions::default())?)?;
/// assert_eq!(back.batches()[0].column(0), table.batches()[0].column(0));
/// # Ok::<_, gaialink_fits::Error>(())
/// ```
#[derive(Debug)]
pub struct Writer<W> {
    sink: Sink<W>,
    schema: Schema,
    options: WriteOptions,
    columns: Vec<Stored>,
    plan: RowPlan,
    counts: Counts,
    searches: Vec<NullSearch>,
    heap: SpooledTempFile,
    /// Rows in front of the others whose descriptors have 32 bits, while those of the others have 64.
    narrow: Option<Narrow>,
    /// The sums of the rows and of the heap.
    sums: (Sum, Sum),
    encoded: Encoded,
    /// What the document in the primary HDU says behind the table.
    described: Trailer,
    losses: LossReport,
}

impl<W: Write + Seek> Writer<W> {
    /// Starts a file in an output that can seek, at its present place.
    ///
    /// # Errors
    ///
    /// [`Error`] where a column has no form in FITS, or the output failed.
    pub fn try_new(inner: W, schema: &Schema, options: WriteOptions) -> Result<Self> {
        Self::new(schema, options, |before, cards| Sink::patched(inner, before, cards))
    }
}

impl<W: Write> Writer<W> {
    /// Starts a file in an output that cannot seek: the rows wait in a temporary file until [`TableWriter::finish`].
    ///
    /// # Errors
    ///
    /// Those of [`Writer::try_new`].
    pub fn spooled(inner: W, schema: &Schema, options: WriteOptions) -> Result<Self> {
        Self::new(schema, options, |before, _| Sink::spooled(inner, before))
    }

    fn new(
        schema: &Schema,
        options: WriteOptions,
        sink: impl FnOnce(&[u8], &[String]) -> std::io::Result<Sink<W>>,
    ) -> Result<Self> {
        let columns = from_table::layout(schema, &options)?;
        let plan = plan(&columns)?;
        let row_len = plan.row_len().unwrap_or(0);
        let counts = Counts { row_len, max: vec![0; columns.len()], nulls: vec![None; columns.len()], ..Counts::default() };
        let declared = Counts { nulls: columns.iter().map(|column| column.declared_null).collect(), ..counts.clone() };
        let cards = from_table::table_cards(schema, &columns, &declared, &options);
        let chosen = before::choose(schema, &cards, &options);
        // The header may turn out to need a TNULL for every column of integers: room is left for them.
        let nulls = columns.iter().map(|column| column.is_integer().then_some(0)).collect();
        let mut roomy = from_table::table_cards(schema, &columns, &Counts { nulls, ..counts.clone() }, &options);
        roomy.extend(options.checksums.then(checksum::cards).into_iter().flatten());
        let before = before::bytes(schema, &options, chosen.description);
        Ok(Self {
            sink: sink(&before, &roomy)?,
            schema: schema.clone(),
            columns,
            plan,
            searches: vec![NullSearch::default(); schema.fields.len()],
            counts,
            heap: sink::spool(),
            narrow: None,
            sums: Default::default(),
            encoded: Encoded::default(),
            described: chosen.trailer,
            losses: chosen.losses,
            options,
        })
    }

    /// Makes the columns of a batch fit for FITS, and sees to the null values.
    fn prepare(&mut self, batch: &RecordBatch) -> Result<Vec<ArrayRef>> {
        if batch.num_columns() != self.columns.len() {
            let (expected, found) = (self.columns.len(), batch.num_columns());
            return Err(gaialink_table::Error::ColumnCount { expected, found }.into());
        }
        let mut arrays = Vec::new();
        let mut changed = false;
        for (i, array) in batch.columns().iter().enumerate() {
            let (Some(stored), Some(search)) = (self.columns.get_mut(i), self.searches.get_mut(i)) else { continue };
            let array = text::clean(&stored.packed.field.name, array, &mut self.losses)?;
            let null = search.look(stored, &array)?;
            changed |= null != stored.packed.null;
            stored.packed.null = null;
            if let Some(slot) = self.counts.nulls.get_mut(i) {
                *slot = null;
            }
            if let Some(max) = self.counts.max.get_mut(i).filter(|_| stored.in_heap()) {
                *max = (*max).max(text::longest(&array).saturating_mul(stored.unit()));
            }
            arrays.push(array);
        }
        if changed {
            self.plan = plan(&self.columns)?;
        }
        Ok(arrays)
    }

    /// An error about rows, which are counted from the start of the table.
    fn located(&self, error: RowError) -> Error {
        let error = error.behind(self.counts.rows);
        Error::new(error.position(), error)
    }

    /// Writes rows whose columns are fit for FITS.
    fn write_rows(&mut self, arrays: &[ArrayRef], count: usize) -> Result<()> {
        let encoded = &mut self.encoded;
        if let Err(error) = self.plan.encode(arrays, encoded) {
            return Err(self.located(error));
        }
        self.sink.write_rows(&encoded.rows)?;
        self.heap.write_all(&encoded.heap)?;
        if self.options.checksums {
            self.sums.0.add(&encoded.rows);
            self.sums.1.add(&encoded.heap);
        }
        encoded.heap_base = encoded.heap_base.saturating_add(encoded.heap.len() as u64);
        encoded.rows.clear();
        encoded.heap.clear();
        self.losses.merge(&std::mem::take(&mut encoded.losses));
        self.counts.rows = self.counts.rows.saturating_add(count as u64);
        Ok(())
    }
}

/// The plan of the rows as they are written now.
fn plan(columns: &[Stored]) -> Result<RowPlan> {
    let fields: Vec<PackedField> = columns.iter().map(|column| column.packed.clone()).collect();
    let options = RowOptions { nul_is_null: true, ..RowOptions::default() };
    RowPlan::try_new(fields, options, Limits::default()).map_err(|error| Error::new(error.position(), error))
}

impl<W: Write> TableWriter for Writer<W> {
    type Error = Error;

    fn write_batch(&mut self, batch: &RecordBatch) -> Result<()> {
        let arrays = self.prepare(batch)?;
        self.make_room(&arrays)?;
        let parts = self.plan.parts(&arrays, RowPlan::PART).map_err(|error| self.located(error))?;
        if parts.len() <= 1 {
            return self.write_rows(&arrays, batch.num_rows());
        }
        for part in parts {
            let rows: Vec<ArrayRef> = arrays.iter().map(|array| array.slice(part.start, part.len())).collect();
            self.write_rows(&rows, part.len())?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>, trailer: &Trailer) -> Result<LossReport> {
        let mut writer = *self;
        writer.counts.heap = writer.encoded.heap_base;
        for (null, column) in writer.counts.nulls.iter_mut().zip(&writer.columns) {
            *null = null.or(column.declared_null);
        }
        let mut cards = from_table::table_cards(&writer.schema, &writer.columns, &writer.counts, &writer.options);
        let (mut sum, heap_sum) = writer.sums;
        if let (Some(narrow), Sink::Spooled { rows, .. }) = (&writer.narrow, &mut writer.sink) {
            (*rows, sum) = narrow.widened(rows)?;
        }
        sum.append(heap_sum);
        let sum = writer.options.checksums.then_some(sum);
        cards.extend(sum.map(|_| checksum::cards()).into_iter().flatten());
        let rows = writer.counts.rows.saturating_mul(writer.counts.row_len as u64);
        writer.sink.finish(&cards, sum, rows.saturating_add(writer.counts.heap), writer.heap)?;
        for info in trailer.infos.iter().filter(|info| !writer.described.infos.contains(info)) {
            writer.losses.add(LossKind::Metadata, info.name.as_deref().unwrap_or("INFO"), "an INFO has no place in FITS");
        }
        Ok(writer.losses)
    }
}
