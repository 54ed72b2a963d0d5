use super::{
    attributes, coosys, failure, group, info,
    known::Known,
    link, param, root,
    scope::{self, Open},
    table::{self, Begun, Head, Met},
    text, timesys,
};
use crate::{
    Part, Result, data, extras, writer,
    xml::{
        events::{Events, Node},
        tag::Tag,
    },
};
use gaialink_table::{
    Limits, Schema, Trailer, Warning,
    schema::{Extra, Scope, ScopeKind},
};
use std::{collections::VecDeque, io::BufRead};

/// A document: the elements around the tables, read as far as the tables ask for it.
pub(super) struct Document<R> {
    pub(super) events: Events<R>,
    pub(super) version: Option<String>,
    limits: Limits,
    /// VOTABLE and the RESOURCEs that are open, outermost first.
    open: Vec<Open>,
    /// The TABLEs in which another one stands before their rows, and how many of those are open around it.
    begun: Vec<(usize, Begun)>,
    /// A TABLE or RESOURCE in a TABLE, which has started and comes next.
    started: Option<Tag>,
    /// How many of them enclose the table that was chosen; they take no more metadata.
    chosen: Option<usize>,
    /// What a service said of its failure.
    failure: Option<String>,
    /// How many TABLEs were met.
    pub(super) tables: usize,
    known: Known,
    pub(super) trailer: Trailer,
    /// Where the document is given as parts: those that were met and not yet given.
    pub(super) parts: Option<VecDeque<Part>>,
}

/// What was met last.
pub(super) enum Step {
    /// A TABLE, up to its rows.
    Table(Box<Head>),
    /// Anything else.
    Other,
    /// The end of the document.
    Eof,
}

impl<R: BufRead> Document<R> {
    /// Reads up to the VOTABLE; `is_exact` where the document is to be written again.
    pub(super) fn try_new(inner: R, limits: &Limits, strict: bool, is_exact: bool) -> Result<Self> {
        let mut events = Events::try_new(inner, limits, strict)?;
        (events.is_exact, events.is_lifting) = (is_exact, true);
        let mut tag = root::root(&mut events)?;
        let version = tag.take("version");
        let mut scope = Scope::default();
        scope.element = ScopeKind::Document;
        scope.id = tag.take("ID");
        scope.extras = attributes::rest(tag);
        let open = vec![Open::new(scope)];
        let (limits, trailer, known) = (limits.clone(), Trailer::default(), Known::default());
        Ok(Self {
            events,
            version,
            limits,
            open,
            begun: Vec::new(),
            started: None,
            chosen: None,
            tables: 0,
            failure: None,
            known,
            trailer,
            parts: None,
        })
    }

    /// How many TABLEs there are, for people, and why there are no more.
    pub(super) fn found(&self, tables: usize) -> String {
        match &self.failure {
            Some(failure) => format!("{tables} of them; the service reported: {failure}"),
            None => format!("{tables} of them"),
        }
    }

    /// Reads up to the rows of the next TABLE; `None` at the end of the document.
    pub(super) fn next_table(&mut self) -> Result<Option<Head>> {
        loop {
            match self.step()? {
                Step::Table(head) => return Ok(Some(*head)),
                Step::Other => {}
                Step::Eof => return Ok(None),
            }
        }
    }

    /// Reads what comes next around the tables.
    pub(super) fn step(&mut self) -> Result<Step> {
        let (open, elements) = (self.open.len(), self.events.open());
        if let Some((_, begun)) =
            self.begun.pop_if(|(around, begun)| (*around, begun.depth.saturating_add(1)) == (open, elements))
        {
            let met = table::more(&mut self.events, begun, &self.limits)?;
            return self.met(met);
        }
        if let Some(tag) = self.started.take() {
            return self.start(tag);
        }
        match self.events.next()? {
            Node::Start(tag) => return self.start(tag),
            Node::End => self.end(),
            Node::Text if self.events.text().trim().is_empty() => {}
            Node::Text => self.events.warn("W-TEXT", "characters outside of the elements for them are passed over")?,
            Node::Eof => return Ok(Step::Eof),
        }
        Ok(Step::Other)
    }

    /// Says that what came last in the innermost element is a part of its own, since something else begins or ends.
    fn part(&mut self) {
        if let (Some(parts), Some(open)) = (&mut self.parts, self.open.last_mut()) {
            parts.extend(open.part());
        }
    }

    /// Passes over a TABLE, and what stands behind its rows.
    pub(super) fn skip_rows(&mut self, head: &Head) -> Result<()> {
        let (infos, extras) = (self.trailer.infos.len(), self.trailer.extras.len());
        self.pass_over(head)?;
        self.trailer.infos.truncate(infos);
        self.trailer.extras.truncate(extras);
        Ok(())
    }

    /// Passes over the rows of a TABLE; what stands behind them goes to the trailer.
    pub(super) fn pass_over(&mut self, head: &Head) -> Result<()> {
        if let Some(rows) = &head.rows {
            data::skip(&mut self.events, rows, &self.limits)?;
        }
        self.finish_table(head.depth)
    }

