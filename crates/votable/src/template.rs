//! Documents that are alike but for the values of PARAMs and their rows, as the archive packs them by the thousand.

mod body;
mod head;

use self::{body::Body, head::Head};
use crate::{ReadOptions, Reader, data::Decoded, float_null};
use gaialink_table::{
    Limits, Schema, Table, TablePattern, TableReader, Trailer,
    arrow::{
        array::{RecordBatch, RecordBatchOptions},
        datatypes::SchemaRef,
    },
    schema,
};
use std::sync::Arc;

/// What many small documents have in common, learned from one of them: everything but the values of its PARAMs and its rows.
///
/// A document that differs nowhere else is read without parsing its XML again, with the same result as [`Reader`]'s; any other
/// document, and every one that is odd or damaged, is left to the [`Reader`].
///
/// ```
/// use gaialink_table::Limits;
/// use gaialink_votable::Template;
/// let document = |id: &str, flux: &str| {
///     format!(
///         "<VOTABLE><RESOURCE><TABLE><PARAM name='source_id' datatype='long' value='{id}'/>\
///          <FIELD name='flux' datatype='float'/><DATA><TABLEDATA><TR><TD>{flux}</TD></TR></TABLEDATA></DATA>\
///          </TABLE></RESOURCE></VOTABLE>"
///     )
/// };
/// let first = document("7", "1.5");
/// let template = Template::learn(first.as_bytes(), &Limits::default()).ok_or("not a simple document")?;
/// let other = document("11", "2.5");
/// let read = template.read(other.as_bytes()).ok_or("another document")?;
/// assert_eq!(read.values, ["11"]);
/// assert_eq!(read.batch.num_rows(), 1);
/// # Ok::<_, &str>(())
/// ```
#[derive(Debug)]
pub struct Template {
    head: Head,
    tail: Vec<u8>,
    body: Body,
    pattern: TablePattern,
    arrow: SchemaRef,
    /// How long a document is that reaches no limit and whose rows are one batch.
    longest: u64,
}

/// How many bytes of metadata a byte of a document can count as, at most.
const DEAREST: u64 = 128;

/// A document read by a [`Template`].
#[derive(Debug)]
#[non_exhaustive]
pub struct Filled<'a> {
    /// The values of the PARAMs, in the order of [`Schema::params`] of the template.
    pub values: Vec<&'a str>,
    /// The rows.
    pub batch: RecordBatch,
}

impl Template {
    /// Learns from a whole document; nothing where it is not simple: one table in UTF-8 with nothing odd in it, whose rows are
    /// in the document, and whose PARAMs are all the table's own.
    pub fn learn(document: &[u8], limits: &Limits) -> Option<Self> {
        let options = ReadOptions { limits: limits.clone(), ..ReadOptions::default() };
        let mut reader = Reader::try_new(document, options).ok()?;
        let serialization = reader.serialization()?;
        if reader.schema().fields.iter().any(|field| float_null::declared(field).is_some()) {
            return None;
        }
        let schema = Arc::clone(reader.schema());
        while reader.next_batch().ok()?.is_some() {}
        let trailer = Box::new(reader).finish().ok()?;
        if trailer != Trailer::default() {
            return None;
        }
        let parts = body::find(document, serialization)?;
        let head = Head::try_new(document.get(..parts.start)?, &schema)?;
        let tail = document.get(parts.end..)?.to_vec();
        let body = Body::try_new(serialization, &schema.fields, limits)?;
        let arrow = Arc::new(schema::arrow::to_arrow(&schema).ok()?);
        let longest = limits.max_metadata.checked_div(DEAREST).unwrap_or_default().min(limits.batch_bytes.div_ceil(2));
        let pattern = TablePattern::try_new(schema).ok()?;
        Some(Self { head, tail, body, pattern, arrow, longest })
    }

    /// What is said of the table; the values of the PARAMs are those of the document that was learned from.
    pub fn schema(&self) -> &Arc<Schema> {
        self.pattern.schema()
    }

    /// Reads a document that differs in nothing but the values of PARAMs and the rows; nothing where it differs in more, or where
    /// something in it is wrong or odd: a [`Reader`] tells what.
    pub fn read<'a>(&'a self, document: &'a [u8]) -> Option<Filled<'a>> {
        let (values, decoded) = self.decode(document)?;
        let options = RecordBatchOptions::new().with_match_field_names(false).with_row_count(Some(decoded.rows));
        let batch = RecordBatch::try_new_with_options(Arc::clone(&self.arrow), decoded.columns, &options).ok()?;
        Some(Filled { values, batch })
    }

