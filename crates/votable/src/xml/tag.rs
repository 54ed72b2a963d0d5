use super::name::{Name, name};

/// The start of an element: its name and attributes, entities undone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tag {
    /// The name as it stands, with its prefix.
    pub(crate) qualified: Name,
    /// Where the local name starts within `qualified`.
    local: usize,
    /// Whether it belongs to another vocabulary than VOTable.
    pub(crate) foreign: bool,
    /// The attributes, in order.
    pub(crate) attributes: Vec<(Name, String)>,
}

impl Tag {
    pub(crate) fn new(qualified: &str) -> Self {
        let local = qualified.find(':').map_or(0, |colon| colon.saturating_add(1));
        Self { qualified: name(qualified), local, ..Self::default() }
    }

    /// The name without its prefix.
    pub(crate) fn name(&self) -> &str {
        self.qualified.get(self.local..).unwrap_or_default()
    }

    /// The same, to be kept.
    pub(crate) fn to_name(&self) -> Name {
        if self.local == 0 { self.qualified.clone() } else { name(self.name()) }
    }

    /// The prefix without the colon, where there is one.
    pub(crate) fn prefix(&self) -> &str {
        self.qualified.get(..self.local.saturating_sub(1)).unwrap_or_default()
    }

    /// The name by which VOTable knows it; empty for a foreign element.
    pub(crate) fn votable(&self) -> &str {
        if self.foreign { "" } else { self.name() }
    }

    /// Adds an attribute behind the others.
    pub(crate) fn push(&mut self, key: &str, value: impl Into<String>) {
        self.attributes.push((name(key), value.into()));
    }

    /// Takes an attribute away, so that those left are the ones that nobody knows.
    pub(crate) fn take(&mut self, name: &str) -> Option<String> {
        let at = self.attributes.iter().position(|(key, _)| key == name)?;
        Some(self.attributes.remove(at).1)
    }

    /// The value of an attribute.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}