    /// Reads what is left of a TABLE behind its rows.
    pub(super) fn finish_table(&mut self, head_depth: usize) -> Result<()> {
        while self.events.open() > head_depth {
            match self.events.next()? {
                Node::Start(tag) if self.events.is_table_or_resource(&tag)? => {
                    let message = format!("the {} behind the rows of a TABLE is read as if it stood behind that", tag.name());
                    self.events.warn("W-ELEMENT", message)?;
                    self.events.lift_to(head_depth);
                    self.started = Some(tag);
                    return Ok(());
                }
                Node::Start(tag) if tag.votable() == "INFO" => {
                    let info = info::info(&mut self.events, tag)?;
                    self.trailer.infos.push(info);
                }
                Node::Start(tag) => {
                    if !tag.votable().is_empty() {
                        let message = format!("the element {} behind the rows of a TABLE is kept as it is", tag.name());
                        self.events.warn("W-ELEMENT", message)?;
                    }
                    let text = self.events.verbatim(&tag)?;
                    self.trailer.extras.push(Extra::new(extras::ELEMENT, text));
                }
                Node::Text if !self.events.text().trim().is_empty() => {
                    self.events.warn("W-TEXT", "characters behind the rows of a TABLE are passed over")?;
                }
                Node::Text | Node::End => {}
                Node::Eof => return Err(self.events.truncated()),
            }
        }
        Ok(())
    }

    /// Warns where bytes of the document were none of its encoding.
    pub(super) fn check_encoding(&mut self) -> Result<()> {
        if let Some(name) = self.events.source().unknown_encoding() {
            let message = format!("the encoding `{name}` is not known; the document was read as UTF-8");
            self.events.warn("W-ENCODING", message)?;
        }
        if let Some(at) = self.events.source().latin1().cloned() {
            self.events.keep(Warning::new("W-LATIN1", at, "text around the rows that is no UTF-8 was read as Latin-1"))?;
        }
        if !self.events.source().malformed() {
            return Ok(());
        }
        let message = "some bytes are none of the encoding of the document and were read as U+FFFD";
        self.events.warn("W-ENCODING", message)
    }

    /// The scopes around a table that was just met.
    pub(super) fn around(&mut self, table: &Schema) -> Vec<Scope> {
        self.open.iter_mut().for_each(Open::settle);
        scope::around(&self.open, table)
    }

    /// Says that this is the table: what comes behind it goes to the trailer.
    pub(super) fn choose(&mut self) {
        self.chosen = Some(self.open.len());
        self.open.iter_mut().for_each(|open| open.closed.clear());
        self.trailer.infos.clear();
    }

    fn start(&mut self, tag: Tag) -> Result<Step> {
        if self.open.is_empty() {
            self.events.warn("W-ELEMENT", format!("the element {} behind the VOTABLE is left out", tag.qualified))?;
            self.events.skip()?;
            return Ok(Step::Other);
        }
        match tag.votable() {
            "RESOURCE" => self.resource(tag),
            "TABLE" => {
                if self.open.len() == 1 {
                    self.warn_inside(&tag, "VOTABLE")?;
                }
                let met = table::head(&mut self.events, tag, &self.limits)?;
                return self.met(met);
            }
            // Its content is that of VOTABLE (VOTable 1.1, 3).
            "DEFINITIONS" => {
                super::without_attributes(&mut self.events, &tag)?;
                self.definitions()?;
            }
            _ => self.content(tag)?,
        }
        Ok(Step::Other)
    }

    /// Takes in what a TABLE turned out to be.
    fn met(&mut self, met: Met) -> Result<Step> {
        match met {
            Met::Table(head) => self.table(head).map(Step::Table),
            Met::Inside(schema, inner) => {
                self.part();
                self.warn_inside(&inner, "a TABLE without FIELDs")?;
                self.open.push(Open::new(scope::in_place_of(*schema)));
                self.started = Some(inner);
                Ok(Step::Other)
            }
            Met::Among(begun, inner) => {
                let message = format!("the {} in the head of a TABLE is read as if it stood before that", inner.name());
                self.events.warn("W-ELEMENT", message)?;
                self.begun.push((self.open.len(), *begun));
                self.started = Some(inner);
                Ok(Step::Other)
            }
        }
    }

    fn resource(&mut self, mut tag: Tag) {
        self.part();
        let mut scope = Scope::default();
        scope.id = tag.take("ID");
        scope.name = tag.take("name");
        scope.kind = tag.take("type");
        scope.utype = tag.take("utype");
        scope.extras = attributes::rest(tag);
        self.open.push(Open::new(scope));
    }

    fn end(&mut self) {
        self.part();
        let Some(mut ended) = self.open.pop() else { return };
        ended.settle();
        if let Some(parts) = &mut self.parts {
            parts.push_back(Part::End);
        }
        let depth = self.open.len();
        let Some(parent) = self.open.last_mut() else { return };
        parent.has_table |= ended.has_table;
        parent.bytes = parent.bytes.saturating_add(if ended.has_table { 0 } else { ended.bytes });
        match self.chosen {
            // It stands around the table.
            Some(chosen) if depth < chosen => self.chosen = Some(depth),
            // It stands behind the table, in an element around it.
            Some(chosen) if depth == chosen => {
                let closed = ended.close();
                if closed.is_metadata() {
                    self.trailer.extras.push(Extra::new(behind(depth), writer::resource_text(&closed)));
                }
            }
            _ => parent.closed.push(ended.close()),
        }
    }

