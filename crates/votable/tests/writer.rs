//! What the writer writes, and what it refuses.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use gaialink_table::{
    ArraySize, Datatype, Field, LossKind, LossReport, Param, Schema, Table, TableReader, TableWriter, Trailer,
    arrow::{
        array::{ArrayRef, AsArray, Int8Array, Int32Array, ListArray, StringArray, UInt16Array, UInt32Array, UInt64Array},
        datatypes::Int32Type,
    },
    schema::{Coosys, Extra, Group, Info, Link, Scope, Timesys},
};
use gaialink_votable::{Error, ErrorKind, ReadOptions, Reader, Serialization, Version, WriteOptions, Writer, extras};
use std::sync::Arc;

fn options(serialization: Serialization) -> WriteOptions {
    let mut options = WriteOptions::default();
    options.serialization = serialization;
    options
}

fn write_with(table: &Table, options: WriteOptions, trailer: &Trailer) -> Result<(String, LossReport), Error> {
    let mut document = Vec::new();
    let mut writer = Writer::try_new(&mut document, table.schema(), options)?;
    for batch in table.batches() {
        writer.write_batch(batch)?;
    }
    let losses = Box::new(writer).finish(trailer)?;
    Ok((String::from_utf8(document).unwrap(), losses))
}

fn write(table: &Table, options: WriteOptions) -> Result<(String, LossReport), Error> {
    write_with(table, options, &Trailer::default())
}

fn read(document: &str) -> (Table, Trailer) {
    let mut reader = Reader::try_new(document.as_bytes(), ReadOptions::default()).unwrap();
    let table = Table::collect(&mut reader).unwrap();
    (table, Box::new(reader).finish().unwrap())
}

fn one(field: Field, array: ArrayRef) -> Table {
    Table::from_columns(Schema::from_fields(vec![field]), vec![array]).unwrap()
}

/// The columns of a table of one batch.
fn values(table: &Table) -> Vec<ArrayRef> {
    table.batches()[0].columns().to_vec()
}

