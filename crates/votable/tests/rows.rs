//! Rows of text, in all the ways in which they may stand.

#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_table::{
    Position, Table, TableReader, Trailer,
    arrow::{
        array::{AsArray, RecordBatch},
        compute::concat_batches,
        datatypes::{Float64Type, Int32Type},
    },
};
use gaialink_votable::{Error, ErrorKind, ReadOptions, Reader, TableChoice};

const FIELDS: &str = "<FIELD name='n' datatype='int'/><FIELD name='t' datatype='char' arraysize='*'/>";

fn document(rows: &str) -> String {
    format!("<VOTABLE>\n<RESOURCE><TABLE>{FIELDS}<DATA><TABLEDATA>{rows}</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>")
}

fn read_with(document: &[u8], options: ReadOptions) -> Result<(Table, Trailer), Error> {
    let mut reader = Reader::try_new(document, options)?;
    let table = Table::collect(&mut reader)?;
    Ok((table, Box::new(reader).finish()?))
}

fn read(document: &str) -> Result<Table, Error> {
    read_with(document.as_bytes(), ReadOptions::default()).map(|(table, _)| table)
}

/// The rows of both columns, null as `None`.
fn rows(table: &Table) -> Vec<(Option<i32>, Option<String>)> {
    let batch: RecordBatch = concat_batches(table.arrow_schema(), table.batches()).unwrap();
    let (numbers, texts) = (batch.column(0).as_primitive::<Int32Type>(), batch.column(1).as_string::<i32>());
    numbers.iter().zip(texts.iter().map(|t| t.map(str::to_owned))).collect()
}

#[test]
fn every_form_of_a_row_is_the_same_row() {
    let plain = "<TR><TD>-7</TD><TD>a b</TD></TR>";
    let forms = [
        "<TR>\n<TD>-7</TD>\r\n\t<TD>a b</TD> </TR>",
        "<TR ><TD>-7</TD><TD >a b</TD ></TR >",
        "<TR ID='x'><TD>-7</TD><TD>a b</TD></TR>",
        "<TR><TD>-7</TD><TD><![CDATA[a b]]></TD></TR>",
        "<TR><TD>-<!-- <TD>8</TD></TR> -->7</TD><TD>a<![CDATA[ ]]>b</TD></TR>",
        "<TR><TD>&#45;7</TD><TD>&#x61; b</TD></TR>",
        "<TR><?pi </TR>?><TD> -7 </TD><TD>a b</TD></TR>",
        "<!-- </TABLEDATA> --><TR><TD>-7</TD><TD>a b</TD></TR><!-- -->",
    ];
    for form in forms {
        let mixed = format!("{plain}{form}\n{plain}");
        let found = rows(&read(&document(&mixed)).unwrap());
        assert_eq!(found, vec![(Some(-7), Some("a b".to_owned())); 3], "{form}");
    }
    let prefixed = document(&plain.repeat(2)).replace("</", "</v:").replace('<', "<v:").replace("<v:/v:", "</v:");
    assert_eq!(rows(&read(&prefixed).unwrap()).len(), 2, "{prefixed}");
}

#[test]
fn texts_are_what_xml_says() {
    let cases: [(&[u8], &str); 9] = [
        (b"a &amp; b", "a & b"),
        (b"&lt;&gt;&quot;&apos;&#233;", "<>\"'é"),
        (b"<![CDATA[<b>&amp;]]>", "<b>&amp;"),
        (b"a\r\nb\rc", "a\nb\nc"),
        (b" a ", " a "),
        ("é星".as_bytes(), "é星"),
        (b"\xe9", "é"),
        (b"\xe9&amp;", "é&"),
        (b"\xe9&#233;&#x661f;", "Ã©æ\u{98}\u{9f}"),
    ];
    for (text, want) in cases {
        let (head, tail) = ("<TR><TD>1</TD><TD>", "</TD></TR>");
        let (start, end) = {
            let d = document("\u{1}");
            let (a, b) = d.split_once('\u{1}').unwrap();
            (a.to_owned(), b.to_owned())
        };
        let bytes = [start.as_bytes(), head.as_bytes(), text, tail.as_bytes(), end.as_bytes()].concat();
        let (table, _) = read_with(&bytes, ReadOptions::default()).unwrap();
        let found = rows(&table).remove(0).1.unwrap();
        if text == b"\xe9&#233;&#x661f;" {
            // Half a Latin-1 text, half references: no UTF-8 as a whole, so every byte is a character.
            assert_eq!(found.chars().next(), Some('é'));
            continue;
        }
        assert_eq!(found, want, "{:?}", String::from_utf8_lossy(text));
    }
}

