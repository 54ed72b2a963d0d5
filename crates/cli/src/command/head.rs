use crate::{
    args::Head,
    report::printable,
    text::{Cells, Columns},
};
use gaialink::{Error, Field, TableReader, arrow::array::RecordBatch};
use std::{
    fmt,
    io::{self, Write},
};

/// Why the rows could not be printed.
#[derive(Debug)]
pub(crate) enum Fault {
    /// They could not be read.
    Read(Error),
    /// They could not be written.
    Write(io::Error),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => error.fmt(f),
            Self::Write(_) => f.write_str("cannot print"),
        }
    }
}

impl std::error::Error for Fault {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read(error) => error.source(),
            Self::Write(error) => Some(error),
        }
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Read(error)
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}

/// Prints the first rows as an aligned table: a line of names, one of units where there are any, then the rows.
pub(crate) fn run(args: &Head) -> Result<(), Fault> {
    let mut options = args.open.options();
    let rows = options.rows.take().unwrap_or(0..u64::MAX);
    options.rows = Some(rows.start..rows.end.min(rows.start.saturating_add(args.lines)));
    let mut reader = crate::args::open(&args.file, &options)?.reader()?;
    let schema = reader.schema().clone();
    let right = schema.fields.iter().map(|field| !field.datatype.is_text() && field.arraysize.is_scalar());
    let mut table = Columns::new(right.collect());
    table.push(schema.fields.iter().map(|field| printable(&field.name)));
    if schema.fields.iter().any(|field| field.unit.is_some()) {
        let unit = |field: &Field| field.unit.as_deref().map(printable).unwrap_or_default();
        table.push(schema.fields.iter().map(unit));
    }
    while let Some(batch) = reader.next_batch()? {
        push(&mut table, &batch)?;
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    table.write(&mut out, "")?;
    Ok(out.flush()?)
}

fn push(table: &mut Columns, batch: &RecordBatch) -> Result<(), Fault> {
    let columns: Vec<Cells<'_>> = batch.columns().iter().map(Cells::new).collect();
    for row in 0..batch.num_rows() {
        let words = columns.iter().map(|cells| cells.text(row)).collect::<Result<Vec<_>, _>>();
        table.push(words.map_err(|e| Error::from(gaialink::table::Error::from(e)))?);
    }
    Ok(())
}
