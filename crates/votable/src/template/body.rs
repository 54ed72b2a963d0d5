use crate::{
    Serialization,
    data::{
        Decoded,
        binary::{decode_base64, plan},
        tabledata::Whole,
    },
};
use gaialink_table::{
    Field, Limits,
    rows::{NoHeap, RowPlan},
};
use memchr::memmem;
use std::ops::Range;

/// How the rows are decoded.
#[derive(Debug)]
pub(super) enum Body {
    Packed(Box<RowPlan>),
    Elements(Whole),
}

impl Body {
    pub(super) fn try_new(serialization: Serialization, fields: &[Field], limits: &Limits) -> Option<Self> {
        if fields.is_empty() {
            return None;
        }
        match serialization {
            Serialization::TableData => Whole::try_new(fields, limits).map(Self::Elements),
            Serialization::Binary | Serialization::Binary2 => {
                let has_mask = serialization == Serialization::Binary2;
                plan::plan(fields, has_mask, None, limits).ok().map(|plan| Self::Packed(Box::new(plan)))
            }
            Serialization::Fits | Serialization::Parquet => None,
        }
    }

    /// Decodes all rows; nothing where something is wrong with them.
    pub(super) fn decode(&self, body: &[u8]) -> Option<Decoded> {
        match self {
            Self::Elements(whole) => whole.decode(body),
            Self::Packed(plan) => {
                let bytes = decode_base64(body)?;
                let scan = plan.scan(&bytes, usize::MAX).ok().filter(|scan| scan.bytes == bytes.len())?;
                let decoded = plan.decode(&bytes, &scan, &NoHeap).ok()?;
                Some(Decoded { columns: decoded.columns, rows: scan.rows, warnings: decoded.warnings })
            }
        }
    }
}

/// Where the rows stand: between the tags of the only element of their kind.
pub(super) fn find(document: &[u8], serialization: Serialization) -> Option<Range<usize>> {
    let name: &[u8] = match serialization {
        Serialization::TableData => b"TABLEDATA",
        _ => b"STREAM",
    };
    let mut places = memmem::find_iter(document, name);
    let (open, close) = (places.next()?, places.next()?);
    if places.next().is_some() {
        return None;
    }
    let before = open.checked_sub(1).and_then(|at| document.get(at));
    let start = open.checked_add(memchr::memchr(b'>', document.get(open..)?)?)?;
    let is_empty = document.get(start.checked_sub(1)?) == Some(&b'/');
    let start = start.checked_add(1)?;
    let end = close.checked_sub(2).filter(|end| document.get(*end..close) == Some(b"</"))?;
    (before == Some(&b'<') && !is_empty && start <= end).then_some(start..end)
}
