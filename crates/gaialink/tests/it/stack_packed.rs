//! Files of a stack inside gzip and tar.

use crate::bundles::{name, reason, spectra, spectrum, stack};
use flate2::{Compression, write::GzEncoder};
use gaialink::bundle::{Bundle, StackOptions};
use std::{fs, io::Write};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn gzip_around_an_archive_and_around_a_file() {
    let (directory, input) = spectra();
    let packed = directory.path().join("in.zip.gz");
    let once = gzip(&fs::read(&input).unwrap());
    let output = directory.path().join("out.arrow");
    for bytes in [once.clone(), gzip(&once)] {
        fs::write(&packed, bytes).unwrap();
        let report = stack(&[&packed], &output, StackOptions::default()).unwrap();
        assert_eq!((report.failed.len(), report.products[0].sources), (0, 3), "{:?}", report.failed);
        assert_eq!(Bundle::open(&[&packed]).unwrap().len(), 3);
    }
    fs::write(&packed, &once[..once.len() - 9]).unwrap();
    let report = stack(&[&packed], &output, StackOptions::default()).unwrap();
    assert_eq!((report.failed.len(), report.products.len()), (1, 0), "what is cut is told");
    let file = directory.path().join(format!("{}.gz", name(7)));
    fs::write(&file, gzip(spectrum(7, &["1.5"], "").as_bytes())).unwrap();
    assert_eq!(stack(&[&file], &output, StackOptions::default()).unwrap().products[0].sources, 1);
}

#[test]
fn what_other_programs_unpack_is_told() {
    let directory = tempfile::tempdir().unwrap();
    let input = directory.path().join("in.tar.gz");
    let tar = [name(7).into_bytes(), vec![0; 257 - name(7).len()], b"ustar\x0000".to_vec(), vec![0; 1000]].concat();
    fs::write(&input, gzip(&tar)).unwrap();
    let report = stack(&[&input], &directory.path().join("out.arrow"), StackOptions::default()).unwrap();
    assert_eq!((report.failed.len(), report.products.len()), (1, 0));
    assert!(reason(&report.failed[0]).contains("packed by tar, which is not read; unpack it"), "{:?}", report.failed);
}
