use super::Open;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use gaialink::{ConvertOptions, Style, Target, products::Form, votable::Version};
use std::{num::NonZeroUsize, path::PathBuf};

#[derive(Debug, clap::Args)]
#[command(
    override_usage = "gaialink convert [OPTIONS] IN OUT\n       gaialink convert [OPTIONS] --to FORMAT --out-dir DIR IN...\n       \
                      gaialink convert [OPTIONS] --split DIR IN..."
)]
pub(crate) struct Convert {
    /// The input and the output, or with --out-dir the inputs: files, directories, zip archives; `-` is the standard
    /// input or output
    #[arg(required = true, value_name = "IN OUT")]
    pub(crate) paths: Vec<PathBuf>,
    /// What to write; without it, the extension of the output tells. `votable` is BINARY2,
    /// `votable-fits` has a FITS file for its rows
    #[arg(long, value_name = "FORMAT", value_parser = targets())]
    pub(crate) to: Option<Target>,
    /// Convert all inputs one to one into this directory; they keep their names but for the extension
    #[arg(long, value_name = "DIR", requires = "to")]
    pub(crate) out_dir: Option<PathBuf>,
    /// Write one file a source into this directory, named as the archive names it: XP_SAMPLED-Gaia DR3 4.xml. The inputs are
    /// products of any number of sources; without --to the files have the format of their input
    #[arg(long, value_name = "DIR", conflicts_with = "out_dir")]
    pub(crate) split: Option<PathBuf>,
    /// Bring the product into another form: `raw` is a row a source with arrays, `individual` one source with PARAMs (several
    /// need --split), `long` one flat table of all sources, `wide` that of light curves with a row a transit
    #[arg(long, value_name = "FORM", value_parser = forms())]
    pub(crate) structure: Option<Form>,
    /// Give the flags of light curves columns of their own, named as in RAW, behind their masks
    #[arg(long)]
    pub(crate) decode_flags: bool,
    /// Fail, and write nothing, where something would be lost or is odd
    #[arg(long)]
    pub(crate) strict: bool,
    /// How the header of a FITS file is spelled: `archive` is card for card as the Gaia archive does
    #[arg(long, value_name = "STYLE", value_parser = styles(), default_value = Style::default().name())]
    pub(crate) fits_style: Style,
    /// Put CHECKSUM and DATASUM into a FITS file
    #[arg(long)]
    pub(crate) fits_checksum: bool,
    /// How a CSV is laid out and spelled: `archive` is with the columns and numbers of the Gaia archive's own
    #[arg(long, value_name = "STYLE", value_parser = styles(), default_value = Style::default().name())]
    pub(crate) csv_style: Style,
    /// The version of a VOTable; without it, 1.4, or that of the VOTable that is converted where it is later
    #[arg(long, value_name = "VERSION", value_parser = versions())]
    pub(crate) votable_version: Option<Version>,
    /// Put each row of a VOTable in TABLEDATA on one line
    #[arg(long)]
    pub(crate) votable_compact: bool,
    /// How many threads work; without it, as many as there are cores
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
    /// Do not tell of losses and warnings
    #[arg(short, long)]
    pub(crate) quiet: bool,
    #[command(flatten)]
    pub(crate) open: Open,
}

impl Convert {
    /// What it means.
    pub(crate) fn options(&self) -> ConvertOptions {
        let mut options = ConvertOptions::default();
        options.to = self.to;
        options.strict = self.strict;
        options.threads = self.threads;
        options.votable_version = self.votable_version;
        options.votable_compact = self.votable_compact;
        options.fits_style = self.fits_style;
        options.fits_checksum = self.fits_checksum;
        options.csv_style = self.csv_style;
        options.form = self.structure;
        options.decode_flags = self.decode_flags;
        options
    }
}

fn versions() -> impl TypedValueParser<Value = Version> {
    PossibleValuesParser::new(Version::all().map(Version::name)).try_map(|name| name.parse())
}

fn styles() -> impl TypedValueParser<Value = Style> {
    PossibleValuesParser::new(Style::all().map(Style::name)).try_map(|name| name.parse())
}

fn forms() -> impl TypedValueParser<Value = Form> {
    PossibleValuesParser::new(Form::all().map(Form::name)).try_map(|name| name.parse())
}

fn targets() -> impl TypedValueParser<Value = Target> {
    PossibleValuesParser::new(Target::all().map(Target::name)).try_map(|name| name.parse())
}
