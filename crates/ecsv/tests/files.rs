//! Files that others wrote: those of the archive, where they are at hand, of astropy, and made-up ones in the archive's layouts.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

use flate2::read::MultiGzDecoder;
use gaialink_ecsv::{Error, csv, detect_csv, detect_ecsv, ecsv};
use gaialink_table::{
    Datatype, Schema, Table, TableReader, TableWriter, Trailer,
    arrow::{
        array::{Array, ArrayRef, AsArray},
        datatypes::{Float64Type, Int64Type},
    },
};
use std::{
    error::Error as _,
    fs::{self, File},
    io::{BufReader, Read},
    path::{Path, PathBuf},
};

const TESTDATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata");

/// The archive's files, if they are there.
fn archive() -> Option<PathBuf> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/gaia-files"));
    if !folder.exists() {
        println!("skipped: there is no {}", folder.display());
    }
    folder.exists().then(|| folder.to_owned())
}

fn read_ecsv(text: &[u8]) -> Result<Table, Error> {
    let mut reader = ecsv::Reader::try_new(text, ecsv::ReadOptions::default())?;
    let table = Table::collect(&mut reader)?;
    assert_eq!(Box::new(reader).finish()?.warnings, []);
    Ok(table)
}

fn read_csv(text: &[u8], schema: Option<Schema>) -> Result<Table, Error> {
    let options = csv::ReadOptions::default();
    let schema = schema.map_or_else(|| csv::infer(text, &options, None), Ok)?;
    Table::collect(&mut csv::Reader::try_new(text, schema, options)?)
}

fn arrays(table: &Table) -> Vec<ArrayRef> {
    table.columns().map(|column| column.to_array().unwrap()).collect()
}

/// Writes a table as ECSV, reads it again, and asserts that nothing changed.
fn check_round_trip(table: &Table, name: &str) {
    let mut text = Vec::new();
    let mut writer = ecsv::Writer::try_new(&mut text, table.schema(), ecsv::WriteOptions::default()).unwrap();
    table.batches().iter().for_each(|batch| writer.write_batch(batch).unwrap());
    assert!(Box::new(writer).finish(&Trailer::default()).unwrap().is_empty(), "{name}");
    let back = read_ecsv(&text).unwrap();
    assert_eq!(back.schema(), table.schema(), "{name}");
    assert_eq!(arrays(&back), arrays(table), "{name}");
}

fn bytes(path: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    let file = BufReader::new(File::open(path).unwrap());
    match path.extension().is_some_and(|extension| extension == "gz") {
        true => MultiGzDecoder::new(file).read_to_end(&mut bytes).unwrap(),
        false => BufReader::new(file).read_to_end(&mut bytes).unwrap(),
    };
    bytes
}

#[test]
fn rows_and_columns_are_those_of_the_manifest() {
    let Some(folder) = archive() else { return };
    let mut seen = 0;
    for line in fs::read_to_string(folder.join("MANIFEST.tsv")).unwrap().lines().skip(1) {
        let fields: Vec<_> = line.split('\t').collect();
        let [file, _, _, _, format @ ("ECSV" | "CSV"), _, rows, columns, ..] = fields[..] else { continue };
        let text = bytes(&folder.join(file));
        assert_eq!((detect_ecsv(&text), detect_csv(&text)), (format == "ECSV", true), "{file}");
        let table = if format == "ECSV" { read_ecsv(&text) } else { read_csv(&text, None) }.unwrap();
        assert_eq!(table.num_rows().to_string(), rows, "rows of {file}");
        assert_eq!(table.schema().fields.len().to_string(), columns, "columns of {file}");
        check_round_trip(&table, file);
        seen += 1;
    }
    assert_eq!(seen, 11, "files of the manifest");
}

#[test]
fn csv_and_ecsv_hold_the_same_values() {
    let Some(folder) = archive() else { return };
    for name in ["xp_continuous_raw/XP_CONTINUOUS_RAW", "xp_sampled_raw/XP_SAMPLED_RAW_dr3int6"] {
        let of = |extension: &str| bytes(&folder.join(format!("{name}.{extension}")));
        let ecsv = read_ecsv(&of("ecsv")).unwrap();
        let csv = read_csv(&of("csv"), Some((**ecsv.schema()).clone())).unwrap();
        assert_eq!(arrays(&csv), arrays(&ecsv), "{name}");
    }
}

