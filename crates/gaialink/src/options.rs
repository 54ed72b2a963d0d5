use gaialink_table::Limits;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Which table of a file that holds several.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum TableChoice {
    /// The first one.
    #[default]
    First,
    /// By its place among the tables of the file, counted from 0.
    Index(usize),
    /// By its name: a VOTable TABLE's `name` or `ID`, a FITS table's EXTNAME.
    Name(String),
}

/// How a file is opened and which part of it is read.
///
/// ```no_run
/// let mut options = gaialink::OpenOptions::default();
/// options.columns = Some(vec!["wavelength".into(), "flux".into()]);
/// let table = options.open("XP_SAMPLED-Gaia DR3 5937083312263887616.xml")?.table()?;
/// assert_eq!(table.schema().fields.len(), 2);
/// # Ok::<_, gaialink::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct OpenOptions {
    /// The format, against what the content says. Compression and archives are looked through all the same.
    /// Default: none, the content decides.
    pub format: Option<crate::Format>,
    /// Which table of the file. Default: the first.
    pub table: TableChoice,
    /// Which file of a zip archive, by its full name there. Default: none, which will do where the archive has one file.
    pub member: Option<String>,
    /// The columns to read, by name and in this order; of columns with the same name it is the first.
    /// Default: none, which is all columns.
    pub columns: Option<Vec<String>>,
    /// The rows to read, counted from 0 and without the last number, as Rust and Python count. Default: none, which is all rows.
    pub rows: Option<Range<u64>>,
    /// What the file may make the readers allocate.
    pub limits: Limits,
    /// Whether readers refuse what they would otherwise read with a warning. Default: no.
    pub strict: bool,
    /// The Gaia release, such as `Gaia DR3`, whatever the file or its name says. Default: none, these tell it.
    pub release: Option<String>,
    /// The byte between the cells of a CSV, an ASCII character; a blank stands for any number of them. Default: none, which is a comma.
    pub csv_delimiter: Option<u8>,
    /// The byte at the start of lines of a CSV that are no rows. Default: none, all lines are.
    pub csv_comment: Option<u8>,
    /// How many rows of a CSV of unknown columns are looked at to find their types. Default: none, which is all of them.
    pub infer_rows: Option<u64>,
}
