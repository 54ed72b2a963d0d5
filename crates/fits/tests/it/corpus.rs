//! The archive's own files, where they are at hand.

use gaialink_fits::{ReadOptions, Reader, list_bytes};
use gaialink_table::{
    ArraySize, Datatype, Table, TableReader,
    arrow::array::{Array, AsArray},
    arrow::datatypes::{Float32Type, Float64Type, Int16Type, Int64Type},
};
use std::{
    io::Read,
    path::{Path, PathBuf},
};

fn corpus() -> Option<PathBuf> {
    let dir = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/gaia-files"));
    if !dir.is_dir() {
        println!("skipped: the archive's files are not at hand under {}", dir.display());
    }
    dir.is_dir().then(|| dir.to_owned())
}

/// The members of the zip that the archive served.
fn members() -> Option<Vec<(String, Vec<u8>)>> {
    let path = corpus()?.join("datalink-zips/gaia_dr3_source_id_5937083312263887616_dl_products_fits.zip");
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut members = Vec::new();
    for i in 0..archive.len() {
        let mut member = archive.by_index(i).unwrap();
        let mut bytes = Vec::new();
        member.read_to_end(&mut bytes).unwrap();
        members.push((member.name().unwrap().into_owned(), bytes));
    }
    assert_eq!(members.len(), 3);
    Some(members)
}

fn member(name: &str) -> Option<Vec<u8>> {
    let found = members()?.into_iter().find(|(member, _)| member.contains(name));
    Some(found.unwrap_or_else(|| panic!("no {name} in the zip")).1)
}

fn read(bytes: Vec<u8>) -> Table {
    let mut options = ReadOptions::default();
    options.strict = true;
    Table::collect(&mut Reader::from_bytes(bytes, options).unwrap()).unwrap()
}

#[test]
fn xp_sampled() {
    let Some(bytes) = member("XP_SAMPLED") else { return };
    let table = read(bytes);
    assert_eq!(table.num_rows(), 343);
    let schema = table.schema();
    let params: Vec<(&str, &str)> = schema.params.iter().map(|p| (p.name(), p.value.as_str())).collect();
    assert_eq!(
        params,
        [
            ("source_id", "5937083312263887616"),
            ("solution_id", "4545469030156206081"),
            ("spatialLocation", "251.51920772923995 -51.50535255488219"),
            ("TimeAxisCoverageLocation", "2016.0"),
            ("TimeAxisCoverageBoundsExtent", "2.83"),
            ("spectralAccuracyStatError", "0.0"),
            ("spectralLocation", "0.0"),
            ("spectralCoverageBoundsExtent", "684.0"),
            ("spectralCoverageBoundsStart", "336.0"),
            ("spectralCoverageBoundsStop", "1020.0"),
            ("SpatialExtent", "5.8932666E-4"),
            ("DataModel", "Spectrum 1.01"),
            ("Publisher", "ESA/Gaia/DPAC"),
            ("Title", "Spectrum"),
            ("SpectralAxisUcd", "em.wl"),
            ("SpectralAxisUnit", "nm"),
            ("FluxAxisUcd", "phot.fluence;em.wl"),
            ("FluxAxisUnit", "Flux value"),
        ]
    );
    let id = schema.param("source_id").unwrap();
    assert_eq!(id.to_i64().unwrap(), 5_937_083_312_263_887_616);
    assert_eq!(id.field.datatype, Datatype::Long);
    assert_eq!(id.field.description.as_deref(), Some("Unique source identifier (unique within a particular Data Release)"));
    let position = schema.param("spatialLocation").unwrap();
    assert_eq!(position.to_f64s().unwrap(), [251.519_207_729_239_95, -51.505_352_554_882_19]);
    assert_eq!((position.field.datatype, &position.field.arraysize), (Datatype::Double, &ArraySize::fixed(&[2])));
    assert_eq!(position.field.unit.as_deref(), Some("deg"));
    let unit = schema.param("FluxAxisUnit").unwrap();
    assert_eq!(unit.field.unit.as_deref(), Some("W.m**-2.nm**-1"));
    assert_eq!(unit.field.arraysize, ArraySize::fixed(&[10]));
    let wavelength = table.column("wavelength").unwrap();
    assert_eq!(wavelength.field().utype.as_deref(), Some("spec:Data.SpectralAxis.Value"));
    let values = wavelength.to_array().unwrap();
    let values = values.as_primitive::<Float64Type>();
    assert_eq!((values.value(0), values.value(342)), (336.0, 1020.0));
    let flux = table.column("flux").unwrap().to_array().unwrap();
    assert_eq!(flux.as_primitive::<Float32Type>().value(0), 4.313_709_2e-17);
    assert!(schema.extras.is_empty(), "{:?}", schema.extras);
}

#[test]
fn mcmc() {
    let Some(bytes) = member("MCMC_MSC") else { return };
    let table = read(bytes);
    assert_eq!(table.num_rows(), 100);
    assert_eq!(table.schema().field("mh").unwrap().unit.as_deref(), Some("'dex'"));
    assert!(table.schema().params.is_empty());
    let ids = table.column("source_id").unwrap().to_array().unwrap();
    assert!(ids.as_primitive::<Int64Type>().iter().all(|id| id == Some(5_937_083_312_263_887_616)));
}

#[test]
fn xp_continuous() {
    let Some(bytes) = member("XP_CONTINUOUS") else { return };
    let table = read(bytes.clone());
    let lengths = ["bp_coefficients", "bp_coefficient_errors", "bp_coefficient_correlations"].map(|name| {
        let column = table.column(name).unwrap();
        assert!(column.field().arraysize.is_variable(), "{name}");
        column.to_array().unwrap().as_list::<i32>().value(0).len()
    });
    assert_eq!(lengths, [55, 55, 1485]);
    let parameters = table.column("bp_n_parameters").unwrap().to_array().unwrap();
    assert_eq!(parameters.as_primitive::<Int16Type>().value(0), 55);
    let schemas = list_bytes(&bytes, &ReadOptions::default()).unwrap();
    assert_eq!(schemas.len(), 1);
    assert_eq!((schemas[0].fields.len(), schemas[0].num_rows), (26, Some(1)));
}

#[test]
fn on_disk_as_in_memory() {
    let Some(dir) = corpus() else { return };
    let path = dir.join("xp_continuous_raw/XP_CONTINUOUS_RAW.fits");
    let on_disk = Table::collect(&mut Reader::open(&path, ReadOptions::default()).unwrap()).unwrap();
    let in_memory = read(std::fs::read(&path).unwrap());
    assert_eq!(on_disk.num_rows(), 2);
    assert_eq!(on_disk.schema(), in_memory.schema());
    assert_eq!(on_disk.batches(), in_memory.batches());
    let mut seen = 0;
    for (name, bytes) in members().unwrap() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), &bytes).unwrap();
        let mut options = ReadOptions::default();
        options.limits.batch_bytes = 500;
        let mut reader = Reader::open(file.path(), options).unwrap();
        let on_disk = Table::collect(&mut reader).unwrap();
        assert!(Box::new(reader).finish().unwrap().warnings.is_empty());
        let in_memory = read(bytes);
        let joined = |table: &Table| {
            (0..table.schema().fields.len())
                .map(|i| {
                    let arrays: Vec<_> = table.batches().iter().map(|batch| batch.column(i).as_ref()).collect();
                    gaialink_table::arrow::compute::concat(&arrays).unwrap()
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(joined(&on_disk), joined(&in_memory), "{name}");
        seen += 1;
    }
    assert_eq!(seen, 3);
}
