use super::{
    WriteOptions,
    dialect::dialect,
    losses::{self, Untold},
};
use crate::{
    error::{Error, Format, Result},
    rows::{Encoder, Sink},
    wire::Wire,
};
use gaialink_table::{LossKind, LossReport, Schema, TableWriter, Trailer, arrow::array::RecordBatch};
use std::io::Write;

/// Writes record batches as CSV.
///
/// A null is an empty cell, the empty string `""`; arrays are written `(a, b)`, with `null` for null elements, and numbers with
/// the fewest digits that read back as the same, all in the standard [`Style`](super::Style). CSV holds nothing of a schema but the names of its columns, of which later
/// ones are changed where they repeat: all else is in the report. The rows of a batch are written by the threads of rayon's pool in turns, which is why
/// the output is `Send`.
///
/// ```
/// use gaialink_ecsv::csv::{WriteOptions, Writer};
/// use gaialink_table::{Datatype, Field, Schema, Table, TableWriter, Trailer, arrow::array::Float64Array};
/// use std::sync::Arc;
///
/// let schema = Schema::from_fields(vec![Field::new("flux", Datatype::Double), Field::new("error", Datatype::Double)]);
/// let flux = Arc::new(Float64Array::from(vec![Some(1.5), None]));
/// let table = Table::from_columns(schema, vec![flux.clone(), flux])?;
/// let mut text = Vec::new();
/// let mut writer = Writer::try_new(&mut text, table.schema(), WriteOptions::default())?;
/// for batch in table.batches() {
///     writer.write_batch(batch)?;
/// }
/// let losses = Box::new(writer).finish(&Trailer::default())?;
/// assert_eq!(text, b"flux,error\n1.5,1.5\n,\n");
/// assert!(losses.is_empty());
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Writer<W> {
    sink: Sink<W>,
    untold: Untold,
}

impl<W: Write + Send> Writer<W> {
    /// Writes the line of column names.
    ///
    /// # Errors
    ///
    /// [`crate::ErrorKind::Delimiter`], [`crate::ErrorKind::NoColumns`], or [`crate::ErrorKind::Io`] where the output fails.
    pub fn try_new(inner: W, schema: &Schema, options: WriteOptions) -> Result<Self> {
        let dialect = dialect(options.delimiter, None)?;
        let mut report = LossReport::default();
        let schema = schema.with_unique_names(&mut report);
        losses::count(&schema, &mut report);
        let wires = schema.fields.iter().map(|field| Wire::new(field, field.clone())).collect();
        let untold = Untold::new(&schema);
        let mut sink = Sink::new(
            inner,
            Encoder::new(wires, dialect, options.style.text()).with_style(options.style),
            Format::Csv,
            schema,
            report,
        );
        sink.start("")?;
        Ok(Self { sink, untold })
    }
}

impl<W: Write + Send> TableWriter for Writer<W> {
    type Error = Error;

    fn write_batch(&mut self, batch: &RecordBatch) -> Result<()> {
        self.untold.take(batch);
        self.sink.write(batch)
    }

    fn finish(self: Box<Self>, trailer: &Trailer) -> Result<LossReport> {
        let mut losses = self.sink.finish()?;
        self.untold.count(&mut losses);
        for info in &trailer.infos {
            losses.add(LossKind::Metadata, info.name.as_deref().unwrap_or("INFO"), "CSV has no INFOs behind the rows");
        }
        for extra in &trailer.extras {
            losses.add(LossKind::Metadata, &extra.kind, "CSV has no place behind the rows");
        }
        Ok(losses)
    }
}
