use crate::{
    extras::{CARD, is_of_file},
    plus::nests_plainly,
};
use gaialink_table::{
    Field, LossKind, LossReport, Schema,
    schema::{Extra, Scope},
};

/// Counts what is said around the columns and PARAMs and does not come back.
pub(super) fn around(losses: &mut LossReport, table: &str, given: &Schema, back: &Schema) {
    let mut count = |subject: &str, what: &str, n: u64| {
        losses.add_many(LossKind::Metadata, subject, &format!("{what} has no place in FITS"), n);
    };
    let groups =
        |schema: &Schema| schema.groups.iter().chain(schema.scopes.iter().flat_map(|s| &s.groups)).cloned().collect::<Vec<_>>();
    let links =
        |schema: &Schema| schema.links.iter().chain(schema.scopes.iter().flat_map(|s| &s.links)).cloned().collect::<Vec<_>>();
    count(table, "a GROUP", missing(groups(given).iter(), groups(back).iter()));
    count(table, "a LINK", missing(links(given).iter(), links(back).iter()));
    let kept = cards(back);
    let mut there = There::of(kept.iter().map(|(_, card)| card));
    for (owner, card) in cards(given) {
        let n = u64::from(!there.has(&card));
        count(owner.unwrap_or(table), &format!("the card `{}`", card.lines().next().unwrap_or_default().trim_end()), n);
    }
    let mut there = There::of(foreign(back).map(|(_, extra)| extra));
    for (owner, extra) in foreign(given) {
        let n = u64::from(!there.has(extra));
        count(owner.unwrap_or(table), &format!("what is kept as {}", extra.kind), n);
    }
    let mut there = There::of(back.all_infos());
    for info in given.all_infos() {
        count(info.name.as_deref().unwrap_or("INFO"), "an INFO", u64::from(!there.has(info)));
    }
    let mut there = There::of(back.all_timesys());
    for timesys in given.all_timesys() {
        count(timesys.id.as_deref().unwrap_or("TIMESYS"), "a TIMESYS", u64::from(!there.has(timesys)));
    }
    let mut there = There::of(back.all_coosys());
    for coosys in given.all_coosys() {
        count(coosys.id.as_deref().unwrap_or("COOSYS"), "a COOSYS", u64::from(!there.has(coosys)));
    }
    scopes(&mut count, table, given, back);
}

/// How many of the given things are not there, each counted once.
pub(super) fn missing<'a, T: PartialEq + 'a>(given: impl Iterator<Item = &'a T>, there: impl Iterator<Item = &'a T>) -> u64 {
    let mut there = There::of(there);
    given.filter(|thing| !there.has(thing)).count() as u64
}

/// Things that came back, most of them in their order.
struct There<'a, T> {
    things: Vec<&'a T>,
    /// The place behind the one that was found last.
    next: usize,
}

impl<'a, T: PartialEq> There<'a, T> {
    fn of(things: impl Iterator<Item = &'a T>) -> Self {
        Self { things: things.collect(), next: 0 }
    }

    fn has(&mut self, thing: &T) -> bool {
        let is_next = self.things.get(self.next).is_some_and(|next| *next == thing);
        let place = if is_next { Some(self.next) } else { self.things.iter().position(|other| *other == thing) };
        self.next = place.map_or(self.next, |place| place.saturating_add(1));
        place.is_some()
    }
}

/// The cards that are kept with the table, with the column that they belong to; those of columns without their number.
fn cards(schema: &Schema) -> Vec<(Option<&str>, String)> {
    let is_kept = |extra: &&Extra| extra.kind == CARD && !is_of_file(extra);
    let table = schema.extras.iter().filter(is_kept).map(|extra| (None, extra.text.clone()));
    let of_column =
        |field: &'_ Field| field.extras.iter().filter(is_kept).map(|extra| unnumbered(&extra.text)).collect::<Vec<_>>();
    let columns =
        schema.fields.iter().flat_map(|field| of_column(field).into_iter().map(|card| (Some(field.name.as_str()), card)));
    table.chain(columns).collect()
}

/// The card of a column without the number in its keyword.
fn unnumbered(text: &str) -> String {
    let (keyword, rest) = text.split_once('=').unwrap_or((text, ""));
    format!("{} = {}", keyword.trim_end().trim_end_matches(|c: char| c.is_ascii_digit()), rest.trim())
}

/// What other formats keep with the table, with the column that it belongs to.
fn foreign(schema: &Schema) -> impl Iterator<Item = (Option<&str>, &Extra)> {
    let around = schema.scopes.iter().flat_map(|scope| &scope.extras);
    let table = schema.extras.iter().chain(around).map(|extra| (None, extra));
    let columns = schema.fields.iter().flat_map(|field| field.extras.iter().map(|extra| (Some(field.name.as_str()), extra)));
    table.chain(columns).filter(|(_, extra)| !extra.kind.starts_with("fits."))
}

/// Counts what the elements around a table say of themselves.
fn scopes(count: &mut impl FnMut(&str, &str, u64), table: &str, given: &Schema, back: &Schema) {
    // A RESOURCE of type `results` is what a table stands in anyway.
    let said: [(&str, Said); 5] = [
        ("the ID around the table", |scope| scope.id.as_deref()),
        ("the name around the table", |scope| scope.name.as_deref()),
        ("the type around the table", |scope| scope.kind.as_deref().filter(|kind| *kind != "results")),
        ("the UTYPE around the table", |scope| scope.utype.as_deref()),
        ("the description around the table", |scope| scope.description.as_deref()),
    ];
    for (what, said) in said {
        let lost = |(i, scope): (usize, &Scope)| {
            let there = back.scopes.get(i).and_then(|back| said(back));
            said(scope).is_some_and(|text| Some(text) != there)
        };
        count(table, what, given.scopes.iter().enumerate().map(lost).filter(|lost| *lost).count() as u64);
    }
    let is_told = given.scopes.iter().any(|scope| said.iter().any(|(_, said)| said(scope).is_some()));
    let is_lost = !nests_plainly(&given.scopes) && back.scopes.is_empty() && !is_told;
    count(table, "what the RESOURCEs around the table are", u64::from(is_lost));
}

/// What an element around the table says.
type Said = for<'a> fn(&'a Scope) -> Option<&'a str>;
