use crate::run::{Directory, gaialink, gaialink_with, generated};
use std::fs;

/// The targets with the extension of a new file and how such a file begins.
const TARGETS: [(&str, &str, &[u8]); 9] = [
    ("votable", "vot", b"<?xml"),
    ("votable-tabledata", "vot", b"<?xml"),
    ("votable-binary", "vot", b"<?xml"),
    ("votable-fits", "vot", b"<?xml"),
    ("fits", "fits", b"SIMPLE  ="),
    ("ecsv", "ecsv", b"# %ECSV 1.0"),
    ("csv", "csv", b"source_id,"),
    ("arrow", "arrow", b"ARROW1"),
    ("parquet", "parquet", b"PAR1"),
];

#[test]
fn by_extension_by_name_and_through_pipes() {
    let directory = Directory::new();
    let input = generated("gaia/mcmc_msc.ecsv");
    let bytes = fs::read(&input).unwrap();
    for (target, extension, begin) in TARGETS {
        let output = directory.name(&format!("{target}.{extension}"));
        assert_eq!(gaialink(&["convert", "-q", "--to", target, &input, &output]).ok(), "");
        let written = fs::read(&output).unwrap();
        assert!(written.starts_with(begin), "{target}");
        // The same bytes, whichever way they come and go, on however many threads.
        assert_eq!(gaialink(&["convert", "-q", "--to", target, &input, "-"]).out, written, "{target}");
        let piped = gaialink_with(&["convert", "-q", "--threads", "1", "--to", target, "-", "-"], &bytes);
        assert_eq!((piped.code, piped.err.as_str()), (0, ""), "{target}");
        assert_eq!(piped.out, written, "{target}");
        if !target.starts_with("votable-") {
            let by_name = directory.name(&format!("by-name.{extension}"));
            gaialink(&["convert", "-q", &input, &by_name]).ok();
            assert_eq!(fs::read(&by_name).unwrap(), written, "{target}");
        }
    }
}

