//! Zip archives: their members, their traps, and the conversion of many files.

use crate::files::generated;
use gaialink::{ConvertOptions, Error, ErrorKind, OpenOptions, Plan, Target, open};
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

const CSV: &[u8] = b"source_id,flux\n1,1.5\n2,2.5\n";

pub(crate) fn zip(directory: &Path, members: &[(&str, &[u8])], method: CompressionMethod) -> PathBuf {
    let path = directory.join("archive.dat");
    let mut writer = ZipWriter::new(fs::File::create(&path).unwrap());
    for (name, content) in members {
        writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap();
    path
}

fn reason(error: &Error) -> &str {
    match error.kind() {
        ErrorKind::Archive { reason } => reason,
        other => panic!("{other:?}"),
    }
}

#[test]
fn members_stored_and_deflated_from_files_and_streams() {
    let directory = tempfile::tempdir().unwrap();
    for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
        let path = zip(directory.path(), &[("a/one.csv", CSV), ("two.csv", CSV)], method);
        let stream = OpenOptions::default().open_reader("stream", fs::File::open(&path).unwrap()).unwrap();
        for source in [open(&path).unwrap(), stream] {
            assert_eq!(source.format(), None);
            let names: Vec<&str> = source.members().iter().map(|member| member.name.as_str()).collect();
            assert_eq!(names, ["a/one.csv", "two.csv"]);
            assert_eq!(source.members()[0].size, CSV.len() as u64);
            assert_eq!(source.member("two.csv").unwrap().table().unwrap().num_rows(), 2);
            assert!(matches!(source.table().unwrap_err().kind(), ErrorKind::ChooseMember { count: 2, .. }));
            assert!(matches!(source.member("three.csv").unwrap_err().kind(), ErrorKind::NoMember { .. }));
        }
        let mut options = OpenOptions::default();
        options.member = Some("a/one.csv".to_owned());
        assert_eq!(options.open(&path).unwrap().table().unwrap().num_rows(), 2);
    }
}

#[test]
fn an_archive_of_one_file_is_that_file() {
    let directory = tempfile::tempdir().unwrap();
    let path = zip(directory.path(), &[("one.csv", CSV)], CompressionMethod::Deflated);
    assert_eq!(open(&path).unwrap().table().unwrap().num_rows(), 2);
    let nested = fs::read(&path).unwrap();
    let path = zip(directory.path(), &[("inner.zip", &nested)], CompressionMethod::Stored);
    let error = open(&path).unwrap().table().unwrap_err();
    assert_eq!(reason(&error), "a zip archive inside a zip archive is not looked into");
}

#[test]
fn damage_is_found() {
    let directory = tempfile::tempdir().unwrap();
    let path = zip(directory.path(), &[("one.csv", CSV)], CompressionMethod::Stored);
    let good = fs::read(&path).unwrap();
    let at = good.windows(CSV.len()).position(|window| window == CSV).unwrap();
    let read = |bytes: Vec<u8>| OpenOptions::default().open_reader("zip", std::io::Cursor::new(bytes)).and_then(|s| s.table());
    let mut changed = good.clone();
    changed[at + CSV.len() - 2] = b'9';
    let error = read(changed).unwrap_err();
    assert!(format!("{error:?}").contains("checksum is not what the archive says"), "{error:?}");
    for cut in 0..good.len() {
        assert!(read(good[..cut].to_vec()).is_err(), "cut at {cut}");
    }
}

#[test]
fn an_inflated_size_beyond_the_limit_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let long = [b"flux\n".as_slice(), &b"1.5\n".repeat(100_000)].concat();
    let path = zip(directory.path(), &[("long.csv", &long)], CompressionMethod::Deflated);
    let mut options = OpenOptions::default();
    options.limits.max_inflated = Some(100_000);
    let error = options.open(&path).and_then(|source| source.table()).unwrap_err();
    assert!(format!("{error:?}").contains("limit: 100000"), "{error:?}");
}

#[test]
fn many_files_keep_their_names() {
    let directory = tempfile::tempdir().unwrap();
    let archive = zip(directory.path(), &[("a/one b.csv", CSV), ("notes.txt", b"once")], CompressionMethod::Deflated);
    let inputs = directory.path().join("inputs");
    fs::create_dir_all(inputs.join("deep")).unwrap();
    fs::copy(generated("gaia/mcmc_msc.xml"), inputs.join("deep/mcmc.xml")).unwrap();
    fs::copy(generated("gaia/xp_sampled.fits"), inputs.join("xp.fits")).unwrap();
    fs::write(inputs.join("README"), "words").unwrap();
    let into = directory.path().join("out");
    let single = generated("gaia/xp_continuous.ecsv");
    let plan = Plan::new(&[archive, inputs, single], &into, Target::Parquet, &OpenOptions::default()).unwrap();
    assert_eq!(plan.skipped().len(), 2);
    let outputs: Vec<_> = plan.jobs().iter().map(|job| job.output.strip_prefix(&into).unwrap().to_owned()).collect();
    let want = ["a/one b.parquet", "deep/mcmc.parquet", "xp.parquet", "xp_continuous.parquet"];
    assert_eq!(outputs, want.map(PathBuf::from));
    assert!(!into.exists());
    let rows: Vec<u64> = plan.run(&ConvertOptions::default()).unwrap().into_iter().map(|r| r.unwrap().rows).collect();
    assert_eq!(rows, [2, 12, 343, 1]);
    for output in want {
        assert!(open(into.join(output)).unwrap().table().is_ok(), "{output}");
    }
}

#[test]
fn one_failure_does_not_stop_the_others() {
    let directory = tempfile::tempdir().unwrap();
    let inputs = [generated("bad/wrong_type.ecsv"), generated("gaia/mcmc_msc.ecsv")];
    let plan = Plan::new(&inputs, directory.path(), Target::Fits, &OpenOptions::default()).unwrap();
    let results = plan.run(&ConvertOptions::default()).unwrap();
    assert!(results[0].is_err());
    assert_eq!(results[1].as_ref().unwrap().rows, 12);
    let left: Vec<_> = fs::read_dir(directory.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["mcmc_msc.fits"]);
}

#[test]
fn names_that_collide_or_leave_the_directory_are_refused() {
    let directory = tempfile::tempdir().unwrap();
    let plan = |inputs: &[PathBuf], into: &Path| Plan::new(inputs, into, Target::Ecsv, &OpenOptions::default()).map(|_| ());
    let into = directory.path().join("out");
    for name in ["../one.csv", "/one.csv", "a/../../one.csv", "a\\one.csv"] {
        let path = zip(directory.path(), &[(name, CSV)], CompressionMethod::Stored);
        let error = plan(&[path], &into).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::UnsafeName { .. }), "{name}: {error}");
    }
    let both = [generated("gaia/mcmc_msc.xml"), generated("gaia/mcmc_msc.fits")];
    assert!(matches!(plan(&both, &into).unwrap_err().kind(), ErrorKind::Collision { .. }));
    let path = directory.path().join("own.ecsv");
    fs::copy(generated("gaia/mcmc_msc.ecsv"), &path).unwrap();
    let error = plan(&[path], directory.path()).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Collision { .. }), "an input is not replaced: {error}");
    assert!(!into.exists());
}
