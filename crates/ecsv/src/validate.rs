//! What is wrong with a file, all of it.

mod body;
mod code;
mod fault;
mod header;
mod options;
mod words;

pub use self::{code::codes, options::ValidateOptions};

use self::{body::Body, fault::close};
use crate::{
    csv,
    dialect::Dialect,
    ecsv::header::{KEY_TWICE, decode, read_lines},
    error::{Format, Result},
    rows::{Pieces, Plan, layout, read_names},
    wire::Wire,
    yaml::parse,
};
use gaialink_table::{Finding, Findings, Schema, text::TextStyle};
use std::io::BufRead;

/// Reads an ECSV file to its end and tells everything in it that goes against ECSV 1.0, or that readers take differently: the
/// header, words that YAML 1.1 and 1.2 do not agree on, the line of column names, the number of cells of each row and every cell.
///
/// Findings come in the order of the file, with the codes of [`codes`]. What stops the reading, such as a header that is no
/// YAML or quotes that stay open, is a finding too, the last one.
///
/// ```
/// use gaialink_ecsv::{ValidateOptions, validate};
/// let file = "\
/// ## %ECSV 1.0
/// ## ---
/// ## datatype:
/// ## - {name: no, datatype: int8}
/// no
/// 7
/// 300
/// x
/// ";
/// # let file = file.replace("##", "#");
/// let findings = validate(file.as_bytes(), &ValidateOptions::default())?;
/// let found: Vec<_> = findings.iter().map(|finding| (finding.code.as_str(), finding.at.line)).collect();
/// assert_eq!(found, [("W-WORD", Some(4)), ("E-CELL", Some(7)), ("E-CELL", Some(8))]);
/// # Ok::<_, gaialink_ecsv::Error>(())
/// ```
///
/// # Errors
///
/// [`crate::ErrorKind::Io`] where the input cannot be read; what is wrong with its content is a finding.
pub fn validate<R: BufRead>(mut inner: R, options: &ValidateOptions) -> Result<Vec<Finding>> {
    let mut findings = Findings::new(options.per_code);
    let limits = &options.limits;
    let lines = match read_lines(&mut inner, limits) {
        Ok(lines) => lines,
        Err(error) => return close(findings, error),
    };
    words::check(&lines, &mut findings);
    if lines.check(limits).is_ok()
        && let Ok(node) = parse(lines.document())
    {
        header::check(&node, &lines, &mut findings);
    }
    let header = match decode(&lines, limits) {
        Ok(header) => header,
        // What is wrong with a column was told with its name.
        Err(_) if findings.has_errors() => return Ok(findings.finish()),
        Err(error) => return close(findings, error),
    };
    // Keys that are there twice were told at any depth.
    let warnings = header.warnings.into_iter().filter(|warning| warning.code != KEY_TWICE);
    warnings.for_each(|warning| findings.push(warning));
    let dialect = Dialect { format: Format::Ecsv, delimiter: header.delimiter, comment: Some(b'#') };
    let columns = header.schema.fields.iter().zip(&header.cells).enumerate();
    let plan = |(place, (field, cells)): (usize, (&gaialink_table::Field, &crate::ecsv::header::ColumnType))| {
        let wire = Wire::new(field, cells.to_field(&field.name)).with_fold(cells.fold());
        Plan { place, wire, field: field.clone(), guard: None }
    };
    let plans: Vec<Plan> = columns.map(plan).collect();
    let mut pieces = Pieces::new(inner, lines.rest, lines.rest_line, dialect, layout(limits.batch_size()).1, limits);
    let names = read_names(&mut pieces, dialect, limits).map(|names| (names, None));
    Body { plans, dialect, style: TextStyle::ECSV, limits }.check(names, pieces, findings)
}

/// Reads a CSV file of a known schema to its end and tells everything in it that does not fit: the line of column names, the
/// number of cells of each row and every cell.
///
/// ```
/// use gaialink_ecsv::{ValidateOptions, validate_csv};
/// use gaialink_table::{Datatype, Field, Schema};
/// let schema = Schema::from_fields(vec![Field::new("flux", Datatype::Float), Field::text("band")]);
/// let findings = validate_csv("flux,band\n1.5,G\nbright,BP\n2\n".as_bytes(), &schema, &ValidateOptions::default())?;
/// let found: Vec<_> = findings.iter().map(|finding| (finding.code.as_str(), finding.at.row)).collect();
/// assert_eq!(found, [("E-CELL", Some(2)), ("E-COUNT", Some(3))]);
/// # Ok::<_, gaialink_ecsv::Error>(())
/// ```
///
/// # Errors
///
/// Those of [`validate`], and [`crate::ErrorKind::Delimiter`].
pub fn validate_csv<R: BufRead>(mut inner: R, schema: &Schema, options: &ValidateOptions) -> Result<Vec<Finding>> {
    let limits = &options.limits;
    let mut opening = csv::Opening::read(&mut inner, options.delimiter, options.comment)?;
    let dialect = opening.dialect;
    let plan = |(place, field): (usize, &gaialink_table::Field)| {
        let wire = Wire::new(field, field.clone());
        Plan { place, wire, field: field.clone(), guard: None }
    };
    let plans = schema.fields.iter().enumerate().map(plan).collect();
    let mut pieces = opening.pieces(inner, layout(limits.batch_size()).1, limits);
    let names = opening.names(&mut pieces, limits);
    Body { plans, dialect, style: TextStyle::CSV, limits }.check(names, pieces, Findings::new(options.per_code))
}
