//! The line of column names and the rows.

use super::{
    code::{COUNT, LINE, NAMES, TEXT, W_COMMENT},
    fault::{close, refuse},
};
use crate::{
    dialect::Dialect,
    error::{Error, ErrorKind, Format, Result},
    rows::{Fault, Names, Piece, Pieces, Plan, Split, split},
    select::check_names,
};
use gaialink_table::{
    Finding, Findings, Limits, Position, Warning,
    text::{CellBuilder, CellError, Span, TextStyle},
};
use std::io::BufRead;

/// How the rows are read.
pub(super) struct Body<'a> {
    pub(super) plans: Vec<Plan>,
    pub(super) dialect: Dialect,
    pub(super) style: TextStyle,
    pub(super) limits: &'a Limits,
}

/// So many rows that are none are looked at one by one; then the file is given up.
const MOST_BROKEN: usize = 1000;

impl Body<'_> {
    /// Checks all of them, behind the line of column names and what is odd about that.
    pub(super) fn check<R: BufRead>(
        &self,
        names: Result<(Names, Option<Warning>)>,
        mut pieces: Pieces<R>,
        mut findings: Findings,
    ) -> Result<Vec<Finding>> {
        let (names, odd) = match names {
            Ok(names) => names,
            Err(error) => return close(findings, error),
        };
        odd.into_iter().for_each(|warning| findings.push(warning));
        let fields = self.plans.iter().map(|plan| plan.field.name.as_str());
        match check_names(&names, fields, self.dialect.format) {
            Ok(spaced) => spaced.into_iter().for_each(|warning| findings.push(warning)),
            Err(other) => findings.add(&NAMES, Position::at_line(names.line), other.to_string()),
        }
        if names.names.len() != self.plans.len() {
            return Ok(findings.finish());
        }
        let mut rows = 0;
        loop {
            match pieces.next() {
                Ok(Some(piece)) => rows = self.piece(piece, rows, &mut findings)?,
                Ok(None) => break,
                Err(error) => return close(findings, error),
            }
            if [COUNT, LINE, TEXT].iter().map(|code| findings.count(code)).sum::<usize>() > MOST_BROKEN {
                return Ok(findings.finish());
            }
        }
        if let Some((count, line)) = pieces.comments().filter(|_| self.dialect.format == Format::Ecsv) {
            let message = format!("{count} lines from here on begin with `#` and are skipped as comments");
            findings.add(&W_COMMENT, Position::at_line(line), message);
        }
        Ok(findings.finish())
    }

    /// Checks the rows of a piece, behind so many others, and gives how many there are then.
    fn piece(&self, mut piece: Piece, mut before: u64, findings: &mut Findings) -> Result<u64> {
        let columns = self.plans.len().max(1);
        let (mut broken, raw) = (0, piece.bytes.len());
        while !piece.rows.is_empty() && broken <= MOST_BROKEN {
            // Behind the rows is what had quotes in the last round.
            piece.bytes.truncate(raw);
            let all = piece.rows.len();
            let Split { cells, fault } = split(&mut piece, Some(columns), self.dialect);
            let good = if fault.is_some() { cells.len().checked_div(columns).unwrap_or_default().min(all) } else { all };
            let mut found: Vec<(usize, Error)> = Vec::new();
            for plan in &self.plans {
                self.column(plan, &piece, &cells, (good, before), findings, &mut found)?;
            }
            found.sort_by_key(|(row, _)| *row);
            found.into_iter().try_for_each(|(_, error)| refuse(findings, error))?;
            let Some(fault) = fault else { return Ok(before.saturating_add(count(all))) };
            let name = |place: usize| self.plans.get(place).map(|plan| plan.field.name.as_str());
            let (row, fault) = (fault.row, fault.named(name));
            refuse(findings, fault.place(self.dialect.format, piece.first_line, before))?;
            let done = row.map_or(good, |row| row.saturating_add(1)).max(good);
            if row.is_none() {
                // What lies between the rows cannot be stepped over.
                return Ok(before.saturating_add(count(all)));
            }
            blank(&mut piece, done);
            piece.rows.drain(..done.min(all));
            before = before.saturating_add(count(done));
            broken = broken.saturating_add(1);
        }
        Ok(before.saturating_add(count(piece.rows.len())))
    }

    /// Checks the cells of a column in the first rows.
    fn column(
        &self,
        plan: &Plan,
        piece: &Piece,
        cells: &[Span],
        (rows, before): (usize, u64),
        findings: &mut Findings,
        found: &mut Vec<(usize, Error)>,
    ) -> Result<()> {
        let failed = |place: usize, line: u64, error: CellError| {
            let fault = Fault::at_row(place, line, ErrorKind::Cell(error)).in_column(&plan.field.name);
            (place, fault.place(self.dialect.format, piece.first_line, before))
        };
        let mut builder = CellBuilder::try_new(plan.wire.field(), &self.style, self.limits)?;
        let mut scratch = Vec::new();
        let column = cells.iter().skip(plan.place).step_by(self.plans.len().max(1));
        for (place, (cell, row)) in column.zip(&piece.rows).take(rows).enumerate() {
            if cell.is_empty() {
                builder.append_null();
            } else if let Err(error) = plan.wire.append(&mut builder, cell.text(&piece.bytes), &mut scratch) {
                found.push(failed(place, row.line, error));
                builder.append_null();
            }
        }
        for mut warning in builder.take_warnings() {
            warning.at.row = warning.at.row.map(|row| row.saturating_add(before));
            findings.push(warning);
        }
        if let Err((place, error)) = plan.wire.to_model(builder.finish()?, &plan.field) {
            found.push(failed(place, piece.rows.get(place).map_or(0, |row| row.line), error));
        }
        Ok(())
    }
}

/// Makes blanks of the rows that are done, so that what is wrong with their bytes is not found again.
fn blank(piece: &mut Piece, rows: usize) {
    let end = rows.checked_sub(1).and_then(|last| piece.rows.get(last)).map_or(0, |row| row.end);
    let done = piece.bytes.get_mut(..end).unwrap_or_default();
    done.iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
}

fn count(rows: usize) -> u64 {
    u64::try_from(rows).unwrap_or(u64::MAX)
}
