use clap::builder::{PossibleValuesParser, TypedValueParser};
use gaialink::{
    OpenOptions,
    datalink::{
        DataRequest, Endpoint, Order, OrderError, RetrievalType, SourceList,
        plan::ChunkSize,
        request::{DataFormat, StructureWords},
    },
    products::Structure,
};
use std::{io, path::PathBuf};

/// Whose products are wanted, which, and how.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct OrderArgs {
    /// The sources: a table of any format, such as the result of a query, or plain text; `-` is the standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) ids: PathBuf,
    /// The column of the ids; without it, the first called `source_id` or `designation`
    #[arg(long, value_name = "NAME")]
    id_column: Option<String>,
    /// What products, such as XP_SAMPLED,RVS; `all` asks for all of the release, one product at a time
    #[arg(long, value_name = "NAME,...", required = true, value_delimiter = ',')]
    product: Vec<RetrievalType>,
    /// The format of the files
    #[arg(long, value_name = "FORMAT", value_parser = formats(), default_value = DataFormat::Votable.name())]
    format: DataFormat,
    /// How the files are arranged: a file a source, or one file with a row a source; without it, the archive decides
    #[arg(long, value_name = "STRUCTURE", value_parser = structures())]
    pub(crate) structure: Option<Structure>,
    /// In which words the structure is asked for; without it, the new ones from Gaia DR4 on
    #[arg(long, value_name = "WORDS", value_parser = words(), hide = true)]
    structure_words: Option<StructureWords>,
    /// The release of the ids, such as DR3; without it, what the file of the ids says
    #[arg(long, value_name = "NAME")]
    release: Option<String>,
    /// Leave out the rows of light curves without a flux, or rejected by the photometry
    #[arg(long)]
    valid_data: bool,
    /// How many sources a request has, at most 5000
    #[arg(long, value_name = "N", value_parser = parse_chunk, default_value = "500")]
    pub(crate) chunk: ChunkSize,
    /// The data server
    #[arg(long, value_name = "URL", default_value_t = Endpoint::default())]
    pub(crate) endpoint: Endpoint,
}

impl OrderArgs {
    /// Reads the sources.
    pub(crate) fn source_list(&self) -> gaialink::Result<SourceList> {
        let (options, column) = (OpenOptions::default(), self.id_column.as_deref());
        match super::is_stdio(&self.ids) {
            true => options.read_source_list("standard input", io::stdin().lock(), column),
            false => options.open_source_list(&self.ids, column),
        }
    }

    /// The requests for the products of the sources, whole.
    pub(crate) fn requests(&self, list: &SourceList) -> Result<Vec<DataRequest>, OrderError> {
        let mut order = Order::new(self.product.iter().cloned());
        order.release = self.release.as_deref().map(Into::into);
        order.structure = self.structure;
        order.structure_words = self.structure_words;
        order.format = Some(self.format);
        order.valid_data = self.valid_data.then_some(true);
        order.requests(list)
    }
}

fn formats() -> impl TypedValueParser<Value = DataFormat> {
    PossibleValuesParser::new(DataFormat::all().map(DataFormat::name)).try_map(|name| name.parse())
}

fn structures() -> impl TypedValueParser<Value = Structure> {
    PossibleValuesParser::new(["individual", "raw"]).try_map(|name| name.to_ascii_uppercase().parse())
}

fn words() -> impl TypedValueParser<Value = StructureWords> {
    let word = |name: String| if name == "new" { StructureWords::New } else { StructureWords::Old };
    PossibleValuesParser::new(["old", "new"]).map(word)
}

fn parse_chunk(text: &str) -> Result<ChunkSize, String> {
    let size = text.parse().ok().and_then(ChunkSize::new);
    size.ok_or_else(|| format!("expected a number from 1 to {}", ChunkSize::MAX.get()))
}
