//! Compression around files of every format.

use crate::archives::zip;
use bzip2::write::BzEncoder;
use flate2::write::GzEncoder;
use gaialink::bundle::Bundle;
use gaialink::{ConvertOptions, Format, OpenOptions, Source, convert, open};
use std::{error::Error as _, fs, io::Write, path::Path};

const CSV: &[u8] = b"source_id,flux\n1,1.5\n2,2.5\n3,-0.5\n";

fn bzip2(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn stream(bytes: &[u8]) -> Source {
    OpenOptions::default().open_reader("stream", std::io::Cursor::new(bytes.to_vec())).unwrap()
}

/// The table in every format, by the names of the files.
fn formats(directory: &Path) -> Vec<(Format, Vec<u8>)> {
    let source = stream(CSV);
    source.table().unwrap();
    let named = [
        (Format::Votable, "a.xml"),
        (Format::Fits, "a.fits"),
        (Format::Ecsv, "a.ecsv"),
        (Format::Csv, "a.csv"),
        (Format::ArrowIpc, "a.arrow"),
        (Format::Parquet, "a.parquet"),
    ];
    let written = |(format, name): (Format, &str)| {
        let path = directory.join(name);
        convert(&stream(CSV), &path, &ConvertOptions::default()).unwrap();
        (format, fs::read(path).unwrap())
    };
    named.into_iter().map(written).collect()
}

#[test]
fn every_format_is_found_in_bzip2() {
    let directory = tempfile::tempdir().unwrap();
    let formats = formats(directory.path());
    assert_eq!(formats.len(), 6);
    for (format, bytes) in formats {
        let halves = bytes.split_at(bytes.len() / 2);
        let packed = [
            bzip2(&bytes),
            // What several processors make: a stream a part.
            [bzip2(halves.0), bzip2(halves.1)].concat(),
            bzip2(&gzip(&bytes)),
            gzip(&bzip2(&bytes)),
        ];
        for packed in packed {
            // The name says nothing.
            let path = directory.path().join("data");
            fs::write(&path, &packed).unwrap();
            for source in [open(&path).unwrap(), stream(&packed)] {
                assert_eq!((source.format(), source.table().unwrap().num_rows()), (Some(format), 3));
            }
            let output = directory.path().join("out.csv");
            convert(&open(&path).unwrap(), &output, &ConvertOptions::default()).unwrap();
            assert_eq!(fs::read(&output).unwrap(), CSV, "{format}");
        }
    }
}

#[test]
fn archives_and_members() {
    let directory = tempfile::tempdir().unwrap();
    let packed = bzip2(CSV);
    let archive = zip(directory.path(), &[("one.csv.bz2", &packed), ("two.csv", CSV)], zip::CompressionMethod::Stored);
    let source = open(&archive).unwrap();
    assert_eq!(source.member("one.csv.bz2").unwrap().table().unwrap().num_rows(), 3);
    let outer = directory.path().join("outer.zip.bz2");
    fs::write(&outer, bzip2(&fs::read(&archive).unwrap())).unwrap();
    assert_eq!(open(&outer).unwrap().members().len(), 2);
    fs::write(&outer, gzip(&fs::read(&outer).unwrap())).unwrap();
    assert_eq!(Bundle::open(&[&outer]).unwrap().len(), 2);
}

#[test]
fn damage_and_bombs_are_errors() {
    let directory = tempfile::tempdir().unwrap();
    let long: Vec<u8> = [b"a\n".as_slice(), &b"12345\n".repeat(300_000)].concat();
    let whole = bzip2(&long);
    let innermost = |error: gaialink::Error| {
        let mut cause: &dyn std::error::Error = error.source().unwrap();
        while let Some(inner) = cause.source() {
            cause = inner;
        }
        cause.to_string()
    };
    let output = directory.path().join("out.xml");
    let path = directory.path().join("in.csv.bz2");
    for (bytes, want) in [
        (&whole[..whole.len() - 3], "decompression not finished but EOF reached"),
        (&whole[..], "bytes of the inflated content: "),
    ] {
        fs::write(&path, bytes).unwrap();
        let mut options = OpenOptions::default();
        options.limits.max_inflated = Some(1_500_000).filter(|_| bytes.len() == whole.len());
        let error = innermost(convert(&options.open(&path).unwrap(), &output, &ConvertOptions::default()).unwrap_err());
        assert!(error.starts_with(want), "{error}");
        assert!(!output.exists());
    }
    let mut layers = bzip2(CSV);
    (0..4).for_each(|_| layers = bzip2(&layers));
    fs::write(&path, &layers).unwrap();
    assert!(open(&path).unwrap_err().to_string().contains("in.csv.bz2"));
}
