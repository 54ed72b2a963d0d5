use crate::{OpenOptions, Target, bundle::BundleLimits, datalink::SourceList};
use gaialink_products::{ProductKind, Structure};
use std::{fmt, num::NonZeroUsize, str::FromStr};

/// How products are stacked.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct StackOptions {
    /// What to write. Default: none, the extension of the output tells; Parquet into a directory.
    pub to: Option<Target>,
    /// A row a sample (INDIVIDUAL), or a row a source with arrays in its cells (RAW). A product that is served in one of them
    /// only is written in that. Default: INDIVIDUAL.
    pub structure: Structure,
    /// What a table is taken for that may be several products. Default: none, so that such a table is refused.
    pub product: Option<ProductKind>,
    /// What becomes of a source that comes from two files. Default: the first file counts.
    pub on_duplicate: OnDuplicate,
    /// The sources that were asked for, to find out which of them have no product. Default: none.
    pub ids: Option<SourceList>,
    /// Whether a column tells the file or member of each row. Default: no.
    pub provenance: bool,
    /// Whether the first file that cannot be read ends all. Default: no, the others are stacked.
    pub fail_fast: bool,
    /// Whether a loss in the output's format is an error. Default: no.
    pub strict: bool,
    /// A directory of files by the place in the sky, instead of one file. Default: none.
    pub partition: Option<Partition>,
    /// How many threads read. Default: none, which is as many as there are cores.
    pub threads: Option<NonZeroUsize>,
    /// How many bytes of rows are held while those of files whose names do not tell the source are sorted; more of them go to
    /// temporary files. Default: 24 MiB.
    pub sort_memory: usize,
    /// What archives may make of themselves.
    pub limits: BundleLimits,
    /// How the files are opened: the release of those that do not tell theirs, and limits.
    pub open: OpenOptions,
}

impl Default for StackOptions {
    fn default() -> Self {
        let limits = BundleLimits::default();
        let mut open = OpenOptions::default();
        open.limits.max_inflated = Some(limits.max_member);
        Self {
            to: None,
            structure: Structure::Individual,
            product: None,
            on_duplicate: OnDuplicate::First,
            ids: None,
            provenance: false,
            fail_fast: false,
            strict: false,
            partition: None,
            threads: None,
            sort_memory: 24 << 20,
            limits,
            open,
        }
    }
}

/// What becomes of a source that comes from two files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OnDuplicate {
    /// The first file counts, in the order of the inputs; whether the others hold the same is told.
    #[default]
    First,
    /// It is an error.
    Error,
    /// All are kept.
    Keep,
}

const ON_DUPLICATE: [(OnDuplicate, &str); 3] =
    [(OnDuplicate::First, "first"), (OnDuplicate::Error, "error"), (OnDuplicate::Keep, "keep")];

impl OnDuplicate {
    /// The names, as they are given to the command.
    pub fn names() -> impl Iterator<Item = &'static str> {
        ON_DUPLICATE.into_iter().map(|(_, name)| name)
    }
}

impl FromStr for OnDuplicate {
    type Err = crate::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known = ON_DUPLICATE.into_iter().find(|(_, name)| *name == text);
        known.map(|(kind, _)| kind).ok_or_else(|| {
            let expected = ON_DUPLICATE.map(|(_, name)| name).join(", ");
            crate::ErrorKind::Choice { what: "way with duplicates", found: text.to_owned(), expected }.into()
        })
    }
}

/// How a directory is divided: by the HEALPix cell (nested, ICRS) that the upper bits of a source id are.
///
/// ```
/// use gaialink::bundle::Partition;
/// let partition: Partition = "healpix:3".parse()?;
/// assert_eq!(partition.folder(5937083312263887616), "healpix_3=659");
/// # Ok::<_, gaialink::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Partition {
    level: u8,
}

impl Partition {
    /// The deepest level that source ids tell.
    pub const DEEPEST: u8 = 12;

    /// By the cells of a level, from 0 to 12.
    pub fn healpix(level: u8) -> Option<Self> {
        (level <= Self::DEEPEST).then_some(Self { level })
    }

    /// The cell of a source.
    pub(super) fn cell(self, source_id: i64) -> i64 {
        let level = i64::from(self.level.min(Self::DEEPEST));
        source_id >> (59 - 2 * level)
    }

    /// The folder of a source, named as Hive names the folders of a partitioned table.
    pub fn folder(self, source_id: i64) -> String {
        format!("healpix_{}={}", self.level, self.cell(source_id))
    }
}

impl fmt::Display for Partition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "healpix:{}", self.level)
    }
}

impl FromStr for Partition {
    type Err = crate::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let level = text.strip_prefix("healpix:").and_then(|level| level.parse().ok());
        level.and_then(Self::healpix).ok_or_else(|| {
            let (found, expected) = (text.to_owned(), "healpix:0 to healpix:12".to_owned());
            crate::ErrorKind::Choice { what: "partition", found, expected }.into()
        })
    }
}