#[test]
fn members_of_the_zips() {
    let Some(folder) = archive() else { return };
    let mut tables = Vec::new();
    for format in ["csv", "ecsv"] {
        let name = format!("datalink-zips/gaia_dr3_source_id_5937083312263887616_dl_products_{format}.zip");
        let mut zip = zip::ZipArchive::new(File::open(folder.join(name)).unwrap()).unwrap();
        for place in 0..zip.len() {
            let mut text = Vec::new();
            zip.by_index(place).unwrap().read_to_end(&mut text).unwrap();
            let table = if format == "csv" { read_csv(&text, None) } else { read_ecsv(&text) }.unwrap();
            check_round_trip(&table, format);
            tables.push(table);
        }
    }
    let mut sizes: Vec<_> = tables.iter().map(|table| (table.num_rows(), table.columns().count())).collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [(1, 26), (1, 26), (100, 11), (100, 11), (343, 3), (343, 7)]);
    let sampled = tables.iter().find(|table| table.columns().count() == 3).unwrap();
    assert_eq!(sampled.param("source_id").unwrap().to_i64(), Ok(5937083312263887616));
    assert_eq!(sampled.param("spatialLocation").unwrap().to_f64s().unwrap(), [251.51920772923995, -51.50535255488219]);
    assert_eq!(sampled.param("SpatialExtent").unwrap().value, "5.8932666E-4");
    assert_eq!(sampled.param("Publisher").unwrap().value, "ESA/Gaia/DPAC");
    assert_eq!(sampled.param("FluxAxisUcd").unwrap().value, "phot.fluence;em.wl");
    let mcmc = tables.iter().filter(|table| table.columns().count() == 11).find_map(|table| table.schema().field("mh"));
    assert_eq!(mcmc.map(|field| field.datatype), Some(Datatype::Double), "inferred");
    let mcmc = tables.iter().filter_map(|table| table.schema().field("mh")).find(|field| field.datatype == Datatype::Float);
    assert_eq!(mcmc.and_then(|field| field.unit.as_deref()), Some("'dex'"));
}

#[test]
fn the_bulk_download() {
    let Some(folder) = archive() else { return };
    let table = read_ecsv(&bytes(&folder.join("epoch_photometry/bulk_epoch_photometry_5rows.csv.gz"))).unwrap();
    assert_eq!(table.param("RELEASE").unwrap().value, "Gaia DR3");
    assert!(table.param("DESCRIPTION").unwrap().value.starts_with("Epoch photometry. Each row"));
    let ids = table.column("transit_id").unwrap().to_array().unwrap();
    let ids = ids.as_list::<i32>().value(0);
    let ids = ids.as_primitive::<Int64Type>();
    assert_eq!((ids.len(), ids.null_count(), ids.value(0)), (25, 1, 17281342410864078));
    assert!(ids.is_null(1));
    let times = table.column("bp_obs_time").unwrap().to_array().unwrap();
    let times = times.as_list::<i32>().value(0);
    let times = times.as_primitive::<Float64Type>();
    assert_eq!((times.null_count(), times.value(0), times.value(6).is_nan()), (0, 1709.371242887886, true));
    let flags = table.column("variability_flag_g_reject").unwrap();
    assert_eq!((flags.field().datatype, flags.field().arraysize.to_string()), (Datatype::Boolean, "*".to_owned()));
    assert_eq!(flags.to_array().unwrap().as_list::<i32>().value(0).len(), 25);
    assert_eq!(table.schema().field("g_transit_flux").unwrap().unit.as_deref(), Some("'electron'.s**-1"));
}

#[test]
fn layouts_of_the_archive() {
    for (name, rows) in
        [("mcmc_msc", 12), ("xp_sampled", 343), ("xp_sampled_raw", 2), ("xp_continuous", 1), ("xp_continuous_raw", 2)]
    {
        let of = |extension: &str| bytes(&Path::new(TESTDATA).join(format!("gaia/{name}.{extension}")));
        let ecsv = read_ecsv(&of("ecsv")).unwrap();
        check_round_trip(&ecsv, name);
        let csv = read_csv(&of("csv"), None).unwrap();
        assert_eq!((ecsv.num_rows(), csv.num_rows()), (rows, rows), "{name}");
        for column in ecsv.columns() {
            assert!(csv.column(&column.field().name).is_some(), "{name}: {}", column.field().name);
        }
    }
}

