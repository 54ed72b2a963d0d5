use super::{
    Kind, Node,
    implicit::{is_float_everywhere, is_typed_before_1_2},
};
use serde::{
    Deserializer,
    de::{DeserializeSeed, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, VariantAccess, Visitor},
};
use std::fmt;

/// A second walk over the same text that puts the source's own spelling into the scalars, which serde gives as numbers first,
/// and finds out which texts stood there plain.
pub(super) struct Spelling<'a> {
    node: &'a mut Node,
    source: &'a str,
    /// Whether the node stands under a tag, which alone says what it is.
    is_tagged: bool,
}

impl<'a> Spelling<'a> {
    /// A walk over the text that a node was read from.
    pub(super) fn new(node: &'a mut Node, source: &'a str) -> Self {
        Self { node, source, is_tagged: false }
    }
}

impl<'de> DeserializeSeed<'de> for Spelling<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let source = self.source;
        match self.node {
            Node::Scalar(Kind::Text, text) if !is_typed_before_1_2(text) => {
                deserializer.deserialize_ignored_any(IgnoredAny).map(|_| ())
            }
            Node::Scalar(kind, text) => deserializer.deserialize_str(Text { kind, text, source, is_tagged: self.is_tagged }),
            Node::Seq(items) => deserializer.deserialize_seq(Items(items, source)),
            Node::Map(entries) => deserializer.deserialize_map(Entries(entries, source)),
            Node::Tagged(_, inner) => deserializer.deserialize_any(Content(inner, source)),
        }
    }
}

struct Text<'a> {
    kind: &'a mut Kind,
    text: &'a mut String,
    source: &'a str,
    is_tagged: bool,
}

impl Text<'_> {
    /// Whether a text, which is a part of the source, has no quotes there.
    fn is_plain(&self, text: &str) -> bool {
        let start = text.as_ptr().addr().checked_sub(self.source.as_ptr().addr());
        let end = start.and_then(|start| start.checked_add(text.len())).filter(|end| *end <= self.source.len());
        end.is_some_and(|end| !matches!(self.source.as_bytes().get(end), Some(b'\'' | b'"')))
    }
}

impl<'de> Visitor<'de> for Text<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a scalar")
    }

    fn visit_borrowed_str<E: Error>(self, source: &'de str) -> Result<(), E> {
        if *self.kind == Kind::Text && self.is_plain(source) {
            *self.kind = Kind::Plain;
        }
        self.visit_str(source)
    }

    fn visit_str<E>(self, source: &str) -> Result<(), E> {
        // The writers of ECSV files, PyYAML and STILTS, know YAML 1.1: what is no number there is text that they left plain.
        let is_text = match self.kind {
            Kind::Int => source.trim_start_matches(['+', '-']).starts_with("0o"),
            Kind::Float => !is_float_everywhere(source),
            _ => false,
        };
        if is_text && !self.is_tagged {
            *self.kind = Kind::Text;
        }
        // Nulls, booleans and integers have one spelling, and texts are without what stands for their tags.
        if self.is_tagged || is_text || *self.kind == Kind::Float {
            source.clone_into(self.text);
        }
        Ok(())
    }
}

struct Items<'a>(&'a mut [Node], &'a str);

impl<'de> Visitor<'de> for Items<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        for node in self.0 {
            items.next_element_seed(Spelling::new(node, self.1))?;
        }
        Ok(())
    }
}

struct Entries<'a>(&'a mut [(Node, Node)], &'a str);

impl<'de> Visitor<'de> for Entries<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a mapping")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        for (key, value) in self.0 {
            entries.next_key_seed(Spelling::new(key, self.1))?;
            entries.next_value_seed(Spelling::new(value, self.1))?;
        }
        // Without it the reader does not see the end of the mapping.
        while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }
}

struct Content<'a>(&'a mut Node, &'a str);

impl<'de> Visitor<'de> for Content<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a tagged node")
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<(), A::Error> {
        let (_, content) = tagged.variant::<IgnoredAny>()?;
        content.newtype_variant_seed(Spelling { is_tagged: true, ..Spelling::new(self.0, self.1) })
    }
}
