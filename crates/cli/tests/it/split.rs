//! `--split` and `--structure`.

use crate::run::{Directory, gaialink, generated};
use std::fs;

fn names(directory: &std::path::Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_file_a_source_named_as_the_archive_does() {
    let directory = Directory::new();
    let (into, input) = (directory.name("out"), generated("gaia/xp_sampled_raw.fits"));
    let run = gaialink(&["convert", "--split", &into, "--structure", "individual", "--to", "votable", &input]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("W-RELEASE"), "{}", run.err);
    let found = names(&directory.path("out"));
    assert!(
        found.len() > 1 && found.iter().all(|name| name.starts_with("XP_SAMPLED-Gaia DR3 ") && name.ends_with(".xml")),
        "{found:?}"
    );
    let one = directory.path("out").join(&found[0]).display().to_string();
    let info = gaialink(&["info", &one]).ok();
    assert!(info.contains("XP_SAMPLED (INDIVIDUAL)") && info.contains("ESA/Gaia/DPAC"), "{info}");

    // All files of the sources again as one, which is the input.
    let csv = directory.name("long.csv");
    gaialink(&["convert", "-q", "--structure", "long", &input, &csv]).ok();
    let back = directory.name("back.csv");
    gaialink(&["convert", "-q", "--structure", "raw", &csv, &back]).ok();
    let want = gaialink(&["convert", "-q", "--to", "csv", &input, "-"]).ok();
    assert_eq!(fs::read_to_string(&back).unwrap(), want);

    // Rows of a source that do not stand together.
    let text = fs::read_to_string(&csv).unwrap();
    let (header, rows) = text.split_once('\n').unwrap();
    let mut rows: Vec<&str> = rows.lines().collect();
    let wavelength = |row: &&str| row.split(',').nth(4).unwrap().parse::<f64>().unwrap();
    rows.sort_by(|a, b| wavelength(a).total_cmp(&wavelength(b)));
    fs::write(directory.path("mixed.csv"), format!("{header}\n{}\n", rows.join("\n"))).unwrap();
    let mixed = directory.name("mixed.csv");
    for to in [directory.name("mixed_raw.csv"), "-".to_owned()] {
        let run = gaialink(&["convert", "-q", "--structure", "raw", "--to", "csv", &mixed, &to]);
        let found = if to == "-" { String::from_utf8(run.out).unwrap() } else { fs::read_to_string(&to).unwrap() };
        assert_eq!((run.code, found), (0, want.clone()), "{}", run.err);
    }
    let again = directory.name("again");
    gaialink(&["convert", "-q", "--split", &again, "--release", "Gaia DR3", &mixed]).ok();
    let with_csv: Vec<String> = found.iter().map(|name| name.replace(".xml", ".csv")).collect();
    assert_eq!(names(&directory.path("again")), with_csv);
}

#[test]
fn what_cannot_be_split_says_why() {
    let directory = Directory::new();
    let into = directory.name("out");
    let raw = generated("gaia/xp_sampled_raw.fits");
    let run = gaialink(&["convert", "--structure", "individual", &raw, &directory.name("one.xml")]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("a table of several sources"), "{}", run.err);
    assert!(!directory.path("one.xml").exists());
    fs::write(directory.path("other.csv"), "a,b\n1,2\n").unwrap();
    let run = gaialink(&["convert", "--split", &into, &directory.name("other.csv")]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("no known product"), "{}", run.err);
    let run = gaialink(&["convert", "--strict", "--split", &into, &raw]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("W-RELEASE"), "{}", run.err);
    assert!(names(&directory.path("out")).is_empty());
    // The input itself is not replaced.
    gaialink(&["convert", "-q", "--split", &into, &raw]).ok();
    let first = directory.path("out").join(&names(&directory.path("out"))[0]).display().to_string();
    let run = gaialink(&["convert", "--split", &into, &first]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert_eq!(gaialink(&["convert", "--split", &into, "--out-dir", &into, "--to", "csv", &raw]).code, 2);
}
