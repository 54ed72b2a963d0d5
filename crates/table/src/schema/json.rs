//! JSON of what a schema is made of, the same that `serde_json` writes, in a third of the time: every small document has one.

use serde::{
    Serialize, Serializer,
    ser::{Error as _, Impossible, SerializeSeq, SerializeStruct},
};
use serde_json::{Error, Result};

/// Writes a value as JSON; one with numbers, booleans, maps or tuples in it is an error, since a schema has none.
pub(crate) fn to_json(value: &impl Serialize) -> Result<String> {
    /// As much as that of a table of a few columns.
    const ROOM: usize = 6 << 10;
    let mut json = String::with_capacity(ROOM);
    value.serialize(Writer(&mut json))?;
    Ok(json)
}

/// Writes a text as JSON.
pub(crate) fn push_text(text: &str, json: &mut String) -> Result<()> {
    if is_plain(text.as_bytes()) {
        push_plain(text, json);
    } else {
        json.push_str(&serde_json::to_string(text)?);
    }
    Ok(())
}

fn push_plain(text: &str, json: &mut String) {
    json.push('"');
    json.push_str(text);
    json.push('"');
}

/// Whether all bytes stand for themselves.
fn is_plain(bytes: &[u8]) -> bool {
    let (wholes, rest) = bytes.as_chunks::<8>();
    let mut last = [b' '; 8];
    last.iter_mut().zip(rest).for_each(|(last, b)| *last = *b);
    wholes.iter().all(|eight| are_plain(*eight)) && are_plain(last)
}

/// Whether eight bytes do: none is a control character, a quote or a backslash.
fn are_plain(bytes: [u8; 8]) -> bool {
    let word = u64::from_ne_bytes(bytes);
    let all = |byte: u8| u64::from_ne_bytes([byte; 8]);
    // Bits that are set where a byte is less than another one, and perhaps where one is that stands behind such a byte.
    let less = |word: u64, than: u8| word.wrapping_sub(all(than)) & !word & all(0x80);
    less(word, b' ') | less(word ^ all(b'"'), 1) | less(word ^ all(b'\\'), 1) == 0
}

struct Writer<'a>(&'a mut String);

/// What stands in brackets or braces.
struct Items<'a> {
    json: &'a mut String,
    is_begun: bool,
    end: char,
}

impl<'a> Writer<'a> {
    fn open(self, start: char, end: char) -> Items<'a> {
        self.0.push(start);
        Items { json: self.0, is_begun: false, end }
    }
}

impl Items<'_> {
    fn separate(&mut self) {
        if std::mem::replace(&mut self.is_begun, true) {
            self.json.push(',');
        }
    }

    /// Writes a value under a key, which is a name of ours.
    fn entry<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<()> {
        self.separate();
        push_plain(key, self.json);
        self.json.push(':');
        value.serialize(Writer(self.json))
    }

    fn close(self) {
        self.json.push(self.end);
    }
}

impl SerializeSeq for Items<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.separate();
        value.serialize(Writer(self.json))
    }

    fn end(self) -> Result<()> {
        self.close();
        Ok(())
    }
}

impl SerializeStruct for Items<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<()> {
        self.entry(key, value)
    }

    fn end(self) -> Result<()> {
        self.close();
        Ok(())
    }
}

/// What a schema has nothing of.
macro_rules! none_of {
    ($($name:ident($($argument:ty),*) -> $ok:ty;)*) => {
        $(fn $name(self, $(_: $argument),*) -> Result<$ok> {
            Err(Error::custom(concat!(stringify!($name), " is not for a schema")))
        })*
    };
}

impl<'a> Serializer for Writer<'a> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Items<'a>;
    type SerializeTuple = Impossible<(), Error>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Impossible<(), Error>;
    type SerializeStruct = Items<'a>;
    type SerializeStructVariant = Impossible<(), Error>;

    fn serialize_str(self, text: &str) -> Result<()> {
        push_text(text, self.0)
    }

    fn serialize_none(self) -> Result<()> {
        self.0.push_str("null");
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<()> {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<()> {
        push_plain(variant, self.0);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<()> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T>(self, _: &'static str, _: u32, variant: &'static str, value: &T) -> Result<()>
    where
        T: Serialize + ?Sized,
    {
        let mut items = self.open('{', '}');
        items.entry(variant, value)?;
        items.close();
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'a>> {
        Ok(self.open('[', ']'))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Items<'a>> {
        Ok(self.open('{', '}'))
    }

    none_of! {
        serialize_bool(bool) -> ();
        serialize_i8(i8) -> ();
        serialize_i16(i16) -> ();
        serialize_i32(i32) -> ();
        serialize_i64(i64) -> ();
        serialize_u8(u8) -> ();
        serialize_u16(u16) -> ();
        serialize_u32(u32) -> ();
        serialize_u64(u64) -> ();
        serialize_f32(f32) -> ();
        serialize_f64(f64) -> ();
        serialize_char(char) -> ();
        serialize_bytes(&[u8]) -> ();
        serialize_unit() -> ();
        serialize_unit_struct(&'static str) -> ();
        serialize_tuple(usize) -> Self::SerializeTuple;
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant;
        serialize_map(Option<usize>) -> Self::SerializeMap;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Self::SerializeStructVariant;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ArraySize, Datatype, Field, Param, Schema,
        schema::{Bound, Choice, Coosys, Extra, Group, GroupEntry, Info, Link, Reference, Scope, Timesys, Values},
    };

    /// A schema with something everywhere.
    fn schema() -> Schema {
        let mut field = Field::array("a \"b\" \\ c", Datatype::Char, ArraySize::variable(&[3], Some(8)));
        field.description = Some("tab\there, \u{1}, é星😀, sixteen and more characters and a \"quote\"".to_owned());
        field.id = Some(String::new());
        field.extras.push(Extra::new("kind", "text\n"));
        let options = vec![Choice { options: vec![Choice::default()], ..Choice::default() }];
        let values = Values { null: Some("-1".to_owned()), min: Some(Bound::default()), options, ..Values::default() };
        field.values.push(values);
        field.links.push(Link::default());
        let mut group = Group::default();
        group.entries.push(GroupEntry::Param(Param::new(field.clone(), "1")));
        group.entries.push(GroupEntry::FieldRef(Reference::default()));
        group.entries.push(GroupEntry::Group(group.clone()));
        let mut schema = Schema::from_fields(vec![field.clone(), Field::new("n", Datatype::DoubleComplex)]);
        schema.groups.push(group);
        schema.params.push(Param::new(field, "\"value\""));
        schema.infos.push(Info::default());
        let mut scope = Scope::default();
        scope.coosys.push(Coosys::default());
        scope.timesys.push(Timesys::default());
        schema.scopes = vec![scope.clone(), scope];
        schema
    }

    #[test]
    fn the_same_as_serde_json() {
        for schema in [schema(), Schema::default()] {
            let json = to_json(&schema).unwrap();
            assert_eq!(json, serde_json::to_string(&schema).unwrap());
            assert_eq!(serde_json::from_str::<Schema>(&json).unwrap(), schema);
        }
        for text in [None, Some(""), Some("\u{7f}\u{80}\u{1f}")] {
            assert_eq!(to_json(&text).unwrap(), serde_json::to_string(&text).unwrap());
        }
    }

    #[test]
    fn what_a_schema_has_nothing_of() {
        let error = to_json(&[1_u8].as_slice()).unwrap_err();
        assert_eq!(error.to_string(), "serialize_u8 is not for a schema");
        assert!(to_json(&(1, 2)).is_err() && to_json(&std::collections::BTreeMap::from([("a", "b")])).is_err());
    }
}
