/// One node of a YAML document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Node {
    /// A scalar: what it is and its text, without quotes.
    Scalar(Kind, String),
    /// A sequence.
    Seq(Vec<Self>),
    /// A mapping, in the order of the file.
    Map(Vec<(Self, Self)>),
    /// A node under a tag, which is kept with its exclamation marks, such as `!!omap` or
    /// `!astropy.units.Unit`; a scalar in it has the spelling of the source.
    Tagged(String, Box<Self>),
}

/// What a scalar is, by the core schema of YAML 1.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// Nothing: `null` or `~`.
    Null,
    /// `true` or `false`.
    Bool,
    /// An integer, in decimal digits.
    Int,
    /// A number with a point, an exponent, or none of them (`.nan`, `.inf`).
    Float,
    /// Anything else, and all that is quoted.
    Text,
    /// Text without quotes that YAML 1.1 takes for something else: a date, `no`, `1_000`.
    Plain,
}

impl Node {
    /// A text.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Scalar(Kind::Text, text.into())
    }

    /// The null.
    pub(crate) fn null() -> Self {
        Self::Scalar(Kind::Null, "null".to_owned())
    }

    /// The text of a scalar other than null, whatever it is, also under a tag.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Scalar(Kind::Null, _) => None,
            Self::Scalar(_, text) => Some(text),
            Self::Tagged(_, inner) => inner.as_text(),
            _ => None,
        }
    }

    /// Whether it is null.
    pub(crate) fn is_null(&self) -> bool {
        matches!(self, Self::Scalar(Kind::Null, _))
    }

    /// The entries of a mapping, or of an ordered one (`!!omap`, a sequence of mappings of one entry each).
    pub(crate) fn into_entries(self) -> Result<Vec<(Self, Self)>, Self> {
        match self {
            Self::Map(entries) => Ok(entries),
            Self::Tagged(tag, inner) if tag == "!!omap" => match *inner {
                Self::Seq(items) if items.iter().all(|item| matches!(item, Self::Map(one) if one.len() == 1)) => {
                    Ok(items.into_iter().flat_map(Self::into_map).collect())
                }
                other => Err(Self::Tagged(tag, Box::new(other))),
            },
            other => Err(other),
        }
    }

    pub(super) fn into_map(self) -> Vec<(Self, Self)> {
        match self {
            Self::Map(entries) => entries,
            _ => Vec::new(),
        }
    }

    /// What it is, for messages.
    pub(crate) fn describe(&self) -> String {
        match self {
            Self::Scalar(Kind::Null, _) => "null".to_owned(),
            Self::Scalar(_, text) => format!("`{text}`"),
            Self::Seq(_) => "a sequence".to_owned(),
            Self::Map(_) => "a mapping".to_owned(),
            Self::Tagged(tag, _) => format!("a node tagged `{tag}`"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordered_mapping_gives_its_entries() {
        let entry = || (Node::text("a"), Node::null());
        let seq = |items| Node::Tagged("!!omap".into(), Box::new(Node::Seq(items)));
        assert_eq!(seq(vec![Node::Map(vec![entry()])]).into_entries(), Ok(vec![entry()]));
        assert_eq!(Node::Map(vec![entry()]).into_entries(), Ok(vec![entry()]));
        let two = seq(vec![Node::Map(vec![entry(), entry()])]);
        assert_eq!(two.clone().into_entries(), Err(two));
    }
}