    /// The values of the PARAMs, and the rows without warnings.
    fn decode<'a>(&'a self, document: &'a [u8]) -> Option<(Vec<&'a str>, Decoded)> {
        let rest = document.strip_suffix(self.tail.as_slice())?;
        let (values, body) = self.head.matches(rest)?;
        let decoded = self.body.decode(body)?;
        decoded.warnings.is_empty().then_some((values, decoded))
    }

    /// Reads a document as a table: the same that [`Table::collect`] makes of a [`Reader`]. Nothing where [`Template::read`] gives
    /// nothing, and where the document is so long that a limit may count or that its rows are several batches.
    pub fn table(&self, document: &[u8]) -> Option<Table> {
        let document = Some(document).filter(|document| document.len() as u64 <= self.longest)?;
        let (values, decoded) = self.decode(document)?;
        self.pattern.table(&values, decoded.columns).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Serialization;
    use crate::{WriteOptions, Writer};
    use gaialink_table::{
        Datatype, Field, Param, TableWriter,
        arrow::array::{ArrayRef, Float32Array, StringArray},
    };

    fn document(serialization: Serialization, id: &str, flux: &[Option<f32>]) -> Vec<u8> {
        let mut schema = Schema::from_fields(vec![Field::new("flux", Datatype::Float), Field::text("band")]);
        schema.params.push(Param::new(Field::new("source_id", Datatype::Long), id));
        schema.params.push(Param::text("note", "a & b"));
        let bands: ArrayRef = Arc::new(StringArray::from(vec!["G<"; flux.len()]));
        let columns: Vec<ArrayRef> = vec![Arc::new(Float32Array::from(flux.to_vec())), bands];
        let table = Table::from_columns(schema, columns).unwrap();
        let options = WriteOptions { serialization, ..WriteOptions::default() };
        let mut bytes = Vec::new();
        let mut writer = Writer::try_new(&mut bytes, table.schema(), options).unwrap();
        writer.write_batch(&table.batches()[0]).unwrap();
        Box::new(writer).finish(&Trailer::default()).unwrap();
        bytes
    }

    fn by_reader(document: &[u8]) -> Table {
        Table::collect(&mut Reader::try_new(document, ReadOptions::default()).unwrap()).unwrap()
    }

    const KINDS: [Serialization; 3] = [Serialization::TableData, Serialization::Binary, Serialization::Binary2];

    #[test]
    fn the_same_as_the_reader() {
        for kind in KINDS {
            let template = Template::learn(&document(kind, "7", &[Some(1.5)]), &Limits::default()).unwrap();
            for flux in [&[Some(2.5), None, Some(-1.0)][..], &[Some(f32::NAN); 700]] {
                let other = document(kind, "5937083312263887616", flux);
                let want = by_reader(&other);
                let read = template.read(&other).unwrap();
                assert_eq!(read.values, ["5937083312263887616", "a & b"], "{kind}");
                // NaN equals NaN in text.
                assert_eq!(format!("{:?}", read.batch.columns()), format!("{:?}", joined(&want).columns()), "{kind}");
                assert_eq!(*template.schema().fields, *want.schema().fields);
            }
        }
    }

    fn joined(table: &Table) -> RecordBatch {
        gaialink_table::arrow::compute::concat_batches(table.arrow_schema(), table.batches()).unwrap()
    }

    #[test]
    fn any_other_document_is_left_to_the_reader() {
        for kind in KINDS {
            let first = document(kind, "7", &[Some(1.5), Some(2.5)]);
            let template = Template::learn(&first, &Limits::default()).unwrap();
            let text = String::from_utf8(first.clone()).unwrap();
            for (from, to) in [
                ("flux", "flax"),
                ("value=\"7\"", "value=\"&#55;\""),
                ("value=\"7\"", "value=\"7\" "),
                ("a &amp; b", "a &amp; c"),
                ("</DATA>", "</DATA >"),
                ("</TABLE>", "<INFO name=\"QUERY_STATUS\" value=\"OVERFLOW\"/></TABLE>"),
            ] {
                assert!(text.contains(from), "{kind}: {from}");
                let other = text.replace(from, to);
                assert!(template.read(other.as_bytes()).is_none(), "{kind}: {to}");
            }
            for cut in 0..first.len() {
                assert!(template.read(&first[..cut]).is_none(), "{kind}, cut at {cut}");
            }
        }
    }

    #[test]
    fn documents_that_are_not_simple() {
        let text = String::from_utf8(document(Serialization::TableData, "7", &[Some(1.5)])).unwrap();
        for (from, to) in [
            ("<TABLE", "<!-- a comment --><TABLE"),
            ("<TABLE", "<PARAM name=\"x\" datatype=\"int\" value=\"1\"/><TABLE"),
            ("</TABLE>", "</TABLE><TABLE/>"),
            ("<TABLE", "<TABLE nrows=\"1\""),
            ("encoding=\"UTF-8\"", "encoding=\"ISO-8859-1\""),
        ] {
            assert!(text.contains(from), "{from}");
            let other = text.replacen(from, to, 1);
            assert!(Template::learn(other.as_bytes(), &Limits::default()).is_none(), "{to}");
        }
    }
}
