mod names;

use self::names::{NAMES, Named};
use super::{Quantity, columns::Columns, utype::normal};
use crate::{Error, ProductKind, Result, SkyPosition, recognise, sheet::Params};
use gaialink_table::{
    Field, Param, Schema, Table,
    arrow::{
        array::{AsArray, StringArray},
        compute::cast,
        datatypes::DataType,
    },
    schema::{Group, GroupEntry},
};
use std::collections::HashMap;

/// How it is known what a term means; the first is the surest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum By {
    Utype,
    Name,
    Ucd,
}

/// What is said of a spectrum beside its samples, by the paths of the model.
#[derive(Clone, Debug, Default)]
pub(super) struct Terms {
    found: HashMap<String, Vec<Term>>,
}

#[derive(Clone, Debug)]
struct Term {
    text: String,
    unit: Option<String>,
    by: By,
}

impl Terms {
    /// The PARAMs of a table, of its groups and of what surrounds it.
    pub(super) fn of(schema: &Schema) -> Self {
        let mut terms = Self::default();
        let groups = || schema.groups.iter().chain(schema.scopes.iter().rev().flat_map(|scope| &scope.groups));
        for param in schema.all_params() {
            terms.add(&param.field, &param.value);
        }
        groups().for_each(|group| terms.add_group(group, schema));
        terms.add_cards(schema);
        terms
    }

    fn add_group(&mut self, group: &Group, schema: &Schema) {
        for entry in &group.entries {
            match entry {
                GroupEntry::Param(param) => self.add(&param.field, &param.value),
                GroupEntry::ParamRef(reference) => {
                    let is_meant = |param: &&Param| param.field.id.as_deref() == Some(reference.reference.as_str());
                    if let (Some(param), Some(utype)) = (schema.all_params().find(is_meant), &reference.utype) {
                        self.insert(normal(utype), By::Utype, &param.field, &param.value);
                    }
                }
                GroupEntry::Group(inner) => self.add_group(inner, schema),
                _ => {}
            }
        }
    }

    /// What the archive's ECSV and FITS files leave out: the units of PARAMs, and the names of cards, of which several share one.
    fn add_cards(&mut self, schema: &Schema) {
        let Some(found) = recognise(schema) else { return };
        let is_spectrum = |kind| matches!(kind, ProductKind::XpSampled | ProductKind::Rvs);
        let Some(layout) = found.candidates().iter().find(|layout| is_spectrum(layout.product)) else { return };
        let params = Params::new(schema, layout);
        for definition in layout.params {
            let Some(utype) = definition.column.utypes.first() else { continue };
            let path = normal(utype);
            let field = definition.column.field();
            match (self.found.get_mut(&path), params.text(definition.column.name)) {
                (Some(terms), _) => {
                    terms.iter_mut().filter(|term| term.unit.is_none()).for_each(|term| term.unit.clone_from(&field.unit));
                }
                (None, Some(text)) => self.insert(path, By::Name, &field, text),
                (None, None) => {}
            }
        }
    }

    /// Adds what the other columns say of a row of arrays, or where they are constant of all rows.
    pub(super) fn with_columns(&self, table: &Table, columns: &Columns<'_>, row: Option<usize>) -> Result<Self> {
        let mut terms = self.clone();
        for column in table.columns() {
            let field = column.field();
            if columns.holds(column.index()) || !(field.cell_shape().is_scalar()) || known(field).is_none() {
                continue;
            }
            let array = column.to_array()?;
            let cells = row.map_or_else(|| array.clone(), |row| array.slice(row, 1));
            let texts = cast(&cells, &DataType::Utf8)?;
            if let Some(text) = texts.as_string_opt::<i32>().and_then(constant) {
                terms.add(field, text);
            }
        }
        Ok(terms)
    }

    fn add(&mut self, field: &Field, text: &str) {
        if let Some((path, by)) = known(field) {
            self.insert(path, by, field, text);
        }
    }

    fn insert(&mut self, path: String, by: By, field: &Field, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            self.found.entry(path).or_default().push(Term { text: text.to_owned(), unit: field.unit.clone(), by });
        }
    }

    /// The surest of what is said under a path, the first of several.
    fn best(&self, path: &str) -> Option<&Term> {
        self.found.get(path)?.iter().min_by_key(|term| term.by)
    }

    /// The text under a path.
    pub(super) fn text(&self, path: &str) -> Option<String> {
        self.best(path).map(|term| term.text.clone())
    }

    /// The texts under a path, as sure as the surest.
    pub(super) fn texts(&self, path: &str) -> Vec<String> {
        let best = self.best(path).map(|term| term.by);
        let terms = self.found.get(path).into_iter().flatten();
        terms.filter(|term| Some(term.by) == best).map(|term| term.text.clone()).collect()
    }

    /// The unit of what is said under a path.
    pub(super) fn unit(&self, path: &str) -> Option<String> {
        self.best(path)?.unit.clone()
    }

    /// The number under a path; NaN is none.
    pub(super) fn quantity(&self, path: &str) -> Result<Option<Quantity>> {
        let Some(term) = self.best(path) else { return Ok(None) };
        let value: f64 = term.text.parse().map_err(|_| error(path, term, "number"))?;
        Ok(Some(Quantity { value, unit: term.unit.clone() }).filter(|found| !found.value.is_nan()))
    }

    /// The position under a path.
    pub(super) fn position(&self, path: &str) -> Result<Option<SkyPosition>> {
        let Some(term) = self.best(path) else { return Ok(None) };
        SkyPosition::parse(&term.text).map(Some).ok_or_else(|| error(path, term, "pair of numbers"))
    }

    /// The position whose coordinates stand apart under a path: `C1` and `C2` of the space-time coordinates.
    pub(super) fn split_position(&self, path: &str) -> Result<Option<SkyPosition>> {
        let coordinate = |name| self.quantity(&format!("{path}.{name}"));
        let position = coordinate("c1")?.zip(coordinate("c2")?);
        Ok(position.map(|(ra, dec)| SkyPosition { ra: ra.value, dec: dec.value }))
    }
}

/// What all cells say alike.
fn constant(texts: &StringArray) -> Option<&str> {
    let mut texts = texts.iter();
    let first = texts.next()??;
    texts.all(|other| other == Some(first)).then_some(first)
}

fn error(path: &str, term: &Term, expected: &'static str) -> Error {
    Error::SpectrumTerm { term: path.to_owned(), found: term.text.clone(), expected }
}

/// What a PARAM or column means, and by what it is known.
fn known(field: &Field) -> Option<(String, By)> {
    let path = field.utype.as_deref().map(normal);
    if let Some(path) = path.filter(|path| NAMES.iter().any(|named| named.path == path)) {
        return Some((path, By::Utype));
    }
    let is_name = |named: &&Named| named.names.iter().any(|name| field.name.eq_ignore_ascii_case(name));
    if let Some(named) = NAMES.iter().find(is_name) {
        return Some((named.path.to_owned(), By::Name));
    }
    let ucd = field.ucd.as_deref()?.trim();
    let is_ucd = |named: &&Named| named.ucds.iter().any(|known| ucd.eq_ignore_ascii_case(known));
    NAMES.iter().find(is_ucd).map(|named| (named.path.to_owned(), By::Ucd))
}
