//! Files that are wrong in one way each: an error that says where and what, no panic, nothing left behind.

use crate::files::generated;
use gaialink::{ConvertOptions, Error, OpenOptions, Target, convert, open};
use std::{error::Error as _, fs, path::Path};

/// The files, what the innermost error says, and, for those that have one, the place that is told.
const CASES: [(&str, &str, &str); 25] = [
    ("column_count.csv", "expected 2 cells, found 1", "line 3, row 2"),
    ("column_count.ecsv", "expected 2 cells, found 3", "line 9, row 2"),
    ("column_count.xml", "expected 2 TD elements, found 3", "row 2"),
    ("count_lies.xml", "a count of -1 is no number of elements", "row 1, column `b`"),
    ("cut.fits", "the data unit ends at byte 13760, the file at byte 6760", "HDU 2, byte 5760"),
    ("cut.xml", "the document ends inside VOTABLE/RESOURCE/TABLE/DATA/TABLEDATA", "line 1, byte 145"),
    ("datatype.ecsv", "the datatype `int33` is none of", "line 3"),
    ("datatype.xml", "`integer` is no datatype", "line 1, byte 40"),
    ("elements_cross.xml", "expected `</TD>`, but `</TR>` was found", "line 1, byte 130, row 1"),
    ("empty.csv", "the file is empty", ""),
    ("empty.ecsv", "the file is empty", ""),
    ("empty.fits", "the file is empty", ""),
    ("empty.xml", "the file is empty", ""),
    ("header_cut.ecsv", "the input ends before the line of column names", "line 5"),
    ("header_cut.fits", "the header ends at byte 5760, the file at byte 3680", "HDU 2, byte 2880"),
    ("header_disagrees.ecsv", "expected the column names `a`, `b`, found `a`, `c`", "line 7"),
    ("no_base64.xml", "the STREAM is no valid base64", "line 3, byte 168"),
    ("no_table.fits", "there is no table at all", ""),
    ("row_count.fits", "a data unit beyond 2^62 bytes", "HDU 2"),
    ("row_cut.xml", "the STREAM ends inside a row, 7 bytes after the last whole one", "row 1"),
    ("row_width.fits", "NAXIS1 is 7, but the columns take 8 bytes", "HDU 2, NAXIS1, byte 3120"),
    ("unknown_format.dat", "unknown format: the file begins with `what is this\\x00`", ""),
    ("wrong_type.csv", "`hot` is no float", "line 2, row 1, column `teff1`"),
    ("wrong_type.ecsv", "`x` is no int", "line 9, row 2, column `b`"),
    ("wrong_type.xml", "`x` is no int", "row 2, column `b`"),
];

/// The messages from the outermost to the cause.
fn chain(error: &Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text = format!("{text}: {cause}");
        next = cause.source();
    }
    text
}

fn convert_to(path: &Path, output: &Path, target: Target) -> Result<(), Error> {
    let mut options = ConvertOptions::default();
    options.to = Some(target);
    // Some of what is wrong in a VOTable is read all the same, unless reading is strict.
    let mut open = OpenOptions::default();
    open.strict = true;
    convert(&open.open(path)?, output, &options).map(|_| ())
}

#[test]
fn every_bad_file_says_where_and_what() {
    let directory = tempfile::tempdir().unwrap();
    let listed = fs::read_dir(generated("bad")).unwrap().count();
    assert_eq!(listed, CASES.len(), "every bad file has a case");
    for (file, what, place) in CASES {
        for target in [Target::Parquet, Target::Fits, Target::VotableBinary] {
            let error = convert_to(&generated("bad").join(file), &directory.path().join("out"), target).unwrap_err();
            let text = chain(&error);
            assert!(text.contains(what), "{file}: {text}");
            assert!(text.contains(place), "{file}: {text}");
            assert!(error.place().unwrap().ends_with(file), "{file}: {text}");
        }
    }
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0, "something was left behind");
}

#[test]
fn an_older_output_survives_a_failure() {
    let directory = tempfile::tempdir().unwrap();
    let output = directory.path().join("out.parquet");
    fs::write(&output, "older").unwrap();
    convert_to(&generated("bad/wrong_type.xml"), &output, Target::Parquet).unwrap_err();
    assert_eq!(fs::read(&output).unwrap(), b"older");
    convert_to(&generated("gaia/mcmc_msc.xml"), &output, Target::Parquet).unwrap();
    assert_eq!(open(&output).unwrap().table().unwrap().num_rows(), 12);
}

#[test]
fn every_truncation_is_an_error() {
    for file in ["gaia/mcmc_msc.xml", "gaia/mcmc_msc.plain.xml", "gaia/mcmc_msc.fits", "types/arrays.binary.xml"] {
        let bytes = fs::read(generated(file)).unwrap();
        // FITS is whole without the zeros behind its last row; a document ends with the bracket of its last tag.
        let filling: fn(&u8) -> bool = if file.ends_with("fits") { |b| *b == 0 } else { u8::is_ascii_whitespace };
        let whole = bytes.iter().rposition(|b| !filling(b)).unwrap() + 1;
        for cut in (0..whole).rev().step_by(if whole > 4000 { 37 } else { 1 }) {
            let input = std::io::Cursor::new(bytes[..cut].to_vec());
            let read = || -> Result<(), Error> {
                let mut reader = OpenOptions::default().open_reader("cut", input)?.reader()?;
                while reader.next_batch()?.is_some() {}
                reader.finish().map(|_| ())
            };
            let error = read().expect_err(&format!("{file} cut at {cut}"));
            assert_eq!(error.place(), Some("cut"), "{file} cut at {cut}: {error}");
        }
    }
}

#[test]
fn a_choice_that_is_not_there() {
    let read = |change: fn(&mut OpenOptions), file: &str| {
        let mut options = OpenOptions::default();
        change(&mut options);
        let path = generated(file);
        chain(&options.open(&path).and_then(|source| source.table()).unwrap_err()).replace(&path.display().to_string(), "F")
    };
    for file in ["gaia/mcmc_msc.xml", "gaia/mcmc_msc.fits", "gaia/mcmc_msc.ecsv", "gaia/mcmc_msc.csv"] {
        let text = read(|options| options.columns = Some(vec!["flux".to_owned()]), file);
        assert!(text.contains("`flux`"), "{text}");
        let text = read(|options| options.table = gaialink::TableChoice::Index(3), file);
        assert!(text.contains('3'), "{text}");
        let text = read(|options| options.table = gaialink::TableChoice::Name("none".to_owned()), file);
        assert!(text.contains("`none`"), "{text}");
        let text = read(|options| options.member = Some("x".to_owned()), file);
        assert_eq!(text, "F: no zip archive, so it has no member `x`");
    }
}
