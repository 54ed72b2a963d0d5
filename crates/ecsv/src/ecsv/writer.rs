use super::{
    WriteOptions,
    header::{ColumnType, encode},
};
use crate::{
    dialect::Dialect,
    error::{Error, ErrorKind, Format, Result},
    rows::{Encoder, Sink},
    wire::Wire,
};
use gaialink_table::{
    Field, LossKind, LossReport, Position, Schema, TableWriter, Trailer, arrow::array::RecordBatch, text::TextStyle,
};
use std::io::Write;

/// Writes record batches as ECSV 1.0.
///
/// A null is an empty cell (`""` between blanks), the empty string `""`, NaN `nan`; arrays are JSON, nested as their shape
/// says, with `null` for null elements. Arrays that vary in more than their length are written flat.
///
/// The header says by plain keys what other readers know: of each column its name, type, unit and description, and its UCD,
/// utype and xtype under `meta`; of the table its name and description, and its PARAMs by their names (the first of each name,
/// those of the table before those of the elements around it). Where that is not all, the whole schema stands as JSON under
/// `gaialink.schema`, last in the table's `meta`, so that nothing is lost. A reader of this crate takes it for the columns whose
/// name and type it knows; units, descriptions, UCDs, utypes, xtypes and values of PARAMs that were changed under their plain
/// keys, or dropped there, win.
///
/// The rows of a batch are written by the threads of rayon's pool in turns, which is why the output is `Send`.
///
/// ```
/// use gaialink_ecsv::ecsv::{WriteOptions, Writer};
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
/// assert!(text.starts_with(b"# %ECSV 1.0\n# ---\n"));
/// assert!(text.ends_with(b"flux,error\n1.5,1.5\n,\n"));
/// assert!(losses.is_empty());
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Writer<W> {
    sink: Sink<W>,
}

impl<W: Write + Send> Writer<W> {
    /// Writes the header and the line of column names.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Delimiter`] where it is neither a comma nor a blank, [`ErrorKind::NoColumns`] where there is nothing to write, or
    /// [`ErrorKind::Io`] where the output fails.
    pub fn try_new(inner: W, schema: &Schema, options: WriteOptions) -> Result<Self> {
        let delimiter = options.delimiter;
        if !matches!(delimiter, b' ' | b',') {
            let kind = ErrorKind::Delimiter { found: char::from(delimiter), expected: "a comma or a blank" };
            return Err(Format::Ecsv.error(Position::default(), kind));
        }
        let mut losses = LossReport::default();
        let schema = schema.with_unique_names(&mut losses);
        let header = encode(&schema, delimiter, options.header.as_deref(), &mut losses);
        let wires = schema.fields.iter().map(wire).collect();
        let dialect = Dialect { format: Format::Ecsv, delimiter, comment: Some(b'#') };
        let mut sink = Sink::new(inner, Encoder::new(wires, dialect, TextStyle::ECSV), Format::Ecsv, schema, losses);
        sink.start(&header)?;
        Ok(Self { sink })
    }
}

/// How the cells of a column are spelled.
fn wire(field: &Field) -> Wire {
    let cells = ColumnType::of(field);
    Wire::new(field, cells.to_field(&field.name)).with_fold(cells.fold())
}

impl<W: Write + Send> TableWriter for Writer<W> {
    type Error = Error;

    fn write_batch(&mut self, batch: &RecordBatch) -> Result<()> {
        self.sink.write(batch)
    }

    fn finish(self: Box<Self>, trailer: &Trailer) -> Result<LossReport> {
        let mut losses = self.sink.finish()?;
        for info in &trailer.infos {
            losses.add(LossKind::Metadata, info.name.as_deref().unwrap_or("INFO"), "ECSV has no INFOs behind the rows");
        }
        for extra in &trailer.extras {
            losses.add(LossKind::Metadata, &extra.kind, "ECSV has no place behind the rows");
        }
        Ok(losses)
    }
}
