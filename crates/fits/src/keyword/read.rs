use super::{KeywordEntry, KeywordMap, value};
use crate::card::Card;
use gaialink_table::{ArraySize, Datatype, Field, Param};

/// What the cards of a header stand for: a PARAM for each card that the map knows.
pub(crate) type Assigned = Vec<Option<Param>>;

impl KeywordMap {
    /// Gives each card its PARAM, where the map holds for the header and knows the card.
    ///
    /// Cards of a keyword that stands for several PARAMs are told apart by their comments, then, where as many are left as PARAMs,
    /// by their order, then by their values. A card under the full name of a PARAM is that PARAM.
    pub(crate) fn assign(&self, cards: &[&Card], columns: &[Field]) -> Assigned {
        let holds = |anchor: &KeywordEntry| cards.iter().any(|card| card.keyword == anchor.keyword && anchor.takes(card));
        let mut assigned: Assigned = vec![None; cards.len()];
        if !self.anchor().is_some_and(holds) {
            return assigned;
        }
        for (place, entry) in self.places(cards) {
            let Some((card, slot)) = cards.get(place).zip(assigned.get_mut(place)) else { continue };
            *slot = entry.param(card, columns);
        }
        for (card, slot) in cards.iter().zip(&mut assigned).filter(|(_, slot)| slot.is_none()) {
            *slot = self.entry_for(&card.keyword).and_then(|entry| entry.param(card, columns));
        }
        assigned
    }

    fn places(&self, cards: &[&Card]) -> Vec<(usize, &KeywordEntry)> {
        let mut keywords: Vec<&str> = self.entries.iter().map(|entry| entry.keyword.as_str()).collect();
        keywords.dedup();
        keywords.sort_unstable();
        keywords.dedup();
        keywords.into_iter().flat_map(|keyword| self.places_of(keyword, cards)).collect()
    }

    fn places_of<'m>(&'m self, keyword: &str, cards: &[&Card]) -> Vec<(usize, &'m KeywordEntry)> {
        let place = |(i, card): (usize, &&Card)| (card.keyword == keyword).then_some(i);
        let places: Vec<usize> = cards.iter().enumerate().filter_map(place).collect();
        let mut matching = Matching { cards, places, entries: self.entries_of(keyword).collect(), found: Vec::new() };
        if matching.entries.len() > 1 {
            matching.settle(|entry, card| entry.takes(card) && entry.is_told_by(&card.comment));
        }
        if !matching.settle_by_order() {
            matching.settle(|entry, card| entry.takes(card) && entry.knows(card));
            matching.settle(KeywordEntry::takes);
        }
        matching.found
    }
}

/// The cards of one keyword and what they may stand for.
struct Matching<'m, 'c> {
    cards: &'c [&'c Card],
    /// The places of the cards that are left.
    places: Vec<usize>,
    /// The entries that are left.
    entries: Vec<&'m KeywordEntry>,
    found: Vec<(usize, &'m KeywordEntry)>,
}

impl Matching<'_, '_> {
    /// Gives each card the only entry that fits it.
    fn settle(&mut self, fits: impl Fn(&KeywordEntry, &Card) -> bool) {
        let mut left = Vec::new();
        for place in std::mem::take(&mut self.places) {
            let Some(card) = self.cards.get(place) else { continue };
            let mut fitting = self.entries.iter().enumerate().filter(|(_, entry)| fits(entry, card)).map(|(i, _)| i);
            match (fitting.next(), fitting.next()) {
                (Some(only), None) => self.found.push((place, self.entries.remove(only))),
                _ => left.push(place),
            }
        }
        self.places = left;
    }

    /// Where as many cards as entries are left and fit in their order, takes them so.
    fn settle_by_order(&mut self) -> bool {
        let fit = |(place, entry): (&usize, &&KeywordEntry)| self.cards.get(*place).is_some_and(|card| entry.takes(card));
        let fits = self.places.len() == self.entries.len() && self.places.iter().zip(&self.entries).all(fit);
        if fits {
            self.found.extend(self.places.drain(..).zip(self.entries.drain(..)));
        }
        fits
    }
}

impl KeywordEntry {
    /// Whether the card is a string that holds a value of the PARAM.
    fn takes(&self, card: &Card) -> bool {
        card.text().is_some_and(|text| value::from_card(text, &self.param).is_some())
    }

    /// Whether a comment, maybe cut, is the PARAM's description.
    fn is_told_by(&self, comment: &str) -> bool {
        !comment.is_empty() && self.param.description.as_deref().is_some_and(|text| text.starts_with(comment))
    }

