use super::OrderArgs;
use std::{num::NonZeroUsize, path::PathBuf, time::Duration};

#[derive(Debug, clap::Args)]
pub(crate) struct Fetch {
    #[command(flatten)]
    pub(crate) order: OrderArgs,
    /// The directory that the archives go into; what an earlier run finished there is not fetched again
    #[arg(short, long, value_name = "DIR")]
    pub(crate) out_dir: PathBuf,
    /// How many requests are under way at once
    #[arg(long, value_name = "N", default_value = "3")]
    pub(crate) jobs: NonZeroUsize,
    /// How often a request that failed is sent again
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub(crate) retries: u32,
    /// How long to wait before the first of these times, in seconds; it doubles every time, up to a minute
    #[arg(long, value_name = "SECONDS", value_parser = parse_seconds, default_value = "1")]
    pub(crate) retry_delay: Duration,
    /// How long the server may be silent, in seconds
    #[arg(long, value_name = "SECONDS", value_parser = parse_seconds, default_value = "600")]
    pub(crate) timeout: Duration,
    /// Go to servers that are not encrypted as well
    #[arg(long)]
    pub(crate) allow_http: bool,
    /// When all has come, stack it: one table a product, in this file, or for several products in a directory or under a name
    /// with `{product}` in it
    #[arg(long, value_name = "OUT", conflicts_with = "dry_run")]
    pub(crate) stack: Option<PathBuf>,
    /// Only tell what would be asked for
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Show no progress and tell only of failures
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

fn parse_seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    let fine = seconds.filter(|seconds| *seconds <= Duration::from_secs(86_400));
    fine.ok_or_else(|| "expected a number of seconds up to 86400".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds() {
        assert_eq!(parse_seconds("0.25"), Ok(Duration::from_millis(250)));
        assert_eq!(parse_seconds("0"), Ok(Duration::ZERO));
        for bad in ["", "-1", "NaN", "inf", "86401", "1s"] {
            assert!(parse_seconds(bad).is_err(), "{bad}");
        }
    }
}
