//! Made by `cargo xtask codegen` of `data/dr3/xp_sampled__individual.yaml`; change that file.

use crate::{
    ProductKind, Release, Structure,
    definition::{ColumnDefinition as Column, Firmness, Layout, ParamDefinition, Shape},
};
use gaialink_table::Datatype;

pub(super) static LAYOUT: Layout = Layout {
    name: "dr3/xp_sampled__individual",
    product: ProductKind::XpSampled,
    release: Release::Dr3,
    structure: Structure::Individual,
    exclusive: false,
    firmness: Firmness::Seen,
    sources: &["served-2024", "esa-datalink-page"],
    key: &["wavelength", "flux"],
    params: &PARAMS,
    columns: &COLUMNS,
    csv: CSV,
};

const PARAMS: [ParamDefinition; 18] = [
    Column::new("source_id", Datatype::Long, Shape::Scalar, "Number of the source, unique within a release")
        .ucds(&["meta.id;meta.main"])
        .never_null()
        .param(Some("SOURCEID"), None),
    Column::new("solution_id", Datatype::Long, Shape::Scalar, "Which run of the processing made the row")
        .ucds(&["meta.version"])
        .never_null()
        .param(Some("SOLUTION"), None),
    Column::new("spatialLocation", Datatype::Double, Shape::Fixed(2), "Right ascension and declination (ICRS)")
        .units(&["deg"])
        .ucds(&["pos.eq"])
        .utypes(&["spec:Char.SpatialAxis.Coverage.Location.Value"])
        .never_null()
        .param(Some("POS"), None),
    Column::new("TimeAxisCoverageLocation", Datatype::Double, Shape::Scalar, "Reference epoch of the position")
        .units(&["yr"])
        .ucds(&["time.epoch"])
        .utypes(&["spec:Char.TimeAxis.Coverage.Location.Value"])
        .never_null()
        .param(Some("REFEPOCH"), Some("2016.0")),
    Column::new("TimeAxisCoverageBoundsExtent", Datatype::Double, Shape::Scalar, "Time spanned by the combined observations")
        .units(&["yr"])
        .ucds(&["time.duration"])
        .utypes(&["spec:Char.TimeAxis.Coverage.Bounds.Extent"])
        .never_null()
        .param(Some("EPOCHEXT"), Some("2.83")),
    Column::new("spectralAccuracyStatError", Datatype::Double, Shape::Scalar, "Standard error of the wavelengths")
        .units(&["nm"])
        .ucds(&["stat.error;em.wl"])
        .utypes(&["spec:Char.SpectralAxis.Accuracy.StatError"])
        .never_null()
        .param(Some("WAVEERRO"), Some("0.0")),
    Column::new("spectralLocation", Datatype::Double, Shape::Scalar, "Wavelength that stands for the whole spectrum")
        .units(&["nm"])
        .ucds(&["em.wl;instr.bandpass"])
        .utypes(&["spec:Char.SpectralAxis.Coverage.Location.Value"])
        .never_null()
        .param(Some("SPECTRAL"), Some("0.0")),
    Column::new("spectralCoverageBoundsExtent", Datatype::Double, Shape::Scalar, "Width of the wavelength range")
        .units(&["nm"])
        .ucds(&["instr.bandwidth"])
        .utypes(&["spec:Char.SpectralAxis.Coverage.Bounds.Extent"])
        .never_null()
        .param(Some("WAVEEXTE"), Some("684.0")),
    Column::new("spectralCoverageBoundsStart", Datatype::Double, Shape::Scalar, "First wavelength")
        .units(&["nm"])
        .ucds(&["em.wl;stat.min"])
        .utypes(&["spec:Char.SpectralAxis.Coverage.Bounds.Start"])
        .never_null()
        .param(Some("WAVESTAR"), Some("336.0")),
    Column::new("spectralCoverageBoundsStop", Datatype::Double, Shape::Scalar, "Last wavelength")
        .units(&["nm"])
        .ucds(&["em.wl;stat.max"])
        .utypes(&["spec:Char.SpectralAxis.Coverage.Bounds.Stop"])
        .never_null()
        .param(Some("WAVEEND"), Some("1020.0")),
    Column::new("SpatialExtent", Datatype::Double, Shape::Scalar, "Aperture: the nominal width of the window across scan")
        .units(&["deg"])
        .ucds(&["instr.fov"])
        .utypes(&["spec:Spectrum.Char.SpatialAxis.Coverage.Bounds.Extent"])
        .never_null()
        .param(Some("APERTURE"), Some("5.8932666E-4")),
    Column::new("DataModel", Datatype::Char, Shape::Variable, "Data model and its version")
        .utypes(&["spec:Spectrum.DataModel"])
        .never_null()
        .param(Some("DATAMODE"), Some("Spectrum 1.01")),
    Column::new("Publisher", Datatype::Char, Shape::Variable, "Who publishes the data")
        .ucds(&["meta.curation"])
        .utypes(&["spec:Curation.Publisher"])
        .never_null()
        .param(Some("PUBLISHE"), Some("ESA/Gaia/DPAC")),
    Column::new("Title", Datatype::Char, Shape::Variable, "Title of the data set")
        .ucds(&["meta.title;meta.dataset"])
        .utypes(&["spec:DataID.Title"])
        .never_null()
        .param(Some("TITLE"), Some("Spectrum")),
    Column::new("SpectralAxisUcd", Datatype::Char, Shape::Variable, "UCD of the spectral axis")
        .ucds(&["meta.ucd"])
        .utypes(&["spec:Spectrum.Char.SpectralAxis.Ucd"])
        .never_null()
        .param(Some("SPECTRAL"), Some("em.wl")),
    Column::new("SpectralAxisUnit", Datatype::Char, Shape::Variable, "Unit of the spectral axis")
        .units(&["nm"])
        .ucds(&["meta.unit"])
        .utypes(&["spec:Spectrum.Char.SpectralAxis.Unit"])
        .never_null()
        .param(Some("SPECTRAL"), Some("nm")),
    Column::new("FluxAxisUcd", Datatype::Char, Shape::Variable, "UCD of the flux axis")
        .ucds(&["meta.ucd"])
        .utypes(&["spec:Spectrum.Char.FluxAxis.Ucd"])
        .never_null()
        .param(Some("FLUXAXIS"), Some("phot.fluence;em.wl")),
    Column::new("FluxAxisUnit", Datatype::Char, Shape::Variable, "Unit of the flux axis")
        .units(&["W.m**-2.nm**-1"])
        .ucds(&["meta.unit"])
        .utypes(&["spec:Spectrum.Char.FluxAxis.Unit"])
        .never_null()
        .param(Some("FLUXAXIS"), Some("Flux value")),
];

