use super::{attribute::Kind, standard::Standard};

/// An element of the standard.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) name: &'static str,
    pub(super) since: Standard,
    /// What may stand in it, by the version from which on it does, oldest first.
    pub(super) models: &'static [(Standard, Model)],
    pub(super) text: Text,
    pub(super) attributes: &'static [Attribute],
}

/// Whether characters may stand in an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Text {
    No,
    Yes,
    /// Characters and elements of any kind.
    Any,
    /// Up to this version.
    UpTo(Standard),
}

/// The order of the elements inside one.
#[derive(Debug)]
pub(super) struct Model {
    pub(super) slots: &'static [Slot],
    /// The first and last of the slots that may follow each other again and again.
    pub(super) again: Option<(usize, usize)>,
}

/// A place in a model.
#[derive(Debug)]
pub(super) struct Slot {
    pub(super) names: &'static [&'static str],
    /// Whether several may stand here.
    pub(super) many: bool,
    /// Whether one has to stand here.
    pub(super) required: bool,
}

/// An attribute of an element.
#[derive(Debug)]
pub(super) struct Attribute {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) since: Standard,
    /// The last version that has it.
    pub(super) until: Standard,
    /// From which version on it has to be there.
    pub(super) required: Option<Standard>,
}

impl Element {
    /// What may stand in it in a version.
    pub(super) fn model(&self, standard: Standard) -> &'static Model {
        const NOTHING: &Model = &Model { slots: &[], again: None };
        self.models.iter().rev().find(|(since, _)| *since <= standard).map_or(NOTHING, |(_, model)| model)
    }

    /// Whether characters may stand in it.
    pub(super) fn takes_text(&self, standard: Standard) -> bool {
        match self.text {
            Text::No => false,
            Text::Yes | Text::Any => true,
            Text::UpTo(last) => standard <= last,
        }
    }

    /// The attribute of a name.
    pub(super) fn attribute(&self, name: &str) -> Option<&'static Attribute> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }
}
