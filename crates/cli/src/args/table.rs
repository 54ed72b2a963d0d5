use gaialink::TableChoice;
use std::convert::Infallible;

/// Parses a place, counted from 0, or a name.
pub(super) fn parse_table(text: &str) -> Result<TableChoice, Infallible> {
    Ok(text.parse().map_or_else(|_| TableChoice::Name(text.to_owned()), TableChoice::Index))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_names() {
        assert_eq!(parse_table("2"), Ok(TableChoice::Index(2)));
        assert_eq!(parse_table("results"), Ok(TableChoice::Name("results".to_owned())));
    }
}
