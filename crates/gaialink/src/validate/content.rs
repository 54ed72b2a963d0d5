//! The tables of a file.

use super::{ValidateOptions, Validation, format, unread};
use crate::{Error, ErrorKind, Format, OpenOptions, Result, Source, TableChoice, input::Input, reader};
use gaialink_datalink::Links;
use gaialink_table::{Finding, Position, Severity, Table, TableReader};
use std::sync::Arc;

/// Validates a file that is no archive.
pub(super) fn validate(source: &Source, options: &ValidateOptions) -> Result<Validation> {
    let (input, format) = source.input()?;
    let open = OpenOptions { columns: None, rows: None, strict: false, ..source.options().clone() };
    let own = OpenOptions { limits: options.limits.clone(), table: TableChoice::First, ..open.clone() };
    reader::again(&input, format, &own)?;
    let mut findings = format::validate(&input, format, &own, options)?;
    let has_errors = findings.iter().any(|found| found.severity == Severity::Error);
    // A format that tells all that is wrong needs no second reading where something is.
    if !(format::tells_all(format) && (has_errors || !options.products)) {
        tables(&input, format, &open, options, &mut findings)?;
    }
    Ok(Validation { name: source.name().to_owned(), format: Some(format), findings, members: Vec::new() })
}

/// Reads every table.
fn tables(
    input: &Input,
    format: Format,
    open: &OpenOptions,
    options: &ValidateOptions,
    findings: &mut Vec<Finding>,
) -> Result<()> {
    let count = match reader::list(input, format, open) {
        Ok(tables) => tables.len(),
        Err(error) => return unreadable(error, findings),
    };
    if count == 0 {
        findings.push(Finding::new(Severity::Info, "I-NO-TABLE", Position::default(), "the file holds no table"));
    }
    for place in 0..count {
        let open = OpenOptions { table: TableChoice::Index(place), ..open.clone() };
        match table(input, format, &open, options) {
            // That more tables follow is no finding where all are looked at.
            Ok(found) => findings.extend(found.into_iter().filter(|found| !found.code.starts_with("N-"))),
            Err(error) => unreadable(error, findings)?,
        }
    }
    Ok(())
}

fn unreadable(error: Error, findings: &mut Vec<Finding>) -> Result<()> {
    if matches!(error.kind(), ErrorKind::Io { .. }) {
        return Err(error);
    }
    // Its format tells of rows that lie elsewhere, which is no fault.
    if !unread::is_elsewhere(&error) {
        findings.push(unread::finding("E-READ", &error));
    }
    Ok(())
}

/// What its reader and its product tell of a table.
fn table(input: &Input, format: Format, open: &OpenOptions, options: &ValidateOptions) -> Result<Vec<Finding>> {
    let mut reader = reader::open(input, format, open)?.reader;
    let schema = Arc::clone(reader.schema());
    let (mut batches, mut held) = (Some(Vec::new()), 0_u64);
    while let Some(batch) = reader.next_batch()? {
        held = held.saturating_add(u64::try_from(batch.get_array_memory_size()).unwrap_or(u64::MAX));
        let is_held = options.products && held <= options.max_product;
        batches = batches.filter(|_| is_held);
        batches.iter_mut().for_each(|batches| batches.push(batch.clone()));
    }
    let mut findings: Vec<Finding> = Vec::new();
    if !format::tells_all(format) {
        findings.extend(reader.finish()?.warnings.into_iter().map(Finding::from));
    }
    match batches {
        Some(batches) if options.products => {
            let table = Table::try_new(schema, batches)?;
            findings.extend(product(&table, input, open));
            findings.extend(links(table));
        }
        None if options.products => {
            let message = format!("more than {} bytes of rows were not looked at as a product", options.max_product);
            findings.push(Finding::new(Severity::Info, "I-PRODUCT", Position::default(), message));
        }
        _ => {}
    }
    Ok(findings)
}

/// What goes against DataLink, of a {links} table.
fn links(table: Table) -> Vec<Finding> {
    let links = Links::is_links(table.schema()).then(|| Links::from_table(table));
    links.and_then(std::result::Result::ok).map(|links| links.findings()).unwrap_or_default()
}

#[cfg(feature = "products")]
fn product(table: &Table, input: &Input, open: &OpenOptions) -> Vec<Finding> {
    gaialink_products::check(table, crate::outside::Outside::new(input.file_name(), open).hints(None))
}

#[cfg(not(feature = "products"))]
fn product(_: &Table, _: &Input, _: &OpenOptions) -> Vec<Finding> {
    Vec::new()
}
