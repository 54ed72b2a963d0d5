use super::{Quantity, terms::Terms};
use crate::{Result, SkyPosition};
use serde::{Deserialize, Serialize};

/// The axes of a spectrum, their coverage and accuracy: the model's `Char`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Characterisation {
    /// Where on the sky: `Char.SpatialAxis`.
    pub spatial: SpatialAxis,
    /// When: `Char.TimeAxis`.
    pub time: Axis,
    /// At which wavelengths, frequencies or energies: `Char.SpectralAxis`.
    pub spectral: Axis,
    /// The flux: `Char.FluxAxis`.
    pub flux: Axis,
}

/// An axis of numbers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Axis {
    /// The name.
    pub name: Option<String>,
    /// The UCD.
    pub ucd: Option<String>,
    /// The unit, as it is written; what the archive's spectra give for the flux is `Flux value`.
    pub unit: Option<String>,
    /// What is covered.
    pub coverage: Coverage,
    /// How accurate it is.
    pub accuracy: Accuracy,
    /// The resolution.
    pub resolution: Option<Quantity>,
    /// The resolving power: `ResPower`.
    pub resolving_power: Option<Quantity>,
    /// How well it is calibrated, such as `ABSOLUTE`.
    pub calibration: Option<String>,
}

/// The part of an axis that is covered.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Coverage {
    /// The place that stands for the whole: `Coverage.Location.Value`.
    pub location: Option<Quantity>,
    /// The width: `Coverage.Bounds.Extent`.
    pub extent: Option<Quantity>,
    /// Where it starts: `Coverage.Bounds.Start`.
    pub start: Option<Quantity>,
    /// Where it stops: `Coverage.Bounds.Stop`.
    pub stop: Option<Quantity>,
    /// The width without gaps: `Coverage.Support.Extent`.
    pub support: Option<Quantity>,
    /// The width of a sample: `SamplingPrecision.SampleExtent`.
    pub sample: Option<Quantity>,
    /// The filled part of the samples: `SamplingPrecision.SamplingPrecisionRefVal.FillFactor`.
    pub fill_factor: Option<Quantity>,
}

/// How accurate an axis is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Accuracy {
    /// The width of a bin: `Accuracy.BinSize`.
    pub bin_size: Option<Quantity>,
    /// The standard error: `Accuracy.StatError`.
    pub stat_error: Option<Quantity>,
    /// The systematic error: `Accuracy.SysError`.
    pub sys_error: Option<Quantity>,
}

/// The axis of positions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SpatialAxis {
    /// The name.
    pub name: Option<String>,
    /// The UCD.
    pub ucd: Option<String>,
    /// The unit, as it is written.
    pub unit: Option<String>,
    /// The position, in degrees: `Coverage.Location.Value`.
    pub location: Option<SkyPosition>,
    /// The aperture: `Coverage.Bounds.Extent`.
    pub extent: Option<Quantity>,
    /// The region, as it is written: `Coverage.Support.Area`.
    pub area: Option<String>,
    /// How accurate the position is.
    pub accuracy: Accuracy,
    /// The resolution.
    pub resolution: Option<Quantity>,
    /// How well it is calibrated.
    pub calibration: Option<String>,
}

impl Characterisation {
    pub(super) fn of(terms: &Terms) -> Result<Self> {
        Ok(Self {
            spatial: SpatialAxis::of(terms)?,
            time: Axis::of(terms, "char.timeaxis")?,
            spectral: Axis::of(terms, "char.spectralaxis")?,
            flux: Axis::of(terms, "char.fluxaxis")?,
        })
    }
}

impl Axis {
    fn of(terms: &Terms, axis: &str) -> Result<Self> {
        let text = |word: &str| terms.text(&format!("{axis}.{word}"));
        let quantity = |word: &str| terms.quantity(&format!("{axis}.{word}"));
        Ok(Self {
            name: text("name"),
            ucd: text("ucd"),
            unit: text("unit"),
            coverage: Coverage {
                location: quantity("coverage.location.value")?,
                extent: quantity("coverage.bounds.extent")?,
                start: quantity("coverage.bounds.start")?,
                stop: quantity("coverage.bounds.stop")?,
                support: quantity("coverage.support.extent")?,
                sample: quantity("samplingprecision.sampleextent")?,
                fill_factor: quantity("samplingprecision.samplingprecisionrefval.fillfactor")?,
            },
            accuracy: Accuracy::of(terms, axis)?,
            resolution: quantity("resolution")?,
            resolving_power: quantity("respower")?,
            calibration: text("calibration"),
        })
    }
}

impl Accuracy {
    fn of(terms: &Terms, axis: &str) -> Result<Self> {
        let quantity = |word: &str| terms.quantity(&format!("{axis}.accuracy.{word}"));
        Ok(Self { bin_size: quantity("binsize")?, stat_error: quantity("staterror")?, sys_error: quantity("syserror")? })
    }
}

impl SpatialAxis {
    fn of(terms: &Terms) -> Result<Self> {
        let text = |word: &str| terms.text(&format!("char.spatialaxis.{word}"));
        let quantity = |word: &str| terms.quantity(&format!("char.spatialaxis.{word}"));
        Ok(Self {
            name: text("name"),
            ucd: text("ucd"),
            unit: text("unit"),
            location: match terms.position("char.spatialaxis.coverage.location.value")? {
                Some(position) => Some(position),
                None => terms.split_position("char.spatialaxis.coverage.location.coord.position2d.value2")?,
            },
            extent: quantity("coverage.bounds.extent")?,
            area: text("coverage.support.area"),
            accuracy: Accuracy::of(terms, "char.spatialaxis")?,
            resolution: quantity("resolution")?,
            calibration: text("calibration"),
        })
    }
}