#[test]
fn tables_of_astropy() {
    let of = |name: &str| read_ecsv(&bytes(&Path::new(TESTDATA).join("peers").join(name))).unwrap();
    let (blanks, commas) = (of("astropy.ecsv"), of("astropy_comma.ecsv"));
    assert_eq!(blanks.schema(), commas.schema());
    assert_eq!(arrays(&blanks), arrays(&commas));
    check_round_trip(&commas, "astropy_comma.ecsv");
    assert_eq!(commas.num_rows(), 3);
    assert_eq!(commas.param("source_id").unwrap().to_i64(), Ok(9007199254740993));
    let ragged = commas.column("ragged").unwrap().to_array().unwrap();
    let lengths: Vec<_> = ragged.as_list::<i32>().iter().map(|cell| cell.map(|cell| cell.len())).collect();
    assert_eq!(lengths, [Some(3), Some(0), Some(1)]);
    let shaped = commas.schema().field("shaped").unwrap();
    assert_eq!((shaped.datatype, shaped.arraysize.to_string()), (Datatype::Float, "2x3".to_owned()));
    assert_eq!(read_csv(&bytes(&Path::new(TESTDATA).join("peers/astropy.csv")), None).unwrap().num_rows(), 3);
}

#[test]
fn files_that_are_wrong() {
    let cases = [
        ("empty.csv", "CSV, line 1 | the input ends before the line of column names"),
        ("column_count.csv", "CSV, line 3, row 2 | expected 2 cells, found 1"),
        ("empty.ecsv", "ECSV, line 1 | expected a first line `# %ECSV 1.0`, found ``"),
        ("column_count.ecsv", "ECSV, line 9, row 2 | expected 2 cells, found 3"),
        ("header_cut.ecsv", "ECSV, line 5 | the input ends before the line of column names"),
        ("header_disagrees.ecsv", "ECSV, line 7 | expected the column names `a`, `b`, found `a`, `c`"),
        ("wrong_type.ecsv", "ECSV, line 9, row 2, column `b` | the cell does not fit the column | `x` is no int"),
    ];
    for (name, want) in cases {
        let text = bytes(&Path::new(TESTDATA).join("bad").join(name));
        let error = if name.ends_with(".ecsv") { read_ecsv(&text) } else { read_csv(&text, None) }.unwrap_err();
        let mut chain = error.to_string();
        let mut source = error.source();
        while let Some(cause) = source {
            chain += &format!(" | {cause}");
            source = cause.source();
        }
        assert_eq!(chain, want, "{name}");
    }
}

#[test]
fn what_validation_says_of_them() {
    let folder = Path::new(TESTDATA);
    let mut files: Vec<_> = fs::read_dir(folder.join("gaia"))
        .unwrap()
        .chain(fs::read_dir(folder.join("peers")).unwrap())
        .map(|entry| entry.unwrap().path())
        .collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "ecsv"));
    if let Some(archive) = archive() {
        let of_archive = [
            "epoch_photometry/bulk_epoch_photometry_5rows.csv.gz",
            "tap/1712337806100O-result.ecsv",
            "xp_continuous_raw/XP_CONTINUOUS_RAW.ecsv",
            "xp_missing_band/XP_CONTINUOUS_RAW_missing_BP_dr3int6.ecsv",
            "xp_sampled_raw/XP_SAMPLED_RAW_dr3int6.ecsv",
        ];
        files.extend(of_archive.map(|name| archive.join(name)));
    }
    assert!(files.len() >= 7, "{files:?}");
    for path in files {
        let findings = gaialink_ecsv::validate(&bytes(&path)[..], &gaialink_ecsv::ValidateOptions::default()).unwrap();
        let lines: Vec<_> = findings.iter().map(ToString::to_string).collect();
        assert_eq!(lines, Vec::<String>::new(), "{}", path.display());
    }
}
