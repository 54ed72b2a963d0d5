//! Packed rows in base64.

#![expect(clippy::indexing_slicing, reason = "tests")]

use gaialink_table::{
    Table, TableReader,
    arrow::{array::AsArray, datatypes::Int16Type},
};
use gaialink_votable::{Error, ErrorKind, ReadOptions, Reader};

fn document(element: &str, attributes: &str, stream: &str) -> String {
    format!(
        "<VOTABLE><RESOURCE><TABLE><FIELD name='a' datatype='short'/><DATA><{element}>\n<STREAM {attributes}>{stream}</STREAM></{element}></DATA></TABLE></RESOURCE></VOTABLE>"
    )
}

/// The values, and the codes of the warnings.
fn read(document: &str) -> Result<(Vec<Option<i16>>, Vec<String>), Error> {
    read_with(document, ReadOptions::default())
}

fn read_with(document: &str, options: ReadOptions) -> Result<(Vec<Option<i16>>, Vec<String>), Error> {
    let mut reader = Reader::try_new(document.as_bytes(), options)?;
    let table = Table::collect(&mut reader)?;
    let codes = Box::new(reader).finish()?.warnings.into_iter().map(|warning| warning.code).collect();
    let Some(column) = table.column("a") else { return Ok((vec![], codes)) };
    let array = column.to_array()?;
    Ok((array.as_primitive::<Int16Type>().iter().collect(), codes))
}

const BASE64: &str = "encoding='base64'";

#[test]
fn base64_with_anything_between() {
    // 1, 2, 258 are 00 01 00 02 01 02.
    let want = vec![Some(1), Some(2), Some(258)];
    let streams = [
        "AAEAAgEC",
        "\nAAEAAgEC\n",
        "AAEA\nAgEC",
        "A A\tE\r\nAAg\n\nE C ",
        "AAE<!-- </STREAM> -->AAgEC",
        "<![CDATA[AAEA]]>AgEC<?pi ?>",
        "AAE&#65;AgEC",
    ];
    for stream in streams {
        assert_eq!(read(&document("BINARY", BASE64, stream)).unwrap(), (want.clone(), vec![]), "{stream:?}");
    }
    for quotes in ["encoding=\"base64\"", "encoding=' base64 '", "type='locator' encoding='base64' actuate='onRequest'"] {
        assert_eq!(read(&document("BINARY", quotes, "AAEAAgEC")).unwrap().0, want, "{quotes}");
    }
    // The first byte of a row of BINARY2 is the null mask.
    let rows = "AAABgAAC";
    assert_eq!(read(&document("BINARY2", BASE64, rows)).unwrap().0, [Some(1), None]);
}

#[test]
fn padding_and_ends() {
    let cases = [
        ("AAE=", vec![Some(1)], vec![]),
        ("AAE", vec![Some(1)], vec!["W-BASE64"]),
        ("AAEAAg==", vec![Some(1), Some(2)], vec![]),
        ("AAEAAg", vec![Some(1), Some(2)], vec!["W-BASE64"]),
        ("AAEAAg=\n=\n", vec![Some(1), Some(2)], vec![]),
        ("", vec![], vec![]),
        (" \n", vec![], vec![]),
    ];
    for (stream, values, codes) in cases {
        let found = read(&document("BINARY", BASE64, stream)).unwrap();
        assert_eq!(found, (values, codes.into_iter().map(str::to_owned).collect()), "{stream:?}");
    }
    let (values, codes) = read(&document("BINARY", "", "AAE=")).unwrap();
    assert_eq!((values, codes.as_slice()), (vec![Some(1)], ["W-ENCODING".to_owned()].as_slice()));
    let empty = document("BINARY", BASE64, "").replace("></STREAM>", "/>");
    assert_eq!(read(&empty).unwrap().0, []);
}

