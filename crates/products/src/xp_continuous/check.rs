use super::{
    XpBand, XpContinuous,
    from_table::{BP, Names, RP},
};
use crate::{SourceId, finding::of_source};
use gaialink_table::{Finding, Severity};

/// The basis functions of BP and RP in Gaia DR3.
const BASES: [i16; 2] = [56, 57];

/// Adds what is wrong with the bands of a source.
pub(crate) fn check(source: &XpContinuous, findings: &mut Vec<Finding>) {
    let [bp, rp] = BASES;
    for (band, names, basis) in [(&source.bp, &BP, bp), (&source.rp, &RP, rp)] {
        if let Some(band) = band {
            numbers(band, names, basis, source.source_id, findings);
            matrix(band, names, source.source_id, findings);
        }
    }
}

/// The numbers that describe a fit.
fn numbers(band: &XpBand, names: &Names, basis: i16, source_id: SourceId, findings: &mut Vec<Finding>) {
    let mut found = |severity, code, column, message: &str| {
        findings.push(of_source(severity, code, source_id, Some(column), message));
    };
    let [id, _, parameters, _, rejected, relevant] = names.integers;
    let [deviation, ..] = names.numbers;
    let size = band.coefficients.len();
    let is_other = |number: i16| usize::try_from(number) != Ok(size);
    if let Some(number) = band.n_parameters.filter(|number| is_other(*number)) {
        found(Severity::Error, "E-N-PARAMETERS", parameters, &format!("{number} parameters and {size} coefficients"));
    }
    if let Some(number) = band.basis_function_id.filter(|number| *number != basis) {
        found(Severity::Warning, "W-BASIS", id, &format!("basis {number}, where Gaia DR3 has {basis}"));
    }
    if let Some(bases) = band.n_relevant_bases.filter(|bases| !usize::try_from(*bases).is_ok_and(|bases| bases <= size)) {
        found(Severity::Error, "E-RELEVANT-BASES", relevant, &format!("{bases} relevant bases of {size} coefficients"));
    }
    if band.n_rejected_measurements > band.n_measurements && band.n_measurements.is_some() {
        let [taken, rejections] = [band.n_measurements, band.n_rejected_measurements].map(Option::unwrap_or_default);
        let message = format!("more measurements were rejected than taken: {rejections} of {taken}");
        found(Severity::Warning, "W-COUNTERS", rejected, &message);
    }
    if let Some(message) = other_deviation(band) {
        found(Severity::Warning, "W-STANDARD-DEVIATION", deviation, &message);
    }
}

/// What is wrong with the standard deviation, beside chi squared.
fn other_deviation(band: &XpBand) -> Option<String> {
    let said = band.standard_deviation?;
    let root = (f64::from(band.chi_squared?) / f64::from(band.degrees_of_freedom?)).sqrt();
    let is_other = (f64::from(said) / root - 1.0).abs() > 1e-4;
    is_other.then(|| format!("{said}, where chi squared over the degrees of freedom has the root {root:.6}"))
}

/// The errors and correlations of the coefficients.
fn matrix(band: &XpBand, names: &Names, source_id: SourceId, findings: &mut Vec<Finding>) {
    let [errors, correlations] = names.lists;
    let mut found = |severity, code, column, message: &str| {
        findings.push(of_source(severity, code, source_id, Some(column), message));
    };
    if let Some((place, error)) = band.coefficient_errors.iter().enumerate().find(|(_, error)| error.is_nan() || **error <= 0.0) {
        let message = format!("an error is not positive: coefficient {place}: {error}");
        found(Severity::Warning, "W-ERROR", errors, &message);
    }
    let is_wrong = |number: &f32| !(-1.0..=1.0).contains(number);
    if let Some((place, number)) = band.coefficient_correlations.iter().enumerate().find(|(_, number)| is_wrong(number)) {
        let message = format!("a correlation is missing or beyond -1 to 1: the one at place {place} is {number}");
        found(Severity::Error, "E-CORRELATION", correlations, &message);
    } else if !band.is_positive_definite() {
        found(Severity::Error, "E-POSITIVE-DEFINITE", correlations, "the matrix of correlations is not positive definite");
    }
}
