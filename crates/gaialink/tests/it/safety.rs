//! What archives may not do, each by its name: nothing of it harms, all of it is told, and the rest goes on.

use crate::bundles::{files, name, reason, spectra, spectrum, stack, zip};
use gaialink::bundle::{BundleLimits, StackOptions, StackReport};
use std::{fs, io::Write, path::Path};
use zip::{ZipWriter, write::SimpleFileOptions};

/// The first place of bytes behind another.
fn find(bytes: &[u8], part: &[u8], behind: usize) -> usize {
    behind + bytes[behind..].windows(part.len()).position(|window| window == part).unwrap()
}

/// What becomes of an archive, and how many sources are stacked all the same.
fn stacked(bytes: &[u8]) -> (StackReport, u64) {
    let directory = tempfile::tempdir().unwrap();
    let input = directory.path().join("in.zip");
    fs::write(&input, bytes).unwrap();
    let report = stack(&[&input], &directory.path().join("out.arrow"), StackOptions::default()).unwrap();
    assert!(files(directory.path()).iter().all(|name| ["in.zip", "out.arrow"].contains(&name.as_str())));
    let sources = report.products.first().map_or(0, |stacked| stacked.sources);
    (report, sources)
}

/// One member fails, for that reason, and the two others are stacked.
fn one_fails(bytes: &[u8], want: &str) {
    let (report, sources) = stacked(bytes);
    assert_eq!((report.failed.len(), sources), (1, 2), "{want}: {:?}", report.failed);
    assert!(reason(&report.failed[0]).contains(want), "{want}: {}", reason(&report.failed[0]));
}

/// An archive of three spectra, and where its directory and its first and second member begin.
struct Good {
    bytes: Vec<u8>,
    directory: usize,
    first: usize,
    second: usize,
}

impl Good {
    fn new() -> Self {
        let (_folder, input) = spectra();
        let bytes = fs::read(input).unwrap();
        let first = find(&bytes, b"PK\x03\x04", 0);
        let (directory, second) = (find(&bytes, b"PK\x01\x02", 0), find(&bytes, b"PK\x03\x04", first + 4));
        Self { bytes, directory, first, second }
    }

    fn changed(&self, at: usize, to: u8) -> Vec<u8> {
        let mut bytes = self.bytes.clone();
        bytes[at] = to;
        bytes
    }

    /// The first member claims to be so many bytes longer.
    fn resized(&self, by: i64) -> Vec<u8> {
        let mut bytes = self.bytes.clone();
        let place = self.directory + 24..self.directory + 28;
        let size = u32::from_le_bytes(bytes[place.clone()].try_into().unwrap());
        bytes[place].copy_from_slice(&u32::try_from(i64::from(size) + by).unwrap().to_le_bytes());
        bytes
    }
}

#[test]
fn zip_bomb_by_ratio() {
    one_fails(&Good::new().resized(1 << 28), "more than 200 times is taken for a trap");
}

#[test]
fn zip_bomb_by_total_by_member_and_by_number() {
    let (directory, input) = spectra();
    let run = |change: fn(&mut BundleLimits)| {
        let mut options = StackOptions::default();
        change(&mut options.limits);
        stack(&[&input], &directory.path().join("out.arrow"), options).unwrap()
    };
    let report = run(|limits| limits.max_members = 2);
    assert!(reason(&report.failed[0]).contains("members of the archive: 3 is beyond the limit of 2"));
    let report = run(|limits| limits.max_total = 2000);
    assert!(reason(&report.failed[0]).contains("bytes of all members"), "{:?}", report.failed);
    let report = run(|limits| limits.max_member = 100);
    assert_eq!((report.failed.len(), report.products.len()), (3, 0));
    assert!(reason(&report.failed[0]).contains("bytes of the member"));
}

#[test]
fn lying_size() {
    for by in [1, -1, 1 << 25] {
        one_fails(&Good::new().resized(by), "the member's size is not what the archive says");
    }
}

#[test]
fn wrong_checksum_and_no_member_where_one_should_be() {
    let good = Good::new();
    let sum = good.directory + 16;
    one_fails(&good.changed(sum, good.bytes[sum] ^ 1), "the member's checksum is not what the archive says");
    one_fails(&good.changed(good.second, b'X'), "no member begins at byte");
}

#[test]
fn encrypted() {
    let good = Good::new();
    let mut bytes = good.changed(good.directory + 8, 1);
    bytes[good.first + 6] = 1;
    one_fails(&bytes, "the member is encrypted, which is not read");
}

#[test]
fn truncated() {
    let good = Good::new();
    for cut in [10, good.second, good.directory, good.bytes.len() - 1] {
        let (report, sources) = stacked(&good.bytes[..cut]);
        assert_eq!((report.failed.len(), sources), (1, 0), "cut at {cut}");
    }
}

