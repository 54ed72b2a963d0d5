//! Bundles as the archive packs them, made up.

use gaialink::{
    Error,
    bundle::{Stack, StackOptions, StackReport},
};
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};
use tempfile::TempDir;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

pub(crate) const IDS: [i64; 3] = [5_937_083_312_263_887_616, 7, 4_689_115_826_279_313_408];

/// An XP_SAMPLED spectrum of a few samples, as the archive writes it but for its length.
pub(crate) fn spectrum(id: i64, flux: &[&str], more: &str) -> String {
    let rows: String = (0_u16..)
        .zip(flux)
        .map(|(at, flux)| format!("<TR><TD>{}</TD><TD>{flux}</TD><TD>0.5</TD></TR>", f64::from(336 + 2 * at)))
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><VOTABLE version=\"1.4\" xmlns=\"http://www.ivoa.net/xml/VOTable/v1.3\">\
         <RESOURCE type=\"results\" utype=\"spec:Spectrum\"><TABLE>\
         <PARAM datatype=\"long\" name=\"source_id\" value=\"{id}\"/><PARAM datatype=\"long\" name=\"solution_id\" value=\"9\"/>\
         <PARAM arraysize=\"2\" datatype=\"double\" name=\"spatialLocation\" unit=\"deg\" value=\"251.5 -51.25\"/>\
         <PARAM datatype=\"double\" name=\"spectralCoverageBoundsStop\" unit=\"nm\" value=\"1020.0\"/>{more}\
         <FIELD datatype=\"double\" name=\"wavelength\" unit=\"nm\"/>\
         <FIELD datatype=\"float\" name=\"flux\" unit=\"W.m**-2.nm**-1\"/>\
         <FIELD datatype=\"float\" name=\"flux_error\" unit=\"W.m**-2.nm**-1\"/>\
         <DATA><TABLEDATA>{rows}</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>"
    )
}

pub(crate) fn name(id: i64) -> String {
    format!("XP_SAMPLED-Gaia DR3 {id}.xml")
}

pub(crate) fn zip(path: &Path, members: &[(String, Vec<u8>)]) {
    let mut writer = ZipWriter::new(fs::File::create(path).unwrap());
    for (name, content) in members {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        writer.start_file(name.as_str(), options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap();
}

/// A folder with `in.zip`, which holds the spectra of [`IDS`].
pub(crate) fn spectra() -> (TempDir, PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("in.zip");
    zip(&path, &IDS.map(|id| (name(id), spectrum(id, &["1.5", "2.5"], "").into_bytes())));
    (directory, path)
}

pub(crate) fn stack(inputs: &[&Path], output: &Path, options: StackOptions) -> gaialink::Result<StackReport> {
    Stack::new(inputs, options).run(output)
}

pub(crate) fn reason(error: &Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}

/// The files of a folder, hidden ones as well.
pub(crate) fn files(directory: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
