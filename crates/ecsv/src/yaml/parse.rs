use super::{Kind, Node, merge::merge, spelling::Spelling, tag::Tags};
use serde::{
    Deserializer,
    de::{DeserializeSeed, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor},
};
use std::{cell::Cell, fmt};

/// How many times larger than its text a document may become by its aliases.
const MAX_REPETITION: usize = 16;

/// A text that is no YAML.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(crate) struct YamlError {
    /// What the parser says of it.
    message: String,
    /// The line in the text, counted from 0, where it is known.
    pub(crate) line: Option<usize>,
}

impl From<serde_yaml::Error> for YamlError {
    fn from(error: serde_yaml::Error) -> Self {
        let line = error.location().and_then(|at| at.line().checked_sub(1 + Tags::PROLOGUE_LINES));
        let message = error.to_string();
        // The parser's own place counts the prologue; the caller knows the place in the file.
        let message = message.split(" at line ").next().unwrap_or_default().to_owned();
        Self { message, line }
    }
}

/// Reads one YAML document, without directives and without its `---`.
pub(crate) fn parse(text: &str) -> Result<Node, YamlError> {
    let tags = Tags::new(text);
    let source = tags.hide(text);
    let budget = Cell::new(source.len().saturating_mul(MAX_REPETITION));
    let mut node = Build { budget: &budget, tags: &tags }.deserialize(serde_yaml::Deserializer::from_str(&source))?;
    Spelling::new(&mut node, &source).deserialize(serde_yaml::Deserializer::from_str(&source))?;
    Ok(node.resolve())
}

impl Node {
    /// Replaces the tags of YAML's core schema, and the mappings under `<<`, by what they say.
    fn resolve(self) -> Self {
        match self {
            Self::Seq(items) => Self::Seq(items.into_iter().map(Self::resolve).collect()),
            Self::Map(entries) => {
                Self::Map(merge(entries.into_iter().map(|(key, value)| (key.resolve(), value.resolve())).collect()))
            }
            Self::Tagged(tag, inner) => match (tag.as_str(), inner.resolve()) {
                ("!!str", Self::Scalar(_, text)) => Self::Scalar(Kind::Text, text),
                ("!!int", Self::Scalar(_, text)) if text.parse::<i64>().is_ok() => Self::Scalar(Kind::Int, text),
                ("!!float", Self::Scalar(_, text)) if super::float_spelling(&text).is_some() => Self::Scalar(Kind::Float, text),
                ("!!map", inner @ Self::Map(_)) | ("!!seq", inner @ Self::Seq(_)) => inner,
                ("!!bool", inner @ Self::Scalar(Kind::Bool, _)) | ("!!null", inner @ Self::Scalar(Kind::Null, _)) => inner,
                (_, inner) => Self::Tagged(tag, Box::new(inner)),
            },
            scalar => scalar,
        }
    }
}

/// Builds the tree, as long as aliases do not make it many times larger than its text.
#[derive(Clone, Copy)]
struct Build<'a> {
    /// How many nodes and bytes of text there may still be.
    budget: &'a Cell<usize>,
    /// What the tags of the document were.
    tags: &'a Tags,
}