#[cfg(unix)]
#[test]
fn from_a_pipe_that_has_a_name() {
    let file = generated("gaia/mcmc_msc.ecsv");
    for (target, ..) in TARGETS {
        let bytes = gaialink(&["convert", "-q", "--to", target, &file, "-"]).out;
        let args = ["convert", "-q", "--to", target, "/dev/stdin", "-"];
        let piped = gaialink_with(&args, &bytes);
        assert_eq!((piped.code, piped.err.as_str()), (0, ""), "{target}");
        let twice = gaialink_with(&["convert", "-q", "--to", target, "-", "-"], &bytes);
        assert_eq!(piped.out, twice.out, "{target}");
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_waited_for() {
    let directory = Directory::new();
    let pipe = directory.path("in/pipe");
    fs::create_dir(directory.path("in")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    fs::copy(generated("gaia/mcmc_msc.ecsv"), directory.path("in/mcmc.ecsv")).unwrap();
    let ran = gaialink(&["convert", "--to", "fits", "--out-dir", &directory.name("out"), &directory.name("in")]);
    let said = format!("gaialink: skipped: {}: cannot read what is no regular file\n", pipe.display());
    assert_eq!((ran.code, ran.err), (0, said));
    assert_eq!(fs::read_dir(directory.path("out")).unwrap().count(), 1);
}

#[test]
fn compressed_where_the_name_says_so() {
    let directory = Directory::new();
    let output = directory.name("out.ecsv.gz");
    gaialink(&["convert", &generated("gaia/xp_sampled.ecsv"), &output]).ok();
    assert!(fs::read(&output).unwrap().starts_with(b"\x1f\x8b"));
    let head = |file: &str| gaialink(&["head", file]).ok();
    assert_eq!(head(&output), head(&generated("gaia/xp_sampled.ecsv")));
    // A gzip under another name is still one.
    let renamed = directory.name("out.fits");
    fs::rename(&output, &renamed).unwrap();
    assert_eq!(head(&renamed), head(&generated("gaia/xp_sampled.ecsv")));
}

#[test]
fn columns_and_rows() {
    let input = generated("gaia/xp_sampled.fits");
    let args = ["convert", "-q", "--columns", "flux,wavelength", "--rows", "1..3", "--to", "csv", &input, "-"];
    let out = gaialink(&args).ok();
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!((lines.len(), lines[0]), (3, "flux,wavelength"));
    assert!(lines[1].ends_with(",338.0") && lines[2].ends_with(",340.0"), "{out}");
}

#[test]
fn losses_are_told_and_strict_refuses_them() {
    let directory = Directory::new();
    let (input, output) = (generated("gaia/mcmc_msc.ecsv"), directory.name("out.csv"));
    let ran = gaialink(&["convert", &input, &output]);
    assert_eq!(ran.code, 0);
    let want = format!("gaialink: {output}: lost metadata: `FIELD`: CSV has no units (7 times)");
    assert_eq!(ran.err.lines().next(), Some(want.as_str()));
    assert_eq!(ran.err.lines().count(), 4, "{}", ran.err);
    fs::remove_file(&output).unwrap();

    let ran = gaialink(&["convert", "--strict", &input, &output]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.starts_with(&format!("gaialink: {output}: strict: 38 would be lost: ")), "{}", ran.err);
    let ran = gaialink(&["convert", "--strict", "--to", "csv", &input, "-"]);
    assert_eq!((ran.code, ran.out.len()), (1, 0));
    gaialink(&["convert", "--strict", &input, &directory.name("out.parquet")]).ok();
    assert_eq!(directory.list(), ["out.parquet"]);
}

#[test]
fn many_inputs_one_to_one() {
    let directory = Directory::new();
    let into = directory.name("out");
    let inputs = [generated("gaia/mcmc_msc.csv"), generated("gaia/xp_sampled.xml")];
    gaialink(&["convert", "--to", "ecsv", "--out-dir", &into, &inputs[0], &inputs[1]]).ok();
    let mut names: Vec<_> = fs::read_dir(&into).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["mcmc_msc.ecsv", "xp_sampled.ecsv"]);

    let ran = gaialink(&["convert", "--to", "fits", "--out-dir", &into, &generated("gaia")]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("two inputs would both become"), "{}", ran.err);

    let ran = gaialink(&["convert", "-q", "--to", "fits", "--out-dir", &into, &inputs[0], &generated("bad/cut.xml")]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.ends_with("1 of 2 conversions failed\n"), "{}", ran.err);
    assert!(directory.path("out/mcmc_msc.fits").exists());
}

#[test]
fn headers_in_the_style_of_the_archive() {
    let directory = Directory::new();
    let (input, output) = (generated("gaia/xp_sampled.xml"), directory.name("out.fits"));
    let comment = |style: &[&str]| {
        let ran = gaialink(&[&["convert", "-q", &input, &output], style].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        String::from_utf8_lossy(&fs::read(&output).unwrap()).contains("COMMENT Dummy header; see following table extension ")
    };
    assert!(!comment(&[]));
    assert!(!comment(&["--fits-style", "standard"]));
    assert!(comment(&["--fits-style", "archive"]));
    let ran = gaialink(&["convert", "--fits-style", "plain", &input, &output]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("[possible values: standard, archive]"), "{}", ran.err);
}

#[test]
fn usage_is_refused_with_two() {
    let directory = Directory::new();
    let input = generated("gaia/mcmc_msc.csv");
    let output = directory.name("out.csv");
    let cases: [&[&str]; 10] = [
        &[],
        &["convert", &input],
        &["convert", &input, &input, &output],
        &["convert", "--to", "json", &input, &output],
        &["convert", "--out-dir", "x", &input],
        &["convert", &input, "-"],
        &["convert", &generated("gaia"), &output],
        &["convert", "--rows", "5..3", &input, &output],
        &["convert", "--threads", "0", &input, &output],
        &["head", "-n", "few", &input],
    ];
    for args in cases {
        let ran = gaialink(args);
        assert_eq!(ran.code, 2, "{args:?}: {}", ran.err);
        assert!(ran.err.contains("--help") || ran.err.contains("Usage: gaialink"), "{args:?}: {}", ran.err);
    }
    assert_eq!(directory.list(), [""; 0]);
}

#[test]
fn failures_are_one_with_the_place() {
    let directory = Directory::new();
    let output = directory.name("out.parquet");
    let cases = [
        (generated("bad/wrong_type.ecsv"), "line 9, row 2, column `b`"),
        (generated("bad/unknown_format.dat"), "unknown format: the file begins with `what is this"),
        (directory.name("missing.xml"), "missing.xml: cannot open the file: "),
    ];
    for (input, what) in cases {
        let ran = gaialink(&["convert", &input, &output]);
        assert_eq!(ran.code, 1, "{}", ran.err);
        assert!(ran.err.contains(what), "{}", ran.err);
        assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    }
    let ran = gaialink(&["convert", &generated("gaia/mcmc_msc.csv"), &directory.name("out.txt")]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("the extension does not tell the format"), "{}", ran.err);
    assert_eq!(directory.list(), [""; 0]);
}

#[test]
fn the_types_of_csv_are_found_in_all_rows_or_in_some() {
    let directory = Directory::new();
    let (input, output) = (directory.name("wide.csv"), directory.name("wide.ecsv"));
    fs::write(&input, "a,b\n1,2\n3,x\n").unwrap();
    let narrow = gaialink(&["convert", "--infer-rows", "1", &input, &output]);
    assert_eq!(narrow.code, 1);
    assert!(narrow.err.contains("line 3, row 2, column `b`") && narrow.err.contains("--infer-rows all"), "{}", narrow.err);
    assert!(!fs::exists(&output).unwrap());
    assert_eq!(gaialink(&["convert", "--infer-rows", "all", &input, &output]).ok(), "");
    assert!(fs::read_to_string(&output).unwrap().ends_with("a,b\n1,2\n3,x\n"));
}

#[test]
fn the_dialect_of_a_csv() {
    let directory = Directory::new();
    let want = "source_id,flux\n7,1.5\n8,\n";
    let cases = [
        ("bars", "% c\nsource_id|flux\n7|1.5\n% c\n8|\n", ["--delimiter", "|", "--comment", "%"]),
        ("tabs", "#c\nsource_id\tflux\n7\t1.5\n8\t\n", ["--delimiter", "tab", "--comment", "#"]),
        ("blanks.csv", "source_id  flux\n7 1.5\n8 \"\"\n", ["--delimiter", "blank", "--comment", "!"]),
    ];
    for (name, text, args) in cases {
        fs::write(directory.path(name), text).unwrap();
        let ran = gaialink(&[&["convert", "--to", "csv"][..], &args, &[&directory.name(name), "-"]].concat());
        assert_eq!(ran.ok(), want, "{name}");
        assert!(gaialink(&[&["info"][..], &args, &[&directory.name(name)]].concat()).ok().contains("rows     2\n"), "{name}");
    }
    let ran = gaialink(&["info", "--delimiter", "1", &directory.name("blanks.csv")]);
    assert!(ran.err.contains("`1` cannot part cells"), "{}", ran.err);
    assert_eq!(gaialink(&["info", "--delimiter", "::", &directory.name("tabs")]).code, 2);
}

#[test]
fn the_style_of_a_csv() {
    let convert =
        |style: &str| gaialink(&["convert", "-q", "--csv-style", style, "--to", "csv", &generated("gaia/xp_sampled.xml"), "-"]);
    assert_eq!(convert("archive").ok().as_bytes(), fs::read(generated("gaia/xp_sampled.csv")).unwrap());
    assert_eq!(convert("standard").ok().lines().next(), Some("wavelength,flux,flux_error"));
    assert_eq!(convert("other").code, 2);
}

#[test]
fn flags_get_columns_of_their_own() {
    let directory = Directory::new();
    let out = directory.name("decoded.csv");
    gaialink(&["convert", "-q", "--decode-flags", &generated("gaia/epoch_photometry.csv"), &out]).ok();
    let text = std::fs::read_to_string(&out).unwrap();
    let mut lines = text.lines();
    let names: Vec<&str> = lines.next().unwrap().split(',').collect();
    assert_eq!(names.len(), 25 + 25);
    let place = names.iter().position(|name| *name == "photometry_flag_noisy_data").unwrap();
    let noisy: Vec<&str> = lines.map(|line| line.split(',').nth(place).unwrap()).collect();
    assert_eq!(noisy, ["false", "true", "false", "false", "false", "true"]);
}

/// From a VOTable, which is converted as a document where its rows stay what they are, and in every format.
#[test]
fn flags_get_columns_from_and_in_every_format() {
    let directory = Directory::new();
    let votable = directory.name("curves.xml");
    gaialink(&["convert", "-q", &generated("gaia/epoch_photometry.csv"), &votable]).ok();
    for to in ["votable", "votable-tabledata", "votable-binary", "votable-fits", "fits", "ecsv", "csv", "arrow", "parquet"] {
        let out = directory.name(to);
        gaialink(&["convert", "-q", "--decode-flags", "--to", to, &votable, &out]).ok();
        let json = gaialink(&["info", "--json", &out]).ok();
        assert_eq!(json.matches("\"photometry_flag_").count(), 25, "{to}");
    }
    for product in ["mcmc_msc.xml", "xp_sampled.fits", "xp_continuous.ecsv"] {
        let path = directory.name("none");
        let ran = gaialink(&["convert", "--decode-flags", "--to", "votable", &generated(&format!("gaia/{product}")), &path]);
        assert_eq!(ran.code, 1, "{product}");
        assert!(ran.err.contains("expected EPOCH_PHOTOMETRY, found "), "{product}: {}", ran.err);
        assert!(!directory.path("none").exists());
    }
}

/// CSV of DR2 and of DR3 have the same columns: the zero points tell them apart, and where they cannot, the user.
#[test]
fn flags_of_dr2_have_their_own_names() {
    let directory = Directory::new();
    let header = "source_id,transit_id,band,time,mag,flux,flux_error,flux_over_error,rejected_by_photometry,rejected_by_variability,\
                  other_flags,solution_id";
    let row = |mag: &str| {
        format!("{header}\n7,1,BP,1716.8,{mag},1271049.8640846065,5190.518902244344,244.87915,false,false,8388608,9\n")
    };
    // The magnitudes of that flux in DR2 and DR3, and none.
    for (name, mag, has_dr2) in [("dr2", "10.090982", true), ("dr3", "10.078136", false), ("none", "", false)] {
        std::fs::write(directory.path(&format!("{name}.csv")), row(mag)).unwrap();
        let convert = |options: &[&str]| {
            let (input, mut arguments) = (directory.name(&format!("{name}.csv")), vec!["convert", "-q", "--decode-flags"]);
            arguments.extend(options);
            arguments.extend(["--to", "csv", &input, "-"]);
            gaialink(&arguments).ok()
        };
        assert_eq!(convert(&[]).contains("bp_variability_reject"), has_dr2, "{name}");
        let told = convert(&["--release", "DR2"]);
        assert!(told.contains("bp_variability_reject"), "{name}");
        let input = directory.name(&format!("{name}.csv"));
        let raw = ["convert", "-q", "--release", "DR2", "--structure", "raw", "--to", "votable-tabledata", &input, "-"];
        assert!(gaialink(&raw).ok().contains(r#"value="Gaia DR2""#), "{name}");
        let dr4 = directory.name("EPOCH_PHOTOMETRY-Gaia DR4 7.csv");
        std::fs::copy(&input, &dr4).unwrap();
        let ran = gaialink(&["convert", "-q", "--decode-flags", "--to", "csv", &dr4, "-"]);
        assert!(ran.err.contains("the flags of Gaia DR4 are not known"), "{name}: {}", ran.err);
        let into = directory.name("split");
        let ran = gaialink(&["convert", "--split", &into, "--decode-flags", &directory.name(&format!("{name}.csv"))]);
        let release = if has_dr2 { "DR2" } else { "DR3" };
        let written = directory.path("split").join(format!("EPOCH_PHOTOMETRY-Gaia {release} 7.csv"));
        let text = std::fs::read_to_string(written).unwrap_or_else(|_| panic!("{name}: {}", ran.err));
        assert_eq!(text.contains("bp_variability_reject"), has_dr2, "{name}");
        std::fs::remove_dir_all(into).unwrap();
    }
}

/// Pretty or compact, in every version: the same rows.
#[test]
fn votables_of_a_row_a_line() {
    let directory = Directory::new();
    let input = generated("types/arrays.xml");
    for version in ["1.1", "1.5"] {
        let to = ["--to", "votable-tabledata", "--votable-version", version];
        let write = |more: &[&str]| gaialink(&[&["convert", "-q", &input, "-"], &to[..], more].concat()).out;
        let (pretty, compact) = (write(&[]), write(&["--votable-compact"]));
        let count = |text: &[u8], what: &str| String::from_utf8_lossy(text).matches(what).count();
        assert_eq!([count(&pretty, "<TR>\n<TD>"), count(&compact, "<TR>\n")], [3, 0], "{version}");
        assert_eq!([count(&pretty, "</TD></TR>\n"), count(&compact, "</TD></TR>\n")], [0, 3], "{version}");
        let back = |name: &str, text: &[u8]| {
            let path = directory.name(name);
            fs::write(&path, text).unwrap();
            gaialink(&["convert", "-q", &path, "-", "--to", "votable", "--votable-version", "1.5"]).out
        };
        assert_eq!(back("pretty.xml", &pretty), back("compact.xml", &compact), "{version}");
    }
}
