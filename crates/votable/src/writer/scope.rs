use super::{coosys, group, info, link, out::Out, param, timesys};
use crate::{Version, closed::Closed, extras};
use gaialink_table::{
    LossKind,
    schema::{Extra, Scope, ScopeKind},
};

/// Writes a RESOURCE that holds no table.
pub(super) fn closed(out: &mut Out, closed: &Closed) {
    open(out, &closed.scope);
    closed.inner.iter().for_each(|inner| self::closed(out, inner));
    close(out, &closed.scope);
}

/// Starts a RESOURCE and writes what stands in it before a TABLE (VOTable 1.5, 3.6).
pub(super) fn open(out: &mut Out, scope: &Scope) {
    out.start("RESOURCE");
    out.optional("ID", scope.id.as_deref());
    out.optional("name", scope.name.as_deref());
    out.optional("type", scope.kind.as_deref());
    out.optional("utype", scope.utype.as_deref());
    out.extra_attributes(&scope.extras);
    out.content();
    content(out, scope);
    links(out, scope);
    let inner = elements(scope).filter(|extra| is_resource(extra));
    match out.since(Version::V1_2) {
        true => inner.for_each(|extra| out.verbatim(extra)),
        false => lose_places(out, inner.count() as u64),
    }
}

/// Tells of RESOURCEs that stand before a TABLE, and behind it in VOTable 1.1.
pub(super) fn lose_places(out: &mut Out, count: u64) {
    out.losses.add_many(LossKind::Metadata, "RESOURCE", "in VOTable 1.1 a RESOURCE stands behind the TABLEs", count);
}

/// Writes what stands in a RESOURCE after a TABLE, and ends it. In VOTable 1.1 these are the RESOURCEs inside it too.
pub(super) fn close(out: &mut Out, scope: &Scope) {
    if !out.since(Version::V1_2) {
        elements(scope).filter(|extra| is_resource(extra)).for_each(|extra| out.verbatim(extra));
    }
    elements(scope).filter(|extra| !is_resource(extra)).for_each(|extra| out.verbatim(extra));
    out.end("RESOURCE");
}

/// Writes more of what stands in VOTABLE or RESOURCE, behind a RESOURCE or TABLE in it: INFOs may, since 1.2, and LINKs.
pub(super) fn more(out: &mut Out, scope: &Scope) {
    let mut kept = scope.clone();
    let place = "behind a TABLE or RESOURCE";
    if !kept.infos.is_empty() && !out.since_or_loss(Version::V1_2, "INFO", &format!("INFO {place}")) {
        kept.infos.clear();
    }
    if !kept.links.is_empty() && !out.since_or_loss(Version::V1_2, "LINK", &format!("LINK {place}")) {
        kept.links.clear();
    }
    content(out, &kept);
    links(out, &kept);
}

fn links(out: &mut Out, scope: &Scope) {
    for link in &scope.links {
        match scope.element {
            ScopeKind::Document => out.loss(link.href.as_deref().unwrap_or("LINK"), "VOTABLE has no LINK"),
            _ => link::link(out, link),
        }
    }
}

/// Writes what VOTABLE and RESOURCE have in common.
pub(super) fn content(out: &mut Out, scope: &Scope) {
    let element = if scope.element == ScopeKind::Document { "VOTABLE" } else { "RESOURCE" };
    let label = scope.name.as_deref().unwrap_or(element);
    out.foreign_extras(label, &scope.extras);
    out.description(scope.description.as_deref(), &scope.extras);
    let defined = definitions(out, scope);
    scope.infos.iter().for_each(|i| info::info(out, i));
    scope.coosys.iter().skip(defined[0]).for_each(|c| coosys::coosys(out, c));
    scope.timesys.iter().skip(defined[1]).for_each(|t| timesys::timesys(out, t));
    if !scope.groups.is_empty() && out.since_or_loss(Version::V1_2, label, "GROUP outside of TABLE") {
        scope.groups.iter().for_each(|g| group::group(out, g));
    }
    scope.params.iter().skip(defined[2]).for_each(|p| param::param(out, p));
}

