//! VOTables of several tables: whole into VOTable, an HDU a table into FITS, one by its name into the rest.

use gaialink::{
    ConvertOptions, Destination, Error, ErrorKind, OpenOptions, TableChoice, Target, convert, open,
    votable::{ReadOptions, Version, list},
};
use std::{fs, io, path::PathBuf};

fn document(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/documents")).join(name)
}

fn to(target: Target) -> ConvertOptions {
    let mut options = ConvertOptions::default();
    options.to = Some(target);
    options
}

fn chain(error: &Error) -> String {
    let mut text = error.to_string();
    let mut next = std::error::Error::source(error);
    while let Some(cause) = next {
        text = format!("{text}: {cause}");
        next = cause.source();
    }
    text
}

/// The names of the tables of a file and the numbers of their rows.
fn tables(path: &std::path::Path) -> Vec<(String, u64)> {
    let info = open(path).unwrap().info().unwrap();
    info.tables.into_iter().map(|table| (table.name.unwrap_or_default(), table.rows)).collect()
}

fn named(tables: &[(&str, u64)]) -> Vec<(String, u64)> {
    tables.iter().map(|(name, rows)| ((*name).to_owned(), *rows)).collect()
}

#[test]
fn a_votable_keeps_all_that_it_holds() {
    let directory = tempfile::tempdir().unwrap();
    let all = named(&[("stars", 3), ("steps", 2), ("flags", 3), ("planned", 0)]);
    for target in [Target::Votable, Target::VotableTabledata, Target::VotableBinary, Target::VotableFits] {
        let path = directory.path().join(format!("{target}.xml.gz"));
        let report = convert(&open(document("whole.xml")).unwrap(), &path, &to(target)).unwrap();
        let told: Vec<&str> = report.warnings.iter().map(|w| w.code.as_str()).collect();
        assert_eq!((report.rows, told), (8, vec!["N-OVERFLOW"]));
        // A null step has no other spelling in BINARY.
        assert!(report.losses.is_empty(), "{target}: {:?}", report.losses);
        assert_eq!(tables(&path), all, "{target}");
        let bytes = fs::read(&path).unwrap();
        assert_eq!(bytes[..2], [0x1f, 0x8b]);
        // The text is that of one stream as of a file, apart from the numbers of rows, which a stream does not promise.
        let plain = directory.path().join(format!("{target}.xml"));
        convert(&open(&path).unwrap(), &plain, &to(target)).unwrap();
        let text = fs::read_to_string(&plain).unwrap();
        assert!(text.contains("version=\"1.5\"") && text.contains("<mivot:REPORT status=\"OK\">"), "{text}");
        assert_eq!(text.matches("<RESOURCE").count(), 4, "{text}");
    }
}

#[test]
fn a_stream_gets_the_same_document() {
    let directory = tempfile::tempdir().unwrap();
    let (file, copy) = (directory.path().join("file.xml"), directory.path().join("copy.xml"));
    let input = fs::read(document("whole.xml")).unwrap();
    let source = OpenOptions::default().open_reader("stream", io::Cursor::new(input)).unwrap();
    convert(&source, Destination::stream(fs::File::create(&copy).unwrap()), &to(Target::Votable)).unwrap();
    convert(&open(document("whole.xml")).unwrap(), &file, &to(Target::Votable)).unwrap();
    let (file, copy) = (fs::read_to_string(file).unwrap(), fs::read_to_string(copy).unwrap());
    assert_eq!(copy, file.replace(" nrows=\"3\"", ""));
}

#[test]
fn a_wrong_number_of_rows_is_not_written_again() {
    let directory = tempfile::tempdir().unwrap();
    let (input, output) = (directory.path().join("in.xml"), directory.path().join("out.xml"));
    let text = fs::read_to_string(document("whole.xml")).unwrap().replace("nrows=\"3\"", "nrows=\"4\"");
    fs::write(&input, text).unwrap();
    let report = convert(&open(&input).unwrap(), &output, &to(Target::Votable)).unwrap();
    assert_eq!(report.warnings.iter().map(|w| w.code.as_str()).collect::<Vec<_>>(), ["W-NROWS", "N-OVERFLOW"]);
    assert!(!fs::read_to_string(&output).unwrap().contains("nrows"));
}

