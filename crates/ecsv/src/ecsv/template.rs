//! Files that are alike but for numbers in their `meta` and their rows, as the archive packs them by the thousand.

mod head;
mod number;

use self::head::Head;
use super::{
    header::{BYTES_OF_LINE, decode, read_lines},
    reader,
};
use crate::{
    dialect::Dialect,
    error::Format,
    rows::{Body, Pieces, layout, read_names},
};
use gaialink_table::{Limits, Schema, arrow::array::RecordBatch};
use std::sync::Arc;

/// What many small files have in common, learned from one of them: everything but the numbers in the `meta` of the table, and the rows.
///
/// A file that differs nowhere else is read without parsing its YAML again, with the same result as [`Reader`](super::Reader)'s; any
/// other file, and every one that is odd or damaged, is left to the [`Reader`](super::Reader).
///
/// ```
/// use gaialink_ecsv::ecsv::Template;
/// use gaialink_table::Limits;
/// let file = |id: &str, flux: &str| {
///     let header = "# %ECSV 1.0\n# ---\n# delimiter: ','\n# datatype:\n# - {name: flux, datatype: float32}\n# meta:\n";
///     format!("{header}#   source_id: {id}\nflux\n{flux}\n")
/// };
/// let template = Template::learn(file("7", "1.5").as_bytes(), &Limits::default()).ok_or("not a simple file")?;
/// let other = file("11", "2.5");
/// let read = template.read(other.as_bytes()).ok_or("another file")?;
/// assert_eq!(read.values, ["11"]);
/// assert_eq!(read.batches.iter().map(|batch| batch.num_rows()).sum::<usize>(), 1);
/// # Ok::<_, &str>(())
/// ```
#[derive(Debug)]
pub struct Template {
    head: Head,
    body: Body,
    schema: Arc<Schema>,
    /// How long what stands before the rows may be, so that no limit is reached.
    longest: u64,
}

/// A file read by a [`Template`].
#[derive(Debug)]
#[non_exhaustive]
pub struct Filled {
    /// The values of the PARAMs, in the order of [`Schema::params`] of the template.
    pub values: Vec<String>,
    /// The rows.
    pub batches: Vec<RecordBatch>,
}

impl Template {
    /// Learns from a whole file; nothing where it is not simple: its header in lines that begin with `# `, with nothing odd in it.
    pub fn learn(file: &[u8], limits: &Limits) -> Option<Self> {
        let head = head_of(file)?;
        let longest = longest(head, limits).filter(|longest| head.len() as u64 <= *longest)?;
        let mut rest = head;
        let lines = read_lines(&mut rest, limits).ok()?;
        let header = decode(&lines, limits).ok().filter(|header| header.warnings.is_empty())?;
        let dialect = Dialect { format: Format::Ecsv, delimiter: header.delimiter, comment: Some(b'#') };
        let (_, size) = layout(limits.batch_size());
        let line = lines.rest_line;
        let mut pieces = Pieces::new(rest, lines.rest.clone(), line, dialect, size, limits);
        let names = read_names(&mut pieces, dialect, limits).ok()?.names;
        if !names.iter().eq(header.schema.fields.iter().map(|field| &field.name)) {
            return None;
        }
        let chosen: Vec<usize> = (0..names.len()).collect();
        let (schema, decoder) = reader::decoder(&header, &chosen, dialect, limits).ok()?;
        let body = Body::new(decoder, dialect, names.len(), (&lines.rest, line), limits);
        let head = Head::learn(head, &header, limits)?;
        Some(Self { head, body, schema, longest })
    }

    /// What is said of the table; the values of the PARAMs are those of the file that was learned from.
    pub fn schema(&self) -> &Arc<Schema> {
        &self.schema
    }

    /// Reads a file that differs in nothing but numbers of the `meta` and the rows; nothing where it differs in more, or where something
    /// in it is wrong or odd: a [`Reader`](super::Reader) tells what.
    pub fn read(&self, file: &[u8]) -> Option<Filled> {
        let (values, rows) = self.head.matches(file)?;
        let is_short = file.len().saturating_sub(rows.len()) as u64 <= self.longest;
        let rows = Some(rows).filter(|_| is_short)?;
        Some(Filled { values, batches: self.body.decode(rows)? })
    }
}

/// How many bytes so many lines may have, at least, before the reader finds them too long.
fn longest(head: &[u8], limits: &Limits) -> Option<u64> {
    let lines = memchr::memchr_iter(b'\n', head).count() as u64;
    limits.max_metadata.checked_sub(lines.checked_mul(BYTES_OF_LINE)?)?.checked_sub(1)
}

/// The lines that begin with `# `, and the line of column names behind them.
fn head_of(file: &[u8]) -> Option<&[u8]> {
    let mut end = 0_usize;
    loop {
        let line = file.get(end..)?.split_inclusive(|b| *b == b'\n').next().filter(|line| line.ends_with(b"\n"))?;
        end = end.checked_add(line.len())?;
        if !line.starts_with(b"# ") {
            return if line.starts_with(b"#") || line.trim_ascii().is_empty() { None } else { file.get(..end) };
        }
    }
}
