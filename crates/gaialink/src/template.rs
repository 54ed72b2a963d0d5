//! Small files of any format that are alike, read by what one of them taught.

use crate::{
    Format, OpenOptions, TableChoice,
    detect::{Content, PREFIX, detect},
    reader,
};
use gaialink_table::{Schema, Table, arrow::array::RecordBatch};
use std::sync::Arc;

/// What files of one header have in common. What a file is read to is what the format's reader gives, or nothing.
#[derive(Debug)]
pub(crate) enum Template {
    #[cfg(feature = "votable")]
    Votable(gaialink_votable::Template),
    #[cfg(feature = "fits")]
    Fits(Box<gaialink_fits::Template>),
    #[cfg(feature = "ecsv")]
    Ecsv(gaialink_ecsv::ecsv::Template),
    #[cfg(feature = "ecsv")]
    Csv(gaialink_ecsv::csv::Template),
}

/// A file read by a [`Template`].
#[derive(Debug)]
pub(crate) struct Filled {
    /// The values of the PARAMs, in the order of the schema's.
    pub(crate) values: Vec<String>,
    pub(crate) batches: Vec<RecordBatch>,
}

impl Template {
    /// Learns from a whole file of a format; nothing where it is not simple, or where its readers are told more than what may be allocated.
    pub(crate) fn learn(file: &[u8], format: Format, options: &OpenOptions) -> Option<Self> {
        if !is_plain(options) {
            return None;
        }
        match format {
            #[cfg(feature = "votable")]
            Format::Votable => gaialink_votable::Template::learn(file, &options.limits).map(Self::Votable),
            #[cfg(feature = "fits")]
            Format::Fits => {
                let template = gaialink_fits::Template::learn(file, &reader::fits::options(options))?;
                Some(Self::Fits(Box::new(template)))
            }
            #[cfg(feature = "ecsv")]
            Format::Ecsv => gaialink_ecsv::ecsv::Template::learn(file, &options.limits).map(Self::Ecsv),
            #[cfg(feature = "ecsv")]
            Format::Csv => {
                let read = reader::csv::options(options);
                let schema = reader::csv::known(file, &read)?;
                gaialink_ecsv::csv::Template::learn(file, schema, &read).map(Self::Csv)
            }
            _ => None,
        }
    }

    /// What is said of the table; the values of the PARAMs are those of the file that was learned from.
    pub(crate) fn schema(&self) -> &Arc<Schema> {
        match *self {
            #[cfg(feature = "votable")]
            Self::Votable(ref template) => template.schema(),
            #[cfg(feature = "fits")]
            Self::Fits(ref template) => template.schema(),
            #[cfg(feature = "ecsv")]
            Self::Ecsv(ref template) => template.schema(),
            #[cfg(feature = "ecsv")]
            Self::Csv(ref template) => template.schema(),
        }
    }

    /// Reads a file of the format that it was found to have; nothing where it is another one, or odd, or damaged, or without rows.
    pub(crate) fn read(&self, file: &[u8], format: Format) -> Option<Filled> {
        self.filled(file, format).filter(|filled| !filled.batches.is_empty())
    }

    /// The table of a file, the same that [`Table::collect`] makes of its reader, batch by batch.
    pub(crate) fn table(&self, file: &[u8], format: Format) -> Option<Table> {
        match self {
            #[cfg(feature = "votable")]
            Self::Votable(template) if format == Format::Votable => return template.table(file),
            _ => {}
        }
        let Filled { values, mut batches } = self.filled(file, format)?;
        batches.retain(|batch| batch.num_rows() > 0);
        let mut schema = Arc::clone(self.schema());
        let num_rows = self.num_rows(&batches);
        let is_other = num_rows != schema.num_rows || !schema.params.iter().map(|param| &param.value).eq(&values);
        if is_other {
            let schema = Arc::make_mut(&mut schema);
            schema.num_rows = num_rows;
            schema.params.iter_mut().zip(values).for_each(|(param, value)| param.value = value);
        }
        Table::try_new(schema, batches).ok()
    }

    /// How many rows a file of these batches says that it has: a FITS says how many there are, the others nothing that may differ.
    fn num_rows(&self, batches: &[RecordBatch]) -> Option<u64> {
        match self {
            #[cfg(feature = "fits")]
            Self::Fits(template) if template.schema().num_rows.is_some() => {
                u64::try_from(batches.iter().map(RecordBatch::num_rows).sum::<usize>()).ok()
            }
            _ => self.schema().num_rows,
        }
    }

    fn filled(&self, file: &[u8], format: Format) -> Option<Filled> {
        match self {
            #[cfg(feature = "votable")]
            Self::Votable(template) if format == Format::Votable => template
                .read(file)
                .map(|read| Filled { values: read.values.into_iter().map(str::to_owned).collect(), batches: vec![read.batch] }),
            #[cfg(feature = "fits")]
            Self::Fits(template) if format == Format::Fits => {
                template.read(file).map(|read| Filled { values: read.values, batches: vec![read.batch] })
            }
            #[cfg(feature = "ecsv")]
            Self::Ecsv(template) if format == Format::Ecsv => {
                template.read(file).map(|read| Filled { values: read.values, batches: read.batches })
            }
            #[cfg(feature = "ecsv")]
            Self::Csv(template) if format == Format::Csv => {
                template.read(file).map(|batches| Filled { values: Vec::new(), batches })
            }
            _ => None,
        }
    }
}

/// The format of a file at hand, by its first bytes and its name; nothing where it is packed or of none that is known.
pub(crate) fn format_of(file: &[u8], name: &str) -> Option<Format> {
    let prefix = file.get(..file.len().min(PREFIX))?;
    match detect(prefix, Format::from_path(name)) {
        Ok(Content::Table(format)) => Some(format),
        _ => None,
    }
}

/// Whether nothing is chosen, so that a file is read as a whole and as what it is.
pub(crate) fn is_plain(options: &OpenOptions) -> bool {
    let OpenOptions { format, table, member, columns, rows, strict, csv_delimiter, csv_comment, infer_rows, .. } = options;
    let is_whole = *table == TableChoice::First && member.is_none() && columns.is_none() && rows.is_none();
    let is_csv = csv_delimiter.is_some() || csv_comment.is_some() || infer_rows.is_some();
    is_whole && format.is_none() && !*strict && !is_csv
}
