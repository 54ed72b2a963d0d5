use super::code::{
    CELL, COUNT, DATATYPE, DELIMITER, DUPLICATE, ECSV_LINE, HEADER, KEY, LIMIT, LINE, NAMES, QUOTE, SUBTYPE, TABLE, TEXT,
    VERSION, YAML,
};
use crate::error::{Error, ErrorKind, Result};
use gaialink_table::{Code, Finding, Findings};

/// Takes what a reader refuses.
///
/// # Errors
///
/// The error, where it is that of the input itself.
pub(super) fn refuse(findings: &mut Findings, error: Error) -> Result<()> {
    let Some(code) = code(error.kind()) else { return Err(error) };
    let message = match error.kind() {
        ErrorKind::Cell(cell) => cell.to_string(),
        ErrorKind::Limit(limit) => limit.to_string(),
        ErrorKind::Table(table) => table.to_string(),
        ErrorKind::Yaml(yaml) => format!("the header is no YAML: {yaml}"),
        kind => kind.to_string(),
    };
    findings.add(&code, error.position().clone(), message);
    Ok(())
}

/// Takes what stops the reading, and gives all findings.
///
/// # Errors
///
/// Those of [`refuse`].
pub(super) fn close(mut findings: Findings, error: Error) -> Result<Vec<Finding>> {
    refuse(&mut findings, error)?;
    Ok(findings.finish())
}

/// The code of what a reader refuses; `None` for what is not the content's fault.
fn code(kind: &ErrorKind) -> Option<Code> {
    Some(match kind {
        ErrorKind::Io(_) => return None,
        ErrorKind::NotEcsv { .. } => ECSV_LINE,
        ErrorKind::Version { .. } => VERSION,
        ErrorKind::Yaml(_) => YAML,
        ErrorKind::MissingKey { .. } => KEY,
        ErrorKind::Header { key, .. } if key == "delimiter" => DELIMITER,
        ErrorKind::Header { key, .. } if key == "datatype" => SUBTYPE,
        ErrorKind::Header { .. } => HEADER,
        ErrorKind::Datatype { .. } => DATATYPE,
        ErrorKind::Subtype { .. } => SUBTYPE,
        ErrorKind::NoHeader | ErrorKind::BlankHeader | ErrorKind::ColumnNames { .. } | ErrorKind::NoColumn { .. } => NAMES,
        ErrorKind::DuplicateName { .. } => DUPLICATE,
        ErrorKind::Delimiter { .. } => DELIMITER,
        ErrorKind::CellCount { .. } => COUNT,
        ErrorKind::OpenQuote | ErrorKind::BehindQuote { .. } => QUOTE,
        ErrorKind::CarriageReturn => LINE,
        ErrorKind::Nul | ErrorKind::Utf8(_) => TEXT,
        ErrorKind::Cell(_) | ErrorKind::Inferred { .. } => CELL,
        ErrorKind::Limit(_) => LIMIT,
        ErrorKind::NoColumns | ErrorKind::Strict(_) | ErrorKind::Table(_) => TABLE,
    })
}
