use super::{
    code::{ORDER, REF, REF_KIND, TIMEORIGIN, TIMESYS_ORDER, UNUSED},
    timesys::Time,
};
use crate::xml::tag::Tag;
use gaialink_table::{Code, Findings, Position};
use std::collections::{HashMap, HashSet};

/// The IDs of a document and the references to them.
#[derive(Debug)]
pub(super) struct Ids {
    known: HashMap<String, Known>,
    references: Vec<Reference>,
    /// How many bytes more may be kept; what comes behind is not looked at.
    room: usize,
}

/// An element with an ID.
#[derive(Debug)]
struct Known {
    element: &'static str,
    /// Whether it has the attribute `timeorigin`.
    has_origin: bool,
    at: Position,
}

#[derive(Debug)]
struct Reference {
    id: String,
    from: &'static str,
    /// To which elements it may point; to any where none are listed.
    kinds: &'static [&'static str],
    time: Time,
    at: Position,
    /// Whether there was such an ID before it.
    is_backward: bool,
}

impl Ids {
    pub(super) fn new(limit: u64) -> Self {
        Self { known: HashMap::new(), references: Vec::new(), room: usize::try_from(limit).unwrap_or(usize::MAX) }
    }

    fn has_room(&mut self, id: &str) -> bool {
        let cost = id.len().saturating_add(128);
        let left = self.room.checked_sub(cost);
        self.room = left.unwrap_or(0);
        left.is_some()
    }

    /// Takes the ID of an element; tells what is wrong with it.
    pub(super) fn declare(&mut self, id: &str, element: &'static str, tag: &Tag, at: Position) -> Option<String> {
        let id = id.trim();
        if !is_name(id) {
            return Some(format!("the ID `{id}` is no name: a letter or `_`, then letters, digits and . - _"));
        }
        if let Some(other) = self.known.get(id) {
            return Some(format!("the ID `{id}` is that of the {} in {} as well", other.element, other.at));
        }
        if self.has_room(id) {
            let has_origin = tag.get("timeorigin").is_some();
            self.known.insert(id.to_owned(), Known { element, has_origin, at });
        }
        None
    }

    pub(super) fn refer(&mut self, id: &str, from: &'static str, kinds: &'static [&'static str], tag: &Tag, at: Position) {
        let id = id.trim();
        if self.has_room(id) {
            let is_backward = self.known.contains_key(id);
            self.references.push(Reference { id: id.to_owned(), from, kinds, time: Time::of(tag), at, is_backward });
        }
    }

    /// Tells what is wrong with the references, when all IDs are known.
    pub(super) fn finish(self, findings: &mut Findings) {
        let mut used = HashSet::new();
        // Where there was no room, not all IDs are known.
        let is_complete = self.room > 0;
        for reference in self.references {
            match self.known.get(&reference.id) {
                Some(known) => {
                    for (code, message) in reference.faults(known) {
                        findings.add(&code, reference.at.clone(), message);
                    }
                    used.insert(reference.id);
                }
                None if is_complete => {
                    let Reference { id, from, at, .. } = reference;
                    findings.add(&REF, at, format!("{from} refers to `{id}`, which is the ID of nothing"));
                }
                None => {}
            }
        }
        unused(self.known, &used, findings);
    }
}

impl Reference {
    /// What is wrong with a reference to an element that is there.
    fn faults(&self, known: &Known) -> Vec<(Code, String)> {
        let (Self { id, from, kinds, .. }, element) = (self, known.element);
        let mut faults = Vec::new();
        if !kinds.is_empty() && !kinds.contains(&element) {
            let expected = kinds.join(", ");
            faults.push((kind_of(from), format!("{from} refers to `{id}`, a {element}; expected one of {expected}")));
        }
        if matches!(element, "COOSYS" | "TIMESYS") && !self.is_backward {
            let code = if element == "TIMESYS" { TIMESYS_ORDER } else { ORDER };
            faults.push((code, format!("{from} refers to the {element} `{id}`, which stands behind it")));
        }
        if let Some(why) = self.time.fault(known.has_origin).filter(|_| element == "TIMESYS") {
            faults.push((TIMEORIGIN, format!("{from} refers to the TIMESYS `{id}`, which {why}")));
        }
        faults
    }
}

/// Tells of TIMESYS to which nothing refers.
fn unused(known: HashMap<String, Known>, used: &HashSet<String>, findings: &mut Findings) {
    let unused = known.into_iter().filter(|(id, known)| known.element == "TIMESYS" && !used.contains(id));
    let mut unused: Vec<_> = unused.map(|(id, known)| (known.at.byte, known.at, id)).collect();
    unused.sort_by_key(|(byte, _, _)| *byte);
    for (_, at, id) in unused {
        findings.add(&UNUSED, at, format!("nothing refers to the TIMESYS `{id}`"));
    }
}

/// The code of a reference to an element of a wrong kind, with the clause that says to what the element refers.
fn kind_of(from: &str) -> Code {
    match from {
        "TABLE" => REF_KIND.under("VOTable 1.5, 3.8"),
        "FIELD" | "PARAM" => REF_KIND.under("VOTable 1.5, 4.1"),
        "VALUES" => REF_KIND.under("VOTable 1.5, 4.7"),
        "GROUP" | "FIELDref" | "PARAMref" => REF_KIND.under("VOTable 1.5, 4.9"),
        _ => REF_KIND,
    }
}

/// Whether a text is a name of XML without a colon.
fn is_name(id: &str) -> bool {
    let is_start = |c: char| c.is_alphabetic() || c == '_';
    id.starts_with(is_start) && id.chars().all(|c| is_start(c) || c.is_numeric() || ".-\u{b7}".contains(c) || is_combining(c))
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for name in ["a", "_1", "ref.1", "é-2", "col_3"] {
            assert!(is_name(name), "{name}");
        }
        for name in ["", "1", "-a", "a b", "a:b", "a/b"] {
            assert!(!is_name(name), "{name}");
        }
    }
}