#[test]
fn nested_archive() {
    let directory = tempfile::tempdir().unwrap();
    let input = directory.path().join("in.zip");
    let spectrum = |id| (name(id), spectrum(id, &["1.5"], "").into_bytes());
    zip(&input, &[spectrum(1), ("inner.zip".to_owned(), Good::new().bytes), spectrum(2)]);
    one_fails(
        &fs::read(&input).unwrap(),
        "inner.zip: cannot read the zip archive: a zip archive inside another one is not looked into",
    );
}

#[test]
fn absolute_and_parent_names() {
    let directory = tempfile::tempdir().unwrap();
    let input = directory.path().join("in.zip");
    let members = [("/etc/", 1), ("../../", 2), ("a/../", 3), ("C:\\", 4)]
        .map(|(folder, id)| (format!("{folder}{}", name(id)), spectrum(id, &["1.5"], "").into_bytes()));
    zip(&input, &members);
    // Names of members are only names: nothing is written there.
    assert_eq!(stacked(&fs::read(&input).unwrap()).1, 4);
    assert!(!Path::new("/etc").join(name(1)).exists());
}

#[test]
fn symlink() {
    let directory = tempfile::tempdir().unwrap();
    let input = directory.path().join("in.zip");
    let mut writer = ZipWriter::new(fs::File::create(&input).unwrap());
    writer.start_file(name(1), SimpleFileOptions::default()).unwrap();
    writer.write_all(spectrum(1, &["1.5"], "").as_bytes()).unwrap();
    writer.add_symlink(name(2), "/etc/passwd", SimpleFileOptions::default()).unwrap();
    writer.add_directory("empty/", SimpleFileOptions::default()).unwrap();
    writer.finish().unwrap();
    let (report, sources) = stacked(&fs::read(&input).unwrap());
    assert_eq!((sources, report.failed.len(), report.skipped.len()), (1, 0, 1));
    assert!(reason(&report.skipped[0]).contains("links are not followed"));
}

/// An archive whose directory is told by the records of zip64 only (APPNOTE 6.3, 4.3.14 to 4.3.16), and whose members have them.
#[test]
fn zip64() {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for id in 1..=3 {
        writer.start_file(name(id), SimpleFileOptions::default().large_file(true)).unwrap();
        writer.write_all(spectrum(id, &["1.5"], "").as_bytes()).unwrap();
    }
    let mut bytes = writer.finish().unwrap().into_inner();
    let end = find(&bytes, b"PK\x05\x06", 0);
    let old = bytes.split_off(end);
    let number = |at: usize| u64::from(u32::from_le_bytes(old[at..at + 4].try_into().unwrap()));
    let (size, offset) = (number(12), number(16));
    let mut put = |parts: &[&[u8]]| parts.iter().for_each(|part| bytes.extend_from_slice(part));
    put(&[b"PK\x06\x06", &44_u64.to_le_bytes(), &[45, 0, 45, 0], &[0; 8], &3_u64.to_le_bytes(), &3_u64.to_le_bytes()]);
    put(&[&size.to_le_bytes(), &offset.to_le_bytes()]);
    put(&[b"PK\x06\x07", &[0; 4], &u64::try_from(end).unwrap().to_le_bytes(), &[1, 0, 0, 0]]);
    put(&[b"PK\x05\x06", &[0; 4], &[0xff; 12], &[0; 2]]);
    let (report, sources) = stacked(&bytes);
    assert_eq!((report.failed.len(), sources), (0, 3), "{:?}", report.failed);
}

#[test]
fn duplicate_member_names() {
    let directory = tempfile::tempdir().unwrap();
    let input = directory.path().join("in.zip");
    let other = name(8).into_bytes();
    zip(&input, &[7, 8, 9].map(|id| (name(id), spectrum(id, &["1.5"], "").into_bytes())));
    let mut bytes = fs::read(input).unwrap();
    while let Some(at) = bytes.windows(other.len()).position(|window| window == other) {
        bytes[at..at + other.len()].copy_from_slice(name(7).as_bytes());
    }
    let (report, sources) = stacked(&bytes);
    assert_eq!((report.failed.len(), sources), (1, 0));
    assert!(reason(&report.failed[0]).contains("two members have the same name"), "{:?}", report.failed);
}

#[test]
fn non_product_members() {
    let directory = tempfile::tempdir().unwrap();
    let input = directory.path().join("in.zip");
    let members = [
        (name(1), spectrum(1, &["1.5"], "").into_bytes()),
        ("MANIFEST.json".to_owned(), b"{\"files\": 1}".to_vec()),
        ("log.txt".to_owned(), b"all went well".to_vec()),
        ("links.csv".to_owned(), b"ID,access_url\n1,2\n".to_vec()),
        ("empty".to_owned(), Vec::new()),
    ];
    zip(&input, &members);
    let (report, sources) = stacked(&fs::read(&input).unwrap());
    assert_eq!((report.failed.len(), report.skipped.len(), sources), (0, 4, 1), "{:?}", report.failed);
}
