//! Everything in a file that goes against FITS 4.0.

mod cards;
mod code;
mod column;
mod data;
mod sums;
mod unit;

pub use self::code::codes;

use crate::{
    Result,
    convert::to_table,
    error::ErrorKind,
    header,
    preflight::{Hdu, Walk},
    source::Source,
};
use gaialink_table::{Finding, Findings, Limits, Position};
use std::{error::Error as _, iter, path::Path, sync::Arc};

/// How a file is validated.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ValidateOptions {
    /// Caps on what the file may claim. Default: [`Limits::default`].
    pub limits: Limits,
    /// How many findings of one code are listed; the others are counted in one finding `I-MORE`. Default: 100.
    pub per_code: usize,
}

impl Default for ValidateOptions {
    fn default() -> Self {
        Self { limits: Limits::default(), per_code: 100 }
    }
}

/// Looks at every HDU of a file: the structure, every card, checksums, heap descriptors and what fills up blocks. Rows are not
/// decoded; a [`crate::Reader`] tells what is wrong with them.
///
/// Findings come HDU by HDU, with the codes of [`codes`]. Where the structure is broken it is the last finding.
///
/// ```no_run
/// for finding in gaialink_fits::validate("XP_SAMPLED.fits".as_ref(), &Default::default())? {
///     println!("{finding}");
/// }
/// # Ok::<_, gaialink_fits::Error>(())
/// ```
///
/// # Errors
///
/// [`crate::Error`] where the file cannot be read; what is wrong with its content is a finding.
pub fn validate(path: &Path, options: &ValidateOptions) -> Result<Vec<Finding>> {
    validate_source(&Source::open(path)?, options)
}

/// Looks at a file in memory as [`validate`] does.
///
/// ```
/// let findings = gaialink_fits::validate_bytes(*b"no FITS file", &Default::default())?;
/// assert_eq!(findings[0].code, "E-STRUCTURE");
/// # Ok::<_, gaialink_fits::Error>(())
/// ```
///
/// # Errors
///
/// None: memory can be read.
pub fn validate_bytes(bytes: impl Into<Arc<[u8]>>, options: &ValidateOptions) -> Result<Vec<Finding>> {
    validate_source(&Source::Memory(bytes.into()), options)
}

fn validate_source(source: &Source, options: &ValidateOptions) -> Result<Vec<Finding>> {
    let mut findings = Findings::new(options.per_code);
    let mut walk = Walk::new(source, &options.limits);
    loop {
        match walk.next() {
            Ok(Some(hdu)) => look(source, &hdu, &mut findings)?,
            Ok(None) => break,
            Err(error) if matches!(error.kind(), ErrorKind::Io(_)) => return Err(error),
            Err(error) => {
                let causes: Vec<String> =
                    iter::successors(error.source(), |cause| (*cause).source()).map(ToString::to_string).collect();
                findings.add(&code::STRUCTURE, error.position().clone(), causes.join(": "));
                break;
            }
        }
    }
    for warning in walk.warnings {
        findings.push(warning);
    }
    Ok(findings.finish())
}

/// Verifies the sums of one HDU.
pub(crate) fn verify(source: &Source, hdu: &Hdu) -> Result<()> {
    let header = header_bytes(source, hdu)?;
    let sum = data::look(source, hdu, &mut Findings::new(0))?;
    let faults: Vec<String> = sums::faults(&header, sum).into_iter().map(|(_, fault)| fault).collect();
    if faults.is_empty() { Ok(()) } else { Err(ErrorKind::Checksum(faults.join("; ")).into()) }
}

fn header_bytes(source: &Source, hdu: &Hdu) -> Result<Vec<u8>> {
    let len = Limits::claim("header", hdu.data_start.saturating_sub(hdu.start), 1, u64::MAX)?;
    let mut header = vec![0; len];
    source.read_at(hdu.start, &mut header)?;
    Ok(header)
}

/// Looks at one HDU whose structure holds.
fn look(source: &Source, hdu: &Hdu, findings: &mut Findings) -> Result<()> {
    let header = header_bytes(source, hdu)?;
    let cards = cards::look(&header, hdu, findings);
    if hdu.table().is_some() {
        let records = header::parse(cards.iter().copied());
        let place = Position::at_byte(hdu.start).in_element(&hdu.place());
        let interpreted = to_table::interpret(&records, None, &place);
        for warning in &interpreted.warnings {
            findings.push(warning.clone());
        }
        column::look(&records, &place, findings);
        data::heap(source, hdu, &interpreted.columns, findings)?;
    }
    let data = data::look(source, hdu, findings)?;
    sums::look(&header, data, hdu, findings);
    Ok(())
}
