//! How cells are spelled: by astropy, by the archive, by its bulk files, and by us.
#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_ecsv::ecsv::{ReadOptions, Reader, WriteOptions, Writer};
use gaialink_table::{Table, TableWriter, Trailer};

/// Reads a file of one cell beside another column, and gives the cell as it is written.
fn read_and_write(datatype: &str, subtype: Option<&str>, cell: &str) -> String {
    let subtype = subtype.map_or_else(String::new, |subtype| format!(", subtype: '{subtype}'"));
    let text = format!(
        "# %ECSV 1.0\n# ---\n# delimiter: ','\n# datatype:\n# - {{name: n, datatype: int8}}\n# - {{name: x, datatype: {datatype}{subtype}}}\nn,x\n1,{cell}\n"
    );
    let table = Table::collect(&mut Reader::try_new(text.as_bytes(), ReadOptions::default()).unwrap()).unwrap();
    let mut out = Vec::new();
    let mut writer = Writer::try_new(&mut out, table.schema(), WriteOptions::default()).unwrap();
    table.batches().iter().for_each(|batch| writer.write_batch(batch).unwrap());
    let losses = Box::new(writer).finish(&Trailer::default()).unwrap();
    let out = String::from_utf8(out).unwrap();
    assert!(losses.is_empty(), "{losses:?} {out}");
    out.rsplit_once("n,x\n1,").unwrap().1.trim_end_matches('\n').to_owned()
}

#[test]
fn scalars() {
    let cases = [
        ("bool", "True", "True"),
        ("bool", "false", "False"),
        ("bool", "", ""),
        ("int64", "-9223372036854775808", "-9223372036854775808"),
        ("int64", "null", ""),
        ("int64", "\"7\"", "7"),
        ("int64", " 7 ", "7"),
        ("uint64", "18446744073709551615", "18446744073709551615"),
        ("float16", "0.1", "0.1"),
        ("float32", "4.3137092E-17", "4.3137092e-17"),
        ("float64", "5e-324", "5e-324"),
        ("float64", "nan", "nan"),
        ("float64", "", ""),
        ("float64", "\"\"", ""),
        ("complex128", "(1+2j)", "1.0+2.0j"),
        ("complex64", "-0.5-1e-07j", "-0.5-1e-7j"),
        ("string", "\"\"", "\"\""),
        ("string", "", ""),
        ("string", "nan", "nan"),
        ("string", "null", "null"),
        ("string", "a\"b", "\"a\"\"b\""),
        ("string", "\" a\"", "\" a\""),
    ];
    for (datatype, cell, want) in cases {
        assert_eq!(read_and_write(datatype, None, cell), want, "{datatype} {cell}");
    }
}

#[test]
fn arrays() {
    let cases = [
        ("float64[null]", "\"[1.5,null,NaN,-Infinity]\"", "\"[1.5,null,NaN,-Infinity]\""),
        ("float64[null]", "[]", "[]"),
        ("float64[null]", "", ""),
        ("float64[null]", "\"\"", ""),
        ("float64[null]", "null", ""),
        ("bool[null]", "\"[\"\"False\"\",null,true]\"", "\"[false,null,true]\""),
        ("int16[2,3]", "\"[[1, 2, 3], [4, 5, 6]]\"", "\"[[1,2,3],[4,5,6]]\""),
        ("int16[null,2]", "\"[[1,2],[3,4]]\"", "\"[[1,2],[3,4]]\""),
        ("int16[2,null]", "\"[[1,2,3],[4,5,6]]\"", "\"[[1,2,3],[4,5,6]]\""),
        ("int16[2,null]", "\"[[],[]]\"", "\"[[],[]]\""),
        ("int16[2,null]", "null", ""),
        ("complex128[2]", "\"[[1,2],null]\"", "\"[[1.0,2.0],[null,null]]\""),
        ("complex128[2]", "\"[[1,2], [null, null]]\"", "\"[[1.0,2.0],[null,null]]\""),
        ("complex64[null]", "\"[[1,2],[null,3]]\"", "\"[[1.0,2.0],[null,3.0]]\""),
        ("string[2]", "\"[\"\"a\"\",null]\"", "\"[\"\"a\"\",null]\""),
        ("string[2,null]", "\"[[\"\"a,\"\"],[\"\"]\"\"]]\"", "\"[[\"\"a,\"\"],[\"\"]\"\"]]\""),
        ("json", "\"{\"\"a\"\": [1]}\"", "\"{\"\"a\"\": [1]}\""),
        ("int16[null,null]", "\"[[1],[2,3]]\"", "\"[[1],[2,3]]\""),
    ];
    for (subtype, cell, want) in cases {
        assert_eq!(read_and_write("string", Some(subtype), cell), want, "{subtype} {cell}");
    }
}

#[test]
fn nested_arrays_lie_flat() {
    let text = "# %ECSV 1.0\n# ---\n# datatype: [{name: x, datatype: string, subtype: 'int64[2,null]'}]\nx\n[[1,2],[3,4]]\n";
    let table = Table::collect(&mut Reader::try_new(text.as_bytes(), ReadOptions::default()).unwrap()).unwrap();
    let column = table.column("x").unwrap();
    assert_eq!(column.field().arraysize.to_string(), "*");
    assert_eq!(column.to_array().unwrap().len(), 1);
    for (cell, found) in [("[[1,2],[3]]", "[[1,2],[3]]"), ("[1,2]", "[1,2]")] {
        let text = text.replace("[[1,2],[3,4]]", cell);
        let error = Table::collect(&mut Reader::try_new(text.as_bytes(), ReadOptions::default()).unwrap()).unwrap_err();
        let cause = std::error::Error::source(error.kind()).unwrap().to_string();
        assert_eq!(cause, format!("`{found}` is no array of equal arrays of long, as many as the subtype says"));
    }
}
