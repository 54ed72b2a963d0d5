use super::code::{
    CELL, COUNT, Code, DATATYPE, DELIMITER, DUPLICATE, ECSV_LINE, HEADER, KEY, LIMIT, LINE, NAMES, QUOTE, SUBTYPE, TABLE, TEXT,
    VERSION, YAML,
};
use crate::error::ErrorKind;

/// The code of what a reader refuses; `None` for what is not the content's fault.
pub(super) fn code(kind: &ErrorKind) -> Option<Code> {
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
