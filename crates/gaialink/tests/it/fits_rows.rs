//! VOTables whose rows are a FITS file, written and read back.

use crate::compare::{Missing, assert_same_values};
use gaialink::{
    ArraySize, ConvertOptions, Datatype, Destination, Field, OpenOptions, Report, Schema, Table, TableChoice, Target,
    arrow::array::{ArrayRef, Int8Array, Int32Array, StringArray, UInt64Array},
    convert, open, save,
    votable::{ReadOptions, Reader, Version},
};
use std::{fs, path::Path, sync::Arc};

/// One of each table that may be difficult, and one of them that is said to have more rows than it has.
const TABLES: &str = "<VOTABLE version='1.4'><RESOURCE><TABLE name='empty'><FIELD name='a' datatype='int'/><FIELD name='s' datatype='char' \
    arraysize='*'/><FIELD name='v' datatype='double' arraysize='*'/><DATA><TABLEDATA/></DATA></TABLE><TABLE name='planned'><FIELD name='a' \
    datatype='int'/></TABLE><TABLE name='bare'><DATA><TABLEDATA><TR/><TR/><TR/></TABLEDATA></DATA></TABLE><TABLE name='wrong' nrows='7'><FIELD \
    name='a' datatype='int'/><FIELD name='a' datatype='short' arraysize='2x*'/><FIELD name='größe' datatype='unicodeChar' arraysize='9*'/><DATA>\
    <TABLEDATA><TR><TD>1</TD><TD>1 2 3 4</TD><TD>x</TD></TR><TR><TD></TD><TD></TD><TD> y</TD></TR></TABLEDATA></DATA></TABLE><TABLE ID='all' \
    name='all'><FIELD name='a' datatype='short'/><DATA><BINARY><STREAM encoding='base64'>AAE=</STREAM></BINARY></DATA></TABLE><TABLE \
    name='borrows' ref='all'><DATA><TABLEDATA><TR><TD>3</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>";

fn to_fits() -> ConvertOptions {
    let mut options = ConvertOptions::default();
    options.to = Some(Target::VotableFits);
    options
}

fn table(path: &Path, index: usize) -> Table {
    let mut options = OpenOptions::default();
    options.table = TableChoice::Index(index);
    options.open(path).unwrap().table().unwrap()
}

fn lost(report: &Report) -> Vec<String> {
    report.losses.iter().map(ToString::to_string).collect()
}

#[test]
fn tables_of_every_kind() {
    let directory = tempfile::tempdir().unwrap();
    let [source, fits] = ["in.xml", "fits.xml.gz"].map(|name| directory.path().join(name));
    fs::write(&source, TABLES).unwrap();
    let report = convert(&open(&source).unwrap(), &fits, &to_fits()).unwrap();
    assert_eq!((lost(&report), report.rows), (Vec::new(), 7));
    for place in 0..6 {
        let (want, found) = (table(&source, place), table(&fits, place));
        let names = |table: &Table| table.schema().fields.iter().map(|f| (f.name.clone(), f.datatype)).collect::<Vec<_>>();
        assert_eq!(names(&found), names(&want), "{place}");
        let sizes = |table: &Table| table.schema().fields.iter().map(|f| f.arraysize.clone()).collect::<Vec<_>>();
        assert_eq!(sizes(&found), sizes(&want), "{place}");
        assert_same_values(&found, &want, Missing::Apart, &place.to_string());
    }
}

/// Through a stream, whose number of rows is not known before, the table is the same.
#[test]
fn streams_and_versions() {
    let directory = tempfile::tempdir().unwrap();
    let source = directory.path().join("in.xml");
    fs::write(&source, TABLES).unwrap();
    let want = table(&source, 3);
    let arrow = directory.path().join("in.arrows");
    save(&want, &*arrow, &ConvertOptions::default()).unwrap();
    for version in Version::all() {
        let path = directory.path().join(format!("{version}.xml"));
        let mut options = to_fits();
        options.votable_version = Some(version);
        let to = Destination::stream(fs::File::create(&path).unwrap());
        let report = convert(&open(&arrow).unwrap(), to, &options).unwrap();
        assert_eq!(lost(&report), [""; 0], "{version}");
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(&format!("version=\"{version}\"")) && !text.contains("nrows"), "{text}");
        assert_same_values(&table(&path, 0), &want, Missing::Apart, version.name());
    }
}

/// What the FIELDs say is no loss, though the FITS file cannot say it; types that VOTable does not have are others in both.
#[test]
fn losses_are_those_of_values_and_of_votable() {
    let mut long = Field::new("a name that is no ASCII: größe", Datatype::UnsignedLong);
    (long.unit, long.description) = (Some("µm".to_owned()), Some("Größe".to_owned()));
    let fields = vec![long, Field::new("byte", Datatype::SignedByte), Field::array("s", Datatype::Char, ArraySize::fixed(&[3]))];
    let arrays: Vec<ArrayRef> = vec![
        Arc::new(UInt64Array::from(vec![u64::MAX, 0, 7])),
        Arc::new(Int8Array::from(vec![Some(-128), None, Some(127)])),
        Arc::new(StringArray::from(vec![Some("abc"), None, Some("é ")])),
    ];
    let table = Table::from_columns(Schema::from_fields(fields), arrays).unwrap();
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("out.xml");
    let report = save(&table, &*path, &to_fits()).unwrap();
    let told = [
        "datatype: `a name that is no ASCII: größe`: VOTable has no unsignedLong, it is written as char",
        "datatype: `byte`: VOTable has no signedByte, it is written as short",
        "value: `s`: characters that are no printable ASCII are written as `?`",
        "value: `s`: blanks at the end of a string are no part of it",
    ];
    assert_eq!(lost(&report), told);
    let source = open(&path).unwrap();
    let back = source.table().unwrap();
    let first = &back.schema().fields[0];
    assert_eq!((first.unit.as_deref(), first.description.as_deref()), (Some("µm"), Some("Größe")));
    let again = convert(&source, directory.path().join("again.xml"), &ConvertOptions::default()).unwrap();
    assert_eq!((again.warnings, again.losses.total()), (Vec::new(), 0));
}

/// The FITS file within is one of its own, with a table behind an empty primary HDU.
#[test]
fn the_file_within() {
    let columns: Vec<ArrayRef> = vec![Arc::new(Int32Array::from(vec![Some(1), None]))];
    let table = Table::from_columns(Schema::from_fields(vec![Field::new("n", Datatype::Int)]), columns).unwrap();
    let directory = tempfile::tempdir().unwrap();
    let [path, within] = ["out.xml", "within.fits"].map(|name| directory.path().join(name));
    let report = save(&table, &*path, &to_fits()).unwrap();
    assert_eq!(lost(&report), [""; 0]);
    let bytes = fs::read(&path).unwrap();
    let mut copy = fs::File::create(&within).unwrap();
    let mut reader = Reader::try_new(&*bytes, ReadOptions::default()).unwrap();
    assert_eq!(reader.copy_file(&mut copy).unwrap().unwrap().extnum, Some(1));
    let cards = fs::read(&within).unwrap();
    assert!(cards.starts_with(b"SIMPLE  =                    T") && cards.len() % 2880 == 0);
    assert_same_values(&open(&within).unwrap().table().unwrap(), &table, Missing::Apart, "within");
}
