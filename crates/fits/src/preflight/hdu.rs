use super::{
    ascii,
    cards::RawHeader,
    size::TableSize,
    structural::{count_at, number_at, unique},
    table,
};
use crate::{Error, Result, card::Card, plus};
use gaialink_table::Limits;

/// The most axes that cfitsio's own record of an image takes.
const LIBRARY_AXES: usize = 99;

/// One checked HDU: where it lies and what it is.
#[derive(Clone, Debug)]
pub(crate) struct Hdu {
    /// Its number, counted from 1.
    pub number: u32,
    /// Where its header starts.
    pub start: u64,
    /// Where its data starts: behind the blocks of the header.
    pub data_start: u64,
    /// How many bytes its data takes, without what fills up the last block.
    pub data_len: u64,
    /// What it is.
    pub kind: Kind,
    /// EXTNAME.
    pub name: Option<String>,
    /// Whether cfitsio can be led past it.
    pub passable: bool,
    /// The cards of a primary HDU that say nothing of its structure, verbatim.
    pub primary: Vec<String>,
    /// Whether its data is a VOTable that describes the tables: FITS-plus.
    pub is_plus: bool,
    /// Whether its columns hold a table in compressed form (FITS 4.0, 10.3).
    pub is_compressed: bool,
}

/// What an HDU is.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// A binary table.
    Table(TableSize),
    /// An ASCII table.
    Ascii(TableSize),
    /// Anything else: an image, a compressed image, an unknown extension.
    Other,
}

impl Hdu {
    pub(super) fn check(header: &RawHeader, limits: &Limits) -> Result<Self> {
        let axes = axes(header)?;
        let extension = header.cards.first().and_then(Card::text);
        let image = is_compressed_image(header);
        let data_len = data_len(header, &axes)?;
        let kind = match extension {
            // What binary tables were called at first (FITS 4.0, 3.4.1).
            Some("BINTABLE" | "A3DTABLE") if !image => Kind::Table(table::check(header, limits)?),
            Some("TABLE") => Kind::Ascii(ascii::check(header, limits)?),
            _ => Kind::Other,
        };
        let gap = matches!(&kind, Kind::Table(size) if size.heap_start.saturating_add(size.heap_len) != data_len);
        let gap = gap || matches!(&kind, Kind::Table(size) if size.heap_start != size.rows.saturating_mul(size.row_len as u64));
        Ok(Self {
            number: header.number,
            start: header.start,
            data_start: header.start.saturating_add(header.len),
            data_len,
            kind,
            name: header.cards.iter().find(|card| card.keyword == "EXTNAME").and_then(Card::text).map(str::to_owned),
            passable: axes.len() <= LIBRARY_AXES && !image && !gap && !hides_structure(header),
            is_plus: header.number == 1 && plus::is_plus(&header.cards),
            is_compressed: header.cards.iter().any(|card| card.keyword == "ZTABLE" && says_yes(card)),
            primary: if header.number == 1 { header.notes() } else { Vec::new() },
        })
    }

    /// The size of the table, where it is one.
    pub(crate) fn table(&self) -> Option<TableSize> {
        match self.kind {
            Kind::Table(size) | Kind::Ascii(size) => Some(size),
            Kind::Other => None,
        }
    }

    /// How errors name it.
    pub(crate) fn place(&self) -> String {
        format!("HDU {}", self.number)
    }
}

/// Whether the table is an image in disguise (FITS 4.0, 10.1), however the card is spelled.
fn is_compressed_image(header: &RawHeader) -> bool {
    let claims = |card: &Card| card.keyword.eq_ignore_ascii_case("ZIMAGE") || card.keyword.contains("ZIMAGE");
    header.cards.iter().any(|card| claims(card) && card.value != Some(crate::card::Value::Logical(false)))
}

/// Whether a HIERARCH card names what cfitsio takes for a structural keyword.
fn hides_structure(header: &RawHeader) -> bool {
    let structural = |name: &str| {
        let name = name.split('=').next().unwrap_or_default().trim();
        let stems = ["TFORM", "TDIM", "NAXIS", "TTYPE", "TSCAL", "TZERO", "TNULL"];
        matches!(name, "PCOUNT" | "GCOUNT" | "THEAP" | "GROUPS" | "ZIMAGE" | "BITPIX" | "TFIELDS")
            || stems.iter().any(|stem| name.starts_with(stem))
    };
    header.cards.iter().any(|card| (card.hierarch || card.keyword.contains('=')) && structural(&card.keyword))
}

/// Checks the cards that every header starts with and gives the axes (FITS 4.0, 4.4.1).
fn axes(header: &RawHeader) -> Result<Vec<u64>> {
    let bitpix = number_at(header, 1, "BITPIX")?;
    if ![8, 16, 32, 64, -32, -64].contains(&bitpix) {
        return Err(Error::card(header.card_place(1), "BITPIX", bitpix.to_string(), "8, 16, 32, 64, -32 or -64"));
    }
    let naxis = count_at(header, 2, "NAXIS")?;
    if naxis > 999 {
        return Err(Error::card(header.card_place(2), "NAXIS", naxis.to_string(), "0 to 999"));
    }
    let places = (3_usize..).zip(1..=naxis);
    places.map(|(place, axis)| count_at(header, place, &format!("NAXIS{axis}"))).collect()
}

/// The bytes of the data unit (FITS 4.0, 7.1.2 and 6.1.1).
fn data_len(header: &RawHeader, axes: &[u64]) -> Result<u64> {
    let groups = axes.first() == Some(&0) && logical(header, "GROUPS");
    let elements = match axes {
        [] => Some(0),
        [_, rest @ ..] if groups => product(rest),
        all => product(all),
    };
    let pcount = unique(header, "PCOUNT")?.unwrap_or(0);
    let gcount = unique(header, "GCOUNT")?.unwrap_or(1);
    let size = number_at(header, 1, "BITPIX")?.unsigned_abs() / 8;
    let total = elements.and_then(|n| n.checked_add(pcount)?.checked_mul(gcount)?.checked_mul(size));
    let place = || header.card_place(2);
    // cfitsio counts in signed 64-bit numbers.
    let len = total.filter(|len| *len < 1 << 62);
    match (axes, len) {
        ([], _) => Ok(0),
        (_, Some(len)) => Ok(len),
        (_, None) => Err(Error::card(place(), "NAXIS", "a data unit beyond 2^62 bytes", "a size that can be")),
    }
}

fn product(axes: &[u64]) -> Option<u64> {
    axes.iter().try_fold(1_u64, |product, axis| product.checked_mul(*axis))
}

fn logical(header: &RawHeader, keyword: &str) -> bool {
    header.cards.iter().find(|card| card.keyword == keyword).is_some_and(says_yes)
}

fn says_yes(card: &Card) -> bool {
    card.value == Some(crate::card::Value::Logical(true))
}
