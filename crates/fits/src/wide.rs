//! More columns than FITS can number: the convention of STIL, which STILTS and TOPCAT write and read.
//!
//! The last column that FITS can number, `XT_ICOL`, is a container: its bytes are those of all columns from that number on, of which
//! there are `XT_NCOL` in total. The cards of these have the keywords `HIERARCH XT TTYPE1000` and so on, or three letters in place of
//! the number (`TTYPEAAB`), counted in base 26 from the container on.

use crate::card::{self, Card};

/// The most columns that FITS can number (FITS 4.0, 7.3.1).
pub(crate) const MOST: usize = 999;
/// The keyword of the container's number.
pub(crate) const CONTAINER: &str = "XT_ICOL";
/// The keyword of the number of all columns.
pub(crate) const TOTAL: &str = "XT_NCOL";
/// What stands before the keyword of an extended column.
const SPACE: &str = "XT ";

/// How the columns of a table are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wide {
    /// The number of the container, which is that of the first column in it.
    pub container: usize,
    /// The number of all columns, the container not counted.
    pub total: usize,
}

/// What a card says something of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// A column, counted from 1.
    Column(usize),
    /// The container of columns.
    Container,
}

impl Wide {
    /// What the cards of a table say; `None` where there is no container, or the cards of it contradict `TFIELDS`.
    pub(crate) fn of<'a>(cards: impl Iterator<Item = &'a Card> + Clone) -> Option<Self> {
        let number = |keyword: &str| {
            let card = cards.clone().find(|card| card.keyword == keyword && !card.hierarch);
            card.and_then(Card::integer).and_then(|n| usize::try_from(n).ok())
        };
        let (container, total) = (number(CONTAINER)?, number(TOTAL)?);
        let agrees = (1..=MOST).contains(&container) && number("TFIELDS") == Some(container) && total >= container;
        agrees.then_some(Self { container, total })
    }

    /// How so many columns are written; `None` where FITS can number them.
    pub(crate) fn for_columns(total: usize) -> Option<Self> {
        (total > MOST).then_some(Self { container: MOST, total })
    }

    /// The number of an extended column in a keyword, and the keyword without it.
    fn extended(self, keyword: &str) -> Option<(&str, usize)> {
        let (stem, number) = match keyword.strip_prefix(SPACE) {
            Some(rest) => split(rest)?,
            None => {
                let (stem, letters) = keyword.split_at_checked(keyword.len().checked_sub(3)?)?;
                let digit = |b: u8| b.is_ascii_uppercase().then(|| usize::from(b.wrapping_sub(b'A')));
                let number =
                    letters.bytes().try_fold(0_usize, |sum, b| Some(sum.saturating_mul(26).saturating_add(digit(b)?)))?;
                (stem, number.saturating_add(self.container))
            }
        };
        (self.container..=self.total).contains(&number).then_some((stem, number))
    }

    /// The keyword of a column, counted from 1.
    pub(crate) fn keyword(this: Option<Self>, stem: &str, number: usize) -> String {
        match this {
            Some(wide) if number >= wide.container => format!("{SPACE}{stem}{number}"),
            _ => format!("{stem}{number}"),
        }
    }
}

/// What a keyword of a column is about: `TTYPE12` of column 12, `XT TTYPE1000` of column 1000. The stem comes first.
pub(crate) fn subject(wide: Option<Wide>, keyword: &str) -> Option<(&str, Subject)> {
    let extended = wide.and_then(|wide| wide.extended(keyword)).map(|(stem, number)| (stem, Subject::Column(number)));
    let plain = || {
        split(keyword).map(|(stem, number)| match wide {
            Some(wide) if number == wide.container => (stem, Subject::Container),
            _ => (stem, Subject::Column(number)),
        })
    };
    extended.or_else(plain)
}

/// A keyword of a column and its number.
fn split(keyword: &str) -> Option<(&str, usize)> {
    let stem = keyword.trim_end_matches(|c: char| c.is_ascii_digit());
    card::index(keyword, stem).map(|number| (stem, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords() {
        let wide = Some(Wide { container: 999, total: 1030 });
        let column = |n| Some(Subject::Column(n));
        let cases = [
            (None, "TTYPE12", column(12)),
            (None, "TTYPE999", column(999)),
            (None, "XT TTYPE999", None),
            (None, "TTYPEAAA", None),
            (wide, "TTYPE998", column(998)),
            (wide, "TTYPE999", Some(Subject::Container)),
            (wide, "XT TTYPE999", column(999)),
            (wide, "XT TTYPE1030", column(1030)),
            (wide, "XT TTYPE1031", None),
            (wide, "XT TTYPE998", None),
            (wide, "TTYPEAAA", column(999)),
            (wide, "TTYPEABE", column(1029)),
            (wide, "TTYPEABG", None),
            (wide, "TTYPE", None),
        ];
        for (wide, keyword, want) in cases {
            let found = subject(wide, keyword).filter(|(stem, _)| *stem == "TTYPE").map(|(_, subject)| subject);
            assert_eq!(found, want, "{keyword}");
        }
        assert_eq!(Wide::keyword(wide, "TDIM", 998), "TDIM998");
        assert_eq!(Wide::keyword(wide, "TDIM", 999), "XT TDIM999");
        assert_eq!(Wide::keyword(None, "TDIM", 999), "TDIM999");
    }

    #[test]
    fn cards_that_contradict_each_other_are_none_of_it() {
        let cases = [
            (("999", "1001", "999"), Some(Wide { container: 999, total: 1001 })),
            (("12", "12", "12"), Some(Wide { container: 12, total: 12 })),
            (("999", "1001", "998"), None),
            (("999", "998", "999"), None),
            (("0", "5", "0"), None),
            (("1000", "1005", "1000"), None),
            (("999", "'x'", "999"), None),
        ];
        for ((container, total, fields), want) in cases {
            let card = |keyword: &str, value: &str| Card::parse(format!("{keyword:<8}= {value}").as_bytes());
            let cards = [card(CONTAINER, container), card(TOTAL, total), card("TFIELDS", fields)];
            assert_eq!(Wide::of(cards.iter()), want, "{container} {total} {fields}");
        }
    }
}
