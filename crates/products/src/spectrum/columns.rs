use super::DataAxis;
use crate::{
    Error, Result, Values,
    values::{Inexact, Lists, numbers},
};
use gaialink_table::{
    Field, Schema, Table,
    schema::{Group, GroupEntry},
};
use std::collections::HashMap;

/// What a column may be: its path in the model, names that it has where it has no UTYPE, and the beginnings of its UCD.
struct Role {
    path: &'static str,
    names: &'static [&'static str],
    ucds: &'static [&'static str],
}

const fn role(path: &'static str, names: &'static [&'static str], ucds: &'static [&'static str]) -> Role {
    Role { path, names, ucds }
}

static ROLES: [Role; 21] = [
    role(
        "data.spectralaxis.value",
        &[
            "wavelength",
            "wave",
            "lambda",
            "wavelengths",
            "frequency",
            "freq",
            "energy",
            "wavenumber",
            "spectral",
            "spectral_axis",
        ],
        &["em.wl", "em.freq", "em.energy", "em.wavenumber", "spect_wavelength"],
    ),
    role("data.spectralaxis.accuracy.staterror", &["wavelength_error"], &["stat.error;em"]),
    role("data.spectralaxis.accuracy.staterrlow", &[], &[]),
    role("data.spectralaxis.accuracy.staterrhigh", &[], &[]),
    role("data.spectralaxis.accuracy.syserror", &[], &["stat.error.sys;em"]),
    role("data.spectralaxis.accuracy.binlow", &["bin_low"], &[]),
    role("data.spectralaxis.accuracy.binhigh", &["bin_high"], &[]),
    role("data.spectralaxis.accuracy.binsize", &["bin_size"], &["spect.binsize"]),
    role("data.spectralaxis.resolution", &[], &["spect.resolution"]),
    role(
        "data.fluxaxis.value",
        &["flux", "fluxes", "flux_density", "intensity"],
        &["phot.flux", "phot.fluence", "phot.flux.density", "phot.count", "spect", "arith.ratio;phot", "phot_flux", "spect_flux"],
    ),
    role(
        "data.fluxaxis.accuracy.staterror",
        &["flux_error", "flux_err", "fluxerr", "e_flux", "sigma", "error", "err"],
        &["stat.error;phot", "stat.error;spect", "error"],
    ),
    role("data.fluxaxis.accuracy.staterrlow", &["flux_error_low"], &[]),
    role("data.fluxaxis.accuracy.staterrhigh", &["flux_error_high"], &[]),
    role("data.fluxaxis.accuracy.syserror", &[], &["stat.error.sys;phot"]),
    role("data.fluxaxis.resolution", &[], &[]),
    role("data.fluxaxis.quality", &["quality", "qual"], &["meta.code.qual"]),
    role("data.timeaxis.value", &[], &[]),
    role("data.timeaxis.accuracy.staterror", &[], &[]),
    role("data.backgroundmodel.value", &["background"], &[]),
    role("data.backgroundmodel.accuracy.staterror", &["background_error"], &[]),
    role("data.backgroundmodel.quality", &[], &[]),
];

/// The columns that hold samples, by their paths in the model.
pub(super) struct Columns<'a> {
    table: &'a Table,
    places: HashMap<&'static str, usize>,
}

impl<'a> Columns<'a> {
    /// Finds the columns of samples: by UTYPE (their own or that of a FIELDref), then by name, then by UCD.
    pub(super) fn of(table: &'a Table) -> Self {
        let schema = table.schema();
        let mut found = Self { table, places: HashMap::new() };
        let refs = references(schema);
        let utype = |field: &Field, path: &str| {
            let of_refs = refs.iter().filter(|(id, _)| field.id.as_deref() == Some(id)).map(|(_, utype)| *utype);
            field.utype.as_deref().into_iter().chain(of_refs).any(|utype| super::utype::normal(utype) == path)
        };
        found.assign(|role, field| utype(field, role.path));
        found.assign(|role, field| role.names.iter().any(|name| field.name.eq_ignore_ascii_case(name)));
        found.assign(|role, field| field.ucd.as_deref().is_some_and(|ucd| is_ucd(role.ucds, ucd)));
        found
    }

    /// Gives the roles that nobody has to the columns that have none.
    fn assign(&mut self, fits: impl Fn(&Role, &Field) -> bool) {
        let schema = self.table.schema();
        for role in &ROLES {
            if self.places.contains_key(role.path) {
                continue;
            }
            let is_free = |place: usize| self.places.values().all(|taken| *taken != place);
            let is_number = |field: &Field| field.datatype.is_floating() || field.datatype.is_integer();
            let mut fields = schema.fields.iter().enumerate();
            if let Some((place, _)) = fields.find(|(place, field)| is_number(field) && is_free(*place) && fits(role, field)) {
                self.places.insert(role.path, place);
            }
        }
    }

    /// Whether a column holds samples.
    pub(super) fn holds(&self, place: usize) -> bool {
        self.places.values().any(|taken| *taken == place)
    }

    /// Whether there is a column of that path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.places.contains_key(path)
    }

    /// Whether the samples of a spectrum are the elements of a cell, and not rows.
    pub(super) fn are_arrays(&self) -> bool {
        let flux = self.places.get("data.fluxaxis.value").and_then(|place| self.table.column_at(*place));
        flux.is_some_and(|flux| !flux.field().cell_shape().is_scalar())
    }

    /// An axis with its errors, of a row of arrays or of all rows; nothing where it has no values.
    pub(super) fn axis(&self, axis: &str, row: usize) -> Result<Option<DataAxis>> {
        let list = |word: &str| self.list(&format!("{axis}.{word}"), row);
        let Some(values) = list("value")? else { return Ok(None) };
        let place = self.places.get(format!("{axis}.value").as_str());
        let Some(field) = place.and_then(|place| self.table.schema().fields.get(*place)) else { return Ok(None) };
        Ok(Some(DataAxis {
            name: field.name.clone(),
            ucd: field.ucd.clone(),
            unit: field.unit.clone().filter(|unit| !unit.trim().is_empty()),
            values,
            stat_error: list("accuracy.staterror")?,
            stat_error_low: list("accuracy.staterrlow")?,
            stat_error_high: list("accuracy.staterrhigh")?,
            sys_error: list("accuracy.syserror")?,
            bin_low: list("accuracy.binlow")?,
            bin_high: list("accuracy.binhigh")?,
            bin_size: list("accuracy.binsize")?,
            resolution: list("resolution")?,
            quality: list("quality")?,
        }))
    }

    fn list(&self, path: &str, row: usize) -> Result<Option<Values<f64>>> {
        let Some(column) = self.places.get(path).and_then(|place| self.table.column_at(*place)) else { return Ok(None) };
        let array = column.to_array()?;
        let values = match column.field().cell_shape().is_scalar() {
            true => numbers(&array),
            false => Lists::of(&[array.slice(row, 1)]).map(|lists| lists.get(0)),
        };
        values.map(Some).map_err(|error| match error {
            Inexact::Arrow(error) => Error::Arrow(error),
            Inexact::Number(_, found) => {
                Error::SpectrumTerm { term: column.field().name.clone(), found, expected: "double exactly" }
            }
        })
    }
}

/// Whether a UCD begins with one that is known, whose words end at `;` and `.`, or in UCD1 at `_`.
fn is_ucd(known: &[&str], ucd: &str) -> bool {
    let ucd = ucd.trim().to_ascii_lowercase();
    known.iter().any(|known| ucd.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with([';', '.', '_'])))
}

/// The IDs that FIELDrefs refer to, with the UTYPEs that they give.
fn references(schema: &Schema) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let groups = schema.groups.iter().chain(schema.scopes.iter().flat_map(|scope| &scope.groups));
    let mut waiting: Vec<&Group> = groups.collect();
    while let Some(group) = waiting.pop() {
        for entry in &group.entries {
            match entry {
                GroupEntry::FieldRef(field) => {
                    found.extend(field.utype.as_deref().map(|utype| (field.reference.as_str(), utype)))
                }
                GroupEntry::Group(inner) => waiting.push(inner),
                _ => {}
            }
        }
    }
    found
}