/// Writes the DEFINITIONS, where there were any, and gives the numbers of COOSYS, TIMESYS and PARAMs in it.
fn definitions(out: &mut Out, scope: &Scope) -> [usize; 3] {
    let Some(extra) = scope.extras.iter().find(|extra| extra.kind == extras::DEFINITIONS) else { return [0; 3] };
    let mut numbers = extra.text.split_ascii_whitespace().map(|word| word.parse().unwrap_or(0));
    let defined = [0; 3].map(|none: usize| numbers.next().unwrap_or(none));
    out.start("DEFINITIONS");
    out.content();
    scope.coosys.iter().take(defined[0]).for_each(|c| coosys::coosys(out, c));
    scope.timesys.iter().take(defined[1]).for_each(|t| timesys::timesys(out, t));
    scope.params.iter().take(defined[2]).for_each(|p| param::param(out, p));
    out.end("DEFINITIONS");
    defined
}

/// Starts the VOTABLE and writes what stands in it before the first RESOURCE (VOTable 1.5, 3.3).
pub(super) fn open_document(out: &mut Out, version: Version, scope: Option<&Scope>) {
    out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.start("VOTABLE");
    out.optional("ID", scope.and_then(|scope| scope.id.as_deref()));
    out.attribute("version", version.name());
    out.attribute("xmlns", version.namespace());
    out.attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
    let extras = scope.map_or(&[][..], |scope| &scope.extras);
    schema_location(out, version, extras);
    out.extra_attributes(extras.iter().filter(|extra| schemas(extra).is_none()));
    out.content();
    if let Some(scope) = scope {
        content(out, scope);
        links(out, scope);
        elements(scope).filter(|extra| is_resource(extra)).for_each(|extra| out.verbatim(extra));
    }
}

/// Writes where the schemas are: that of the version, and those of other vocabularies.
fn schema_location(out: &mut Out, version: Version, extras: &[Extra]) {
    out.raw(&format!(" xsi:schemaLocation=\"{} {}", version.namespace(), version.schema_location()));
    for others in extras.iter().filter_map(schemas) {
        out.raw(" ");
        out.raw(others);
    }
    out.raw("\"");
}

/// The schemas of other vocabularies, as XML has them.
fn schemas(extra: &Extra) -> Option<&str> {
    let text = Some(extra.text.as_str()).filter(|_| extra.kind == extras::ATTRIBUTE)?;
    text.strip_prefix("xsi:schemaLocation=\"")?.strip_suffix('"')
}

/// Writes what stands in the VOTABLE after the last RESOURCE, and ends it.
pub(super) fn close_document(out: &mut Out, scope: Option<&Scope>) {
    for extra in scope.into_iter().flat_map(elements).filter(|extra| !is_resource(extra)) {
        out.verbatim(extra);
    }
    out.end("VOTABLE");
}

/// The scope of the document, where there is one, and those of the RESOURCEs; one RESOURCE at least.
pub(super) fn split(scopes: &[Scope]) -> (Option<Scope>, Vec<Scope>) {
    let document = scopes.iter().find(|scope| scope.element == ScopeKind::Document).cloned();
    let mut resources: Vec<_> = scopes.iter().filter(|scope| scope.element != ScopeKind::Document).cloned().collect();
    if resources.is_empty() {
        let mut results = Scope::default();
        results.kind = Some("results".to_owned());
        resources.push(results);
    }
    (document, resources)
}

fn elements(scope: &Scope) -> impl Iterator<Item = &Extra> {
    scope.extras.iter().filter(|extra| extra.kind == extras::ELEMENT)
}

fn is_resource(extra: &Extra) -> bool {
    extra.text.starts_with("<RESOURCE")
}
