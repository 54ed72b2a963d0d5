use super::OrderArgs;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use gaialink::datalink::request::LinkingParameter;

#[derive(Debug, clap::Args)]
pub(crate) struct Request {
    #[command(flatten)]
    pub(crate) order: OrderArgs,
    /// What the ids are: sources, transits, or images; without it, sources
    #[arg(long, value_name = "NAME", value_parser = linking_parameters())]
    pub(crate) linking_parameter: Option<LinkingParameter>,
    /// Print a curl command a line, which posts the ids; a URL cannot hold as many
    #[arg(long)]
    pub(crate) curl: bool,
    /// Do not tell what is left out
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

fn linking_parameters() -> impl TypedValueParser<Value = LinkingParameter> {
    PossibleValuesParser::new(LinkingParameter::all().map(LinkingParameter::name)).try_map(|name| name.parse())
}
