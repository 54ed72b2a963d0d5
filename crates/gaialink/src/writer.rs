//! A writer of any format, with the facade's error.

#[cfg(feature = "arrow-ipc")]
mod arrow_ipc;
#[cfg(feature = "ecsv")]
mod csv;
#[cfg(feature = "votable")]
pub(crate) mod in_file;
#[cfg(feature = "votable")]
pub(crate) mod known;
#[cfg(feature = "parquet")]
pub(crate) mod parquet;
mod wrapped;

#[cfg(any(feature = "votable", feature = "ecsv", feature = "fits"))]
use self::wrapped::Wrapped;
use crate::{Error, Format, Result, Style, Target, sink::Sink, survey::Survey};
use gaialink_table::{Schema, TableWriter};

/// A writer of any format.
pub type BoxWriter = Box<dyn TableWriter<Error = Error> + Send>;

/// What is written, and in which style.
#[derive(Clone, Copy)]
pub(crate) struct Kind {
    pub(crate) target: Target,
    pub(crate) fits_style: Style,
    pub(crate) fits_checksum: bool,
    pub(crate) csv_style: Style,
    /// Whether a CSV file gets the archive's columns in any style: what is written was asked for as a product.
    #[cfg(feature = "products")]
    pub(crate) is_product: bool,
    #[cfg(feature = "votable")]
    pub(crate) votable_version: Option<gaialink_votable::Version>,
    #[cfg(feature = "votable")]
    pub(crate) votable_compact: bool,
}

impl Kind {
    /// Whether the target may have a VOTable in front of the rows that describes them.
    pub(crate) fn describes(&self) -> bool {
        cfg!(feature = "votable") && self.target == Target::Fits && self.fits_style == Style::Standard
    }
}

/// Begins a table in the target.
pub(crate) fn open(kind: Kind, sink: Sink, schema: &Schema, survey: &Survey) -> Result<BoxWriter> {
    let target = kind.target;
    match target {
        #[cfg(feature = "votable")]
        Target::Votable | Target::VotableTabledata | Target::VotableBinary => {
            Ok(Box::new(Wrapped::new(votable(kind, sink, schema, survey)?, Format::Votable)))
        }
        #[cfg(feature = "votable")]
        Target::VotableFits => {
            let document = votable(kind, sink.clone(), schema, survey)?;
            Ok(Box::new(in_file::Document::try_new(document, kind, &sink, survey)?))
        }
        #[cfg(feature = "ecsv")]
        Target::Ecsv => {
            let mut options = gaialink_ecsv::ecsv::WriteOptions::default();
            options.header.clone_from(&survey.header);
            let writer = gaialink_ecsv::ecsv::Writer::try_new(sink, schema, options);
            Ok(Box::new(Wrapped::new(writer.map_err(Error::writing(Format::Ecsv))?, Format::Ecsv)))
        }
        #[cfg(feature = "ecsv")]
        Target::Csv => csv::open(sink, schema, kind),
        #[cfg(feature = "arrow-ipc")]
        Target::Arrow => Ok(Box::new(arrow_ipc::Writer::file(sink, schema)?)),
        #[cfg(feature = "arrow-ipc")]
        Target::ArrowStream => Ok(Box::new(arrow_ipc::Writer::stream(sink, schema)?)),
        #[cfg(feature = "parquet")]
        Target::Parquet => Ok(Box::new(parquet::Writer::try_new(sink, schema)?)),
        #[cfg(feature = "fits")]
        Target::Fits => fits(kind, sink, schema, survey, FitsPlace::Only),
        #[cfg(not(all(feature = "votable", feature = "fits", feature = "ecsv", feature = "arrow-ipc", feature = "parquet")))]
        other => {
            let _ = (sink, schema, survey, kind);
            Err(crate::reader::feature_off(other.format()))
        }
    }
}

#[cfg(feature = "votable")]
fn votable(kind: Kind, sink: Sink, schema: &Schema, survey: &Survey) -> Result<gaialink_votable::Writer<Sink>> {
    let mut options = votable_options(kind);
    known::tell_votable(&mut options, schema, survey);
    let schema = known::without_file_cards(schema);
    gaialink_votable::Writer::try_new(sink, &schema, options).map_err(Error::writing(Format::Votable))
}

/// How a VOTable is written, whatever the table.
#[cfg(feature = "votable")]
pub(crate) fn votable_options(kind: Kind) -> gaialink_votable::WriteOptions {
    use gaialink_votable::{Serialization, WriteOptions};
    let mut options = WriteOptions::default();
    options.serialization = match kind.target {
        Target::VotableTabledata => Serialization::TableData,
        Target::VotableBinary => Serialization::Binary,
        Target::VotableFits => Serialization::Fits,
        _ => Serialization::Binary2,
    };
    options.version = kind.votable_version.unwrap_or_default();
    options.compact = kind.votable_compact;
    options
}

/// Where a table stands in a FITS file.
#[cfg(feature = "fits")]
pub(crate) enum FitsPlace {
    /// It is the only one, which the primary HDU may describe.
    Only,
    /// It is the first one; the primary HDU may describe all.
    First(Option<gaialink_fits::Description>),
    /// It follows another one; the primary HDU may say this of it, and behind it.
    Behind(Option<Box<(Schema, gaialink_table::Trailer)>>),
}

/// The bytes of heap that 32-bit descriptors reach; few in tests, which would take long otherwise.
#[cfg(feature = "fits")]
const NARROW_HEAP: u64 = if cfg!(test) { 4096 } else { 2_147_483_647 };

