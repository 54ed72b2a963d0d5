//! Elements and their attributes.

use super::{
    attribute::Kind,
    code::{ATTRIBUTE, DEPRECATED, ELEMENT, FOREIGN, ID, META, MISSING, XML},
    content::Misfit,
    element::{Attribute, Element, Text},
    frame::Frame,
    standard::Standard::{V1_1, V1_2},
    walk::Walk,
};
use crate::{Result, xml::tag::Tag};
use gaialink_table::Code;
use std::io::BufRead;

impl<R: BufRead + Send> Walk<R> {
    /// Takes the start of an element.
    pub(super) fn start(&mut self, tag: Tag) -> Result<()> {
        self.declared(&tag);
        let Some(parent) = self.frames.last_mut() else { return self.root(&tag) };
        let Some(around) = parent.element.filter(|element| element.text != Text::Any) else {
            self.frames.push(Frame::default());
            return Ok(());
        };
        if tag.foreign {
            parent.has_foreign = around.name == "RESOURCE";
            if around.name != "RESOURCE" {
                self.tell(&ELEMENT, format!("the element {} of another namespace inside {}", tag.qualified, around.name));
            }
            self.frames.push(Frame::default());
            return Ok(());
        }
        let Some(element) = Element::find(tag.name()) else {
            self.tell(&ELEMENT, format!("{} is no element of VOTable", tag.qualified));
            self.frames.push(Frame::default());
            return Ok(());
        };
        self.place(around, element);
        self.attributes(element, &tag);
        self.frames.push(Frame { element: Some(element), ..Frame::default() });
        self.special(element, tag)
    }

    /// Takes the end of an element.
    pub(super) fn end(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        self.is_over = self.frames.is_empty();
        let Some(element) = frame.element else { return };
        self.ending = Some(element.name);
        if let Some(names) = frame.progress.end(element.model(self.standard)) {
            self.tell(&MISSING, format!("{} ends without {}", element.name, names.join(" or ")));
        }
        if let Some(described) = frame.described {
            self.end_described(*described);
        }
        if let Some(table) = frame.table {
            self.end_table(&table);
        }
        if let Some(text) = frame.info {
            self.end_info(&text);
        }
        self.ending = None;
    }

    /// Looks whether an element may stand where it does.
    fn place(&mut self, around: &'static Element, element: &'static Element) {
        let name = element.name;
        if element.since > self.standard {
            let since = element.since;
            self.tell(&ELEMENT, format!("{name} exists since {since}, and this is a document of {}", self.standard));
        }
        let Some(parent) = self.frames.last_mut() else { return };
        let has_foreign = parent.has_foreign;
        let misfit = parent.progress.take(around.model(self.standard), name).err();
        let around = around.name;
        match misfit {
            None if has_foreign => {
                self.tell(&ELEMENT, format!("{name} stands behind an element of another namespace in {around}"))
            }
            None => {}
            Some(Misfit::Stranger) => self.tell(&ELEMENT, format!("{name} does not belong into {around}")),
            Some(Misfit::Late) => self.tell(&ELEMENT, format!("{name} comes too late in {around}")),
            Some(Misfit::Again) => self.tell(&ELEMENT, format!("{name} is there again in {around}")),
            Some(Misfit::Missing(names)) => {
                self.tell(&MISSING, format!("{name} in {around} without {} before it", names.join(" or ")));
            }
        }
    }

    /// Looks at the attributes of an element.
    pub(super) fn attributes(&mut self, element: &'static Element, tag: &Tag) {
        let standard = self.standard;
        for (key, value) in &tag.attributes {
            let Some(attribute) = element.attribute(key) else {
                self.stranger(element, key);
                continue;
            };
            if attribute.since > standard || attribute.until < standard {
                self.tell(&ATTRIBUTE, format!("{} has no attribute `{key}` in {standard}", element.name));
            }
            self.attribute(element.name, tag, attribute, value);
        }
        for attribute in element.attributes {
            let is_required = attribute.required.is_some_and(|since| since <= standard);
            if is_required && tag.get(attribute.name).is_none() {
                self.tell(&MISSING, format!("{} has no attribute `{}`", element.name, attribute.name));
            }
        }
    }

