//! Input that never ends is given up at a limit, with an error that names it.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use gaialink_ecsv::{Error, csv, ecsv};
use gaialink_table::{Limits, Table};
use std::{
    cell::Cell,
    error::Error as _,
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
    let cases: [(Read, String, &'static str, &str); 12] = [
        (read_ecsv, ecsv(""), "# key: value\n", header),
        (read_ecsv, ecsv("# meta: "), "x", header),
        (read_ecsv, ecsv(""), "\n", header),
        (read_ecsv, ecsv("# meta: "), "[", header),
        (read_ecsv, rows("a,b\n1,"), "x", cell),
        (read_ecsv, rows("a,b\n1,\""), "x\n", cell),
        (read_ecsv, rows("a,b\n1,\""), "\"\"", cell),
        (read_ecsv, rows("a,b\n1"), ",1", cells),
        (read_csv, "a,b\n1,\"".to_owned(), "x\n", cell),
        (read_csv, "a,b\n1,".to_owned(), "x", cell),
        (read_csv, "a,b\n1".to_owned(), ",1", cells),
        (read_csv, "a".to_owned(), ",a", "columns: "),
    ];
    for (read, start, unit, want) in cases {
        let shown = format!("{:?} and {unit:?}", start.lines().last());
        let error = read(Endless { start: start.into_bytes(), unit: unit.as_bytes(), taken: 0 });
        let mut all = vec![error.to_string()];
        let mut cause = error.source();
        while let Some(error) = cause {
            all.push(error.to_string());
            cause = error.source();
        }
        assert!(all.iter().any(|text| text.contains(want)), "{shown}: {all:?}");
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
        assert_eq!(error.kind().source().map(ToString::to_string).as_deref(), Some(want), "{:?}", error.kind());
    }
}