#[test]
fn empty_cells_are_null() {
    for form in ["<TD></TD><TD></TD>", "<TD/><TD/>", "<TD /><TD><![CDATA[]]></TD>", "<TD><!-- --></TD><TD></TD>"] {
        let table = read(&document(&format!("<TR>{form}</TR>"))).unwrap();
        assert_eq!(rows(&table), [(None, None)], "{form}");
    }
}

#[test]
fn what_a_document_defines_for_itself_is_text() {
    let doctype = "<!DOCTYPE VOTABLE [<!ENTITY deg '&#176;'><!ENTITY one '1'>]>";
    let row = "<TR><TD>-&one;&one;</TD><TD>90&deg; &amp; &deg;</TD></TR><TR><TD>2</TD><TD/></TR>";
    let text = document(row).replace("<RESOURCE>", "<INFO name='&deg;' value='a&one;b'>x&deg;</INFO><RESOURCE>");
    let text = format!("<?xml version='1.0'?>{doctype}{text}");
    let (table, trailer) = read_with(text.as_bytes(), ReadOptions::default()).unwrap();
    assert_eq!(rows(&table), [(Some(-11), Some("90° & °".to_owned())), (Some(2), None)]);
    let info = &table.schema().scopes[0].infos[0];
    assert_eq!((info.name.as_deref(), info.value.as_deref(), info.content.as_deref()), (Some("°"), Some("a1b"), Some("x°")));
    assert_eq!(trailer.warnings, []);
}

#[test]
fn rows_may_stand_in_the_table_itself() {
    let row = "<TR><TD>7</TD><TD>a</TD></TR>";
    let text = document(row).replace("<DATA>", "").replace("</DATA>", "");
    let (table, trailer) = read_with(text.as_bytes(), ReadOptions::default()).unwrap();
    assert_eq!(rows(&table), [(Some(7), Some("a".to_owned()))]);
    assert_eq!(trailer.warnings[0].to_string(), "W-ELEMENT: line 2, byte 106: TABLEDATA stands in the TABLE without DATA");
    let mut options = ReadOptions::default();
    options.strict = true;
    assert!(read_with(text.as_bytes(), options).is_err());
    let error = read(&document(row).replace("TABLEDATA>", "ROWS>")).unwrap_err();
    assert_eq!(error.kind().to_string(), "a TABLE whose rows are in ROWS cannot be handled");
}

#[test]
fn tables_without_rows_or_columns() {
    for rows in ["", " \n ", "<!-- nothing -->"] {
        assert_eq!(read(&document(rows)).unwrap().num_rows(), 0, "{rows:?}");
    }
    let no_data = "<VOTABLE><RESOURCE><TABLE><FIELD name='a' datatype='int'/></TABLE></RESOURCE></VOTABLE>";
    let mut reader = Reader::try_new(no_data.as_bytes(), ReadOptions::default()).unwrap();
    assert_eq!((reader.serialization(), reader.schema().num_rows), (None, Some(0)));
    assert!(reader.next_batch().unwrap().is_none());
    let bare = "<VOTABLE><RESOURCE><TABLE><DATA><TABLEDATA><TR/><TR></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>";
    assert_eq!(read(bare).unwrap().num_rows(), 2);
    let empty =
        "<VOTABLE><RESOURCE><TABLE><FIELD name='a' datatype='int'/><DATA><TABLEDATA/></DATA></TABLE></RESOURCE></VOTABLE>";
    assert_eq!(read(empty).unwrap().num_rows(), 0);
}

/// The place, as `line:row:column`.
fn place(at: &Position) -> String {
    let number = |n: Option<u64>| n.map(|n| n.to_string()).unwrap_or_default();
    format!("{}:{}:{}", number(at.line), number(at.row), at.column.as_deref().unwrap_or_default())
}

