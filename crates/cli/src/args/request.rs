use super::OrderArgs;

#[derive(Debug, clap::Args)]
pub(crate) struct Request {
    #[command(flatten)]
    pub(crate) order: OrderArgs,
    /// Print a curl command a line, which posts the ids; a URL cannot hold as many
    #[arg(long)]
    pub(crate) curl: bool,
    /// Do not tell what is left out
    #[arg(short, long)]
    pub(crate) quiet: bool,
}