    /// Takes in a TABLE that was read up to its rows.
    fn table(&mut self, mut head: Box<Head>) -> Result<Box<Head>> {
        self.tables = self.tables.saturating_add(1);
        if let Some(open) = self.open.last_mut() {
            open.has_table = true;
            head.systems.give(&mut open.fresh);
        }
        self.part();
        self.known.resolve_nulls(&mut head.schema);
        if let Some(parts) = &mut self.parts {
            let mut schema = head.schema.clone();
            schema.num_rows = head.claimed;
            parts.push_back(Part::Table { schema: Box::new(schema), has_data: head.rows.is_some() });
        }
        self.known.resolve(&mut self.events, &mut head.schema)?;
        self.known.add(&head.schema);
        Ok(head)
    }

    fn warn_inside(&mut self, tag: &Tag, around: &str) -> Result<()> {
        self.events.warn("W-ELEMENT", format!("the {} inside {around} is read as if it stood in a RESOURCE", tag.name()))
    }

    fn definitions(&mut self) -> Result<()> {
        let counts = |open: Option<&Open>| open.map_or([0; 3], |open| open.fresh_counts());
        let before = counts(self.open.last());
        while let Some(tag) = self.events.child("DEFINITIONS")? {
            self.content(tag)?;
        }
        let after = counts(self.open.last());
        if let (Some(open), [0, 0, 0]) = (self.open.last_mut(), before) {
            let text = format!("{} {} {}", after[0], after[1], after[2]);
            open.fresh.extras.push(Extra::new(extras::DEFINITIONS, text));
        }
        Ok(())
    }

    /// The bytes that the content around the next table takes.
    pub(super) fn bytes_around(&self) -> u64 {
        self.open.iter().fold(0, |sum, open| sum.saturating_add(open.bytes))
    }

    /// Reads what is neither a RESOURCE nor a TABLE.
    fn content(&mut self, tag: Tag) -> Result<()> {
        let before = self.events.source().place().offset;
        self.element(tag)?;
        let after = self.events.source().place().offset;
        if let Some(open) = self.open.last_mut() {
            open.bytes = open.bytes.saturating_add(after.saturating_sub(before)).saturating_add(64);
        }
        Ok(())
    }

    fn element(&mut self, tag: Tag) -> Result<()> {
        let depth = self.open.len();
        let is_behind = self.chosen.is_some_and(|chosen| depth <= chosen);
        let Some(open) = self.open.last_mut() else {
            return Err(self.events.unexpected("the end of the document", tag.name()));
        };
        let (events, scope) = (&mut self.events, &mut open.fresh);
        match tag.votable() {
            "INFO" if is_behind => self.trailer.infos.push(info::info(events, tag)?),
            _ if is_behind => return self.unknown(&tag, behind(depth)),
            "DESCRIPTION" => text::description(events, &mut scope.description, &mut scope.extras)?,
            "INFO" => {
                let info = info::info(events, tag)?;
                self.failure = self.failure.take().or_else(|| failure::of_info(&info));
                scope.infos.push(info);
            }
            "COOSYS" => scope.coosys.push(coosys::coosys(events, tag)?),
            "TIMESYS" => scope.timesys.push(timesys::timesys(events, tag)?),
            "GROUP" => scope.groups.push(group::group(events, tag)?),
            "PARAM" => {
                let param = param::param(events, tag)?;
                self.failure = self.failure.take().or_else(|| failure::of_param(&param));
                scope.params.push(param);
            }
            "LINK" => scope.links.push(link::link(events, tag)?),
            _ => return self.unknown(&tag, ""),
        }
        Ok(())
    }

    /// Keeps an element that the model does not know, behind the table where `behind` says as what.
    fn unknown(&mut self, tag: &Tag, behind: &str) -> Result<()> {
        let is_content = ["DESCRIPTION", "DEFINITIONS", "COOSYS", "TIMESYS", "GROUP", "PARAM", "LINK"].contains(&tag.votable());
        if !is_content {
            super::misplaced(&mut self.events, tag, if self.open.len() > 1 { "RESOURCE" } else { "VOTABLE" })?;
        }
        let text = self.events.verbatim(tag)?;
        let Some(open) = self.open.last_mut() else { return Ok(()) };
        match behind {
            "" => open.fresh.extras.push(Extra::new(extras::ELEMENT, text)),
            kind => self.trailer.extras.push(Extra::new(kind, text)),
        }
        Ok(())
    }
}

/// The kind of what stands behind the table, by the number of elements around it.
fn behind(depth: usize) -> &'static str {
    if depth == 1 { extras::DOCUMENT_ELEMENT } else { extras::ELEMENT }
}
