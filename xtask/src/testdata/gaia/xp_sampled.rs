use super::{OTHER, SOLUTION, SOURCE, param, position, position_text, scatter};
use crate::testdata::{
    File,
    column::{Column, Param, Table, Values},
    csv,
};

const SAMPLES: u32 = 343;
const FLUX_UNIT: &str = "W.m**-2.nm**-1";

/// One spectrum: one row a wavelength, and what is said of the source in PARAMs.
pub(super) fn individual() -> Table {
    let mut wavelength = Column::new("wavelength", "nm", "em.wl", Values::Float64(wavelengths()));
    wavelength.utype = "spec:Data.SpectralAxis.Value";
    let columns = vec![
        wavelength,
        Column::new("flux", FLUX_UNIT, "spect", Values::Float32(flux(1).into_iter().map(Some).collect())),
        Column::new("flux_error", FLUX_UNIT, "stat.error;spect", Values::Float32(error(2).into_iter().map(Some).collect())),
    ];
    Table { name: "xp_sampled", params: params(), columns }
}

/// Two spectra: one row a source, arrays in the cells.
pub(super) fn raw() -> Table {
    let (ra, dec) = position();
    let columns = vec![
        Column::new("source_id", "", "meta.id;meta.main", Values::Int64(vec![SOURCE, OTHER])),
        Column::new("solution_id", "", "meta.version", Values::Int64(vec![SOLUTION, SOLUTION])),
        Column::new("ra", "deg", "pos.eq.ra", Values::Float64(vec![ra, 0.5])),
        Column::new("dec", "deg", "pos.eq.dec", Values::Float64(vec![dec, 89.0])),
        Column::new("flux", FLUX_UNIT, "spect", Values::Float32s(vec![flux(1), flux(3)])),
        Column::new("flux_error", FLUX_UNIT, "stat.error;spect", Values::Float32s(vec![error(2), error(4)])),
    ];
    Table { name: "xp_sampled_raw", params: Vec::new(), columns }
}

/// The CSV of one spectrum: CSV has no PARAMs, so the source stands in columns.
pub(super) fn flat_csv() -> File {
    let (ra, dec) = position();
    let mut table = individual().renamed("xp_sampled");
    let repeated = [
        Column::new("source_id", "", "", Values::Int64(vec![SOURCE; table.rows()])),
        Column::new("solution_id", "", "", Values::Int64(vec![SOLUTION; table.rows()])),
        Column::new("ra", "", "", Values::Float64(vec![ra; table.rows()])),
        Column::new("dec", "", "", Values::Float64(vec![dec; table.rows()])),
    ];
    table.columns.splice(0..0, repeated);
    (format!("gaia/{}.csv", table.name), csv::text(&table).into_bytes())
}

fn wavelengths() -> Vec<f64> {
    (0..SAMPLES).map(|index| 336.0 + 2.0 * f64::from(index)).collect()
}

fn flux(seed: u32) -> Vec<f32> {
    (0..SAMPLES).map(|index| (scatter(seed, index) + 30.0) * 1e-18).collect()
}

fn error(seed: u32) -> Vec<f32> {
    (0..SAMPLES).map(|index| (scatter(seed, index) + 33.0) * 1e-19).collect()
}

#[rustfmt::skip]
fn params() -> Vec<Param> {
    vec![
        param("source_id", "SOURCEID", r#"datatype="long" ucd="meta.id;meta.main""#, SOURCE.to_string()),
        param("solution_id", "SOLUTION", r#"datatype="long" ucd="meta.version""#, SOLUTION.to_string()),
        param("spatialLocation", "POS", r#"arraysize="2" datatype="double" ucd="pos.eq" unit="deg" utype="spec:Char.SpatialAxis.Coverage.Location.Value""#, position_text()),
        param("TimeAxisCoverageLocation", "REFEPOCH", r#"datatype="double" ucd="time.epoch" unit="yr" utype="spec:Char.TimeAxis.Coverage.Location.Value""#, "2016.0"),
        param("TimeAxisCoverageBoundsExtent", "EPOCHEXT", r#"datatype="double" ucd="time.duration" unit="yr" utype="spec:Char.TimeAxis.Coverage.Bounds.Extent""#, "2.83"),
        param("spectralAccuracyStatError", "WAVEERRO", r#"datatype="double" ucd="stat.error;em.wl" unit="nm" utype="spec:Char.SpectralAxis.Accuracy.StatError""#, "0.0"),
        param("spectralLocation", "SPECTRAL", r#"datatype="double" ucd="em.wl;instr.bandpass" unit="nm" utype="spec:Char.SpectralAxis.Coverage.Location.Value""#, "0.0"),
        param("spectralCoverageBoundsExtent", "WAVEEXTE", r#"datatype="double" ucd="instr.bandwidth" unit="nm" utype="spec:Char.SpectralAxis.Coverage.Bounds.Extent""#, "684.0"),
        param("spectralCoverageBoundsStart", "WAVESTAR", r#"datatype="double" ucd="em.wl;stat.min" unit="nm" utype="spec:Char.SpectralAxis.Coverage.Bounds.Start""#, "336.0"),
        param("spectralCoverageBoundsStop", "WAVEEND", r#"datatype="double" ucd="em.wl;stat.max" unit="nm" utype="spec:Char.SpectralAxis.Coverage.Bounds.Stop""#, "1020.0"),
        param("SpatialExtent", "APERTURE", r#"datatype="double" ucd="instr.fov" unit="deg" utype="spec:Spectrum.Char.SpatialAxis.Coverage.Bounds.Extent""#, "5.8932666E-4"),
        param("DataModel", "DATAMODE", r#"arraysize="13" datatype="char" utype="spec:Spectrum.DataModel""#, "Spectrum 1.01"),
        param("Publisher", "PUBLISHE", r#"arraysize="6" datatype="char" ucd="meta.curation" utype="spec:Curation.Publisher""#, "nobody"),
        param("Title", "TITLE", r#"arraysize="8" datatype="char" ucd="meta.title;meta.dataset" utype="spec:DataID.Title""#, "Spectrum"),
        param("SpectralAxisUcd", "SPECTRAL", r#"arraysize="5" datatype="char" ucd="meta.ucd" utype="spec:Spectrum.Char.SpectralAxis.Ucd""#, "em.wl"),
        param("SpectralAxisUnit", "SPECTRAL", r#"arraysize="2" datatype="char" ucd="meta.unit" unit="nm" utype="spec:Spectrum.Char.SpectralAxis.Unit""#, "nm"),
        param("FluxAxisUcd", "FLUXAXIS", r#"arraysize="18" datatype="char" ucd="meta.ucd" utype="spec:Spectrum.Char.FluxAxis.Ucd""#, "phot.fluence;em.wl"),
        param("FluxAxisUnit", "FLUXAXIS", r#"arraysize="10" datatype="char" ucd="meta.unit" unit="W.m**-2.nm**-1" utype="spec:Spectrum.Char.FluxAxis.Unit""#, "Flux value"),
    ]
}