    /// Looks at the value of an attribute.
    fn attribute(&mut self, element: &'static str, tag: &Tag, attribute: &Attribute, value: &str) {
        match attribute.kind {
            Kind::Id => {
                let at = self.at();
                if let Some(fault) = self.ids.declare(value, element, tag, at) {
                    self.tell(&ID, fault);
                }
            }
            Kind::RefTo(kinds) => {
                let at = self.at();
                self.ids.refer(value, element, kinds, tag, at);
            }
            kind => {
                if let Some((code, fault)) = kind.check(value, self.standard) {
                    let code = under(*code, element);
                    self.tell(&code, format!("the attribute `{}` of {element} {fault}", attribute.name));
                }
            }
        }
    }

    /// Tells of an attribute that the standard does not know.
    fn stranger(&mut self, element: &Element, key: &str) {
        let name = element.name;
        match key.split_once(':') {
            None if key == "xmlns" => {}
            Some(("xmlns" | "xsi" | "xml", _)) => {}
            Some(_) if name == "RESOURCE" && self.standard >= V1_1 => {}
            Some(_) => self.tell(&FOREIGN, format!("the attribute `{key}` of {name} belongs to another namespace")),
            None => self.tell(&ATTRIBUTE, format!("{name} has no attribute `{key}`")),
        }
    }

    /// Looks whether the prefixes of an element were declared.
    fn declared(&mut self, tag: &Tag) {
        let mut unknown = Vec::new();
        let new = tag.attributes.iter().filter_map(|(key, _)| key.strip_prefix("xmlns:"));
        for prefix in new.filter(|prefix| !self.prefixes.contains(*prefix)).collect::<Vec<_>>() {
            self.prefixes.insert(prefix.to_owned());
        }
        let keys = tag.attributes.iter().filter_map(|(key, _)| key.split_once(':')).map(|(prefix, _)| prefix);
        for prefix in keys.chain(Some(tag.prefix())) {
            if !matches!(prefix, "" | "xml" | "xmlns") && !self.prefixes.contains(prefix) {
                unknown.push(prefix.to_owned());
            }
        }
        for prefix in unknown {
            self.tell(&XML, format!("the prefix `{prefix}` of {} is not declared", tag.qualified));
            // Once is enough.
            self.prefixes.insert(prefix);
        }
    }

    /// Takes what more there is to some elements; they are the innermost ones now.
    fn special(&mut self, element: &'static Element, tag: Tag) -> Result<()> {
        match element.name {
            "RESOURCE" => {
                let is_meta = tag.get("type") == Some("meta");
                self.frames.iter_mut().rev().take(1).for_each(|frame| frame.is_meta = is_meta);
            }
            "DEFINITIONS" if self.standard >= V1_1 => {
                self.tell(&DEPRECATED.under("VOTable 1.5, 3.3"), "DEFINITIONS is deprecated since VOTable 1.1");
            }
            "COOSYS" if self.standard == V1_2 => self.tell(&DEPRECATED, "COOSYS is deprecated in VOTable 1.2"),
            "TABLE" => self.start_table(&tag),
            "FIELD" | "PARAM" => self.start_described(element.name, &tag),
            "GROUP" => self.name(&tag),
            "VALUES" => self.values(&tag),
            "MIN" | "MAX" | "OPTION" => self.limit(element.name, &tag),
            "INFO" => self.start_info(&tag),
            "DATA" if self.frames.iter().any(|frame| frame.is_meta) => {
                self.tell(&META, "DATA inside a RESOURCE of the type meta");
            }
            "TABLEDATA" => return self.rows(),
            "STREAM" => return self.stream(tag),
            _ => {}
        }
        Ok(())
    }
}

/// The code of a finding about an attribute of an element, with the clause on that element where it has one of its own.
fn under(code: Code, element: &str) -> Code {
    match (code.name, element) {
        ("W-VOCABULARY", "TIMESYS") => code.under("VOTable 1.5, 3.5"),
        ("W-VOCABULARY" | "W-DEPRECATED", "COOSYS") => code.under("VOTable 1.5, 3.4"),
        _ => code,
    }
}
