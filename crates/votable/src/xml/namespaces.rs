use super::tag::Tag;
use crate::validate::elements::is_element;
use std::collections::HashMap;

/// What is declared of namespaces around the element that starts.
#[derive(Debug, Default)]
pub(super) struct Namespaces {
    /// The declarations in force by their prefixes, innermost last.
    declared: HashMap<String, Vec<Declared>>,
    /// Where they stand and their prefixes, innermost last.
    order: Vec<(usize, String)>,
    /// The depth of the outermost element of another vocabulary that is open: what stands in it is that vocabulary's.
    foreign: Option<usize>,
    /// The depth of the root, which is the VOTABLE once that has started.
    root: usize,
    has_votable: bool,
    /// Whether elements of VOTable were met in a namespace that the root gives all elements without a prefix.
    is_default_own: bool,
}

/// A namespace of a prefix, or of elements without one.
#[derive(Debug)]
struct Declared {
    depth: usize,
    uri: String,
    /// Whether it stands for VOTable.
    is_own: bool,
    /// Whether it is written again where the element is.
    is_kept: bool,
}

impl Namespaces {
    /// Decides whether an element is one of VOTable's, which may have any prefix, or none where the namespace is missing. Gives what is
    /// odd about it. Elements of other vocabularies get the declarations that they would lose when they are written without what
    /// stands around them.
    pub(super) fn judge(&mut self, tag: &mut Tag, depth: usize) -> Option<String> {
        while let Some((_, prefix)) = self.order.pop_if(|(declared, _)| *declared >= depth) {
            self.declared.get_mut(&prefix).map(Vec::pop);
        }
        self.foreign = self.foreign.filter(|foreign| *foreign < depth);
        let is_votable = !self.has_votable && tag.name() == "VOTABLE";
        let is_root = depth == 1 || is_votable;
        if is_root {
            self.has_votable |= is_votable;
            (self.foreign, self.root) = (None, depth);
        }
        self.declare(tag, depth, is_root);
        let odd = match self.foreign {
            Some(_) => {
                tag.foreign = true;
                None
            }
            None => self.decide(tag),
        };
        if tag.foreign {
            self.foreign = self.foreign.or(Some(depth));
            for (_, prefix) in self.order.iter().rev().take_while(|(declared, _)| *declared == depth) {
                if let Some(last) = self.declared.get_mut(prefix).and_then(|declared| declared.last_mut()) {
                    last.is_kept = true;
                }
            }
            self.complete(tag, depth);
        }
        odd
    }

    /// Forgets that the declarations of the elements from a depth on are written again where these are.
    pub(super) fn forget_from(&mut self, depth: usize) {
        for (_, prefix) in self.order.iter().rev().take_while(|(declared, _)| *declared >= depth) {
            let declared = self.declared.get_mut(prefix).into_iter().flatten();
            declared.filter(|declared| declared.depth >= depth).for_each(|declared| declared.is_kept = false);
        }
    }

    /// Takes the declarations of an element. The prefix of the root stands for VOTable, whatever it says.
    fn declare(&mut self, tag: &Tag, depth: usize, is_root: bool) {
        for (key, uri) in &tag.attributes {
            let prefix = if key == "xmlns" { Some("") } else { key.strip_prefix("xmlns:") };
            if let Some(prefix) = prefix {
                let is_own = is_votable(uri) || (is_root && prefix == tag.prefix());
                let (uri, is_kept) = (uri.clone(), !is_own && !prefix.is_empty());
                self.push(prefix, Declared { depth, uri, is_own, is_kept });
            }
        }
        if is_root && !self.find(tag.prefix()).is_some_and(|declared| declared.is_own) {
            self.push(tag.prefix(), Declared { depth, uri: String::new(), is_own: true, is_kept: false });
        }
    }

    fn push(&mut self, prefix: &str, declared: Declared) {
        self.order.push((declared.depth, prefix.to_owned()));
        self.declared.entry(prefix.to_owned()).or_default().push(declared);
    }

    /// What a prefix stands for, where it was declared.
    fn find(&self, prefix: &str) -> Option<&Declared> {
        self.declared.get(prefix)?.last()
    }

    /// Decides whether an element that stands in no other vocabulary is VOTable's.
    fn decide(&mut self, tag: &mut Tag) -> Option<String> {
        let declared = self.find(tag.prefix()).map(|declared| (declared.is_own, declared.depth));
        match declared {
            Some((true, _)) => None,
            Some((false, depth)) if depth == self.root && tag.prefix().is_empty() => self.decide_default(tag),
            Some((false, _)) => {
                tag.foreign = true;
                None
            }
            None if tag.prefix().is_empty() => None,
            None => self.decide_undeclared(tag),
        }
    }

    /// Decides whether an element in the namespace of another vocabulary, which the root gives all without a prefix, is meant to be
    /// VOTable's: by its name, as other readers do.
    fn decide_default(&mut self, tag: &mut Tag) -> Option<String> {
        tag.foreign = !is_element(tag.name());
        let is_first = !tag.foreign && !self.is_default_own;
        self.is_default_own |= is_first;
        let told =
            || format!("the element {} is in the namespace of another vocabulary, it is taken for VOTable's", tag.qualified);
        is_first.then(told)
    }

    /// Decides whether an element with a prefix that nothing declares is VOTable's: by its name. So is the prefix, from now on.
    fn decide_undeclared(&mut self, tag: &mut Tag) -> Option<String> {
        tag.foreign = !is_element(tag.name());
        if tag.foreign {
            return None;
        }
        let declared = Declared { depth: 0, uri: String::new(), is_own: true, is_kept: false };
        self.declared.insert(tag.prefix().to_owned(), vec![declared]);
        Some(format!("the prefix of {} is not declared, it is taken for VOTable's", tag.qualified))
    }

    /// Adds the declarations to an element of another vocabulary that it has from around it and that are not written again there.
    fn complete(&mut self, tag: &mut Tag, depth: usize) {
        let keys = tag.attributes.iter().filter_map(|(key, _)| key.split_once(':')).map(|(prefix, _)| prefix.to_owned());
        let mut prefixes: Vec<String> = keys.filter(|prefix| !matches!(prefix.as_str(), "xmlns" | "xml" | "xsi")).collect();
        prefixes.insert(0, tag.prefix().to_owned());
        for prefix in prefixes {
            let uri = match self.find(&prefix) {
                // Elements without a prefix are VOTable's wherever we write nothing else.
                Some(declared) if declared.is_kept || (declared.is_own && prefix.is_empty()) => continue,
                // Nothing declares it.
                Some(declared) if declared.uri.is_empty() => continue,
                Some(declared) => declared.uri.clone(),
                None if prefix.is_empty() => String::new(),
                None => continue,
            };
            let key = if prefix.is_empty() { "xmlns".to_owned() } else { format!("xmlns:{prefix}") };
            tag.push(&key, uri.as_str());
            self.push(&prefix, Declared { depth, uri, is_own: false, is_kept: true });
        }
    }
}

/// Whether a namespace is one of VOTable's: `http://www.ivoa.net/xml/VOTable/v1.3` and its many misspellings.
pub(crate) fn is_votable(uri: &str) -> bool {
    uri.to_ascii_lowercase().contains("votable")
}
