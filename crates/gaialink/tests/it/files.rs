//! Where the files are that tests read.

use gaialink::{Source, open};
use std::path::{Path, PathBuf};

/// The products in the zip archives, by their archive names.
pub(crate) const PRODUCTS: [&str; 3] = ["MCMC_MSC", "XP_SAMPLED", "XP_CONTINUOUS"];
/// The archives, by the formats of their members.
pub(crate) const FORMATS: [(&str, &str); 4] = [("vot", "xml"), ("fits", "fits"), ("ecsv", "ecsv"), ("csv", "csv")];
/// The one source of all of them.
pub(crate) const SOURCE_ID: i64 = 5_937_083_312_263_887_616;

/// Files made by the project itself.
pub(crate) fn generated(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata").join(path)
}

/// Files that the archive served, which the project holds no copy of; nothing, with a note, where they are not on the machine.
pub(crate) fn served() -> Option<PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/gaia-files");
    if directory.is_dir() {
        return Some(directory);
    }
    println!("skipped: there are no served files in {}", directory.display());
    None
}

/// A product of the served zip archives in a format.
pub(crate) fn member(served: &Path, product: &str, format: &str, extension: &str) -> Source {
    let archive = format!("datalink-zips/gaia_dr3_source_id_{SOURCE_ID}_dl_products_{format}.zip");
    open(served.join(archive)).unwrap().member(&format!("{product}-Gaia DR3 {SOURCE_ID}.{extension}")).unwrap()
}
