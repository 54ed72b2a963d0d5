//! Coordinate and time systems, which STILTS, and with it the archive, puts into the `meta` of each column that is in one.

use crate::yaml::{Kind, Node};
use gaialink_table::{
    Field, Schema,
    schema::{Coosys, Timesys},
};

/// The systems that a column is in; empty ones are none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Frames {
    pub(super) coosys: Coosys,
    pub(super) timesys: Timesys,
}

impl Frames {
    /// Takes an entry of a column's `meta`, if it is one of a system.
    pub(super) fn take(&mut self, key: &Node, value: &Node) -> bool {
        let (Some(key), Node::Scalar(kind, text)) = (key.as_text(), value) else { return false };
        let place = parts(&mut self.coosys, &mut self.timesys).into_iter().find(|(name, _)| *name == key);
        match place {
            Some((_, place)) if *kind != Kind::Null && place.is_none() => {
                *place = Some(text.clone());
                true
            }
            _ => false,
        }
    }

    /// The keys of a column's `meta` that are of systems, in order.
    pub(super) fn keys(&self) -> Vec<Node> {
        let mut systems = self.clone();
        let parts = parts(&mut systems.coosys, &mut systems.timesys).into_iter();
        parts.filter(|(_, text)| text.is_some()).map(|(key, _)| Node::text(key)).collect()
    }

    /// The entries of a column's `meta`: what its reference leads to, but for the ID.
    pub(super) fn entries(field: &Field, schema: &Schema) -> Vec<(Node, Node)> {
        let id = field.reference.as_ref();
        let coosys = schema.all_coosys().find(|system| id.is_some() && system.id.as_ref() == id).cloned();
        let timesys = schema.all_timesys().find(|system| id.is_some() && system.id.as_ref() == id).cloned();
        let (mut coosys, mut timesys) = (coosys.unwrap_or_default(), timesys.unwrap_or_default());
        let parts = parts(&mut coosys, &mut timesys).into_iter();
        parts.filter_map(|(key, text)| Some((Node::text(key), Node::text(text.as_deref()?)))).collect()
    }
}

/// The keys of STILTS, and what they say.
fn parts<'a>(coosys: &'a mut Coosys, timesys: &'a mut Timesys) -> [(&'static str, &'a mut Option<String>); 7] {
    [
        ("CoosysSystem", &mut coosys.system),
        ("CoosysEpoch", &mut coosys.epoch),
        ("CoosysEquinox", &mut coosys.equinox),
        ("CoosysRefposition", &mut coosys.refposition),
        ("TimesysTimeorigin", &mut timesys.timeorigin),
        ("TimesysTimescale", &mut timesys.timescale),
        ("TimesysRefposition", &mut timesys.refposition),
    ]
}