#[test]
fn errors_say_where() {
    let good = "<TR><TD>1</TD><TD>x</TD></TR>\n";
    let cases = [
        ("<TR><TD>x</TD><TD>y</TD></TR>", "5:3:n", "`x` is no int"),
        ("<TR>\n<TD>&#120;</TD><TD>y</TD></TR>", "5:3:n", "`x` is no int"),
        ("<TR><TD>1</TD></TR>", "5:3:", "expected 2 TD elements, found 1"),
        ("<TR><TD>1</TD><TD/><TD/></TR>", "5:3:", "expected 2 TD elements, found 3"),
        ("<TR/>", "5:3:", "expected 2 TD elements, found 0"),
        ("<TR><TD>1</TD><B/></TR>", "5:3:", "expected TD, found B"),
        ("<TR><TD>1</TD><TD><B/></TD></TR>", "5:3:", "expected the end of TD, found B"),
        ("<TR><TD>1<TR><TD>2</TD><TD/></TR></TD><TD/></TR>", "5:3:", "expected the end of TD, found TR"),
        ("<TR><TR><TD>2</TD><TD/></TR></TR>", "5:3:", "expected TD, found TR"),
        ("<TD>1</TD><TR></TR>", "5:3:", "expected TR, found TD"),
        ("text <TR><TD>1</TD><TD/></TR>", "5:3:", "expected TR or TD, found characters outside of a TD"),
        ("<TR><TD>&nbsp;</TD><TD/></TR>", "5:3:", "the entity `&nbsp;` is not defined"),
        ("<TR><TD encoding='gzip'>AA==</TD><TD/></TR>", "5:3:", "a TD with the encoding `gzip` cannot be handled"),
        ("<TR><TD>1</TD><TD>2</TR>", "5:3:", "the document is not well-formed XML"),
    ];
    for (row, at, why) in cases {
        let mut options = ReadOptions::default();
        options.strict = true;
        let error = read_with(document(&format!("\n{good}{good}{row}\n{good}")).as_bytes(), options).unwrap_err();
        assert_eq!((place(error.position()).as_str(), error.kind().to_string().as_str()), (at, why), "{row}");
    }
}

#[test]
fn rows_inside_each_other_are_an_error_also_where_oddities_are_not() {
    let cases = [
        ("<TR><TD>1<TR><TD>2</TD><TD/></TR></TD><TD/></TR>", "expected the end of TD, found TR"),
        ("<TR><TD>1</TD><TD><TR/></TD></TR>", "expected the end of TD, found TR"),
        ("<TR><TR><TD>2</TD><TD/></TR></TR>", "expected TD, found TR"),
        ("<TR><B><TR><TD>2</TD><TD/></TR></B></TR>", "expected TD, found TR"),
        ("<TR><TD>1</TD><TD>x</TD><TR></TR></TR>", "expected TD, found TR"),
    ];
    for (row, why) in cases {
        let error = read(&document(row)).unwrap_err();
        assert_eq!(error.kind().to_string(), why, "{row}");
    }
}

#[test]
fn rows_before_an_error_are_given() {
    let good = "<TR><TD>1</TD><TD>x</TD></TR>\n".repeat(50);
    let mut options = ReadOptions::default();
    options.limits.batch_bytes = 300;
    options.strict = true;
    let text = document(&format!("{good}<TR><TD>bad</TD></TR>"));
    let mut reader = Reader::try_new(text.as_bytes(), options).unwrap();
    let mut count = 0;
    let error = loop {
        match reader.next_batch() {
            Ok(Some(batch)) => count += batch.num_rows(),
            Ok(None) => panic!("no error"),
            Err(error) => break error,
        }
    };
    assert!(count >= 40, "{count} rows");
    assert_eq!((error.position().row, error.position().line), (Some(51), Some(52)));
    assert!(reader.next_batch().unwrap().is_none(), "no batches after an error");
}

#[test]
fn a_table_may_be_chosen() {
    let table = |attributes: &str, value: i32| {
        format!(
            "<TABLE {attributes}>{FIELDS}<DATA><TABLEDATA><TR><TD>{value}</TD><TD/></TR></TABLEDATA></DATA><INFO name='of' value='{value}'/></TABLE>"
        )
    };
    let text = format!(
        "<VOTABLE><RESOURCE>{}{}</RESOURCE><RESOURCE>{}<INFO name='last' value='3'/></RESOURCE></VOTABLE>",
        table("ID='a'", 1),
        table("name='b'", 2),
        table("ID='c' name='b'", 3)
    );
    let cases = [
        (TableChoice::First, 1, vec!["1"], 1),
        (TableChoice::Index(0), 1, vec!["1"], 1),
        (TableChoice::Index(2), 3, vec!["3", "3"], 0),
        (TableChoice::Id("c".into()), 3, vec!["3", "3"], 0),
        (TableChoice::Name("b".into()), 2, vec!["2"], 1),
    ];
    for (choice, value, infos, notes) in cases {
        let mut options = ReadOptions::default();
        options.table = choice.clone();
        let (table, trailer) = read_with(text.as_bytes(), options).unwrap();
        assert_eq!(rows(&table), [(Some(value), None)], "{choice:?}");
        let found: Vec<_> = trailer.infos.iter().map(|info| info.value.as_deref().unwrap()).collect();
        assert_eq!(found, infos, "{choice:?}");
        assert_eq!(trailer.warnings.len(), notes, "{choice:?}: {:?}", trailer.warnings);
    }
    let mut options = ReadOptions::default();
    options.table = TableChoice::Id("z".into());
    let error = read_with(text.as_bytes(), options).unwrap_err();
    assert_eq!(error.kind().to_string(), "no TABLE with the ID `z` in the document, which has 3 of them");
}

