use crate::{
    Result,
    registry::{Layout, ParamDefinition},
    sheet::Params,
};
use gaialink_table::Schema;
use serde::{Deserialize, Serialize};

/// What the PARAMs of a spectrum's file say of it, as far as the file's format and structure hold it: VOTable, FITS and ECSV
/// of INDIVIDUAL do, CSV and RAW do not.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SpectrumParams {
    /// Time spanned by the combined observations, in years: `TimeAxisCoverageBoundsExtent`.
    pub time_extent: Option<f64>,
    /// Standard error of the wavelengths, in nm: `spectralAccuracyStatError`.
    pub spectral_error: Option<f64>,
    /// Wavelength that stands for the whole, in nm; 0 in served files: `spectralLocation`.
    pub spectral_location: Option<f64>,
    /// Width of the wavelength range, in nm: `spectralCoverageBoundsExtent`.
    pub spectral_extent: Option<f64>,
    /// First wavelength, in nm: `spectralCoverageBoundsStart`.
    pub spectral_start: Option<f64>,
    /// Last wavelength, in nm: `spectralCoverageBoundsStop`.
    pub spectral_stop: Option<f64>,
    /// Aperture, in degrees: `SpatialExtent`.
    pub aperture: Option<f64>,
    /// Data model and version: `DataModel`.
    pub data_model: Option<String>,
    /// Who publishes: `Publisher`.
    pub publisher: Option<String>,
    /// Title: `Title`.
    pub title: Option<String>,
    /// UCD of the spectral axis: `SpectralAxisUcd`.
    pub spectral_axis_ucd: Option<String>,
    /// Unit of the spectral axis: `SpectralAxisUnit`.
    pub spectral_axis_unit: Option<String>,
    /// UCD of the flux axis: `FluxAxisUcd`.
    pub flux_axis_ucd: Option<String>,
    /// What served files say is the unit of the flux axis, which is `Flux value`: `FluxAxisUnit`.
    pub flux_axis_unit: Option<String>,
}

impl SpectrumParams {
    pub(crate) fn of(params: Params<'_>) -> Result<Self> {
        let text = |name| params.text(name).map(str::to_owned);
        Ok(Self {
            time_extent: params.number("TimeAxisCoverageBoundsExtent")?,
            spectral_error: params.number("spectralAccuracyStatError")?,
            spectral_location: params.number("spectralLocation")?,
            spectral_extent: params.number("spectralCoverageBoundsExtent")?,
            spectral_start: params.number("spectralCoverageBoundsStart")?,
            spectral_stop: params.number("spectralCoverageBoundsStop")?,
            aperture: params.number("SpatialExtent")?,
            data_model: text("DataModel"),
            publisher: text("Publisher"),
            title: text("Title"),
            spectral_axis_ucd: text("SpectralAxisUcd"),
            spectral_axis_unit: text("SpectralAxisUnit"),
            flux_axis_ucd: text("FluxAxisUcd"),
            flux_axis_unit: text("FluxAxisUnit"),
        })
    }

    /// Fills in what all files of a layout say alike, where nothing is known; gives whether it was so.
    pub(crate) fn fill_in(&mut self, layout: &'static Layout) -> bool {
        if *self != Self::default() {
            return false;
        }
        let mut schema = Schema::default();
        let constant = |param: &ParamDefinition| param.value.map(|value| param.param(value));
        schema.params = layout.params.iter().filter_map(constant).collect();
        match Self::of(Params::new(&schema, layout)) {
            Ok(filled) => *self = filled,
            Err(_) => return false,
        }
        true
    }

    /// The numbers that are there, by the names of their PARAMs.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = (&'static str, f64)> {
        [
            ("TimeAxisCoverageBoundsExtent", self.time_extent),
            ("spectralAccuracyStatError", self.spectral_error),
            ("spectralLocation", self.spectral_location),
            ("spectralCoverageBoundsExtent", self.spectral_extent),
            ("spectralCoverageBoundsStart", self.spectral_start),
            ("spectralCoverageBoundsStop", self.spectral_stop),
            ("SpatialExtent", self.aperture),
        ]
        .into_iter()
        .filter_map(|(name, number)| Some((name, number?)))
    }

    /// The texts that are there, by the names of their PARAMs.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&'static str, &str)> {
        [
            ("DataModel", &self.data_model),
            ("Publisher", &self.publisher),
            ("Title", &self.title),
            ("SpectralAxisUcd", &self.spectral_axis_ucd),
            ("SpectralAxisUnit", &self.spectral_axis_unit),
            ("FluxAxisUcd", &self.flux_axis_ucd),
            ("FluxAxisUnit", &self.flux_axis_unit),
        ]
        .into_iter()
        .filter_map(|(name, text)| Some((name, text.as_deref()?)))
    }
}