/// Begins a table of a FITS file.
#[cfg(feature = "fits")]
pub(crate) fn fits(kind: Kind, sink: Sink, schema: &Schema, survey: &Survey, place: FitsPlace) -> Result<BoxWriter> {
    use gaialink_fits::{Primary, WriteOptions, Writer};
    let mut options = WriteOptions::default();
    options.checksums = kind.fits_checksum;
    options.style = kind.fits_style.into();
    options.wide_heap = survey.wide_heap;
    options.narrow_heap = NARROW_HEAP;
    options.primary = match place {
        #[cfg(feature = "votable")]
        FitsPlace::Only if kind.fits_style == Style::Standard => crate::fits_plus::of_table(schema, survey),
        FitsPlace::Only | FitsPlace::First(None) => Primary::Empty,
        FitsPlace::First(Some(description)) => Primary::Described(Box::new(description)),
        FitsPlace::Behind(None) => Primary::None,
        FitsPlace::Behind(Some(said)) => Primary::Before(said),
    };
    let widths = survey.lengths.iter().enumerate();
    options.string_widths.extend(widths.filter_map(|(place, length)| length.map(|length| (place, length))));
    let nulls = survey.nulls.iter().enumerate();
    options.nulls.extend(nulls.filter_map(|(place, null)| null.map(|null| (place, null))));
    let writer = match sink.is_file() {
        true => Writer::try_new(sink, schema, options),
        false => Writer::spooled(sink, schema, options),
    };
    Ok(Box::new(Wrapped::new(writer.map_err(Error::writing(Format::Fits))?, Format::Fits)))
}

/// What stands behind the rows, as JSON for a file's footer; `None` where there is nothing.
#[cfg(any(feature = "arrow-ipc", feature = "parquet"))]
fn footer(trailer: &gaialink_table::Trailer) -> Result<Option<String>> {
    if trailer.infos.is_empty() && trailer.extras.is_empty() {
        return Ok(None);
    }
    let mut kept = trailer.clone();
    kept.warnings.clear();
    Ok(Some(serde_json::to_string(&kept).map_err(gaialink_table::Error::SchemaJson)?))
}

#[cfg(test)]
#[cfg(all(feature = "fits", feature = "votable", feature = "ecsv"))]
mod tests {
    use crate::{ConvertOptions, Destination, Target, convert, open, save};
    use gaialink_table::{
        Datatype, Field, Schema, Table,
        arrow::{
            array::{Array, AsArray, Int32Array, ListArray},
            datatypes::Int32Type,
        },
    };
    use std::{
        fs,
        io::{self, Write},
        path::Path,
        sync::{Arc, Mutex},
    };

    /// A stream that cannot seek.
    #[derive(Clone, Default)]
    struct Pipe(Arc<Mutex<Vec<u8>>>);

    impl Write for Pipe {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// Lists of numbers, some null, in batches of few rows.
    fn table() -> Table {
        let cells = (0..800).map(|row| (row % 7 != 0).then(|| (0..row % 5).map(|n| (n % 4 != 3).then_some(n))));
        let lists = ListArray::from_iter_primitive::<Int32Type, _, _>(cells);
        let fields = vec![Field::new("id", Datatype::Int), Field::array("x", Datatype::Int, "*".parse().unwrap())];
        let ids = Int32Array::from_iter_values(0..800);
        let whole = Table::from_columns(Schema::from_fields(fields), vec![Arc::new(ids), Arc::new(lists)]).unwrap();
        let parts = (0..20).map(|part| whole.batches()[0].slice(part * 40, 40)).collect();
        Table::try_new(whole.schema().clone(), parts).unwrap()
    }

    fn form(bytes: &[u8]) -> String {
        let card = bytes.chunks(80).find(|card| card.starts_with(b"TFORM2"));
        let text = card.map(|card| String::from_utf8_lossy(card).into_owned()).unwrap_or_default();
        text.split('\'').nth(1).unwrap_or_default().trim().to_owned()
    }

    #[test]
    fn a_heap_beyond_32_bits_gets_64() {
        let directory = tempfile::tempdir().unwrap();
        let path = |name: &str| directory.path().join(name);
        let table = table();
        let to_fits = |input: &Path, to: Destination| {
            let options = ConvertOptions { to: Some(Target::Fits), ..ConvertOptions::default() };
            convert(&open(input).unwrap(), to, &options).unwrap();
        };
        save(&table, path("x.fits"), &ConvertOptions::default()).unwrap();
        save(&table, path("x.xml"), &ConvertOptions::default()).unwrap();
        save(&table, path("x.ecsv"), &ConvertOptions::default()).unwrap();
        to_fits(&path("x.xml"), path("of_document.fits").into());
        to_fits(&path("x.ecsv"), path("of_table.fits").into());
        let pipe = Pipe::default();
        to_fits(&path("x.xml"), Destination::stream(pipe.clone()));
        fs::write(path("of_pipe.fits"), pipe.0.lock().unwrap().as_slice()).unwrap();
        for name in ["x.fits", "of_document.fits", "of_table.fits", "of_pipe.fits"] {
            assert_eq!(form(&fs::read(path(name)).unwrap()), "1QJ(4)", "{name}");
            let back = open(path(name)).unwrap().table().unwrap();
            let column = |table: &Table| table.column("x").unwrap().to_array().unwrap();
            let (want, found) = (column(&table), column(&back));
            let values = |array: &dyn Array| array.as_list::<i32>().values().as_primitive::<Int32Type>().clone();
            assert_eq!(values(&want).len(), values(&found).len(), "{name}");
            assert!(want.as_list::<i32>().iter().zip(found.as_list::<i32>().iter()).all(|(want, found)| match (&want, &found) {
                // FITS has one spelling for null and for empty.
                (Some(want), None) => want.is_empty(),
                _ => want == found,
            }));
        }
    }
}
