use super::{InferRows, ReadOptions, Reader, dialect::dialect, reader};
use crate::rows::Body;
use gaialink_table::{Schema, TableReader, arrow::array::RecordBatch};
use std::sync::Arc;

/// CSV files of one line of column names and one schema, of which the rows alone are read.
///
/// The result is [`Reader`](super::Reader)'s; a file with anything odd or wrong in it is left to that.
///
/// ```
/// use gaialink_ecsv::csv::{ReadOptions, Template, infer};
/// let options = ReadOptions::default();
/// let schema = infer("source_id,flux\n7,1.5\n".as_bytes(), &options, None)?;
/// let template = Template::learn(b"source_id,flux\n7,1.5\n", schema, &options).ok_or("not simple")?;
/// let batches = template.read(b"source_id,flux\n11,2.5\n").ok_or("another file")?;
/// assert_eq!(batches.iter().map(|batch| batch.num_rows()).sum::<usize>(), 1);
/// assert!(template.read(b"source_id,flax\n11,2.5\n").is_none());
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Template {
    head: Vec<u8>,
    body: Body,
    schema: Arc<Schema>,
}

impl Template {
    /// Learns from a whole file whose schema is known; nothing where its first line is not the column names, each spelled as it is
    /// meant. All columns are read, and a schema that is inferred from some rows is not taken.
    pub fn learn(file: &[u8], schema: Schema, options: &ReadOptions) -> Option<Self> {
        if options.columns.is_some() || options.infer_rows != InferRows::All || options.delimiter != b',' {
            return None;
        }
        let end = memchr::memchr(b'\n', file)?.checked_add(1)?;
        let head = file.get(..end)?;
        let opens =
            [options.comment.unwrap_or(b'#'), b'#'].iter().any(|mark| head.first() == Some(mark)) || head.starts_with(b"sep=");
        if opens || head.contains(&b'"') || head.starts_with(b"\xef\xbb\xbf") {
            return None;
        }
        let mut reader = Reader::try_new(head, schema.clone(), options.clone()).ok()?;
        let is_bare = reader.next_batch().ok()?.is_none();
        let trailer = Box::new(reader).finish().ok()?;
        let dialect = dialect(options.delimiter, options.comment).ok()?;
        let columns = schema.fields.len();
        let (schema, decoder) = reader::decoder(&schema, options, false, dialect).ok()?;
        let body = Body::new(decoder, dialect, columns, (head, 1), &options.limits);
        let template = Self { head: head.to_vec(), body, schema };
        (is_bare && trailer.warnings.is_empty()).then_some(template)
    }

    /// What is said of the table.
    pub fn schema(&self) -> &Arc<Schema> {
        &self.schema
    }

    /// The rows of a file of the same first line; nothing where it has another one, or anything in it is odd or wrong: a
    /// [`Reader`](super::Reader) tells what.
    pub fn read(&self, file: &[u8]) -> Option<Vec<RecordBatch>> {
        self.body.decode(file.strip_prefix(self.head.as_slice())?)
    }
}
