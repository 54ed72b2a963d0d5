//! Input that never ends is given up at a limit, with an error that names it.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

#[path = "support/reasons.rs"]
mod reasons;

use gaialink_ecsv::{Error, csv, ecsv};
use gaialink_table::{Limits, Table};
use reasons::chain;
use std::{
    cell::Cell,
    io::{BufReader, Read, Result},
};

/// A text, and behind it another one again and again.
struct Endless {
    start: Vec<u8>,
    unit: &'static [u8],
    taken: usize,
}

thread_local! {
    /// How many bytes were read.
    static TAKEN: Cell<usize> = const { Cell::new(0) };
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        for byte in buffer.iter_mut() {
            let behind = self.taken.checked_sub(self.start.len());
            *byte = behind.map_or_else(|| self.start[self.taken], |at| self.unit[at % self.unit.len()]);
            self.taken += 1;
        }
        TAKEN.set(self.taken);
        Ok(buffer.len())
    }
}

const MIB: usize = 1 << 20;
const START: &str = "# %ECSV 1.0\n# ---\n# delimiter: ','\n";
const COLUMNS: &str = "# datatype: [{name: a, datatype: int64}, {name: b, datatype: string}]\n";

fn limits() -> Limits {
    let mut limits = Limits::default();
    (limits.max_metadata, limits.max_cell, limits.max_row, limits.max_columns) = (1 << 18, 1 << 20, 2 << 20, 1000);
    limits
}

fn read_ecsv(input: Endless) -> Error {
    let mut options = ecsv::ReadOptions::default();
    options.limits = limits();
    match ecsv::Reader::try_new(BufReader::new(input), options) {
        Ok(mut reader) => Table::collect(&mut reader).unwrap_err(),
        Err(error) => error,
    }
}

fn read_csv(input: Endless) -> Error {
    let mut options = csv::ReadOptions::default();
    options.limits = limits();
    csv::infer(BufReader::new(input), &options, None).unwrap_err()
}

#[test]
fn input_that_never_ends_is_given_up() {
    let ecsv = |start: &str| [START, start].concat();
    let rows = |start: &str| [START, COLUMNS, start].concat();
    let header = "bytes of the header: 262145 is beyond the limit of 262144";
    let cell = "bytes of a cell: 1048577 is beyond the limit of 1048576";
    let cells = "expected 2 cells, found";
    type Read = fn(Endless) -> Error;
    let cases: [(Read, String, &'static str, &str); 16] = [
        (read_ecsv, ecsv(""), "# key: value\n", header),
        (read_ecsv, ecsv("# meta: "), "x", header),
        (read_ecsv, ecsv(""), "\n", header),
        (read_ecsv, ecsv("# meta: "), "[", header),
        (read_ecsv, ecsv("# datatype:\n"), "# - {name: a, datatype: int8}\n", header),
        (read_ecsv, ecsv("# datatype:\n"), "#\n", header),
        (read_ecsv, rows("a,b\n1,"), "x", cell),
        (read_ecsv, rows("a,b\n1,\""), "x\n", cell),
        (read_ecsv, rows("a,b\n1,\""), "\"\"", cell),
        (read_ecsv, rows("a,b\n1"), ",1", cells),
        (read_csv, "a,b\n1,\"".to_owned(), "x\n", cell),
        (read_csv, "a,b\n1,".to_owned(), "x", cell),
        (read_csv, "a,b\n1".to_owned(), ",1", cells),
        (read_csv, "a".to_owned(), ",a", "columns: "),
        (read_csv, "name".to_owned(), "name", cell),
        (read_csv, "a,b\n1,2\n1".to_owned(), "1", cell),
    ];
    for (read, start, unit, want) in cases {
        let shown = format!("{:?} and {unit:?}", start.lines().last());
        let error = chain(&read(Endless { start: start.into_bytes(), unit: unit.as_bytes(), taken: 0 }));
        assert!(error.contains(want), "{shown}: {error}");
        assert!(TAKEN.get() < 6 * MIB, "{shown}: {} bytes", TAKEN.get());
    }
}

#[test]
fn a_header_of_too_much_is_not_parsed() {
    let brackets = format!("# meta: {}{}\n", "[".repeat(1500), "]".repeat(1500));
    let columns = "# - {name: x, datatype: int8}\n".repeat(900);
    let cases = [
        (brackets, "open brackets of the header: 1500 is beyond the limit of 1000"),
        (format!("# datatype:\n{columns}"), "items of the header: 3603 is beyond the limit of 2048"),
    ];
    for (lines, want) in cases {
        let mut options = ecsv::ReadOptions::default();
        options.limits = limits();
        let text = format!("{START}{lines}a\n1\n");
        let error = ecsv::Reader::try_new(text.as_bytes(), options).unwrap_err();
        assert!(chain(&error).ends_with(want), "{}", chain(&error));
    }
}

#[test]
fn comments_that_never_end() {
    for text in ["# more\n", "\n", "#\r\n"] {
        let input = Endless { start: b"# first\n".to_vec(), unit: text.as_bytes(), taken: 0 };
        let mut options = csv::ReadOptions::default();
        options.comment = Some(b'#');
        (options.limits.max_metadata, options.limits.batch_bytes) = (2 << 20, 1 << 16);
        let error = csv::infer(BufReader::new(input), &options, None).unwrap_err();
        let error = chain(&error);
        assert!(error.ends_with("bytes above the column names: 2097153 is beyond the limit of 2097152"), "{error}");
        assert!(TAKEN.get() < 4 * MIB, "{} bytes", TAKEN.get());
    }
    let mut options = csv::ReadOptions::default();
    options.comment = Some(b'#');
    (options.limits.max_metadata, options.limits.batch_bytes) = (100, 1 << 10);
    let text = format!("# first\na\n1\n{}2\n", "# more\n".repeat(10_000));
    let schema = csv::infer(text.as_bytes(), &options, None).unwrap();
    let mut reader = csv::Reader::try_new(text.as_bytes(), schema, options).unwrap();
    assert_eq!(Table::collect(&mut reader).unwrap().num_rows(), 2);
}
