use std::fmt;

/// A version of the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standard {
    V1_0,
    V1_1,
    V1_2,
    V1_3,
    V1_4,
    V1_5,
}

use Standard::{V1_0, V1_1, V1_2, V1_3, V1_4, V1_5};

/// The versions and their names.
const ALL: [(Standard, &str); 6] = [(V1_0, "1.0"), (V1_1, "1.1"), (V1_2, "1.2"), (V1_3, "1.3"), (V1_4, "1.4"), (V1_5, "1.5")];

impl Standard {
    /// The version of a `version` attribute.
    pub(super) fn from_attribute(text: &str) -> Option<Self> {
        ALL.iter().find(|(_, name)| *name == text.trim()).map(|(standard, _)| *standard)
    }

    /// The latest version of a namespace: a document that tells no other may use all of it.
    pub(super) fn from_namespace(uri: &str) -> Option<Self> {
        [V1_1, V1_2, V1_5].into_iter().find(|standard| standard.namespace() == Some(uri))
    }

    /// The namespace of its elements: 1.0 has none, that of 1.3 holds for all later ones.
    pub(super) fn namespace(self) -> Option<&'static str> {
        match self {
            V1_0 => None,
            V1_1 => Some("http://www.ivoa.net/xml/VOTable/v1.1"),
            V1_2 => Some("http://www.ivoa.net/xml/VOTable/v1.2"),
            V1_3 | V1_4 | V1_5 => Some("http://www.ivoa.net/xml/VOTable/v1.3"),
        }
    }
}

impl fmt::Display for Standard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = ALL.iter().find(|(standard, _)| standard == self).map_or("1", |(_, name)| *name);
        write!(f, "VOTable {name}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_and_namespaces() {
        assert_eq!(Standard::from_attribute(" 1.3"), Some(V1_3));
        assert_eq!(Standard::from_attribute("V1.0"), None);
        assert_eq!(Standard::from_namespace("http://www.ivoa.net/xml/VOTable/v1.3"), Some(V1_5));
        assert_eq!(Standard::from_namespace("http://www.ivoa.net/xml/VOTable/v1.4"), None);
        assert_eq!(V1_5.namespace(), V1_3.namespace());
        assert_eq!(V1_0.to_string(), "VOTable 1.0");
    }
}
