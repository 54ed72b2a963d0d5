use super::{Fault, Pieces, Split, split};
use crate::{
    dialect::Dialect,
    error::{Error, ErrorKind},
};
use gaialink_table::{Limits, text::Span};
use std::{collections::HashSet, io::BufRead};

/// The line of column names, and where it stands.
#[derive(Debug)]
pub(crate) struct Names {
    /// The names, in order.
    pub(crate) names: Vec<String>,
    /// Its line, counted from 1.
    pub(crate) line: u64,
}

/// Reads the line of column names: the first row.
pub(crate) fn read_names<R: BufRead>(pieces: &mut Pieces<R>, dialect: Dialect, limits: &Limits) -> Result<Names, Error> {
    let Some(mut piece) = pieces.next_row()? else {
        return Err(Fault::new(ErrorKind::NoHeader).place(dialect.format, pieces.line(), 0));
    };
    let first = piece.first_line.saturating_add(piece.rows.first().map_or(0, |row| row.line));
    let fail = |kind: ErrorKind| Fault::new(kind).place(dialect.format, first, 0);
    let line = piece.first_line;
    let Split { cells, fault } = split(&mut piece, None, dialect);
    if let Some(fault) = fault {
        return Err(fault.in_no_row().place(dialect.format, line, 0));
    }
    let columns = u64::try_from(cells.len()).unwrap_or(u64::MAX);
    Limits::claim("columns", columns, 1, limits.max_columns).map_err(|error| fail(error.into()))?;
    let text = |cell: &Span| String::from_utf8_lossy(cell.text(&piece.bytes)).into_owned();
    let names: Vec<String> = cells.iter().map(text).collect();
    if let [only] = names.as_slice()
        && only.trim().is_empty()
    {
        return Err(fail(ErrorKind::BlankHeader));
    }
    let mut seen = HashSet::new();
    match names.iter().find(|name| !seen.insert(name.as_str())) {
        Some(name) => Err(fail(ErrorKind::DuplicateName { name: name.clone() })),
        None => {
            pieces.expect_cells(names.len());
            Ok(Names { names, line: first })
        }
    }
}
