//! `gaialink stack`, and what is left behind by a command that is interrupted.

use crate::run::{Directory, gaialink, generated};
use std::{
    fs,
    io::Write,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// A file of the archive's name with the generated spectrum in it.
fn spectrum(directory: &Directory, id: i64) -> String {
    let text = fs::read_to_string(generated("gaia/xp_sampled.xml")).unwrap();
    let (before, rest) = text.split_once("name=\"source_id\"").unwrap();
    let (attributes, rest) = rest.split_once("value=\"").unwrap();
    let (_, behind) = rest.split_once('"').unwrap();
    let path = directory.name(&format!("XP_SAMPLED-Gaia DR3 {id}.xml"));
    fs::write(&path, format!("{before}name=\"source_id\"{attributes}value=\"{id}\"{behind}")).unwrap();
    path
}

#[test]
fn files_become_one_table() {
    let directory = Directory::new();
    let (one, two, out) = (spectrum(&directory, 7), spectrum(&directory, 5), directory.name("out.csv"));
    let ran = gaialink(&["stack", &one, &two, "-o", &out]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("out.csv: XP_SAMPLED, 2 sources, 686 rows"), "{}", ran.err);
    let text = fs::read_to_string(&out).unwrap();
    let ids: Vec<&str> = text.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect();
    assert_eq!(ids.iter().filter(|id| **id == "5").count(), 343);
    assert!(ids.is_sorted());
    assert_eq!(gaialink(&["stack", "--quiet", &one, &two, "-o", &out]).ok(), "");
}

#[test]
fn what_is_broken_is_told_and_the_exit_code_is_3() {
    let directory = Directory::new();
    let (good, bad, out) = (spectrum(&directory, 7), spectrum(&directory, 8), directory.name("out.parquet"));
    fs::write(&bad, &fs::read(&good).unwrap()[..500]).unwrap();
    let ran = gaialink(&["stack", "--quiet", &good, &bad, "-o", &out]);
    assert_eq!(ran.code, 3, "{}", ran.err);
    assert!(ran.err.contains("XP_SAMPLED-Gaia DR3 8.xml: cannot read VOTable"), "{}", ran.err);
    let ran = gaialink(&["stack", "--fail-fast", &good, &bad, "-o", &out]);
    assert_eq!(ran.code, 1, "{}", ran.err);
}

#[test]
fn sources_without_a_product_are_told() {
    let directory = Directory::new();
    let (one, ids) = (spectrum(&directory, 7), directory.name("ids.txt"));
    fs::write(&ids, "7\n8\n9\n").unwrap();
    let missing = directory.name("missing.txt");
    let out = directory.name("out.arrow");
    let ran = gaialink(&["stack", &one, "-o", &out, "--ids", &ids, "--missing", &missing]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("2 of 3 sources have no XP_SAMPLED: 8, 9"), "{}", ran.err);
    assert_eq!(fs::read_to_string(missing).unwrap(), "8\n9\n");
}

#[test]
fn where_there_is_nothing_it_is_told() {
    let directory = Directory::new();
    let (ids, missing, out) = (directory.name("ids.txt"), directory.name("missing.txt"), directory.name("out.parquet"));
    fs::write(&ids, "9\n8\n").unwrap();
    let mut empty = zip::ZipWriter::new(fs::File::create(directory.path("empty.zip")).unwrap());
    empty.start_file("MANIFEST.txt", zip::write::SimpleFileOptions::default()).unwrap();
    empty.write_all(b"nothing").unwrap();
    empty.finish().unwrap();
    let input = directory.name("empty.zip");
    let ran = gaialink(&["stack", "--quiet", &input, "-o", &out, "--ids", &ids, "--missing", &missing]);
    assert_eq!((ran.code, ran.err.as_str()), (1, "gaialink: no products were found, and nothing was written\n"));
    assert_eq!(fs::read_to_string(missing).unwrap(), "8\n9\n", "all are missing");
    let ran = gaialink(&["stack", "--quiet", &input, &directory.name("none.zip"), "-o", &out]);
    assert_eq!(ran.code, 3, "{}", ran.err);
    assert_eq!(directory.list(), ["empty.zip", "ids.txt", "missing.txt"]);
}

#[test]
fn options_that_make_no_sense() {
    for options in [&["--partition", "healpix:13"][..], &["--on-duplicate", "last"], &["--structure", "x"], &["--missing", "x"]] {
        let arguments = [&["stack", "in.zip", "-o", "out.parquet"], options].concat();
        assert_eq!(gaialink(&arguments).code, 2, "{options:?}");
    }
}

/// A conversion of an input that does not end is interrupted once its output has begun.
#[cfg(unix)]
#[test]
fn an_interrupt_leaves_nothing_half_written() {
    for signal in ["INT", "TERM"] {
        let directory = Directory::new();
        let out = directory.name("out.csv");
        fs::write(&out, "what was there before").unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_gaialink"))
            .args(["convert", "-", &out])
            .stdin(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        let head = "<VOTABLE><RESOURCE><TABLE><FIELD name='a' datatype='int'/><DATA><TABLEDATA>";
        input.write_all(head.as_bytes()).unwrap();
        // Enough for the reader to begin with; the rest never comes.
        input.write_all("<TR><TD>1</TD></TR>".repeat(10_000).as_bytes()).unwrap();
        let begun = Instant::now();
        while directory.list().len() < 2 && begun.elapsed() < Duration::from_secs(20) {
            thread::sleep(Duration::from_millis(20));
        }
        assert_eq!(directory.list().len(), 2, "a temporary file stands beside the output");
        let id = child.id().to_string();
        assert!(Command::new("kill").args(["-s", signal, &id]).status().unwrap().success());
        let code = child.wait().unwrap().code();
        drop(input);
        assert_eq!(code, Some(if signal == "INT" { 130 } else { 143 }), "{signal}");
        assert_eq!(directory.list(), ["out.csv"], "{signal}");
        assert_eq!(fs::read_to_string(&out).unwrap(), "what was there before");
    }
}

/// Sorting goes through files, which are gone whatever ends it.
#[cfg(unix)]
#[test]
fn files_of_the_sorting_are_gone() {
    let directory = Directory::new();
    let (input, out, temporary) = (directory.name("rows.csv"), directory.name("out.arrow"), directory.path("tmp"));
    fs::create_dir(&temporary).unwrap();
    let rows: String = (0..30_000).map(|at| format!("{},9,1.5,2.5,336.0,1.0,0.5\n", (at * 7919) % 29_989 + 1)).collect();
    fs::write(&input, format!("source_id,solution_id,ra,dec,wavelength,flux,flux_error\n{rows}")).unwrap();
    let other = directory.name("other.csv");
    fs::copy(&input, &other).unwrap();
    let start = |way: &str, from: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gaialink"));
        command.arg("stack").args(from).args([
            "-o",
            &out,
            "--product",
            "XP_SAMPLED",
            "--sort-memory",
            "0",
            "--on-duplicate",
            way,
            "-q",
        ]);
        command.env("TMPDIR", &temporary).stdin(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
    };
    let left = || fs::read_dir(&temporary).unwrap().count();
    for (way, code) in [("first", 0), ("error", 1)] {
        assert_eq!(start(way, &[&input, &other]).wait().unwrap().code(), Some(code), "{way}");
        assert_eq!(left(), 0, "{way}");
    }
    let mut child = start("first", &["-"]);
    let mut pipe = child.stdin.take().unwrap();
    // Enough for some batches; the rest never comes.
    let text = fs::read(&input).unwrap();
    let feeding = thread::spawn(move || {
        let header = text.iter().position(|byte| *byte == b'\n').unwrap() + 1;
        let mut fed = pipe.write_all(&text);
        for _ in 0..9 {
            fed = fed.and_then(|()| pipe.write_all(&text[header..]));
        }
        // A pipe that the program left is no matter.
        drop(fed);
        pipe
    });
    let begun = Instant::now();
    while left() == 0 && begun.elapsed() < Duration::from_secs(30) {
        thread::sleep(Duration::from_millis(10));
    }
    assert!(left() > 0, "a part is sorted in a file");
    assert!(Command::new("kill").args(["-s", "INT", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    drop(feeding.join());
    assert_eq!((left(), directory.list()), (0, ["other.csv", "out.arrow", "rows.csv", "tmp"].map(str::to_owned).to_vec()));
}
