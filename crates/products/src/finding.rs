use crate::SourceId;
use gaialink_table::{Finding, Position, Severity};

/// A finding about a source, and where it is about one, about a column.
pub(crate) fn of_source(severity: Severity, code: &str, source_id: SourceId, column: Option<&str>, message: &str) -> Finding {
    let at = column.map_or_else(Position::default, |column| Position::default().in_column(column));
    Finding::new(severity, code, at, format!("source {source_id}: {message}"))
}
