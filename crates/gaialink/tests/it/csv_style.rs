//! The archive's CSV files, made again from what it serves in other formats.

use crate::{
    files::{PRODUCTS, SOURCE_ID, generated, member, served},
    restructure::agree,
};
use gaialink::{ConvertOptions, LossKind, Report, Source, Style, Target, convert, open, products::Form, split};
use std::{
    fs::{self, File},
    io::Read,
    path::Path,
};
use zip::ZipArchive;

/// The bytes of the archive's own file.
fn served_csv(served: &Path, product: &str) -> Vec<u8> {
    let archive = served.join(format!("datalink-zips/gaia_dr3_source_id_{SOURCE_ID}_dl_products_csv.zip"));
    let mut archive = ZipArchive::new(File::open(archive).unwrap()).unwrap();
    let mut bytes = Vec::new();
    archive.by_name(&format!("{product}-Gaia DR3 {SOURCE_ID}.csv")).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

fn written(source: &Source, style: Style) -> (Vec<u8>, Report) {
    let mut options = ConvertOptions::default();
    options.to = Some(Target::Csv);
    options.csv_style = style;
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("ours.csv");
    let report = convert(source, &*path, &options).unwrap();
    (fs::read(path).unwrap(), report)
}

/// Compares bytes, and tells the first line that differs.
fn compare(ours: &[u8], want: &[u8], what: &str) {
    let line = |bytes: &[u8], at: usize| {
        String::from_utf8_lossy(bytes.split(|b| *b == b'\n').nth(at).unwrap_or_default()).chars().take(300).collect::<String>()
    };
    let lines = ours.split(|b| *b == b'\n').zip(want.split(|b| *b == b'\n'));
    if let Some(at) = lines.into_iter().position(|(a, b)| a != b) {
        panic!("{what}: line {}\n{}\n{}", at + 1, line(ours, at), line(want, at));
    }
    assert_eq!(ours.len(), want.len(), "{what}");
}

#[test]
fn every_format_becomes_the_archives_own_csv_byte_for_byte() {
    let Some(served) = served() else { return };
    for product in PRODUCTS {
        let want = served_csv(&served, product);
        for (format, extension) in [("vot", "xml"), ("fits", "fits"), ("ecsv", "ecsv"), ("csv", "csv")] {
            let (ours, report) = written(&member(&served, product, format, extension), Style::Archive);
            compare(&ours, &want, &format!("{product} from {format}"));
            assert!(report.losses.iter().all(|loss| loss.kind != LossKind::Null), "{product} from {format}");
            let ids = ["source_id", "solution_id", "spatialLocation", "SOURCEID", "SOLUTION", "POS"];
            assert!(report.losses.iter().all(|loss| !ids.contains(&&*loss.subject)), "{product} from {format}");
        }
    }
}

/// Without the numbers of the run, in which files of the same source differ here.
fn of_one_run(text: &[u8]) -> String {
    let text = String::from_utf8(text.to_vec()).unwrap();
    ["4545469030156206081", "4545469030156206080"].iter().fold(text, |text, run| text.replace(&format!(",{run},"), ",0,"))
}

#[test]
fn generated_products_get_the_archives_columns() {
    for extension in ["xml", "plain.xml", "fits", "ecsv", "csv"] {
        let (ours, report) = written(&open(generated(&format!("gaia/xp_sampled.{extension}"))).unwrap(), Style::Archive);
        let want = fs::read(generated("gaia/xp_sampled.csv")).unwrap();
        compare(&ours, &want, extension);
        assert!(report.losses.iter().all(|loss| loss.subject != "source_id"), "{extension}");
    }
}

#[test]
fn other_served_files_as_well() {
    let Some(served) = served() else { return };
    let cases = [
        ("xp_continuous_raw/XP_CONTINUOUS_RAW", ".csv", &[".xml", "_plain.xml", ".fits", ".ecsv", ".csv"][..]),
        (
            "xp_missing_band/XP_CONTINUOUS_RAW_missing_BP",
            "_dr3int6.csv",
            &["_dr3int6.xml", "_plain_dr3int6.xml", "_dr3int6.ecsv"],
        ),
        ("xp_sampled_raw/XP_SAMPLED_RAW", "_dr3int6.csv", &["_votable_dr3int6.xml", "_dr3int6.fits", "_dr3int6.ecsv"]),
        ("epoch_photometry/dr2_individual", ".csv", &[".xml", ".csv"]),
        ("epoch_photometry/EPOCH_PHOTOMETRY-Gaia DR3 4689115826279313408.EXCERPT", ".csv", &[".csv"]),
        ("rvs/Kepler-93", ".csv", &[".csv"]),
    ];
    for (start, csv, others) in cases {
        let want = fs::read(served.join(format!("{start}{csv}"))).unwrap();
        for other in others {
            let (ours, _) = written(&open(served.join(format!("{start}{other}"))).unwrap(), Style::Archive);
            let (ours, want) = (of_one_run(&ours), of_one_run(&want));
            compare(ours.as_bytes(), want.as_bytes(), &format!("{start}{other}"));
        }
    }
}

#[test]
fn a_form_and_a_split_have_the_archives_columns_in_any_style() {
    for (place, served) in [generated("gaia/xp_sampled.xml"), generated("gaia/xp_sampled.fits")].iter().enumerate() {
        let source = open(served).unwrap();
        let want = source.products().unwrap();
        let directory = tempfile::tempdir().unwrap();
        let mut options = ConvertOptions::default();
        options.to = Some(Target::Csv);
        let mut paths = split(&source, directory.path().join("split"), &options).unwrap().files;
        options.form = Some(Form::Individual);
        paths.push(directory.path().join("form.csv"));
        let report = convert(&source, &*paths[1], &options).unwrap();
        assert!(report.losses.iter().all(|loss| !["source_id", "spatialLocation"].contains(&&*loss.subject)), "{place}");
        for path in paths {
            let text = fs::read_to_string(&path).unwrap();
            assert_eq!(text.lines().next(), Some("source_id,solution_id,ra,dec,wavelength,flux,flux_error"), "{place}");
            let found = open(&path).unwrap().products().unwrap();
            assert_eq!(found.len(), want.len());
            for (found, want) in found.iter().zip(&want) {
                assert!(agree(found, want), "{place}: {found:?} is not {want:?}");
            }
        }
    }
}
