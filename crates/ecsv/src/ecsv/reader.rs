use super::{
    ReadOptions,
    header::{Header, decode, read_lines},
};
use crate::{
    dialect::Dialect,
    error::{Error, ErrorKind, Format, Result},
    rows::{Decoder, Pieces, Plan, Stream, layout, read_names},
    select::{check_names, select},
    wire::Wire,
};
use gaialink_table::{
    Limits, Position, Schema, TableReader, Trailer, Warning, arrow::array::RecordBatch, schema, text::TextStyle,
};
use std::{io::BufRead, sync::Arc};

/// Reads an ECSV file as a stream of record batches.
///
/// The header must be one of ECSV 0.9 or 1.x, and the line of column names behind it must have the header's names. An empty
/// cell is null; `""` is the empty string, but in files whose cells are parted by blanks, where it is the only way to write a
/// null. `nan` and an empty cell stay apart. Lines between the rows that begin with `#` are skipped with a warning.
///
/// ```
/// use gaialink_ecsv::ecsv::{Reader, ReadOptions};
/// use gaialink_table::{Table, arrow::array::Float64Array};
///
/// let file = "\
/// ## %ECSV 1.0
/// ## ---
/// ## delimiter: ','
/// ## datatype:
/// ## - {name: wavelength, datatype: float64, unit: nm}
/// ## meta: {source_id: 5937083312263887616}
/// wavelength
/// 336.0
/// 338.0
/// ";
/// # let file = file.replace("##", "#");
/// let mut reader = Reader::try_new(file.as_bytes(), ReadOptions::default())?;
/// let table = Table::collect(&mut reader)?;
/// let wavelength = table.column("wavelength").map(|c| c.to::<Float64Array>()).transpose()?;
/// assert_eq!(wavelength.map(|w| w.values().to_vec()), Some(vec![336.0, 338.0]));
/// assert_eq!(table.param("source_id").map(|p| p.to_i64()), Some(Ok(5937083312263887616)));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Reader<R> {
    schema: Arc<Schema>,
    header: String,
    stream: Stream<R>,
    warnings: Vec<Warning>,
}

impl<R: BufRead + Send> Reader<R> {
    /// Reads the header and the line of column names.
    ///
    /// # Errors
    ///
    /// Any [`ErrorKind`] of headers: what is no ECSV, YAML that does not parse, a datatype that is none, column names that are
    /// not the header's, a column that was asked for and is not there, a limit exceeded, or input that fails.
    pub fn try_new(mut inner: R, options: ReadOptions) -> Result<Self> {
        let limits = &options.limits;
        let lines = read_lines(&mut inner, limits)?;
        let header = decode(&lines, limits)?;
        if let Some(warning) = header.warnings.first().filter(|_| options.strict) {
            return Err(Format::Ecsv.error(warning.at.clone(), ErrorKind::Strict(Box::new(warning.clone()))));
        }
        let dialect = Dialect { format: Format::Ecsv, delimiter: header.delimiter, comment: Some(b'#') };
        let (width, size) = layout(limits.batch_size());
        let mut pieces = Pieces::new(inner, lines.rest, lines.rest_line, dialect, size, limits);
        let names = read_names(&mut pieces, dialect, limits)?;
        let fail = |kind: ErrorKind| Format::Ecsv.error(Position::at_line(names.line), kind);
        let fields = header.schema.fields.iter().map(|field| field.name.as_str());
        let spaced = check_names(&names, fields, Format::Ecsv).map_err(fail)?;
        if let Some(warning) = spaced.as_ref().filter(|_| options.strict) {
            return Err(fail(ErrorKind::Strict(Box::new(warning.clone()))));
        }
        let chosen = select(&header.schema, options.columns.as_deref()).map_err(fail)?;
        let (schema, decoder) = decoder(&header, &chosen, dialect, limits).map_err(fail)?;
        let stream = Stream::new(pieces, decoder, width, options.strict);
        let warnings = header.warnings.into_iter().chain(spaced).collect();
        Ok(Self { schema, header: lines.source, stream, warnings })
    }

    /// The lines of the header behind `# ---` as they stand in the file, each with a blank behind its `#` and ended by a line feed. With them, a writer
    /// ([`WriteOptions::header`](super::WriteOptions::header)) gives the header back as it came.
    pub fn header(&self) -> &str {
        &self.header
    }
}

/// The schema of the chosen columns, and what decodes their rows.
pub(super) fn decoder(
    header: &Header,
    chosen: &[usize],
    dialect: Dialect,
    limits: &Limits,
) -> std::result::Result<(Arc<Schema>, Decoder), ErrorKind> {
    let schema = Arc::new(header.schema.project(chosen));
    let columns = header.schema.fields.len();
    let decoder = Decoder::try_new(plans(header, chosen), columns, dialect, TextStyle::ECSV, limits)?;
    let arrow_schema = Arc::new(schema::arrow::to_arrow(&schema)?);
    Ok((schema, decoder.with_arrow_schema(arrow_schema)))
}

/// How the chosen columns are read.
fn plans(header: &Header, chosen: &[usize]) -> Vec<Plan> {
    let plan = |place: &usize| {
        let field = header.schema.fields.get(*place)?;
        let cells = header.cells.get(*place)?;
        let wire = Wire::new(field, cells.to_field(&field.name)).with_fold(cells.fold());
        Some(Plan { place: *place, wire, field: field.clone(), guard: None })
    };
    chosen.iter().filter_map(plan).collect()
}

impl<R: BufRead + Send> TableReader for Reader<R> {
    type Error = Error;

    fn schema(&self) -> &Arc<Schema> {
        &self.schema
    }

    fn next_batch(&mut self) -> Result<Option<RecordBatch>> {
        self.stream.next_batch()
    }

    fn finish(self: Box<Self>) -> Result<Trailer> {
        let mut trailer = Trailer::default();
        trailer.warnings = self.warnings;
        trailer.warnings.extend(self.stream.into_warnings());
        Ok(trailer)
    }
}
