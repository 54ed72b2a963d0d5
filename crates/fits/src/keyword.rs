use gaialink_table::{ArraySize, Datatype, Field};
use std::sync::LazyLock;

mod read;
mod value;

pub(crate) use self::value::to_card;

/// The Gaia archive's map, as data of this crate.
const GAIA: &str = include_str!("../data/gaia.tsv");

/// How the cards of a header stand for PARAMs: 8-letter keywords that may repeat, and strings that hold numbers.
///
/// The map holds for a header that has a card of its first keyword (the anchor; `SOURCEID` in the archive's map), and for a table
/// that has a PARAM of the first name; otherwise cards and PARAMs keep their own names.
///
/// ```
/// use gaialink_fits::KeywordMap;
/// let map = KeywordMap::gaia();
/// let names: Vec<_> = map.entries_of("SPECTRAL").map(|entry| entry.param.name.as_str()).collect();
/// assert_eq!(names, ["spectralLocation", "SpectralAxisUcd", "SpectralAxisUnit"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeywordMap {
    entries: Vec<KeywordEntry>,
}

/// What one card stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct KeywordEntry {
    /// The keyword; entries of the same keyword stand in the order of their cards.
    pub keyword: String,
    /// The PARAM: name, type, unit, UCD, UTYPE; its description is the card's comment where it is not cut.
    pub param: Field,
    /// The column whose unit is the PARAM's unit, where it is not the same in all files.
    pub unit_of_column: Option<String>,
    /// Values by which a card is told from others of the same keyword.
    pub values: Vec<String>,
}

/// Why a text is no keyword map.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the keyword map: {reason}")]
pub struct ParseKeywordMapError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: String,
}

impl KeywordMap {
    /// A map of entries; the first one is the anchor.
    pub fn new(entries: Vec<KeywordEntry>) -> Self {
        Self { entries }
    }

    /// The map of the Gaia archive's spectra: XP_SAMPLED and RVS.
    pub fn gaia() -> &'static Self {
        static MAP: LazyLock<KeywordMap> =
            LazyLock::new(|| KeywordMap::parse(GAIA).unwrap_or(KeywordMap { entries: Vec::new() }));
        &MAP
    }

    /// Parses a map: one entry a line, fields between tabs, the first line a heading.
    ///
    /// The fields are keyword, name, datatype, arraysize, unit (`=flux`: that of the column `flux`), ucd, utype, description, and
    /// values between `|`. Empty fields are absent.
    ///
    /// # Errors
    ///
    /// [`ParseKeywordMapError`] with the line.
    pub fn parse(text: &str) -> Result<Self, ParseKeywordMapError> {
        let lines = text.lines().enumerate().skip(1).filter(|(_, line)| !line.is_empty());
        let entry = |(i, line)| KeywordEntry::parse(line).map_err(|reason| ParseKeywordMapError { line: i + 1, reason });
        Ok(Self { entries: lines.map(entry).collect::<Result<_, _>>()? })
    }

    /// All entries, in order.
    pub fn entries(&self) -> &[KeywordEntry] {
        &self.entries
    }

    /// The entries of one keyword, in the order of their cards.
    pub fn entries_of(&self, keyword: &str) -> impl Iterator<Item = &KeywordEntry> {
        self.entries.iter().filter(move |entry| entry.keyword == keyword)
    }

    /// The entry that stands for PARAMs of that name.
    pub fn entry_for(&self, name: &str) -> Option<&KeywordEntry> {
        self.entries.iter().find(|entry| entry.param.name == name)
    }

    /// The entry whose card or PARAM says that the map holds.
    pub fn anchor(&self) -> Option<&KeywordEntry> {
        self.entries.first()
    }
}

impl KeywordEntry {
    /// An entry of a keyword and what it stands for.
    pub fn new(keyword: impl Into<String>, param: Field) -> Self {
        Self { keyword: keyword.into(), param, unit_of_column: None, values: Vec::new() }
    }

    fn parse(line: &str) -> Result<Self, String> {
        let mut fields = line.split('\t');
        let mut next = || Some(fields.next()?.trim()).filter(|text| !text.is_empty()).map(str::to_owned);
        let keyword = next().ok_or("no keyword")?;
        let name = next().ok_or("no name")?;
        let datatype: Datatype = next().ok_or("no datatype")?.parse().map_err(|e| format!("{e}"))?;
        let size: ArraySize = next().unwrap_or_default().parse().map_err(|e| format!("{e}"))?;
        let mut entry = Self::new(keyword, Field::array(name, datatype, size));
        let unit = next();
        entry.unit_of_column = unit.as_deref().and_then(|unit| unit.strip_prefix('=')).map(str::to_owned);
        entry.param.unit = unit.filter(|_| entry.unit_of_column.is_none());
        entry.param.ucd = next();
        entry.param.utype = next();
        entry.param.description = next();
        entry.values = next().map(|text| text.split('|').map(str::to_owned).collect()).unwrap_or_default();
        Ok(entry)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_archives_map_parses() {
        let map = KeywordMap::parse(GAIA).unwrap();
        assert_eq!(map.entries().len(), 21);
        assert_eq!(map.entries_of("FLUXAXIS").count(), 2);
        assert_eq!(map.anchor().map(|entry| entry.param.name.as_str()), Some("source_id"));
        let flux = map.entry_for("FluxAxisUnit").unwrap();
        assert_eq!((flux.unit_of_column.as_deref(), flux.param.unit.as_deref()), (Some("flux"), None));
        assert!(map.entries().iter().all(|entry| entry.keyword.len() <= 8));
    }

    #[test]
    fn errors_name_the_line() {
        let error = KeywordMap::parse("heading\nA\tb\tlong\nB\tc\twide\n").unwrap_err();
        assert_eq!(error.line, 3);
        assert!(error.reason.contains("`wide` is no datatype"), "{error}");
    }
}
