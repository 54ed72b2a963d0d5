use clap::builder::{PossibleValuesParser, TypedValueParser};
use gaialink::{
    ProductKind, Target,
    bundle::{OnDuplicate, Partition, StackOptions},
    products::Structure,
};
use std::{num::NonZeroUsize, path::PathBuf};

#[derive(Debug, clap::Args)]
pub(crate) struct Stack {
    /// Zip archives, directories and single files; `-` is the standard input
    #[arg(required = true, value_name = "IN")]
    pub(crate) inputs: Vec<PathBuf>,
    /// The file to write; a directory or a name with `{product}` in it gets a file a product
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: PathBuf,
    /// What to write; without it, the extension of the output tells, and it is Parquet into a directory
    #[arg(long, value_name = "FORMAT", value_parser = targets())]
    pub(crate) to: Option<Target>,
    /// `individual` is a row a sample, wavelength or transit, `raw` a row a source with arrays in its cells
    #[arg(long, value_name = "NAME", value_parser = structures(), default_value = "individual")]
    pub(crate) structure: Structure,
    /// Take tables that may be several products for this one
    #[arg(long, value_name = "NAME", value_parser = products())]
    pub(crate) product: Option<ProductKind>,
    /// What becomes of a source that comes from two files
    #[arg(long, value_name = "WAY", value_parser = ways(), default_value = "first")]
    pub(crate) on_duplicate: OnDuplicate,
    /// Tell which of these sources have no product: a table of any format, or plain text
    #[arg(long, value_name = "FILE")]
    pub(crate) ids: Option<PathBuf>,
    /// The column of the ids; without it, the first called `source_id` or `designation`
    #[arg(long, value_name = "NAME", requires = "ids")]
    pub(crate) id_column: Option<String>,
    /// Write the ids that have no product into this file, one a line
    #[arg(long, value_name = "FILE", requires = "ids")]
    pub(crate) missing: Option<PathBuf>,
    /// Add a column `member`: the file, or member of an archive, of each row
    #[arg(long)]
    pub(crate) provenance: bool,
    /// Write a directory of files by the HEALPix cell of the sources: `healpix:0` to `healpix:12`
    #[arg(long, value_name = "healpix:N")]
    pub(crate) partition: Option<Partition>,
    /// End at the first file that cannot be read
    #[arg(long)]
    pub(crate) fail_fast: bool,
    /// Fail, and write nothing, where something would be lost
    #[arg(long)]
    pub(crate) strict: bool,
    /// The Gaia release, such as DR3, whatever the files and their names say
    #[arg(long, value_name = "NAME")]
    pub(crate) release: Option<String>,
    /// How many threads read; without it, as many as there are cores
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
    /// How many MiB of rows are held while those of files whose names tell no source are sorted; more go to temporary files
    #[arg(long, value_name = "MIB", default_value_t = 24)]
    pub(crate) sort_memory: u16,
    /// Tell nothing but errors
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

impl Stack {
    /// What it means, apart from the ids.
    pub(crate) fn options(&self) -> StackOptions {
        let mut options = StackOptions::default();
        options.to = self.to;
        options.structure = self.structure;
        options.product = self.product;
        options.on_duplicate = self.on_duplicate;
        options.provenance = self.provenance;
        options.partition = self.partition;
        options.fail_fast = self.fail_fast;
        options.strict = self.strict;
        options.open.release = self.release.clone();
        options.threads = self.threads;
        options.sort_memory = usize::from(self.sort_memory) << 20;
        options
    }
}

fn targets() -> impl TypedValueParser<Value = Target> {
    PossibleValuesParser::new(Target::all().map(Target::name)).try_map(|name| name.parse())
}

fn structures() -> impl TypedValueParser<Value = Structure> {
    PossibleValuesParser::new(["individual", "raw"]).try_map(|name| name.to_ascii_uppercase().parse())
}

fn products() -> impl TypedValueParser<Value = ProductKind> {
    PossibleValuesParser::new(ProductKind::all().map(ProductKind::name)).try_map(|name| name.parse())
}

fn ways() -> impl TypedValueParser<Value = OnDuplicate> {
    PossibleValuesParser::new(OnDuplicate::names()).try_map(|name| name.parse())
}