impl Build<'_> {
    fn scalar<E: Error>(self, kind: Kind, text: impl ToString) -> Result<Node, E> {
        let text = text.to_string();
        self.spend(text.len())?;
        Ok(Node::Scalar(kind, text))
    }

    fn spend<E: Error>(self, bytes: usize) -> Result<(), E> {
        let left = self.budget.get().checked_sub(bytes.saturating_add(1));
        self.budget.set(left.ok_or_else(|| E::custom("its aliases repeat too much"))?);
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Build<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Build<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("YAML")
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        self.scalar(Kind::Null, "null")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Node, E> {
        self.scalar(Kind::Bool, value)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Node, E> {
        self.scalar(Kind::Int, value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Node, E> {
        self.scalar(Kind::Int, value)
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Node, E> {
        self.scalar(Kind::Int, value)
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Node, E> {
        self.scalar(Kind::Int, value)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Node, E> {
        self.scalar(Kind::Float, value)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Node, E> {
        self.scalar(Kind::Text, self.tags.show(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        self.spend(0)?;
        let mut nodes = Vec::new();
        while let Some(node) = items.next_element_seed(self)? {
            nodes.push(node);
        }
        Ok(Node::Seq(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        self.spend(0)?;
        let mut nodes = Vec::new();
        while let Some(entry) = entries.next_entry_seed(self, self)? {
            nodes.push(entry);
        }
        Ok(Node::Map(nodes))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Node, A::Error> {
        let (tag, content) = tagged.variant::<String>()?;
        self.spend(tag.len())?;
        let node = content.newtype_variant_seed(self)?;
        Ok(match self.tags.written(&tag) {
            Some(tag) => Node::Tagged(tag, Box::new(node)),
            None => node,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scalar(kind: Kind, text: &str) -> Node {
        Node::Scalar(kind, text.into())
    }

    #[test]
    fn scalars_keep_their_spelling() {
        let cases = [
            ("5937083312263887616", scalar(Kind::Int, "5937083312263887616")),
            ("18446744073709551615", scalar(Kind::Int, "18446744073709551615")),
            ("5.8932666E-4", scalar(Kind::Float, "5.8932666E-4")),
            ("2.830", scalar(Kind::Float, "2.830")),
            (".nan", scalar(Kind::Float, ".nan")),
            ("True", scalar(Kind::Bool, "true")),
            ("~", scalar(Kind::Null, "null")),
            ("'1'", scalar(Kind::Text, "1")),
            ("'''dex'''", scalar(Kind::Text, "'dex'")),
            ("no", scalar(Kind::Plain, "no")),
            ("'no'", scalar(Kind::Text, "no")),
            ("1e5", scalar(Kind::Text, "1e5")),
            ("1.0E10", scalar(Kind::Float, "1.0E10")),
            ("0o17", scalar(Kind::Text, "0o17")),
            ("0x1F", scalar(Kind::Int, "31")),
            ("!!str 1.50", scalar(Kind::Text, "1.50")),
            ("!!str 0x1F", scalar(Kind::Text, "0x1F")),
            ("!!bool True", scalar(Kind::Bool, "True")),
            ("! 5", scalar(Kind::Int, "5")),
            ("! '5'", scalar(Kind::Text, "5")),
            ("! x[~, no]", scalar(Kind::Text, "x[~, no]")),
            ("2001-12-14", scalar(Kind::Plain, "2001-12-14")),
            ("'2001-12-14'", scalar(Kind::Text, "2001-12-14")),
            ("\"\\x31_0\"", scalar(Kind::Text, "1_0")),
            ("|-\n 1_0", scalar(Kind::Text, "1_0")),
            ("&a 1_0", scalar(Kind::Plain, "1_0")),
            ("1.0e+400", scalar(Kind::Plain, "1.0e+400")),
            ("on", scalar(Kind::Plain, "on")),
            ("!!float 1", scalar(Kind::Float, "1")),
            ("!!int 7", scalar(Kind::Int, "7")),
            ("> \n a\n b\n", scalar(Kind::Text, "a b\n")),
        ];
        for (text, want) in cases {
            assert_eq!(parse(text).unwrap(), want, "{text:?}");
        }
    }

    #[test]
    fn tags_anchors_and_orders_are_kept() {
        let tagged = |tag: &str, node| Node::Tagged(tag.into(), Box::new(node));
        let one = |key: &str, value| Node::Map(vec![(Node::text(key), value)]);
        let cases = [
            ("!!omap [{b: 1.0}]", tagged("!!omap", Node::Seq(vec![one("b", scalar(Kind::Float, "1.0"))]))),
            ("!astropy.units.Unit {unit: km / s}", tagged("!astropy.units.Unit", one("unit", Node::text("km / s")))),
            ("!!python/tuple [1.50]", tagged("!!python/tuple", Node::Seq(vec![scalar(Kind::Float, "1.50")]))),
            ("!!binary aGk=", tagged("!!binary", Node::text("aGk="))),
            ("!x 0x1F", tagged("!x", scalar(Kind::Int, "0x1F"))),
            ("!x 1e5", tagged("!x", scalar(Kind::Float, "1e5"))),
            ("!x", tagged("!x", scalar(Kind::Null, ""))),
            ("!!int 0x1F", tagged("!!int", scalar(Kind::Int, "0x1F"))),
            ("- &x 1.0\n- *x", Node::Seq(vec![scalar(Kind::Float, "1.0"); 2])),
            ("{}", Node::Map(vec![])),
        ];
        for (text, want) in cases {
            assert_eq!(parse(text).unwrap(), want, "{text:?}");
        }
    }

    #[test]
    fn errors_have_a_line() {
        for (text, line) in [("a: 1\nb: [", Some(2)), ("a: 1\n\tb: 2", Some(1)), ("a: 1\nb: *x", Some(1))] {
            let error = parse(text).unwrap_err();
            assert_eq!(error.line, line, "{text:?}: {error}");
        }
    }

    #[test]
    fn an_alias_bomb_is_refused() {
        let mut text = "a: &a [x, x, x, x, x, x, x, x]\n".to_owned();
        for (outer, inner) in "bcdefghij".chars().zip("abcdefghi".chars()) {
            text +=
                &format!("{outer}: &{outer} [*{inner}, *{inner}, *{inner}, *{inner}, *{inner}, *{inner}, *{inner}, *{inner}]\n");
        }
        let message = parse(&text).unwrap_err().message;
        assert!(message.ends_with("its aliases repeat too much"), "{message}");
    }
}
