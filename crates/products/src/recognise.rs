//! Which product a table is, by its columns and PARAMs, and where these leave it open by its data; never by a file's name.

mod data;
mod score;

use crate::{
    ProductKind, Structure,
    registry::{self, Layout},
};
use gaialink_table::{Schema, Table};

/// What a table was taken for: the layouts that fit it, of which there may be several.
///
/// The layouts of one product in two structures or releases may be alike (XP_CONTINUOUS is the same table in RAW and
/// INDIVIDUAL), and so may those of two products (`wavelength,flux,flux_error` without PARAMs is XP_SAMPLED or RVS).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognition {
    candidates: Vec<&'static Layout>,
    is_combined: bool,
}

impl Recognition {
    /// The layouts that fit; at least one.
    pub fn candidates(&self) -> &[&'static Layout] {
        &self.candidates
    }

    /// The product, unless several fit.
    pub fn product(&self) -> Option<ProductKind> {
        only(self.products())
    }

    /// The products that fit.
    pub fn products(&self) -> impl Iterator<Item = ProductKind> {
        distinct(self.candidates.iter().map(|layout| layout.product))
    }

    /// The structure, unless several fit.
    pub fn structure(&self) -> Option<Structure> {
        only(self.structures())
    }

    /// The structures that fit.
    pub fn structures(&self) -> impl Iterator<Item = Structure> {
        let combined = |found: Structure| match found {
            Structure::Individual if self.is_combined => Structure::Combined,
            other => other,
        };
        distinct(self.candidates.iter().map(move |layout| combined(layout.structure)))
    }

    /// Whether several products fit.
    pub fn is_ambiguous(&self) -> bool {
        self.product().is_none()
    }

    fn of(candidates: Vec<&'static Layout>) -> Option<Self> {
        if candidates.is_empty() { None } else { Some(Self { candidates, is_combined: false }) }
    }
}

/// Recognises a product by what is said of a table; `None` where it is none that is known.
///
/// 1. A layout fits where all its key columns are there, with a type, shape and unit that can be it. Other columns may be
///    missing, and there may be more.
/// 2. Of several, those with the most PARAMs in common stay (a PARAM with the value that a layout always has counts, one
///    with another value does not); of these those with the most units spelled as theirs; of these those whose columns are
///    exactly the table's; of these those with the most columns in common.
///
/// ```
/// use gaialink_products::{ProductKind, Structure, recognise};
/// use gaialink_table::{Datatype, Field, Param, Schema};
/// let column = |(name, datatype)| Field::new(name, datatype);
/// let columns = [("wavelength", Datatype::Double), ("flux", Datatype::Float), ("flux_error", Datatype::Float)];
/// let mut schema = Schema::from_fields(columns.map(column).to_vec());
/// let found = recognise(&schema).ok_or("unknown")?;
/// assert!(found.products().eq([ProductKind::Rvs, ProductKind::XpSampled]));
/// schema.params.push(Param::new(Field::new("combined_transits", Datatype::Int), "17"));
/// let found = recognise(&schema).ok_or("unknown")?;
/// assert_eq!((found.product(), found.structure()), (Some(ProductKind::Rvs), Some(Structure::Individual)));
/// # Ok::<_, &str>(())
/// ```
pub fn recognise(schema: &Schema) -> Option<Recognition> {
    let mut candidates: Vec<&'static Layout> = registry::layouts().filter(|layout| score::has_key(layout, schema)).collect();
    for score in [score::params, score::units, score::is_exact, score::columns] {
        let scores: Vec<usize> = candidates.iter().map(|layout| score(layout, schema)).collect();
        let best = scores.iter().copied().max();
        let mut scores = scores.into_iter();
        candidates.retain(|_| scores.next() == best);
    }
    Recognition::of(candidates)
}

/// Recognises a product by what is said of a table and, where that leaves it open, by its data.
///
/// Between XP_SAMPLED and RVS the wavelengths decide (336 to 1020 nm in steps of 2, or 846 to 870 nm in steps of 0.01), or
/// the lengths of the arrays (343 or 2401); a table that has neither is none of them. XP_CONTINUOUS of other than one row is
/// RAW. A flat table of several source ids is COMBINED.
///
/// ```
/// use gaialink_products::{ProductKind, recognise, recognise_table};
/// use gaialink_table::{Datatype, Field, Schema, Table, arrow::array::{ArrayRef, Float64Array}};
/// use std::sync::Arc;
/// let columns = ["wavelength", "flux", "flux_error"].map(|name| Field::new(name, Datatype::Double));
/// let schema = Schema::from_fields(columns.to_vec());
/// assert_eq!(recognise(&schema).and_then(|found| found.product()), None);
/// let of = |numbers: [f64; 2]| Arc::new(Float64Array::from(numbers.to_vec())) as ArrayRef;
/// let table = Table::from_columns(schema, vec![of([846.0, 846.01]), of([1.0, 0.9]), of([0.1, 0.1])])?;
/// assert_eq!(recognise_table(&table).and_then(|found| found.product()), Some(ProductKind::Rvs));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
pub fn recognise_table(table: &Table) -> Option<Recognition> {
    let mut found = recognise(table.schema())?;
    if found.is_ambiguous() {
        found.candidates.retain(|layout| data::fits_grid(layout, table));
    }
    if found.structure().is_none() && table.num_rows() != 1 {
        let raw = |layout: &&Layout| layout.structure == Structure::Raw;
        if found.candidates.iter().any(raw) {
            found.candidates.retain(raw);
        }
    }
    let mut found = Recognition::of(found.candidates)?;
    found.is_combined = found.structure() == Some(Structure::Individual) && data::has_several_sources(table);
    Some(found)
}

fn distinct<T: PartialEq + Ord>(items: impl Iterator<Item = T>) -> std::vec::IntoIter<T> {
    let mut found: Vec<T> = items.collect();
    found.sort();
    found.dedup();
    found.into_iter()
}

fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    items.next().filter(|_| items.next().is_none())
}
