use super::Sheet;
use crate::{Error, Result, SkyPosition, SourceId, registry::Layout};
use gaialink_table::{Param, Schema, schema::ParamError};
use std::str::FromStr;

/// The PARAMs of a table, by their VOTable names or by the FITS cards that hold them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Params<'a> {
    schema: &'a Schema,
    layout: &'static Layout,
}

impl<'a> Sheet<'a> {
    /// The PARAMs.
    pub(crate) fn params(&self) -> Params<'a> {
        Params::new(self.schema(), self.layout)
    }
}

impl<'a> Params<'a> {
    /// The PARAMs of a table that is taken for a layout.
    pub(crate) fn new(schema: &'a Schema, layout: &'static Layout) -> Self {
        Self { schema, layout }
    }

    /// The source that the table is of.
    pub(crate) fn source_id(&self) -> Result<Option<SourceId>> {
        let Some(text) = self.text("source_id") else { return Ok(None) };
        text.parse().map(Some).map_err(|error| Error::SourceId { product: self.layout.product, error })
    }

    /// An integer that the type holds.
    pub(crate) fn integer<N: FromStr>(&self, name: &str) -> Result<Option<N>> {
        self.parsed(name, "integer", |text| text.parse().ok())
    }

    /// A number; NaN is none.
    pub(crate) fn number(&self, name: &str) -> Result<Option<f64>> {
        let found = self.parsed(name, "number", |text| text.parse::<f64>().ok())?;
        Ok(found.filter(|number| !number.is_nan()))
    }

    /// Right ascension and declination: `ra dec`, `(ra, dec)` or `[ra, dec]`.
    pub(crate) fn position(&self, name: &str) -> Result<Option<SkyPosition>> {
        self.parsed(name, "pair of numbers", SkyPosition::parse)
    }

    /// A text; the empty one is none.
    pub(crate) fn text(&self, name: &str) -> Option<&'a str> {
        Some(self.param(name)?.value.trim()).filter(|text| !text.is_empty())
    }

    /// The PARAM itself.
    pub(crate) fn param(&self, name: &str) -> Option<&'a Param> {
        self.layout.find_param(self.schema, name)
    }

    fn parsed<T>(&self, name: &str, expected: &'static str, parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>> {
        let Some(text) = self.text(name) else { return Ok(None) };
        let error = || ParamError { name: name.to_owned(), found: text.to_owned(), expected };
        parse(text).map(Some).ok_or_else(|| Error::Param { product: self.layout.product, error: error() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry;

    fn of(params: &[(&str, &str)]) -> Schema {
        let mut schema = Schema::default();
        schema.params = params.iter().map(|(name, value)| Param::text(*name, *value)).collect();
        schema
    }

    fn params(schema: &Schema) -> Params<'_> {
        Params { schema, layout: registry::layout("dr3/xp_sampled__individual").unwrap() }
    }

    #[test]
    fn positions_of_all_formats() {
        for text in ["251.5 -51.25", "(251.5, -51.25)", "[251.5, -51.25]", "251.5,-51.25"] {
            let schema = of(&[("spatialLocation", text)]);
            let found = params(&schema).position("spatialLocation").unwrap();
            assert_eq!(found, Some(SkyPosition { ra: 251.5, dec: -51.25 }), "{text}");
        }
        for text in ["251.5", "1 2 3", "x y"] {
            let schema = of(&[("spatialLocation", text)]);
            let found = params(&schema).position("spatialLocation").unwrap_err();
            assert!(matches!(&found, Error::Param { error, .. } if error.found == text), "{found:?}");
        }
    }

    #[test]
    fn fits_cards_stand_for_params() {
        let schema = of(&[("SOURCEID", "7"), ("SPECTRAL", "0.0"), ("SPECTRAL", "em.wl"), ("SPECTRAL", "nm"), ("FLUXAXIS", "x")]);
        let found = params(&schema);
        assert_eq!(found.source_id().unwrap(), SourceId::new(7));
        assert_eq!(found.number("spectralLocation").unwrap(), Some(0.0));
        assert_eq!(found.text("SpectralAxisUnit"), Some("nm"));
        assert_eq!(found.text("FluxAxisUcd"), None, "one card of two");
    }

    #[test]
    fn an_empty_value_is_none() {
        let schema = of(&[("source_id", ""), ("TimeAxisCoverageLocation", "NaN"), ("solution_id", "x")]);
        let found = params(&schema);
        assert_eq!(found.source_id().unwrap(), None);
        assert_eq!(found.number("TimeAxisCoverageLocation").unwrap(), None);
        assert!(found.integer::<i64>("solution_id").is_err());
    }
}
