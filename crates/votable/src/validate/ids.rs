use super::code::{ORDER, REF, REF_KIND, UNUSED};
use gaialink_table::{Code, Findings, Position};
use std::collections::{HashMap, HashSet};

/// The IDs of a document and the references to them.
#[derive(Debug)]
pub(super) struct Ids {
    known: HashMap<String, (&'static str, Position)>,
    references: Vec<Reference>,
    /// How many bytes more may be kept; what comes behind is not looked at.
    room: usize,
}

#[derive(Debug)]
struct Reference {
    id: String,
    from: &'static str,
    /// To which elements it may point; to any where none are listed.
    kinds: &'static [&'static str],
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
    pub(super) fn declare(&mut self, id: &str, element: &'static str, at: Position) -> Option<String> {
        let id = id.trim();
        if !is_name(id) {
            return Some(format!("the ID `{id}` is no name: a letter or `_`, then letters, digits and . - _"));
        }
        if let Some((other, place)) = self.known.get(id) {
            return Some(format!("the ID `{id}` is that of the {other} in {place} as well"));
        }
        if self.has_room(id) {
            self.known.insert(id.to_owned(), (element, at));
        }
        None
    }

    pub(super) fn refer(&mut self, id: &str, from: &'static str, kinds: &'static [&'static str], at: Position) {
        let id = id.trim();
        if self.has_room(id) {
            let is_backward = self.known.contains_key(id);
            self.references.push(Reference { id: id.to_owned(), from, kinds, at, is_backward });
        }
    }

    /// Tells what is wrong with the references, when all IDs are known.
    pub(super) fn finish(self, findings: &mut Findings) {
        let mut used = HashSet::new();
        // Where there was no room, not all IDs are known.
        let is_complete = self.room > 0;
        for Reference { id, from, kinds, at, is_backward } in self.references {
            let Some((element, _)) = self.known.get(&id) else {
                if is_complete {
                    findings.add(&REF, at, format!("{from} refers to `{id}`, which is the ID of nothing"));
                }
                continue;
            };
            if !kinds.is_empty() && !kinds.contains(element) {
                let expected = kinds.join(", ");
                findings.add(
                    &kind_of(from),
                    at.clone(),
                    format!("{from} refers to `{id}`, a {element}; expected one of {expected}"),
                );
            }
            if matches!(*element, "COOSYS" | "TIMESYS") && !is_backward {
                let code = if *element == "TIMESYS" { ORDER.under("VOTable 1.5, 3.5") } else { ORDER };
                findings.add(&code, at, format!("{from} refers to the {element} `{id}`, which stands behind it"));
            }
            used.insert(id);
        }
        let unused = self.known.into_iter().filter(|(id, (element, _))| *element == "TIMESYS" && !used.contains(id));
        let mut unused: Vec<_> = unused.map(|(id, (_, at))| (at.byte, at, id)).collect();
        unused.sort_by_key(|(byte, _, _)| *byte);
        for (_, at, id) in unused {
            findings.add(&UNUSED, at, format!("nothing refers to the TIMESYS `{id}`"));
        }
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
