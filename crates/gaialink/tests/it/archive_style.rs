//! The archive's FITS files, made again from its VOTables.

use crate::files::{PRODUCTS, SOURCE_ID, member, served};
use gaialink::{ConvertOptions, Source, Style, convert};
use std::{
    fs::{self, File},
    io::Read,
    path::Path,
};
use zip::ZipArchive;

/// The cards that say when and by what software a file was written.
const OF_THE_FILE: [&str; 3] = ["DATE-HDU", "STILVERS", "STILCLAS"];

/// The cards of both headers, and the data unit with what fills its last block.
pub(crate) fn parts(bytes: &[u8]) -> (Vec<String>, &[u8]) {
    let mut cards = Vec::new();
    let mut rest = bytes;
    for _ in 0..2 {
        let (header, behind) = header(rest);
        cards.extend(header);
        rest = behind;
    }
    cards.retain(|card| OF_THE_FILE.iter().all(|keyword| !card.starts_with(keyword)));
    (cards, rest)
}

fn header(bytes: &[u8]) -> (Vec<String>, &[u8]) {
    let cards = bytes.chunks(80).map(|card| String::from_utf8(card.to_vec()).unwrap());
    let mut cards: Vec<String> = cards.take_while(|card| card.trim_end() != "END").collect();
    let len = ((cards.len() + 1) * 80).next_multiple_of(2880);
    assert!(bytes[(cards.len() + 1) * 80..len].iter().all(|b| *b == b' '));
    cards.push(format!("{:<80}", "END"));
    (cards, &bytes[len..])
}

/// The bytes of the archive's own file.
pub(crate) fn served_fits(served: &Path, product: &str) -> Vec<u8> {
    let archive = served.join(format!("datalink-zips/gaia_dr3_source_id_{SOURCE_ID}_dl_products_fits.zip"));
    let mut archive = ZipArchive::new(File::open(archive).unwrap()).unwrap();
    let mut bytes = Vec::new();
    archive.by_name(&format!("{product}-Gaia DR3 {SOURCE_ID}.fits")).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

fn written(source: &Source) -> Vec<u8> {
    let mut options = ConvertOptions::default();
    options.fits_style = Style::Archive;
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("ours.fits");
    convert(source, &*path, &options).unwrap();
    fs::read(path).unwrap()
}

#[test]
fn a_votable_becomes_the_archives_own_file_card_for_card() {
    let Some(served) = served() else { return };
    for (product, cards) in PRODUCTS.into_iter().zip([66, 49, 119]) {
        let original = served_fits(&served, product);
        for (format, extension) in [("vot", "xml"), ("fits", "fits")] {
            let ours = written(&member(&served, product, format, extension));
            let ((found, data), (want, want_data)) = (parts(&ours), parts(&original));
            assert_eq!(found, want, "{product} from {format}");
            assert_eq!(found.len(), cards, "{product} from {format}");
            assert!(data == want_data, "{product} from {format}: the data units differ");
        }
    }
}
