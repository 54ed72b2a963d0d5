use super::{Kind, Node};
use serde::{
    Deserializer,
    de::{DeserializeSeed, EnumAccess, IgnoredAny, MapAccess, SeqAccess, VariantAccess, Visitor},
};
use std::fmt;

/// A second walk over the same text that puts the source's own spelling into the scalars, which serde gives as numbers first.
pub(super) struct Spelling<'a>(pub(super) &'a mut Node);

impl<'de> DeserializeSeed<'de> for Spelling<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.0 {
            Node::Scalar(Kind::Text, _) => deserializer.deserialize_ignored_any(IgnoredAny).map(|_| ()),
            Node::Scalar(kind, text) => deserializer.deserialize_str(Text(kind, text)),
            Node::Seq(items) => deserializer.deserialize_seq(Items(items)),
            Node::Map(entries) => deserializer.deserialize_map(Entries(entries)),
            Node::Tagged(_, inner) => deserializer.deserialize_any(Content(inner)),
        }
    }
}

struct Text<'a>(&'a mut Kind, &'a mut String);

impl Visitor<'_> for Text<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a scalar")
    }

    fn visit_str<E>(self, source: &str) -> Result<(), E> {
        // The writers of ECSV files, PyYAML and STILTS, know YAML 1.1: what is no number there is text that they left plain.
        let is_text = match self.0 {
            Kind::Int => source.trim_start_matches(['+', '-']).starts_with("0o"),
            Kind::Float => !source.contains('.'),
            _ => false,
        };
        if is_text {
            *self.0 = Kind::Text;
        }
        // Integers are in decimal digits already.
        if *self.0 != Kind::Int {
            source.clone_into(self.1);
        }
        Ok(())
    }
}

struct Items<'a>(&'a mut [Node]);

impl<'de> Visitor<'de> for Items<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        for node in self.0 {
            items.next_element_seed(Spelling(node))?;
        }
        Ok(())
    }
}

struct Entries<'a>(&'a mut [(Node, Node)]);

impl<'de> Visitor<'de> for Entries<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a mapping")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        for (key, value) in self.0 {
            entries.next_key_seed(Spelling(key))?;
            entries.next_value_seed(Spelling(value))?;
        }
        // Without it the reader does not see the end of the mapping.
        while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }
}

struct Content<'a>(&'a mut Node);

impl<'de> Visitor<'de> for Content<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a tagged node")
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<(), A::Error> {
        let (_, content) = tagged.variant::<IgnoredAny>()?;
        content.newtype_variant_seed(Spelling(self.0))
    }
}
