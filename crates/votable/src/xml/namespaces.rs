use super::tag::Tag;
use crate::validate::elements::is_element;

/// What was declared of namespaces so far, in the whole document.
#[derive(Debug, Default)]
pub(super) struct Namespaces {
    /// The prefixes that stand for VOTable.
    own: Vec<String>,
    /// The prefixes that stand for other vocabularies.
    others: Vec<String>,
    /// The namespace of elements without a prefix, where the root has one and gives them one of another vocabulary.
    default: Option<String>,
    /// Whether elements of VOTable are in that all the same.
    is_default_own: bool,
}

impl Namespaces {
    /// Decides whether an element is one of VOTable's, which may have any prefix, or none where the namespace is missing. Gives what is
    /// odd about it.
    pub(super) fn judge(&mut self, tag: &mut Tag, is_root: bool) -> Option<String> {
        let declares = match tag.prefix() {
            "" => tag.get("xmlns"),
            prefix => tag.get(&format!("xmlns:{prefix}")),
        };
        let is_own = match declares {
            Some(uri) => is_votable(uri) || is_root,
            None => tag.prefix().is_empty() || is_root || self.own.iter().any(|p| p == tag.prefix()),
        };
        tag.foreign = !is_own;
        for (key, uri) in &tag.attributes {
            let Some(prefix) = key.strip_prefix("xmlns:") else { continue };
            let known = if is_votable(uri) { &mut self.own } else { &mut self.others };
            learn(known, prefix);
        }
        if is_root {
            learn(&mut self.own, tag.prefix());
            self.default = tag.get("xmlns").filter(|uri| !tag.prefix().is_empty() && !is_votable(uri)).map(str::to_owned);
        }
        self.judge_default(tag).or_else(|| self.judge_undeclared(tag))
    }

    /// Decides whether an element in the namespace of another vocabulary, which the root gives all without a prefix, is meant to be
    /// VOTable's: by its name, as other readers do. Others say the namespace themselves from now on.
    fn judge_default(&mut self, tag: &mut Tag) -> Option<String> {
        let uri = self.default.as_ref().filter(|_| tag.prefix().is_empty() && tag.get("xmlns").is_none())?;
        tag.foreign = !is_element(tag.name());
        if tag.foreign {
            tag.push("xmlns", uri.as_str());
            return None;
        }
        let is_first = !std::mem::replace(&mut self.is_default_own, true);
        let told =
            || format!("the element {} is in the namespace of another vocabulary, it is taken for VOTable's", tag.qualified);
        is_first.then(told)
    }

    /// Decides whether an element with a prefix that nothing declares is VOTable's: by its name.
    fn judge_undeclared(&mut self, tag: &mut Tag) -> Option<String> {
        let is_declared = !tag.foreign || tag.get("xmlns").is_some() || self.others.iter().any(|prefix| prefix == tag.prefix());
        if is_declared || !is_element(tag.name()) {
            return None;
        }
        tag.foreign = false;
        self.own.push(tag.prefix().to_owned());
        Some(format!("the prefix of {} is not declared, it is taken for VOTable's", tag.qualified))
    }
}

fn learn(known: &mut Vec<String>, prefix: &str) {
    if !known.iter().any(|other| other == prefix) {
        known.push(prefix.to_owned());
    }
}

/// Whether a namespace is one of VOTable's: `http://www.ivoa.net/xml/VOTable/v1.3` and its many misspellings.
pub(crate) fn is_votable(uri: &str) -> bool {
    uri.to_ascii_lowercase().contains("votable")
}