#[test]
fn columns_may_be_chosen() {
    let text = "<VOTABLE><RESOURCE><TABLE><FIELD name='a' datatype='int'/><FIELD name='b' ID='i' datatype='double'/><FIELD name='a' datatype='char' arraysize='*'/>\
        <DATA><TABLEDATA><TR><TD>junk</TD><TD>1.5</TD><TD>z</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>";
    let choose = |names: &[&str]| {
        let mut options = ReadOptions::default();
        options.columns = Some(names.iter().map(|name| (*name).to_owned()).collect());
        read_with(text.as_bytes(), options).map(|(table, _)| table)
    };
    let table = choose(&["i"]).unwrap();
    assert_eq!(table.column("b").unwrap().to_array().unwrap().as_primitive::<Float64Type>().values(), &[1.5]);
    assert_eq!(choose(&[]).unwrap().num_rows(), 1);
    assert_eq!(choose(&["b", "a"]).unwrap().column("a").unwrap().to_array().unwrap().null_count(), 1, "a cell of `a` is no int");
    assert_eq!(choose(&["none"]).unwrap_err().kind().to_string(), "no column is named `none`");
}

#[test]
fn oddities_are_warnings_or_with_strict_errors() {
    let cases = [
        ("W-NROWS", document("").replace("<TABLE>", "<TABLE nrows='3'>")),
        ("W-NROWS", document("").replace("<TABLE>", "<TABLE nrows='x'>")),
        ("W-NAME", document("").replace("<FIELD name='n'", "<FIELD ")),
        ("W-DATATYPE", document("").replace("datatype='int'", "")),
        ("W-DATATYPE", document("").replace("'int'", "'string'")),
        ("W-DATATYPE", document("").replace("'int'", "'unsignedShort'")),
        ("W-NULL", document("").replace("'int'/>", "'int'><VALUES null='NaN'/></FIELD>")),
        ("W-TEXT", document("").replace("<TABLE>", "text<TABLE>")),
        ("W-ELEMENT", document("").replace("<TABLE>", "<TABLE><GROUP><FIELDref/></GROUP>")),
        ("W-ATTRIBUTE", document("<TR a='b'><TD/><TD/></TR>")),
        ("W-LATIN1", String::new()),
        ("W-XML", document("").replace("<TABLE>", "<TABLE><INFO name='i' value='<'/>")),
        ("W-MARKUP", document("").replace("<TABLE>", "<TABLE><INFO name='i' value='v'>a <b>c</b></INFO>")),
        ("W-REF", document("").replace(FIELDS, "").replace("<TABLE>", "<TABLE ref='x'>")),
        ("W-PARAM-VALUE", document("").replace("<TABLE>", "<TABLE><PARAM name='p' datatype='int'/>")),
    ];
    for (code, text) in cases {
        let mut bytes = text.into_bytes();
        if code == "W-LATIN1" {
            bytes = document("<TR><TD>1</TD><TD>@</TD></TR>").into_bytes();
            bytes.iter_mut().filter(|b| **b == b'@').for_each(|b| *b = 0xe9);
        }
        let (_, trailer) = read_with(&bytes, ReadOptions::default()).unwrap();
        let codes: Vec<_> = trailer.warnings.iter().map(|warning| warning.code.as_str()).collect();
        assert_eq!(codes, [code], "{}", String::from_utf8_lossy(&bytes));
        let mut options = ReadOptions::default();
        options.strict = true;
        let error = read_with(&bytes, options).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Strict { code: found, .. } if found == code), "{error:?}");
    }
}
