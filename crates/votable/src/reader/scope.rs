use crate::{Part, closed::Closed, extras, writer, xml::verbatim::attribute_text};
use gaialink_table::{
    Field, Schema,
    schema::{Coosys, Extra, Group, GroupEntry, Scope, Timesys},
};
use std::collections::HashSet;

/// A RESOURCE, or the VOTABLE, that is being read.
#[derive(Debug, Default)]
pub(super) struct Open {
    /// Its attributes, and what of its content was settled.
    pub(super) scope: Scope,
    /// What of its content came since the last RESOURCE or TABLE in it.
    pub(super) fresh: Scope,
    /// Whether its start was given as a part.
    started: bool,
    /// The RESOURCEs inside it that have ended.
    pub(super) closed: Vec<Closed>,
    /// Whether there was a TABLE in it, at any depth.
    pub(super) has_table: bool,
    /// The bytes that its content takes in the document, RESOURCEs with tables left out.
    pub(super) bytes: u64,
}

impl Open {
    /// An element of which the attributes are known.
    pub(super) fn new(scope: Scope) -> Self {
        let mut fresh = Scope::default();
        fresh.element = scope.element;
        Self { scope, fresh, ..Self::default() }
    }

    /// Joins what came last to what was there before.
    pub(super) fn settle(&mut self) {
        join(&mut self.scope, &mut self.fresh);
    }

    /// How many COOSYS, TIMESYS and PARAMs came last.
    pub(super) fn fresh_counts(&self) -> [usize; 3] {
        [self.fresh.coosys.len(), self.fresh.timesys.len(), self.fresh.params.len()]
    }

    /// What came last as a part of the document: the start of the element, or more of its content.
    pub(super) fn part(&mut self) -> Option<Part> {
        if !std::mem::replace(&mut self.started, true) {
            self.settle();
            return Some(Part::Start(Box::new(self.scope.clone())));
        }
        let mut nothing = Scope::default();
        nothing.element = self.fresh.element;
        let part = (self.fresh != nothing).then(|| Part::Content(Box::new(self.fresh.clone())));
        self.settle();
        part
    }

    /// The RESOURCE at its end. One with a TABLE keeps only what a table elsewhere may refer to.
    pub(super) fn close(self) -> Closed {
        let Self { mut scope, closed, has_table, .. } = self;
        if has_table {
            let (coosys, timesys) = (scope.coosys, scope.timesys);
            scope = Scope::default();
            (scope.coosys, scope.timesys) = (coosys, timesys);
        }
        Closed { scope, inner: closed, has_table }
    }
}

/// The scopes around a table. Of the RESOURCEs beside it, the coordinate and time systems that it refers to are moved to the
/// nearest common scope; the rest of those that hold no table is kept as it is.
pub(super) fn around(open: &[Open], table: &Schema) -> Vec<Scope> {
    let mut wanted = references(table);
    open.iter().flat_map(|o| &o.scope.params).for_each(|param| refer(&mut wanted, &param.field));
    let enclose = |open: &Open| {
        let mut scope = open.scope.clone();
        for closed in &open.closed {
            let rest = lift(closed, &wanted, &mut scope);
            if let Some(text) = rest.filter(|rest| !rest.is_bare()).map(|rest| writer::resource_text(&rest)) {
                scope.extras.push(Extra::new(extras::ELEMENT, text));
            }
        }
        scope
    };
    open.iter().map(enclose).collect()
}

/// Moves the systems that are wanted into `scope` and gives what is left; nothing of a RESOURCE that holds a table.
fn lift(closed: &Closed, wanted: &HashSet<&str>, scope: &mut Scope) -> Option<Closed> {
    let is_wanted = |id: &Option<String>| id.as_deref().is_some_and(|id| wanted.contains(id));
    let (coosys, left_coosys): (Vec<Coosys>, _) = closed.scope.coosys.iter().cloned().partition(|c| is_wanted(&c.id));
    let (timesys, left_timesys): (Vec<Timesys>, _) = closed.scope.timesys.iter().cloned().partition(|t| is_wanted(&t.id));
    let is_emptied = !coosys.is_empty() || !timesys.is_empty();
    scope.coosys.extend(coosys);
    scope.timesys.extend(timesys);
    let inner: Vec<_> = closed.inner.iter().filter_map(|inner| lift(inner, wanted, scope)).collect();
    if closed.has_table {
        return None;
    }
    let mut left = Closed { scope: closed.scope.clone(), inner, has_table: false };
    (left.scope.coosys, left.scope.timesys) = (left_coosys, left_timesys);
    (!is_emptied || !left.is_bare()).then_some(left)
}

/// The RESOURCE that a TABLE is taken for, which has no columns.
pub(super) fn in_place_of(table: Schema) -> Scope {
    let mut scope = Scope::default();
    (scope.id, scope.name, scope.utype) = (table.id, table.name, table.utype);
    (scope.description, scope.groups, scope.params) = (table.description, table.groups, table.params);
    (scope.infos, scope.links, scope.extras) = (table.infos, table.links, table.extras);
    let others = [("ucd", table.ucd), ("ref", table.reference)];
    let others = others.iter().filter_map(|(key, value)| Some(attribute_text(key, value.as_deref()?)));
    scope.extras.extend(others.map(|text| Extra::new(extras::ATTRIBUTE, text)));
    scope
}

/// Joins more content of an element to what was there before.
pub(crate) fn join(scope: &mut Scope, more: &mut Scope) {
    match (&mut scope.description, more.description.take()) {
        (Some(first), Some(second)) => {
            first.push('\n');
            first.push_str(&second);
        }
        (first, second) => *first = first.take().or(second),
    }
    scope.coosys.append(&mut more.coosys);
    scope.timesys.append(&mut more.timesys);
    scope.groups.append(&mut more.groups);
    scope.params.append(&mut more.params);
    scope.infos.append(&mut more.infos);
    scope.links.append(&mut more.links);
    scope.extras.append(&mut more.extras);
}

/// The IDs that a table refers to.
fn references(table: &Schema) -> HashSet<&str> {
    let mut wanted: HashSet<&str> = HashSet::new();
    table.fields.iter().for_each(|field| refer(&mut wanted, field));
    table.params.iter().for_each(|param| refer(&mut wanted, &param.field));
    table.groups.iter().for_each(|group| refer_group(&mut wanted, group));
    wanted.extend(table.reference.as_deref());
    wanted
}

fn refer<'a>(wanted: &mut HashSet<&'a str>, field: &'a Field) {
    wanted.extend(field.reference.as_deref());
}

fn refer_group<'a>(wanted: &mut HashSet<&'a str>, group: &'a Group) {
    wanted.extend(group.reference.as_deref());
    for entry in &group.entries {
        match entry {
            GroupEntry::FieldRef(r) | GroupEntry::ParamRef(r) => wanted.extend([r.reference.as_str()]),
            GroupEntry::Param(param) => refer(wanted, &param.field),
            GroupEntry::Group(group) => refer_group(wanted, group),
            _ => {}
        }
    }
}
