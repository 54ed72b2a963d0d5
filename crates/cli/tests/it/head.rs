use crate::run::{gaialink, gaialink_unread, gaialink_with, generated};

#[test]
fn rows_as_an_aligned_table() {
    let out = gaialink(&["head", "-n", "2", "--columns", "wavelength,flux", &generated("gaia/xp_sampled.fits")]).ok();
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 4, "{out}");
    assert_eq!(lines[0].split_whitespace().collect::<Vec<_>>(), ["wavelength", "flux"]);
    assert_eq!(lines[1].split_whitespace().collect::<Vec<_>>(), ["nm", "W.m**-2.nm**-1"]);
    assert!(lines[2].trim_start().starts_with("336.0  "), "{out}");
    assert!(lines[3].trim_start().starts_with("338.0  "), "{out}");
    let ends: Vec<usize> = lines.iter().map(|line| line.len()).collect();
    assert!(ends.iter().all(|end| *end == ends[0]), "numbers are flush right: {out}");
}

#[test]
fn long_arrays_are_cut() {
    let file = generated("gaia/xp_continuous.xml");
    let out = gaialink(&["head", "--columns", "bp_coefficients", &file]).ok();
    let row = out.lines().last().unwrap();
    assert!(row.starts_with('[') && row.ends_with(", … 55]"), "{out}");
    assert_eq!(row.split(", ").count(), 5, "{out}");
}

#[test]
fn the_same_rows_from_every_format_and_from_a_pipe() {
    let rows = |file: &str| gaialink(&["head", "-n", "3", &generated(file)]).ok();
    let values = |text: &str| -> Vec<String> { text.lines().skip(2).map(str::to_owned).collect() };
    let want = values(&rows("gaia/mcmc_msc.xml"));
    assert_eq!(want.len(), 3);
    for format in ["plain.xml", "binary.xml", "fits", "ecsv"] {
        let file = format!("gaia/mcmc_msc.{format}");
        assert_eq!(values(&rows(&file)), want, "{format}");
        let bytes = std::fs::read(generated(&file)).unwrap();
        let piped = gaialink_with(&["head", "-n", "3", "-"], &bytes).ok();
        assert_eq!(piped, rows(&file), "{format}");
    }
}

#[test]
fn rows_in_the_middle() {
    let file = generated("gaia/xp_sampled.csv");
    let out = gaialink(&["head", "--rows", "3..", "-n", "2", "--columns", "wavelength", &file]).ok();
    let rows: Vec<&str> = out.lines().skip(2).map(str::trim).collect();
    assert_eq!(rows, ["342.0", "344.0"]);
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let input = b"# %ECSV 1.0\n# ---\n# datatype:\n# - {name: name, datatype: string}\nname\n\"a\x1b[31m\"\n";
    let out = gaialink_with(&["head", "-"], input).ok();
    assert!(out.contains("a\\u{1b}[31m"), "{out}");
}

#[test]
fn a_closed_pipe_is_no_error() {
    let ran = gaialink_unread(&["head", "-n", "343", &generated("gaia/xp_sampled.xml")]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let ran = gaialink_unread(&["convert", "-q", "--to", "csv", &generated("gaia/xp_sampled.xml"), "-"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
}
