use crate::run::{Directory, gaialink, gaialink_with, generated};
use serde_json::Value;

#[test]
fn a_sound_file_has_no_errors() {
    let file = generated("gaia/xp_sampled.plain.xml");
    let ran = gaialink(&["validate", &file]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let out = String::from_utf8(ran.out).unwrap();
    assert_eq!(out.lines().last().unwrap(), format!("{file}: VOTable, 0 errors, 1 warning"));
    assert!(out.contains("warning W-UNUSED: VOTABLE/RESOURCE/TIMESYS, line 4, byte 362: "), "{out}");
    assert_eq!(gaialink(&["validate", "--quiet", &file]).ok(), "");
}

#[test]
fn errors_are_told_with_their_place_and_clause() {
    let file = generated("bad/column_count.xml");
    let ran = gaialink(&["validate", "--quiet", &file]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    let want = format!(
        "{file}: error E-ROW: VOTABLE/RESOURCE/TABLE/DATA/TABLEDATA, line 1, byte 184, row 2: a row of 3 TD elements in a TABLE of \
         2 columns (VOTable 1.5, 5.1)\n{file}: VOTable, 1 error, 1 warning\n"
    );
    assert_eq!(String::from_utf8(ran.out).unwrap(), want);
}

#[test]
fn every_bad_file_is_an_error() {
    let folder = generated("bad");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().path();
        // Text in a column of numbers is a column of text, in CSV; FITS without a table is FITS.
        if file.ends_with("wrong_type.csv") || file.ends_with("no_table.fits") {
            continue;
        }
        let ran = gaialink(&["validate", file.to_str().unwrap()]);
        assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{}", file.display());
        seen += 1;
    }
    assert!(seen >= 22, "only {seen} files");
}

#[test]
fn json_holds_all_of_it() {
    let files = [generated("bad/column_count.xml"), generated("gaia/xp_sampled_raw.fits")];
    let ran = gaialink(&["validate", "--json", &files[0], &files[1]]);
    assert_eq!(ran.code, 1);
    let json: Value = serde_json::from_slice(&ran.out).unwrap();
    assert_eq!((&json[0]["name"], &json[0]["format"]), (&files[0].as_str().into(), &"votable".into()));
    let error = &json[0]["findings"][1];
    assert_eq!((&error["severity"], &error["code"], &error["at"]["row"]), (&"error".into(), &"E-ROW".into(), &2.into()));
    assert_eq!(error["clause"], "VOTable 1.5, 5.1");
    assert_eq!(json[1]["findings"], serde_json::json!([]));
}

#[test]
fn members_of_archives_and_the_standard_input() {
    let directory = Directory::new();
    let path = directory.path("two.zip");
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    let csv = std::fs::read(generated("gaia/xp_continuous.csv")).unwrap();
    for (name, bytes) in [("good.csv", csv.as_slice()), ("bad.xml", b"<VOTABLE version='1.4'><RESOURCE/>".as_slice())] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, bytes).unwrap();
    }
    zip.finish().unwrap();
    let ran = gaialink(&["validate", "-q", path.to_str().unwrap()]);
    assert_eq!(ran.code, 1);
    let out = String::from_utf8(ran.out).unwrap();
    let lines: Vec<_> = out.lines().map(|line| line.replace(path.to_str().unwrap(), "ZIP")).collect();
    let want = [
        "ZIP: bad.xml: error E-TRUNCATED: line 1, byte 34: the document ends inside VOTABLE",
        "ZIP: 2 members, 1 error, 1 warning",
    ];
    assert_eq!(lines, want);
    let ran = gaialink_with(&["validate", "-"], &csv);
    assert_eq!(ran.ok(), "standard input: CSV, 0 errors, 0 warnings\n");
    let ran = gaialink(&["validate", "no such file"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("no such file"), "{}", ran.err);
    assert_eq!(gaialink(&["validate"]).code, 2);
}

#[test]
fn rows_that_lie_elsewhere_are_no_error() {
    let document = |data: &str, href: &str| {
        format!(
            "<VOTABLE version='1.4' xmlns='http://www.ivoa.net/xml/VOTable/v1.3'><RESOURCE><TABLE><FIELD name='a' datatype='int'/>\
             <DATA><{data}><STREAM href='{href}'/></{data}></DATA></TABLE></RESOURCE></VOTABLE>"
        )
    };
    for (data, href, errors, infos) in
        [("FITS", "https://example.org/a", 0, 1), ("BINARY", "https://example.org/a", 0, 1), ("FITS", "missing.fits", 1, 1)]
    {
        let directory = Directory::new();
        let path = directory.name("rows.xml");
        std::fs::write(&path, document(data, href)).unwrap();
        let ran = gaialink(&["validate", "--json", &path]);
        let json: Value = serde_json::from_slice(&ran.out).unwrap();
        let count = |severity| json[0]["findings"].as_array().unwrap().iter().filter(|f| f["severity"] == severity).count();
        assert_eq!((count("error"), count("info"), ran.code), (errors, infos, i32::try_from(errors).unwrap()), "{data} {href}");
    }
}