#[test]
fn errors_say_where() {
    let base64 = |reason: &str| format!("the STREAM is no valid base64: {reason}");
    let cases = [
        ("AAE*", base64("found '*'")),
        ("\n\nAAE\n*AAA", base64("found '*'")),
        ("AAE=AAE=", base64("data follows the padding")),
        ("A===", base64("more than two characters of padding")),
        ("AAEAA", base64("one character is left over at its end")),
        ("AA==", "the STREAM ends inside a row, 1 bytes after the last whole one".to_owned()),
        ("AAEA", "the STREAM ends inside a row, 1 bytes after the last whole one".to_owned()),
        ("AAE=<TR/>", "expected the end of STREAM, found TR".to_owned()),
    ];
    for (stream, why) in cases {
        let mut options = ReadOptions::default();
        options.strict = true;
        let error = read_with(&document("BINARY", BASE64, stream), options).unwrap_err();
        assert_eq!(error.kind().to_string(), why, "{stream:?}");
        let line = if stream.starts_with('\n') { 5 } else { 2 };
        assert_eq!(error.position().line, Some(line), "{stream:?}");
    }
}

#[test]
fn what_is_odd_and_read() {
    let odd = |code: &str| (vec![Some(1)], vec![code.to_owned()]);
    // What stands behind the last whole row, and encodings that nothing inside a document can have.
    assert_eq!(read(&document("BINARY", BASE64, "AAEA")).unwrap(), odd("W-STREAM"));
    // Less than one row, too.
    for stream in ["AA==", " A A = = ", "AA"] {
        let (values, codes) = read(&document("BINARY", BASE64, stream)).unwrap();
        assert_eq!((values, codes.last().map(String::as_str)), (vec![], Some("W-STREAM")), "{stream:?}");
    }
    // Characters that are none of base64's in it make it no data at all.
    let error = read(&document("BINARY", BASE64, "A*A==")).unwrap_err();
    assert_eq!(error.kind().to_string(), "the STREAM ends inside a row, 1 bytes after the last whole one");
    // No rows can be in it, however long it is.
    for length in [4, 400_000] {
        let text = document("BINARY", BASE64, &"A".repeat(length)).replace("<FIELD", "<PARAM value='1'");
        let (values, codes) = read(&text).unwrap();
        assert_eq!((values, codes), (vec![], vec!["W-STREAM".to_owned()]), "{length}");
    }
    for encoding in ["BASE64", "gzip", "dynamic", ""] {
        let text = document("BINARY", &format!("encoding='{encoding}'"), "AAE=");
        assert_eq!(read(&text).unwrap(), odd("W-ENCODING"), "{encoding}");
    }
}

#[test]
fn what_cannot_be_read_yet_says_so() {
    let cases = [
        (document("BINARY", "encoding='zip'", "x"), "a STREAM inside the document with the encoding `zip`"),
        (document("BINARY", "href='x' encoding='dynamic'", ""), "a STREAM with the encoding `dynamic`"),
    ];
    for (text, want) in cases {
        let Err(error) = Reader::try_new(text.as_bytes(), ReadOptions::default()) else { panic!("{text}") };
        assert!(matches!(error.kind(), ErrorKind::Unsupported { what } if what == want), "{error:?}");
    }
    let text = document("PARQUET", "href='file:x.parquet'", "");
    let Err(error) = Reader::try_new(text.as_bytes(), ReadOptions::default()) else { panic!("{text}") };
    assert!(matches!(error.kind(), ErrorKind::Href { href, .. } if href == "file:x.parquet"), "{error:?}");
}

#[test]
fn rows_wider_than_a_batch() {
    let text = "<VOTABLE><RESOURCE><TABLE><FIELD name='a' datatype='unsignedByte' arraysize='*'/><DATA><BINARY><STREAM encoding='base64'>@</STREAM></BINARY></DATA></TABLE></RESOURCE></VOTABLE>";
    // Counts of 300, then 300 bytes: 304 bytes a row are 405.3 characters.
    let row: Vec<u8> = [0, 0, 1, 44].into_iter().chain((0..=249_u8).cycle().take(300)).collect();
    let bytes = row.repeat(6);
    let text = text.replace('@', &base64(&bytes));
    let mut options = ReadOptions::default();
    options.limits.batch_bytes = 50;
    let mut reader = Reader::try_new(text.as_bytes(), options).unwrap();
    let table = Table::collect(&mut reader).unwrap();
    assert_eq!(table.num_rows(), 6);
    assert!(table.batches().len() > 1);
    let mut options = ReadOptions::default();
    options.limits.batch_bytes = 50;
    options.limits.max_row = 200;
    let mut reader = Reader::try_new(text.as_bytes(), options).unwrap();
    let error = Table::collect(&mut reader).unwrap_err();
    assert!(
        std::iter::successors(Some(&error as &dyn std::error::Error), |e| e.source())
            .any(|e| e.to_string().contains("limit of 200")),
        "{error:?}"
    );
}

