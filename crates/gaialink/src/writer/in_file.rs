//! Rows of a VOTable that are written as a FITS file (VOTable 1.5, 5.2).

use super::{BoxWriter, Kind};
use crate::{Error, Format, Result, Style, sink::Sink, survey::Survey, temporary::Temporary};
use gaialink_table::{LossKind, LossReport, Schema, TableWriter, Trailer, arrow::array::RecordBatch};
use gaialink_votable::{self as votable, FileColumns};
use std::io::Read;

/// A FITS file of rows, which is put into the document once it is complete.
pub(crate) struct InFile {
    columns: FileColumns,
    writer: BoxWriter,
    sink: Sink,
    copy: Temporary,
    rows: u64,
    losses: LossReport,
}

impl InFile {
    /// Begins the file in a temporary one; `around` is where the document goes.
    pub(crate) fn open(columns: FileColumns, kind: Kind, around: &Sink, survey: &Survey) -> Result<Self> {
        let copy = Temporary::new()?;
        let file = copy.reopen()?;
        // A document that cannot be begun anew gets a file whose heap may grow beyond what was thought.
        let sink = if around.is_file() { Sink::file(file) } else { Sink::stream(Box::new(file)) };
        let kind = Kind { fits_style: Style::Standard, ..kind };
        let writer = begin(kind, sink.clone(), &columns.schema(), survey)?;
        Ok(Self { columns, writer, sink, copy, rows: 0, losses: LossReport::default() })
    }

    pub(crate) fn write_batch(&mut self, batch: &RecordBatch) -> Result<()> {
        let brought = self.columns.bring(batch, &mut self.losses).map_err(Error::writing(Format::Votable))?;
        self.rows = self.rows.saturating_add(batch.num_rows() as u64);
        self.writer.write_batch(&brought)
    }

    /// Completes the file and gives it, with the number of its rows, to what writes the document.
    pub(crate) fn finish(self, write: impl FnOnce(&mut dyn Read, u64) -> votable::Result<()>) -> Result<LossReport> {
        let mut losses = self.losses;
        // What is said of the columns stands in the FIELDs.
        let of_values = |kind| matches!(kind, LossKind::Value | LossKind::Null | LossKind::Empty);
        for loss in self.writer.finish(&Trailer::default())?.iter().filter(|loss| of_values(loss.kind)) {
            losses.add_many(loss.kind, &loss.subject, &loss.detail, loss.count);
        }
        self.sink.complete()?;
        write(&mut self.copy.reopen()?, self.rows).map_err(Error::writing(Format::Votable))?;
        Ok(losses)
    }
}

#[cfg(feature = "fits")]
fn begin(kind: Kind, sink: Sink, schema: &Schema, survey: &Survey) -> Result<BoxWriter> {
    super::fits(kind, sink, schema, survey, super::FitsPlace::First(None))
}

#[cfg(not(feature = "fits"))]
fn begin(_kind: Kind, _sink: Sink, _schema: &Schema, _survey: &Survey) -> Result<BoxWriter> {
    Err(crate::reader::feature_off(Format::Fits))
}

/// A VOTable of one table whose rows are a FITS file.
pub(super) struct Document {
    document: votable::Writer<Sink>,
    rows: InFile,
}

impl Document {
    pub(super) fn try_new(document: votable::Writer<Sink>, kind: Kind, around: &Sink, survey: &Survey) -> Result<Self> {
        let columns = document.file_columns().map_err(Error::writing(Format::Votable))?;
        Ok(Self { document, rows: InFile::open(columns, kind, around, survey)? })
    }
}

impl TableWriter for Document {
    type Error = Error;

    fn write_batch(&mut self, batch: &RecordBatch) -> Result<()> {
        self.rows.write_batch(batch)
    }

    fn finish(self: Box<Self>, trailer: &Trailer) -> Result<LossReport> {
        let Self { mut document, rows } = *self;
        let of_rows = rows.finish(|file, count| document.write_file(file, count))?;
        let mut losses = Box::new(document).finish(trailer).map_err(Error::writing(Format::Votable))?;
        losses.merge(&of_rows);
        Ok(losses)
    }
}

#[cfg(test)]
#[cfg(all(feature = "fits", feature = "arrow-ipc"))]
mod tests {
    use crate::{ConvertOptions, Destination, Target, convert, open, save};
    use gaialink_table::{
        ArraySize, Datatype, Field, Schema, Table,
        arrow::{array::ListArray, datatypes::Int32Type},
    };
    use std::{fs, sync::Arc};

    /// A heap beyond what 32-bit descriptors reach, which is little in tests.
    #[test]
    fn a_heap_of_any_size() {
        let cells = (0..3000).map(|row| Some((0..=row % 5).map(Some)));
        let lists = ListArray::from_iter_primitive::<Int32Type, _, _>(cells);
        let field = Field::array("x", Datatype::Int, ArraySize::variable(&[], None));
        let table = Table::from_columns(Schema::from_fields(vec![field]), vec![Arc::new(lists)]).unwrap();
        let directory = tempfile::tempdir().unwrap();
        let path = |name: &str| directory.path().join(name);
        let options = ConvertOptions { to: Some(Target::VotableFits), ..ConvertOptions::default() };
        save(&table, path("of_table.xml"), &options).unwrap();
        convert(&open(path("of_table.xml")).unwrap(), path("of_document.xml"), &options).unwrap();
        let stream = |name: &str| Destination::stream(fs::File::create(path(name)).unwrap());
        save(&table, stream("of_stream.xml"), &options).unwrap();
        convert(&open(path("of_table.xml")).unwrap(), stream("of_pipe.xml"), &options).unwrap();
        for name in ["of_table.xml", "of_document.xml", "of_stream.xml", "of_pipe.xml"] {
            let back = open(path(name)).unwrap().table().unwrap();
            let column = |table: &Table| table.column("x").unwrap().to_array().unwrap();
            assert_eq!(&column(&back), &column(&table), "{name}");
        }
    }
}