#[test]
fn fits_gets_an_hdu_a_table() {
    let directory = tempfile::tempdir().unwrap();
    for name in ["out.fits", "out.fits.gz"] {
        let path = directory.path().join(name);
        let report = convert(&open(document("whole.xml")).unwrap(), &path, &to(Target::Fits)).unwrap();
        let warnings: Vec<String> = open(&path)
            .unwrap()
            .info()
            .unwrap()
            .tables
            .iter()
            .flat_map(|table| &table.warnings)
            .map(|w| w.code.clone())
            .collect();
        assert_eq!(warnings, Vec::<String>::new());
        assert_eq!(tables(&path), named(&[("stars", 3), ("steps", 2), ("flags", 3), ("planned", 0)]));
        let lost: Vec<String> = report.losses.iter().map(ToString::to_string).collect();
        let loss = "metadata: `links`: a RESOURCE without a table has no place in FITS";
        assert!(lost.contains(&loss.to_owned()), "{lost:#?}");
        assert!(!lost.iter().any(|loss| loss.contains("an INFO")), "{lost:#?}");
    }
    convert(&open(document("old.xml")).unwrap(), directory.path().join("old.fits"), &to(Target::Fits)).unwrap();
    assert_eq!(tables(&directory.path().join("old.fits")), named(&[("model", 2), ("likewise", 1), ("alone", 1)]));
}

#[test]
fn other_targets_ask_for_one() {
    let directory = tempfile::tempdir().unwrap();
    for target in [Target::Csv, Target::Ecsv, Target::Parquet, Target::Arrow] {
        let path = directory.path().join("out");
        let error = convert(&open(document("whole.xml")).unwrap(), &path, &to(target)).unwrap_err();
        let text = chain(&error);
        assert!(text.ends_with("the document has 4 TABLEs, choose one: `stars`, `steps`, `flags`, `planned`"), "{text}");
        assert!(!path.exists());
        for (choice, rows) in [(TableChoice::Name("flags".into()), 3), (TableChoice::Index(1), 2)] {
            let mut options = OpenOptions::default();
            options.table = choice;
            let report = convert(&options.open(document("whole.xml")).unwrap(), &path, &to(target)).unwrap();
            assert_eq!(report.rows, rows);
        }
        fs::remove_file(&path).unwrap();
    }
}

#[test]
fn a_chosen_table_goes_alone() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("out.xml");
    let mut options = OpenOptions::default();
    options.table = TableChoice::Name("steps".into());
    convert(&options.open(document("whole.xml")).unwrap(), &path, &to(Target::Votable)).unwrap();
    assert_eq!(tables(&path), named(&[("steps", 2)]));
}

#[test]
fn a_version_may_be_asked_for() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("out.xml");
    for version in Version::all() {
        let mut options = to(Target::VotableTabledata);
        options.votable_version = Some(version);
        let report = convert(&open(document("old.xml")).unwrap(), &path, &options).unwrap();
        assert_eq!(report.losses.is_empty(), version == Version::V1_1, "{version}: {:?}", report.losses);
        assert!(fs::read_to_string(&path).unwrap().contains(&format!("version=\"{version}\"")));
        assert_eq!(list(&fs::read(&path).unwrap()[..], &ReadOptions::default()).unwrap().len(), 3);
    }
}

#[test]
fn rows_in_a_fits_file_are_read() {
    let directory = tempfile::tempdir().unwrap();
    let table = open(document("in_fits.xml")).unwrap().table().unwrap();
    let names: Vec<&str> = table.schema().fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!((names, table.num_rows()), (vec!["alpha", "beta", "gamma"], 3));
    assert_eq!(table.schema().fields[0].unit.as_deref(), Some("m"));
    assert_eq!(table.column("alpha").unwrap().field().null_text(), Some("-1"));
    let csv = directory.path().join("out.csv");
    let mut options = OpenOptions::default();
    (options.table, options.columns) = (TableChoice::Index(0), Some(vec!["gamma".into(), "alpha".into()]));
    convert(&options.open(document("in_fits.xml")).unwrap(), &csv, &to(Target::Csv)).unwrap();
    assert_eq!(fs::read_to_string(&csv).unwrap(), "gamma,alpha\nx,1\nlong,\ny,3\n");
    for target in [Target::Votable, Target::Fits] {
        let path = directory.path().join(format!("out.{}", target.extension()));
        convert(&open(document("in_fits.xml")).unwrap(), &path, &to(target)).unwrap();
        assert_eq!(tables(&path), named(&[("rows", 3), ("first", 1)]));
        assert_eq!(open(&path).unwrap().table().unwrap().schema().fields[0].ucd.as_deref(), Some("meta.id"));
    }
}

