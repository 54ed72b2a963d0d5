use super::{InferRows, Opening, ReadOptions, infer::Guard};
use crate::{
    dialect::Dialect,
    error::{Error, ErrorKind, Format, Result},
    rows::{Decoder, Plan, Stream, layout},
    select::{check_names, select},
    wire::Wire,
};
use gaialink_table::{
    Field, Position, Schema, TableReader, Trailer, Warning, arrow::array::RecordBatch, schema, text::TextStyle,
};
use std::{io::BufRead, sync::Arc};

/// Reads a CSV file as a stream of record batches.
///
/// The first row has the column names, which must be those of the schema, in order. An empty cell is null; `""` is the empty
/// string, and null where the column is no text. Arrays stand in brackets, `(1, 2)` or `[1,2]`.
///
/// ```
/// use gaialink_ecsv::csv::{ReadOptions, Reader, infer};
/// use gaialink_table::{Table, arrow::array::Int64Array};
///
/// let text = "source_id,flux\n5937083312263887616,1.5\n";
/// let options = ReadOptions::default();
/// let schema = infer(text.as_bytes(), &options, None)?;
/// let mut reader = Reader::try_new(text.as_bytes(), schema, options)?;
/// let table = Table::collect(&mut reader)?;
/// let ids = table.column("source_id").map(|c| c.to::<Int64Array>()).transpose()?;
/// assert_eq!(ids.map(|ids| ids.value(0)), Some(5937083312263887616));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Reader<R> {
    schema: Arc<Schema>,
    stream: Stream<R>,
    warnings: Vec<Warning>,
}

impl<R: BufRead + Send> Reader<R> {
    /// Reads the line of column names.
    ///
    /// Where [`ReadOptions::infer_rows`] says that the types come from the first rows alone, cells of columns of which nothing
    /// but name and type is said must fit the inferred type; one that does not is [`ErrorKind::Inferred`].
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NoHeader`], [`ErrorKind::ColumnNames`] where they are not the schema's, [`ErrorKind::DuplicateName`],
    /// [`ErrorKind::NoColumn`] for one that was asked for and is not there, [`ErrorKind::Delimiter`], and those of bad text,
    /// limits and input.
    pub fn try_new(mut inner: R, schema: Schema, options: ReadOptions) -> Result<Self> {
        let limits = &options.limits;
        let mut opening = Opening::read(&mut inner, options.delimiter, options.comment)?;
        let dialect = opening.dialect;
        let (width, size) = layout(limits.batch_size());
        let mut pieces = opening.pieces(inner, size, limits);
        let (names, units) = opening.names(&mut pieces, limits)?;
        let fail = |kind: ErrorKind| Format::Csv.error(Position::at_line(names.line), kind);
        check_names(&names, schema.fields.iter().map(|field| field.name.as_str()), Format::Csv).map_err(fail)?;
        let other = other_delimiter(&names.names, dialect.delimiter, names.line);
        let warnings: Vec<Warning> = units.into_iter().chain(other).collect();
        if let Some(warning) = warnings.first().filter(|_| options.strict) {
            return Err(fail(ErrorKind::Strict(Box::new(warning.clone()))));
        }
        let (schema, decoder) = decoder(&schema, &options, opening.says_more(), dialect).map_err(fail)?;
        let stream = Stream::new(pieces, decoder, width, options.strict);
        Ok(Self { schema, stream, warnings })
    }
}

/// The schema of the chosen columns, and what decodes their rows.
pub(super) fn decoder(
    schema: &Schema,
    options: &ReadOptions,
    says_more: bool,
    dialect: Dialect,
) -> std::result::Result<(Arc<Schema>, Decoder), ErrorKind> {
    let chosen = select(schema, options.columns.as_deref())?;
    let guarded = match options.infer_rows {
        InferRows::All => None,
        InferRows::First(rows) => Some(rows),
    };
    let plan = |place: &usize| schema.fields.get(*place).map(|field| plan(*place, field, guarded, says_more));
    let plans = chosen.iter().filter_map(plan).collect();
    let columns = schema.fields.len();
    let schema = Arc::new(schema.project(&chosen));
    let decoder = Decoder::try_new(plans, columns, dialect, TextStyle::CSV, &options.limits)?;
    let arrow_schema = Arc::new(schema::arrow::to_arrow(&schema)?);
    Ok((schema, decoder.with_arrow_schema(arrow_schema)))
}

/// How a column is read, whose type may be inferred from the first rows although more is said of it.
fn plan(place: usize, field: &Field, guarded: Option<u64>, says_more: bool) -> Plan {
    let bare = if says_more { Field::array(&field.name, field.datatype, field.arraysize.clone()) } else { field.clone() };
    let guard = guarded.and_then(|rows| Guard::new(&bare, rows));
    Plan { place, wire: Wire::new(field, field.clone()), field: field.clone(), guard }
}

/// What is told of a file of one column whose name holds what may well part cells.
fn other_delimiter(names: &[String], delimiter: u8, line: u64) -> Option<Warning> {
    let [name] = names else { return None };
    let is_other = |c: &char| matches!(c, ';' | '\t' | '|' | ',') && *c != char::from(delimiter);
    let found = name.chars().find(is_other)?;
    let message =
        format!("there is one column, whose name holds {found:?}; if that parts the cells, it has to be given as the delimiter");
    Some(Warning::new("W-DELIMITER", Position::at_line(line), message))
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
