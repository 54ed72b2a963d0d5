use super::Open;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(crate) struct Links {
    /// A {links} table, or a query result that says where its links are; `-` is the standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Print one JSON array, with an entry a link
    #[arg(long)]
    pub(crate) json: bool,
    /// The value of an input of the service, in place of what the file says
    #[arg(long, value_name = "NAME=VALUE", value_parser = parse_input)]
    pub(crate) input: Vec<(String, String)>,
    /// Do not tell what goes against the standard
    #[arg(short, long)]
    pub(crate) quiet: bool,
    #[command(flatten)]
    pub(crate) open: Open,
}

fn parse_input(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("expected NAME=VALUE, such as BAND=G".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inputs() {
        assert_eq!(parse_input("a=b=c"), Ok(("a".to_owned(), "b=c".to_owned())));
        assert_eq!(parse_input("a="), Ok(("a".to_owned(), String::new())));
        for bad in ["", "=b", "a"] {
            assert!(parse_input(bad).is_err(), "{bad}");
        }
    }
}