#[test]
fn rows_in_a_parquet_file_are_read() {
    let directory = tempfile::tempdir().unwrap();
    let mut first = OpenOptions::default();
    first.table = TableChoice::Index(0);
    let rows = first.open(document("in_fits.xml")).unwrap();
    convert(&rows, directory.path().join("rows.parquet"), &to(Target::Parquet)).unwrap();
    let path = directory.path().join("in.xml");
    let fields = "<FIELD name='a' datatype='short' unit='m'><VALUES null='-1'/></FIELD><FIELD name='b' datatype='float' arraysize='2'/>\
        <FIELD name='c' datatype='unicodeChar' arraysize='*'/>";
    let text = |fields: &str, href: &str| {
        format!(
            "<VOTABLE version='1.4'><RESOURCE><TABLE>{fields}<DATA><PARQUET type='VOTable-remote-file'><STREAM href='{href}'/></PARQUET></DATA></TABLE><TABLE/></RESOURCE></VOTABLE>"
        )
    };
    fs::write(&path, text(fields, "file:rows.parquet")).unwrap();
    let file = open(&path).unwrap();
    let table = file.table().unwrap();
    let names: Vec<&str> = table.schema().fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!((names, table.num_rows()), (vec!["a", "b", "c"], 3));
    assert_eq!(table.schema().fields[0].unit.as_deref(), Some("m"));
    let out = directory.path().join("out.xml");
    let report = convert(&file, &out, &to(Target::Votable)).unwrap();
    let told: Vec<&str> = report.warnings.iter().map(|warning| warning.message.as_str()).collect();
    assert!(told.contains(&"PARQUET is no element of VOTable; its rows are a Parquet file"), "{told:?}");
    assert_eq!(open(&out).unwrap().table().unwrap().num_rows(), 3);
    let cases = [
        (
            text("<FIELD name='a' datatype='int'/>", "rows.parquet"),
            "the TABLE has 1 FIELDs, its rows in a Parquet file have 3 columns",
        ),
        (text(fields, "in.xml"), "cannot read Parquet"),
        (text(fields, "none.parquet"), "none.parquet"),
        (text(fields, "http://example.org/rows.parquet"), "only files beside the document are read"),
        (text(fields, "").replace("<STREAM href=''/>", ""), "expected a STREAM, found the end of PARQUET"),
    ];
    for (text, want) in cases {
        fs::write(&path, text).unwrap();
        let error = convert(&open(&path).unwrap(), &out, &to(Target::Votable)).unwrap_err();
        assert!(chain(&error).contains(want), "{want}: {}", chain(&error));
    }
}

#[test]
fn rows_in_a_fits_file_that_do_not_fit() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("in.xml");
    let text = fs::read_to_string(document("in_fits.xml")).unwrap();
    let field = "<FIELD name=\"beta\" datatype=\"float\" arraysize=\"2\"/>";
    let cases = [
        (text.replace(field, ""), "the TABLE has 2 FIELDs, its rows in a FITS file have 3 columns"),
        (text.replace("extnum=\"2\"", "extnum=\"0\""), "there is no table in HDU 0, counted from 0; the file has FIRST, SECOND"),
        (text.replace("extnum=\"2\"", "extnum=\"7\""), "there is no table in HDU 7, counted from 0; the file has FIRST, SECOND"),
        (text.replace("extnum=\"2\"", "extnum=\"two\""), "the attribute `extnum` of FITS is `two`"),
        (text.replace("extnum=\"2\"><STREAM encoding=\"base64\">", "><STREAM encoding=\"base64\">AAAA"), "cannot read FITS"),
    ];
    for (text, want) in cases {
        fs::write(&path, text).unwrap();
        for target in [Target::Votable, Target::Fits] {
            let error = convert(&open(&path).unwrap(), directory.path().join("out"), &to(target)).unwrap_err();
            assert!(chain(&error).contains(want), "{want}: {}", chain(&error));
        }
    }
    let other = text.replace("datatype=\"float\" arraysize=\"2\"", "datatype=\"double\" arraysize=\"*\"");
    fs::write(&path, other).unwrap();
    let report = convert(&open(&path).unwrap(), directory.path().join("out"), &to(Target::Votable)).unwrap();
    let told: Vec<&str> = report.warnings.iter().map(|warning| warning.message.as_str()).collect();
    assert_eq!(told, ["FIELD `beta` is double *, its column in the FITS file is float 2"]);
}