/// Base64 by the letter.
fn base64(bytes: &[u8]) -> String {
    let letters: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
    let bit = |at: usize| bytes.get(at / 8).is_some_and(|byte| byte >> (7 - at % 8) & 1 == 1);
    let letter = |at: usize| letters[(0..6).fold(0, |value, i| value << 1 | usize::from(bit(at + i)))];
    let mut text: String = (0..bytes.len() * 8).step_by(6).map(letter).collect();
    text.push_str(["", "==", "="][bytes.len() % 3]);
    text
}

#[test]
fn characters_that_are_none_of_base64() {
    // 1, 2, 258 are 00 01 00 02 01 02.
    let cases = [
        "AA-EAAgEC",
        "-AAEAAgEC",
        "AAEAAgEC-",
        "AAEAAgE*C",
        "AAE\u{0}AAgEC",
        "AAEA<!-- -->A_gEC",
        "AAEAé<!-- -->AgEC",
        "AAEAAgEC\n_",
    ];
    for stream in cases {
        let document = document("BINARY", BASE64, stream);
        let (values, codes) = read(&document).unwrap();
        assert_eq!((values, codes), (vec![Some(1), Some(2), Some(258)], vec!["W-BASE64".to_owned()]), "{stream:?}");
        let mut options = ReadOptions::default();
        options.strict = true;
        assert!(matches!(read_with(&document, options).unwrap_err().kind(), ErrorKind::Base64 { .. }), "{stream:?}");
    }
    let document = document("BINARY", BASE64, "AAE\nA-AgEC");
    let mut reader = Reader::try_new(document.as_bytes(), ReadOptions::default()).unwrap();
    Table::collect(&mut reader).unwrap();
    let warning = Box::new(reader).finish().unwrap().warnings.remove(0);
    assert_eq!((warning.at.line, warning.at.byte), (Some(3), Some(106)));
    assert_eq!(warning.message, "the STREAM is no valid base64: found '-'; it and others like it are passed over");
}

#[test]
fn many_odd_characters_in_a_large_stream() {
    let rows = 200_000_usize;
    let bytes: Vec<u8> = (0..rows).flat_map(|row| i16::try_from(row % 30_000).unwrap().to_be_bytes()).collect();
    let clean = base64_simd::STANDARD.encode_to_string(&bytes);
    let odd: String = clean.as_bytes().chunks(997).map(|chunk| format!("{}~\n", std::str::from_utf8(chunk).unwrap())).collect();
    let (values, codes) = read(&document("BINARY", BASE64, &odd)).unwrap();
    assert_eq!((values.len(), values[rows - 1]), (rows, Some(19_999)));
    assert!(values.iter().enumerate().all(|(row, value)| value.map(usize::try_from) == Some(Ok(row % 30_000))));
    assert_eq!(codes, ["W-BASE64"]);
}

#[test]
fn a_binary_without_a_stream() {
    for element in ["BINARY", "BINARY2"] {
        for content in ["", " ", "<!-- -->"] {
            let document = format!(
                "<VOTABLE><RESOURCE><TABLE><FIELD name='a' datatype='short'/><DATA><{element}>{content}</{element}></DATA><INFO name='b' value='c'/></TABLE></RESOURCE></VOTABLE>"
            );
            assert_eq!(read(&document).unwrap(), (vec![], vec!["W-STREAM".to_owned()]), "{document}");
        }
    }
}