fn losses(report: &LossReport) -> Vec<(LossKind, &str, &str)> {
    report.iter().map(|loss| (loss.kind, loss.subject.as_str(), loss.detail.as_str())).collect()
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<VOTABLE version=\"1.4\" xmlns=\"http://www.ivoa.net/xml/VOTable/v1.3\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://www.ivoa.net/xml/VOTable/v1.3 http://www.ivoa.net/xml/VOTable/votable-1.4.xsd\">
<RESOURCE type=\"results\">
<TABLE>
<FIELD name=\"a\" datatype=\"int\"/>
<FIELD name=\"b\" datatype=\"char\" arraysize=\"*\"/>
<DATA>
";

const TAIL: &str = "</DATA>\n</TABLE>\n</RESOURCE>\n</VOTABLE>\n";

#[test]
fn documents() {
    let fields = vec![Field::new("a", Datatype::Int), Field::text("b")];
    let (a, b): (ArrayRef, ArrayRef) =
        (Arc::new(Int32Array::from(vec![Some(1), None])), Arc::new(StringArray::from(vec!["x<&>", " "])));
    let table = Table::from_columns(Schema::from_fields(fields), vec![a, b]).unwrap();
    let mut compact = options(Serialization::TableData);
    compact.compact = true;
    let cases = [
        (
            options(Serialization::TableData),
            "<TABLEDATA>\n<TR>\n<TD>1</TD>\n<TD>x&lt;&amp;&gt;</TD>\n</TR>\n<TR>\n<TD></TD>\n<TD> </TD>\n</TR>\n</TABLEDATA>\n",
        ),
        (compact, "<TABLEDATA>\n<TR><TD>1</TD><TD>x&lt;&amp;&gt;</TD></TR>\n<TR><TD></TD><TD> </TD></TR>\n</TABLEDATA>\n"),
        (
            options(Serialization::Binary2),
            "<BINARY2>\n<STREAM encoding=\"base64\">\nAAAAAAEAAAAEeDwmPoAAAAAAAAAAASA=\n</STREAM>\n</BINARY2>\n",
        ),
    ];
    for (options, want) in cases {
        let (document, lost) = write(&table, options).unwrap();
        assert_eq!(document, format!("{HEAD}{want}{TAIL}"));
        assert!(lost.is_empty(), "{lost:?}");
    }
}

#[test]
fn what_a_version_lacks_is_a_loss() {
    let mut field = Field::new("t", Datatype::Double);
    field.xtype = Some("mjd".to_owned());
    let mut schema = Schema::from_fields(vec![field]);
    let mut info = Info::default();
    (info.name, info.value, info.ucd) = (Some("i".into()), Some("v".into()), Some("meta".into()));
    schema.infos.push(info.clone());
    let mut scope = Scope::default();
    let mut coosys = Coosys::default();
    (coosys.id, coosys.system, coosys.refposition) = (Some("c".into()), Some("ICRS".into()), Some("BARYCENTER".into()));
    let mut timesys = Timesys::default();
    (timesys.id, timesys.timescale) = (Some("ts".into()), Some("TCB".into()));
    scope.coosys.push(coosys);
    scope.timesys.push(timesys);
    scope.groups.push(Group::default());
    scope.extras.push(Extra::new(extras::ELEMENT, "<RESOURCE name=\"before\"/>"));
    schema.scopes.push(scope);
    let table = Table::try_new(schema, vec![]).unwrap();
    let mut trailer = Trailer::default();
    trailer.infos.push(info);
    let refposition = (LossKind::Metadata, "c", "VOTable 1.4 has no attribute refposition of COOSYS".to_owned());
    let all_of_1_1: Vec<_> = [
        ("c", "VOTable 1.1 has no attribute refposition of COOSYS"),
        ("ts", "VOTable 1.1 has no TIMESYS"),
        ("RESOURCE", "VOTable 1.1 has no GROUP outside of TABLE"),
        ("RESOURCE", "in VOTable 1.1 a RESOURCE stands behind the TABLEs"),
        ("TABLE", "VOTable 1.1 has no INFO in a TABLE"),
        ("t", "VOTable 1.1 has no attribute xtype"),
        ("INFO", "VOTable 1.1 has no INFO behind the rows"),
    ]
    .map(|(subject, detail)| (LossKind::Metadata, subject, detail.to_owned()))
    .into();
    let cases = [
        (Version::V1_5, vec![]),
        (Version::V1_4, vec![refposition]),
        (
            Version::V1_3,
            vec![
                (LossKind::Metadata, "c", "VOTable 1.3 has no attribute refposition of COOSYS".to_owned()),
                (LossKind::Metadata, "ts", "VOTable 1.3 has no TIMESYS".to_owned()),
            ],
        ),
        (Version::V1_1, all_of_1_1),
    ];
    for (version, want) in cases {
        let mut options = options(Serialization::TableData);
        options.version = version;
        let (document, lost) = write_with(&table, options, &trailer).unwrap();
        let found: Vec<_> = losses(&lost).into_iter().map(|(k, s, d)| (k, s, d.to_owned())).collect();
        assert_eq!(found, want, "{version}");
        assert!(document.contains(&format!("version=\"{version}\" xmlns=\"{}\"", version.namespace())));
        let mut reader = Reader::try_new(document.as_bytes(), ReadOptions::default()).unwrap();
        assert_eq!(reader.version(), Some(version.name()));
        assert!(reader.next_batch().unwrap().is_none());
    }
}

#[test]
fn datatypes_that_votable_lacks() {
    let scalar = |name: &str, datatype| Field::new(name, datatype);
    let columns: Vec<(Field, ArrayRef, &str, &str)> = vec![
        (scalar("i8", Datatype::SignedByte), Arc::new(Int8Array::from(vec![-128])), "short", "-128"),
        (scalar("u16", Datatype::UnsignedShort), Arc::new(UInt16Array::from(vec![65535])), "int", "65535"),
        (scalar("u32", Datatype::UnsignedInt), Arc::new(UInt32Array::from(vec![u32::MAX])), "long", "4294967295"),
        (scalar("u64", Datatype::UnsignedLong), Arc::new(UInt64Array::from(vec![u64::MAX])), "char", "18446744073709551615"),
    ];
    for (field, array, datatype, text) in columns {
        let name = field.name.clone();
        let given = field.datatype;
        let table = one(field, array);
        for serialization in [Serialization::TableData, Serialization::Binary, Serialization::Binary2] {
            let (document, lost) = write(&table, options(serialization)).unwrap();
            let detail = format!("VOTable has no {given}, it is written as {datatype}");
            assert_eq!(losses(&lost), [(LossKind::Datatype, name.as_str(), detail.as_str())]);
            let (second, trailer) = read(&document);
            assert_eq!(trailer.warnings, []);
            let (again, _) = write(&second, options(Serialization::TableData)).unwrap();
            assert!(again.contains(&format!("datatype=\"{datatype}\"")), "{again}");
            assert!(again.contains(&format!("<TD>{text}</TD>")), "{again}");
        }
    }
    let list =
        ListArray::from_iter_primitive::<gaialink_table::arrow::datatypes::UInt64Type, _, _>([Some([Some(1), Some(u64::MAX)])]);
    let field = Field::array("u", Datatype::UnsignedLong, ArraySize::variable(&[], None));
    let (document, _) = write(&one(field, Arc::new(list)), options(Serialization::Binary2)).unwrap();
    let (second, _) = read(&document);
    assert_eq!(second.schema().fields[0].arraysize.to_string(), "20x*");
    let strings = second.column("u").unwrap().to_array().unwrap();
    let strings: Vec<_> =
        strings.as_list::<i32>().values().as_string::<i32>().iter().map(Option::unwrap).map(str::to_owned).collect();
    assert_eq!(strings, ["1", "18446744073709551615"]);
}

#[test]
fn strings_in_arrays_need_a_length() {
    let mut builder = gaialink_table::arrow::array::ListBuilder::new(gaialink_table::arrow::array::StringBuilder::new());
    builder.append_value([Some("ab"), Some("cde")]);
    let field = Field::array("s", Datatype::Char, "0x*".parse().unwrap());
    let table = one(field, Arc::new(builder.finish()));
    for serialization in [Serialization::TableData, Serialization::Binary, Serialization::Binary2] {
        let error = write(&table, options(serialization)).unwrap_err();
        assert_eq!(error.kind().to_string(), "column `s`: an array of strings needs a length of its strings in a VOTable");
        let mut with = options(serialization);
        with.string_lengths.insert("s".to_owned(), 3);
        let (document, lost) = write(&table, with).unwrap();
        assert!(lost.is_empty(), "{lost:?}");
        let (second, _) = read(&document);
        assert_eq!(second.schema().fields[0].arraysize.to_string(), "3x*");
        assert_eq!(values(&second), values(&table));
    }
}

#[test]
fn null_integers_of_binary_need_a_value() {
    let table = one(Field::new("a", Datatype::Int), Arc::new(Int32Array::from(vec![Some(1), None, Some(3)])));
    let error = write(&table, options(Serialization::Binary)).unwrap_err();
    assert_eq!((error.position().row, error.position().column.as_deref()), (Some(2), Some("a")));
    assert!(matches!(error.kind(), ErrorKind::Table(gaialink_table::Error::Row(_))), "{error:?}");
    let mut with = options(Serialization::Binary);
    with.nulls.insert("a".to_owned(), -1);
    let (document, lost) = write(&table, with).unwrap();
    assert!(lost.is_empty(), "{lost:?}");
    let (second, _) = read(&document);
    assert_eq!(second.schema().fields[0].null_text(), Some("-1"));
    let array = second.column("a").unwrap().to_array().unwrap();
    assert_eq!(array.as_primitive::<Int32Type>().iter().collect::<Vec<_>>(), [Some(1), None, Some(3)]);
    let mut declared = options(Serialization::Binary);
    declared.declare_nulls = true;
    let (document, _) = write(&table, declared).unwrap();
    assert_eq!(read(&document).0.schema().fields[0].null_text(), Some("-2147483648"));
    let mut taken = options(Serialization::Binary);
    taken.nulls.insert("a".to_owned(), 3);
    let error = write(&table, taken).unwrap_err();
    assert_eq!(error.position().row, Some(3), "a value that is the null value");
}

#[test]
fn null_integers_before_1_3() {
    let with = |null: Option<i64>| {
        let mut options = options(Serialization::TableData);
        options.version = Version::V1_2;
        options.nulls.extend(null.map(|null| ("a".to_owned(), null)));
        options
    };
    let table = one(Field::new("a", Datatype::Int), Arc::new(Int32Array::from(vec![None])));
    let (document, lost) = write(&table, with(Some(-9))).unwrap();
    assert!(document.contains("<TD>-9</TD>") && lost.is_empty(), "{document}");
    assert_eq!(read(&document).0.column("a").unwrap().to_array().unwrap().null_count(), 1);
    let (document, lost) = write(&table, with(None)).unwrap();
    assert!(document.contains("<TD></TD>"), "{document}");
    assert_eq!(losses(&lost), [(LossKind::Null, "a", "before VOTable 1.3 an empty cell is no null integer")]);
}

#[test]
fn what_surrounds_the_rows() {
    let mut document = Scope::default();
    document.element = gaialink_table::schema::ScopeKind::Document;
    document.extras.push(Extra::new(extras::ATTRIBUTE, "xmlns:spec=\"urn:spec\""));
    document.extras.push(Extra::new("fits.card", "X = 1"));
    let mut resource = Scope::default();
    (resource.kind, resource.name) = (Some("results".into()), Some("r".into()));
    resource.params.push(Param::text("RELEASE", "Gaia \"DR3\"\n<2>"));
    resource.params.push(Param::new(Field::array("short", Datatype::Char, ArraySize::fixed(&[2])), "longer"));
    resource.extras.push(Extra::new(extras::ELEMENT, "<RESOURCE type=\"meta\"/>"));
    resource.extras.push(Extra::new(extras::ELEMENT, "<x:y xmlns:x=\"urn:x\"/>"));
    let mut schema = Schema::from_fields(vec![]);
    schema.scopes = vec![document, resource];
    schema.links.push(Link::default());
    let table = Table::try_new(schema, vec![]).unwrap();
    let mut trailer = Trailer::default();
    let mut info = Info::default();
    (info.name, info.value, info.content) = (Some("QUERY_STATUS".into()), Some("OVERFLOW".into()), Some("a<b".into()));
    trailer.infos.push(info);
    trailer.extras.push(Extra::new(extras::ELEMENT, "<RESOURCE name=\"behind\"/>"));
    trailer.extras.push(Extra::new(extras::DOCUMENT_ELEMENT, "<RESOURCE name=\"last\"/>"));
    let (text, lost) = write_with(&table, options(Serialization::TableData), &trailer).unwrap();
    let want = "<RESOURCE name=\"r\" type=\"results\">
<PARAM name=\"RELEASE\" datatype=\"char\" arraysize=\"*\" value=\"Gaia &quot;DR3&quot;&#10;&lt;2&gt;\"/>
<PARAM name=\"short\" datatype=\"char\" arraysize=\"*\" value=\"longer\"/>
<RESOURCE type=\"meta\"/>
<TABLE>
<LINK/>
<DATA>
<TABLEDATA>
</TABLEDATA>
</DATA>
</TABLE>
<INFO name=\"QUERY_STATUS\" value=\"OVERFLOW\">a&lt;b</INFO>
<RESOURCE name=\"behind\"/>
<x:y xmlns:x=\"urn:x\"/>
</RESOURCE>
<RESOURCE name=\"last\"/>
</VOTABLE>
";
    let (head, body) = text.split_once("<RESOURCE").unwrap();
    assert_eq!(format!("<RESOURCE{body}"), want);
    assert!(head.contains(" xmlns:spec=\"urn:spec\">"), "{head}");
    assert_eq!(losses(&lost), [(LossKind::Metadata, "VOTABLE", "VOTable has no fits.card")]);
    let (second, after) = read(&text);
    assert_eq!(after.infos, trailer.infos);
    assert_eq!(after.extras.len(), 3, "{:?}", after.extras);
    assert_eq!(second.param("RELEASE").unwrap().value, "Gaia \"DR3\"\n<2>");
}

#[test]
fn values_that_cannot_be_written() {
    let long = one(Field::array("s", Datatype::Char, ArraySize::fixed(&[2])), Arc::new(StringArray::from(vec!["ab", "abc"])));
    for serialization in [Serialization::Binary, Serialization::Binary2] {
        let error = write(&long, options(serialization)).unwrap_err();
        assert_eq!((error.position().row, error.position().column.as_deref()), (Some(2), Some("s")));
    }
    assert!(write(&long, options(Serialization::TableData)).unwrap().0.contains("<TD>abc</TD>"));

    let control = one(Field::text("s"), Arc::new(StringArray::from(vec!["a\u{0}b\u{1f}", "ok"])));
    let (document, lost) = write(&control, options(Serialization::TableData)).unwrap();
    assert!(document.contains("<TD>a\u{fffd}b\u{fffd}</TD>"));
    assert_eq!(lost.total(), 2);
    assert_eq!(losses(&lost), [(LossKind::Value, "s", "XML cannot hold a control character")]);

    let empty = one(Field::text("s"), Arc::new(StringArray::from(vec![Some(""), None])));
    let (_, lost) = write(&empty, options(Serialization::TableData)).unwrap();
    assert_eq!(losses(&lost), [(LossKind::Empty, "s", "an empty string is written as null")]);
    let (document, lost) = write(&empty, options(Serialization::Binary2)).unwrap();
    assert!(lost.is_empty());
    assert_eq!(values(&read(&document).0), values(&empty));
}

#[test]
fn refusals() {
    let table = one(Field::new("a", Datatype::Int), Arc::new(Int32Array::from(vec![1])));
    let mut old = options(Serialization::Binary2);
    old.version = Version::V1_2;
    let cases = [
        (old, "BINARY2 in VOTable 1.2 cannot be handled"),
        (options(Serialization::Parquet), "writing rows as a Parquet file cannot be handled"),
    ];
    for (options, want) in cases {
        assert_eq!(write(&table, options).unwrap_err().kind().to_string(), want);
    }
    let other = one(Field::text("a"), Arc::new(StringArray::from(vec!["x"])));
    let mut sink = Vec::new();
    let mut writer = Writer::try_new(&mut sink, table.schema(), WriteOptions::default()).unwrap();
    assert!(matches!(
        writer.write_batch(&other.batches()[0]).unwrap_err().kind(),
        ErrorKind::Table(gaialink_table::Error::Mismatch { .. })
    ));
    let none = Table::from_columns(Schema::from_fields(vec![]), vec![]).unwrap();
    assert_eq!(writer.write_batch(&none.batches()[0]).unwrap_err().kind().to_string(), "the batch has 0 columns, the schema 1");

    let mut schema = (**table.schema()).clone();
    schema.num_rows = Some(3);
    let writer = Writer::try_new(Vec::new(), &schema, WriteOptions::default()).unwrap();
    let error = Box::new(writer).finish(&Trailer::default()).unwrap_err();
    assert_eq!(error.kind().to_string(), "3 rows were announced, 0 were written");
}

#[test]
fn rows_without_columns_are_lost_where_they_take_no_bytes() {
    let (table, _) =
        read("<VOTABLE><RESOURCE><TABLE><DATA><TABLEDATA><TR/><TR/></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>");
    assert_eq!(table.num_rows(), 2);
    let (document, report) = write(&table, options(Serialization::TableData)).unwrap();
    assert_eq!((losses(&report).len(), read(&document).0.num_rows()), (0, 2));
    let (document, report) = write(&table, options(Serialization::Binary2)).unwrap();
    assert_eq!(losses(&report), [(LossKind::Value, "TABLE", "rows of no columns take no bytes")]);
    assert_eq!((report.total(), read(&document).0.num_rows()), (2, 0));
}

#[test]
fn rows_are_written_the_same_however_they_are_cut() {
    let values: Vec<i32> = (0..100_000).collect();
    let table = one(Field::new("a", Datatype::Int), Arc::new(Int32Array::from(values)));
    for serialization in [Serialization::TableData, Serialization::Binary, Serialization::Binary2] {
        let (whole, _) = write(&table, options(serialization)).unwrap();
        let batch = &table.batches()[0];
        let parts = (0..10).map(|part| batch.slice(part * 10_000, 10_000)).collect();
        let (parts, _) = write(&Table::try_new(table.schema().clone(), parts).unwrap(), options(serialization)).unwrap();
        assert_eq!(whole, parts, "{serialization}");
        assert_eq!(read(&whole).0.num_rows(), 100_000);
    }
}

#[test]
fn nothing_refers_to_what_is_left_out() {
    let text = "<VOTABLE><RESOURCE><TIMESYS ID='ts' timescale='TCB' refposition='BARYCENTER'/><TABLE>
        <FIELD ID='a' name='a' datatype='double' ref='ts'/><FIELD ID='b' name='b' datatype='int'/>
        <GROUP name='g' ref='ts'><FIELDref ref='a'/><FIELDref ref='b'/></GROUP></TABLE></RESOURCE></VOTABLE>";
    let mut read_options = ReadOptions::default();
    read_options.columns = Some(vec!["a".to_owned()]);
    let reader = Reader::try_new(text.as_bytes(), read_options).unwrap();
    let mut old = options(Serialization::TableData);
    old.version = Version::V1_3;
    let mut document = Vec::new();
    let writer = Writer::try_new(&mut document, reader.schema(), old).unwrap();
    let lost = Box::new(writer).finish(&Trailer::default()).unwrap();
    let want = [
        (LossKind::Metadata, "ts", "VOTable 1.3 has no TIMESYS"),
        (LossKind::Metadata, "a", "it refers to `ts`, which is left out"),
        (LossKind::Metadata, "g", "it refers to `ts`, which is left out"),
        (LossKind::Metadata, "b", "the column that a GROUP refers to is not in the table"),
    ];
    assert_eq!(losses(&lost), want);
    let document = String::from_utf8(document).unwrap();
    assert!(document.contains("<GROUP name=\"g\">\n<FIELDref ref=\"a\"/>\n</GROUP>"), "{document}");
    assert!(!document.contains("ref=\"ts\""), "{document}");
}