#[test]
fn a_document_without_tables() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("in.xml");
    let text = "<VOTABLE><RESOURCE type=\"results\"><INFO name=\"QUERY_STATUS\" value=\"ERROR\">no such table</INFO></RESOURCE></VOTABLE>";
    fs::write(&path, text).unwrap();
    let output = directory.path().join("out.xml");
    convert(&open(&path).unwrap(), &output, &to(Target::Votable)).unwrap();
    assert!(fs::read_to_string(&output).unwrap().contains("<INFO name=\"QUERY_STATUS\" value=\"ERROR\">no such table</INFO>"));
    let error = convert(&open(&path).unwrap(), directory.path().join("out.fits"), &to(Target::Fits)).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::NoTable { .. }), "{error:?}");
}

/// The VOTable in the primary HDU describes every table, and has the INFOs behind their rows.
#[test]
fn infos_behind_rows_survive_fits() {
    let directory = tempfile::tempdir().unwrap();
    let table = |name: &str, behind: &str| {
        format!(
            "<TABLE name='{name}'><FIELD name='a' datatype='int' ID='{name}'/><DATA><TABLEDATA><TR><TD>1</TD></TR></TABLEDATA></DATA>{behind}</TABLE>"
        )
    };
    let info = |name: &str| format!("<INFO name='{name}' value='said'/>");
    let of_two = format!(
        "<VOTABLE><RESOURCE>{}{}</RESOURCE><RESOURCE>{}{}</RESOURCE></VOTABLE>",
        table("one", &info("first")),
        info("second"),
        table("two", ""),
        info("third")
    );
    let of_one = format!("<VOTABLE><RESOURCE>{}{}</RESOURCE></VOTABLE>", table("one", ""), info("only"));
    let cases: [(&str, &str, &[&[&str]]); 2] =
        [("two", &of_two, &[&["first", "second"], &["third"]]), ("one", &of_one, &[&["only"]])];
    for (name, text, want) in cases {
        let (input, fits) =
            (directory.path().join(name).with_extension("xml"), directory.path().join(name).with_extension("fits"));
        fs::write(&input, text).unwrap();
        let report = convert(&open(&input).unwrap(), &*fits, &to(Target::Fits)).unwrap();
        assert!(report.losses.is_empty(), "{:?}", report.losses);
        for (place, names) in want.iter().enumerate() {
            let mut options = OpenOptions::default();
            options.table = TableChoice::Index(place);
            let mut reader = options.open(&fits).unwrap().reader().unwrap();
            assert_eq!(reader.schema().fields[0].id.as_deref(), Some(["one", "two"][place]));
            while reader.next_batch().unwrap().is_some() {}
            let found = reader.finish().unwrap().infos;
            assert_eq!(found.iter().filter_map(|info| info.name.as_deref()).collect::<Vec<_>>(), *names, "{name} {place}");
        }
        // Of one table, the INFOs come along through formats that are written when all is known, and through FITS itself.
        if want.len() == 1 {
            let (parquet, again) = (fits.with_extension("parquet"), fits.with_extension("again.fits"));
            assert!(convert(&open(&fits).unwrap(), &*parquet, &to(Target::Parquet)).unwrap().losses.is_empty());
            assert!(convert(&open(&parquet).unwrap(), &*again, &to(Target::Fits)).unwrap().losses.is_empty());
            let mut reader = open(&again).unwrap().reader().unwrap();
            while reader.next_batch().unwrap().is_some() {}
            assert_eq!(reader.finish().unwrap().infos.len(), 1);
        }
    }
}