const COLUMNS: [Column; 3] = [
    Column::new("wavelength", Datatype::Double, Shape::Scalar, "Wavelength of the sample")
        .units(&["nm"])
        .ucds(&["em.wl"])
        .utypes(&["spec:Data.SpectralAxis.Value"])
        .never_null(),
    Column::new("flux", Datatype::Float, Shape::Scalar, "Flux at the wavelength")
        .units(&["W.m**-2.nm**-1"])
        .ucds(&["spect", "phot.flux;em.opt.I"]),
    Column::new("flux_error", Datatype::Float, Shape::Scalar, "Standard error of the flux")
        .units(&["W.m**-2.nm**-1"])
        .ucds(&["stat.error;spect", "stat.error;phot.flux;em.opt.I"]),
];

static CSV: &[Column] = &[
    PARAMS[0].column,
    PARAMS[1].column,
    Column::new("ra", Datatype::Double, Shape::Scalar, "Right ascension (ICRS) at the reference epoch")
        .units(&["deg"])
        .ucds(&["pos.eq.ra"])
        .utypes(&["Char.SpatialAxis.Coverage.Location.Coord.Position2D.Value2.C1"]),
    Column::new("dec", Datatype::Double, Shape::Scalar, "Declination (ICRS) at the reference epoch")
        .units(&["deg"])
        .ucds(&["pos.eq.dec"])
        .utypes(&["Char.SpatialAxis.Coverage.Location.Coord.Position2D.Value2.C2"]),
    COLUMNS[0],
    COLUMNS[1],
    COLUMNS[2],
];