    /// Whether the value is one of those by which the PARAM is known, or a number where the PARAM is one.
    fn knows(&self, card: &Card) -> bool {
        let known = |text: &str| self.values.iter().any(|value| value == text);
        !self.param.datatype.is_text() || card.text().is_some_and(known)
    }

    /// The PARAM that a card gives.
    fn param(&self, card: &Card, columns: &[Field]) -> Option<Param> {
        let value = value::from_card(card.value.as_ref()?.as_text(), &self.param)?;
        let mut field = self.param.clone();
        if field.datatype == Datatype::Char {
            field.arraysize = ArraySize::fixed(&[value.chars().count() as u64]);
        }
        if let Some(name) = &self.unit_of_column {
            field.unit = columns.iter().find(|column| column.name == *name).and_then(|column| column.unit.clone());
        }
        if !self.is_told_by(&card.comment) {
            field.description = Some(card.comment.clone()).filter(|text| !text.is_empty());
        }
        Some(Param::new(field, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(lines: &[&str]) -> Vec<String> {
        let cards: Vec<Card> = lines.iter().map(|line| Card::parse(line.as_bytes())).collect();
        let all: Vec<&Card> = cards.iter().collect();
        let assigned = KeywordMap::gaia().assign(&all, &[]);
        assigned.into_iter().map(|param| param.map_or("-".to_owned(), |param| param.field.name)).collect()
    }

    const ID: &str = "SOURCEID= '5937083312263887616' / Unique source identifier (unique within a part";

    #[test]
    fn repeated_cards() {
        let (value, ucd, unit) = (
            "SPECTRAL= '0.0     '           / Spectral coordinate value",
            "SPECTRAL= 'em.wl   '           / Spectral coordinate UCD",
            "SPECTRAL= 'nm      '           / Spectral coordinate unit",
        );
        let want = ["source_id", "spectralLocation", "SpectralAxisUcd", "SpectralAxisUnit"];
        assert_eq!(names(&[ID, value, ucd, unit]), want);
        assert_eq!(names(&[ID, unit, ucd, value]), ["source_id", "SpectralAxisUnit", "SpectralAxisUcd", "spectralLocation"]);
        assert_eq!(names(&[ID, "SPECTRAL= '0.0'", "SPECTRAL= 'x'", "SPECTRAL= 'y'"]), want);
        for (line, name) in [(value, want[1]), (ucd, want[2]), (unit, want[3])] {
            assert_eq!(names(&[ID, line]), ["source_id", name]);
            let bare = line.split(" / ").next().unwrap();
            assert_eq!(names(&[ID, bare]), ["source_id", name], "{bare}");
        }
        assert_eq!(names(&[ID, "FLUXAXIS= 'Flux value'"]), ["source_id", "FluxAxisUnit"]);
        assert_eq!(names(&[ID, "FLUXAXIS= 'phot.flux.density;arith.ratio'"]), ["source_id", "FluxAxisUcd"]);
        assert_eq!(names(&[ID, "FLUXAXIS= 'unheard of'"]), ["source_id", "-"]);
    }

    #[test]
    fn every_card_of_a_spectrum() {
        let map = KeywordMap::gaia();
        let want: Vec<&str> = map.entries().iter().map(|entry| entry.param.name.as_str()).collect();
        for comments in [true, false] {
            let line = |entry: &KeywordEntry| {
                let number = if entry.param.arraysize.fixed_len() == Some(2) { "(1.5, -2.5)" } else { "5" };
                let known = entry.values.first().map_or("x", String::as_str);
                let value = if entry.param.datatype.is_text() { known } else { number };
                let comment = entry.param.description.as_deref().filter(|_| comments).unwrap_or_default();
                format!("{:<8}= '{value}' / {comment}", entry.keyword)
            };
            let lines: Vec<String> = map.entries().iter().map(line).collect();
            assert_eq!(names(&lines.iter().map(String::as_str).collect::<Vec<_>>()), want);
        }
    }

    #[test]
    fn no_anchor_no_map() {
        assert_eq!(names(&["TITLE   = 'Mine'"]), ["-"]);
        assert_eq!(names(&["SOURCEID= 5", "TITLE   = 'Mine'"]), ["-", "-"]);
        assert_eq!(names(&[ID, "REFEPOCH= 2016.0", "REFEPOCH= 'soon'"]), ["source_id", "-", "-"]);
    }
}
