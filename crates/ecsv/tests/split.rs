//! The same rows and errors for every way in which the input comes, is cut and is dealt out to threads.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use gaialink_ecsv::{Error, csv, ecsv};
use gaialink_table::{
    Table,
    arrow::array::{ArrayRef, AsArray},
};
use std::io::BufReader;

const HEADER: &str = "# %ECSV 1.0\n# ---\n# delimiter: ','\n# datatype:\n# - {name: id, datatype: int64}\n# - {name: text, datatype: string}\n# - {name: list, datatype: string, subtype: 'float64[null]'}\n";
const ROWS: &str = "id,text,list\r\n1,plain,\"[1.5,null]\"\r\n\r\n2,\"quo\"\"te, \r\n\n#two\n\"\"\",[]\n# comment, \"\n3,\"\",\n4,,[NaN]\n5,é\"😀,\"[1,2,3,4,5,6,7,8,9]\"\n6,\"#\",";

fn read(text: &[u8], capacity: usize, batch_bytes: u64) -> Result<Table, Error> {
    let mut options = ecsv::ReadOptions::default();
    options.limits.batch_bytes = batch_bytes;
    Table::collect(&mut ecsv::Reader::try_new(BufReader::with_capacity(capacity, text), options)?)
}

fn arrays(table: &Table) -> Vec<ArrayRef> {
    table.columns().map(|column| column.to_array().unwrap()).collect()
}

#[test]
fn any_split_reads_the_same() {
    let text = format!("{HEADER}{ROWS}");
    let whole = read(text.as_bytes(), text.len(), 1 << 20).unwrap();
    let texts = whole.column("text").unwrap().to_array().unwrap();
    let want = [Some("plain"), Some("quo\"te, \r\n\n#two\n\""), Some(""), None, Some("é\"😀"), Some("#")];
    assert!(texts.as_string::<i32>().iter().eq(want));
    for capacity in 1..=text.len() {
        assert_eq!(arrays(&read(text.as_bytes(), capacity, 1 << 20).unwrap()), arrays(&whole), "buffer of {capacity}");
    }
    for batch_bytes in 1..=2 * ROWS.len() {
        let table = read(text.as_bytes(), 7, batch_bytes.try_into().unwrap()).unwrap();
        assert_eq!(arrays(&table), arrays(&whole), "batches of {batch_bytes}");
    }
    assert_eq!(read(text.as_bytes(), 7, 1).unwrap().batches().len(), 6);
}

#[test]
fn any_split_fails_the_same() {
    for (rows, want) in [
        ("7,x,[1]\n8,\"a\nb\"c,\n", "ECSV, line 22"),
        ("\n7,x,[1]\n8,x,[y]\n", "ECSV, line 22, row 8, column `list`"),
        ("7,x,[1]\n8,\"x\n\",[1],\n", "ECSV, line 21, row 8"),
        ("7,x,[1]\n8,\"x\n\n", "ECSV, line 21"),
    ] {
        let text = format!("{HEADER}{ROWS}\n{rows}");
        for batch_bytes in 1..=2 * ROWS.len() {
            let error = read(text.as_bytes(), 5, batch_bytes.try_into().unwrap()).unwrap_err();
            assert!(error.to_string() == want, "batches of {batch_bytes}: {error}, expected {want}");
        }
    }
}

#[test]
fn any_split_infers_the_same() {
    let rows = ROWS.replace("# comment, \"\n", "");
    let whole = csv::infer(rows.as_bytes(), &csv::ReadOptions::default(), None).unwrap();
    let types: Vec<_> = whole.fields.iter().map(|field| format!("{}{}", field.datatype, field.arraysize)).collect();
    assert_eq!(types, ["long", "char*", "double*"]);
    for batch_bytes in 1..=2 * rows.len() {
        let mut options = csv::ReadOptions::default();
        options.limits.batch_bytes = batch_bytes.try_into().unwrap();
        let input = BufReader::with_capacity(1 + batch_bytes % 9, rows.as_bytes());
        assert_eq!(csv::infer(input, &options, None).unwrap(), whole, "batches of {batch_bytes}");
    }
}

#[test]
fn rows_before_an_error_are_given() {
    use gaialink_table::TableReader;
    let text = format!("{HEADER}{ROWS}\nx,,\n");
    let mut options = ecsv::ReadOptions::default();
    options.limits.batch_bytes = 1;
    let mut reader = ecsv::Reader::try_new(text.as_bytes(), options).unwrap();
    let mut rows = 0;
    let error = loop {
        match reader.next_batch() {
            Ok(batch) => rows += batch.unwrap().num_rows(),
            Err(error) => break error,
        }
    };
    assert_eq!((rows, error.position().row), (6, Some(7)));
    assert!(reader.next_batch().unwrap().is_none());
}

/// Rows whose quotes, line ends and delimiters fall at every place of a block, with what they hold.
fn odd_rows() -> (String, Vec<String>) {
    let odd = ["plain", "a,b", "a\"b", "\"", "\"\"", "\r\n", "x\r\ny\n", ",\"\n\",\"", "é\"😀\r\n", "", " ", "# no comment"];
    let cells: Vec<String> = (0..odd.len() * 7).map(|row| odd[row % odd.len()].repeat(1 + row / odd.len())).collect();
    let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let ends = ["\n", "\r\n", "\n\n"];
    let row = |(place, cell)| format!("{place},{},{}{}", quoted(cell), quoted(cell), ends[place % ends.len()]);
    (format!("id,one,two\n{}", cells.iter().enumerate().map(row).collect::<String>()), cells)
}

#[test]
fn any_block_and_any_threads_read_quotes_the_same() {
    let (text, cells) = odd_rows();
    let options = |batch_bytes| {
        let mut options = csv::ReadOptions::default();
        options.limits.batch_bytes = batch_bytes;
        options
    };
    let schema = csv::infer(text.as_bytes(), &options(1 << 20), None).unwrap();
    for threads in [1, 3, 8] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        for block in (1..40).chain([200, 1 << 20]) {
            let input = || BufReader::with_capacity(1 + usize::try_from(block).unwrap() % 11, text.as_bytes());
            let (inferred, table) = pool.install(|| {
                let mut reader = csv::Reader::try_new(input(), schema.clone(), options(block)).unwrap();
                (csv::infer(input(), &options(block), None).unwrap(), Table::collect(&mut reader).unwrap())
            });
            assert_eq!(inferred, schema, "{threads} threads, blocks of {block}");
            for name in ["one", "two"] {
                let found = table.column(name).unwrap().to_array().unwrap();
                assert!(
                    found.as_string::<i32>().iter().eq(cells.iter().map(|cell| Some(cell.as_str()))),
                    "{threads} threads, blocks of {block}"
                );
            }
        }
    }
}
