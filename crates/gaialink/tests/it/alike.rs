//! Many files of one header: what one of them taught gives what each gives alone, and what is broken is told in the same words.

use crate::bundles::{name, reason, spectrum, stack, zip};
use gaialink::{
    ConvertOptions, Style, Target,
    arrow::{array::RecordBatch, compute::concat_batches},
    bundle::StackOptions,
    convert, open,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Sources in the order of their numbers.
const SOURCES: std::ops::Range<i64> = 11..23;

/// A file a source in a format, as the archive writes them.
fn folder(directory: &Path, target: Target) -> Vec<PathBuf> {
    let input = directory.join("in.zip");
    zip(&input, &SOURCES.map(|id| (name(id), spectrum(id, &["1.5", "2.5", "NaN"], "").into_bytes())).collect::<Vec<_>>());
    let folder = directory.join(target.name());
    fs::create_dir(&folder).unwrap();
    let mut options = ConvertOptions::default();
    (options.to, options.fits_style, options.csv_style) = (Some(target), Style::Archive, Style::Archive);
    let written = |id| {
        let path = folder.join(name(id)).with_extension(target.extension());
        convert(&open(&input).unwrap().member(&name(id)).unwrap(), &path, &options).unwrap();
        path
    };
    SOURCES.map(written).collect()
}

fn rows(inputs: &[&Path], output: &Path) -> (Option<RecordBatch>, Vec<String>) {
    let report = stack(inputs, output, StackOptions::default()).unwrap();
    let failed = report.failed.iter().map(reason).collect();
    let table = report.products.first().map(|stacked| open(&stacked.output).unwrap().table().unwrap());
    (table.map(|table| concat_batches(table.arrow_schema(), table.batches()).unwrap()), failed)
}

/// The files all at once and one by one.
fn compare(directory: &Path, files: &[PathBuf], what: &str) -> Vec<String> {
    let output = directory.join("out.arrow");
    let folder = files.first().and_then(|file| file.parent()).unwrap();
    let (all, mut failed) = rows(&[folder], &output);
    let all = all.unwrap();
    let (mut one_by_one, mut failed_alone) = (Vec::new(), Vec::new());
    for file in files {
        let (rows, failed) = rows(&[file], &output);
        one_by_one.extend(rows);
        failed_alone.extend(failed);
    }
    let want = concat_batches(one_by_one.first().unwrap().schema_ref(), &one_by_one).unwrap();
    assert_eq!(all.columns(), want.columns(), "{what}");
    failed.sort();
    failed_alone.sort();
    assert_eq!(failed, failed_alone, "{what}");
    failed
}

/// A file with other bytes in place of some.
fn replace(file: &Path, from: &[u8], to: &[u8]) {
    let bytes = fs::read(file).unwrap();
    let at = bytes.windows(from.len()).position(|found| found == from);
    let at = at.unwrap_or_else(|| panic!("{}: {}", file.display(), String::from_utf8_lossy(from)));
    fs::write(file, [&bytes[..at], to, &bytes[at + from.len()..]].concat()).unwrap();
}

#[test]
fn together_and_alone() {
    for target in [Target::Votable, Target::VotableTabledata, Target::Fits, Target::Ecsv, Target::Csv] {
        let directory = tempfile::tempdir().unwrap();
        let files = folder(directory.path(), target);
        assert!(compare(directory.path(), &files, target.name()).is_empty());
    }
}

/// Bytes, and those in their place.
type Change = (&'static [u8], &'static [u8]);

#[test]
fn broken_ones_among_them() {
    let cases: [(Target, &[Change], usize); 4] = [
        (Target::VotableTabledata, &[(b"2.5", b"2.x"), (b"\"solution_id\"", b"\"solution_ix\""), (b"</TABLEDATA>", b"")], 1),
        (
            Target::Fits,
            &[
                (b"NAXIS2  =                    3", b"NAXIS2  =                 3000"),
                (b"SOLUTION= '9", b"SOLUTION= '8"),
                (b"TFORM2  = 'E", b"TFORM2  = 'X"),
            ],
            2,
        ),
        (
            Target::Ecsv,
            &[(b"2.5", b"2.x"), (b"solution_id: 9", b"solution_id: 10"), (b"datatype: float32", b"datatype: float3z")],
            2,
        ),
        (Target::Csv, &[(b"2.5", b"2.x"), (b",9,", b",10,"), (b"source_id,", b"source,id,")], 2),
    ];
    for (target, changes, broken) in cases {
        let directory = tempfile::tempdir().unwrap();
        let files = folder(directory.path(), target);
        for (file, (from, to)) in files.iter().skip(3).zip(changes) {
            replace(file, from, to);
        }
        let cut = fs::read(&files[8]).unwrap();
        fs::write(&files[8], &cut[..cut.len() / 2]).unwrap();
        let failed = compare(directory.path(), &files, target.name());
        assert!(failed.len() >= broken, "{target}: {failed:?}");
    }
}
