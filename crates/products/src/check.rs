//! What is wrong with a table as a product: its columns against the registry, its values against the rules of the product.

mod columns;
mod near;
mod sources;
mod timesys;

use crate::{
    Hints, Product, Recognition, Release, epoch_astrometry, epoch_photometry, evidence, mcmc, products, recognise_table,
    release_of_table, sampled, xp_continuous,
};
use gaialink_table::{Finding, Position, Severity, Table};
use std::error::Error;

/// Checks a table against the rules of its product; a table that is no product that is known has none, unless nearly all of its names
/// are those of one, so that something must be wrong with the others.
///
/// The release is that of [`release_of_table`], so that of the file's name counts where the hints have it.
///
/// | code | severity | meaning |
/// |---|---|---|
/// | `W-COLUMN-MISSING` | warning | a column of the layout is not there |
/// | `W-COLUMN-UNKNOWN` | warning | a column is not one of the layout |
/// | `E-COLUMN-TYPE` | error | a column has another type or shape |
/// | `E-COLUMN-UNIT` | error | a column has another unit |
/// | `E-PRODUCT` | error | the table cannot be read as the product |
/// | `W-SOURCE-TWICE` | warning | a source has two rows in RAW |
/// | `W-RELEASE` | warning | the file and its name say different releases |
///
/// Of light curves, one finding a rule, source and band:
///
/// | code | severity | meaning |
/// |---|---|---|
/// | `W-MAG-FLUX` | warning | a magnitude is not that of the flux by the release's zero point |
/// | `W-FLUX-OVER-ERROR` | warning | a ratio is not that of the flux and its error |
/// | `W-TIME-RANGE` | warning | a time at which Gaia did not observe |
/// | `W-TIME-ORDER` | warning | the times do not ascend |
/// | `W-TIMESYS` | warning | a column of times refers to a TIMESYS that says something else |
/// | `W-TRANSIT-TWICE` | warning | a transit is there more than once |
/// | `W-FLAG-FLUX` | warning | a flux where the flags say that there was nothing to process |
/// | `W-FLAG-REJECTED` | warning | `rejected_by_photometry` and the flags disagree |
/// | `I-FLAG-UNKNOWN` | info | bits that the band has no flags for |
///
/// Of epoch astrometry, one finding a rule and source, besides `W-TIME-RANGE`, `W-TIME-ORDER` and `W-ERROR`:
///
/// | code | severity | meaning |
/// |---|---|---|
/// | `W-BARY-CORR` | warning | light does not take as long to the barycentre as `obs_time_bary_corr` says |
/// | `W-PARALLAX-FACTOR` | warning | a parallax factor is greater than Gaia's distance from the barycentre |
/// | `W-FLAG-CENTROID` | warning | a centroid where the flags say that there is no window or image |
/// | `W-FLAG-AGIS` | warning | an observation that the astrometric solution took, without a centroid |
///
/// Of spectra, chains and coefficients:
///
/// | code | severity | meaning |
/// |---|---|---|
/// | `W-GRID` | warning | the wavelengths of a spectrum are not the standard ones, or a PARAM says another range |
/// | `W-ERROR` | warning | an error is not positive |
/// | `W-POSITION` | warning | a right ascension or declination that is none |
/// | `W-COUNTERS` | warning | a part is counted greater than the whole |
/// | `W-SAMPLES` | warning | a chain has other than 100 or 2000 samples, or samples are missing |
/// | `W-PARAMETER` | warning | a sample is out of the range that its parameter can have |
/// | `E-N-PARAMETERS` | error | the number of coefficients is another than `n_parameters` |
/// | `W-BASIS` | warning | the basis functions are not those of Gaia DR3, and nothing says that the table is of another release |
/// | `E-RELEVANT-BASES` | error | more bases are relevant than there are coefficients |
/// | `E-CORRELATION` | error | a correlation is missing or beyond −1 to 1 |
/// | `E-POSITIVE-DEFINITE` | error | the matrix of correlations is not positive definite |
/// | `W-STANDARD-DEVIATION` | warning | the standard deviation is not the root of chi squared over the degrees of freedom |
///
/// ```
/// use gaialink_products::{check, registry};
/// use gaialink_table::{Schema, Table, arrow::array::new_null_array, schema::arrow::data_type};
/// let layout = registry::layout("dr3/mcmc_msc__individual").ok_or("no layout")?;
/// let mut fields: Vec<_> = layout.columns.iter().map(|column| column.field()).collect();
/// fields.pop();
/// fields[6].unit = Some("K".into());
/// let nulls = fields.iter().map(|field| Ok(new_null_array(&data_type(field)?, 0))).collect::<Result<_, gaialink_table::Error>>()?;
/// let table = Table::from_columns(Schema::from_fields(fields), nulls)?;
/// let findings = check(&table, None);
/// let codes: Vec<&str> = findings.iter().map(|finding| finding.code.as_str()).collect();
/// assert_eq!(codes, ["E-COLUMN-UNIT", "W-COLUMN-MISSING", "E-PRODUCT"]);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
pub fn check<'a>(table: &Table, hints: impl Into<Hints<'a>>) -> Vec<Finding> {
    let hints = hints.into();
    let Some(found) = recognise_table(table) else { return near::check(table) };
    let mut findings = columns::check(&found, table);
    findings.extend(timesys::check(&found, table.schema()));
    findings.extend(other_release(table, hints));
    match products(table, Hints { kind: hints.kind.or(found.product()), ..hints }) {
        Ok(products) => {
            findings.extend(sources::check(&products));
            products.iter().for_each(|product| one(product, &mut findings));
            let is_other = release_of_table(table, hints).is_some_and(|(release, _)| release != Release::Dr3);
            findings.retain(|finding| !is_other || finding.code != "W-BASIS");
        }
        Err(_) if found.is_ambiguous() && hints.kind.is_none() => {}
        Err(error) => findings.push(unreadable(&found, &error)),
    }
    findings
}

/// What the file says of its release against what its name says.
fn other_release(table: &Table, hints: Hints<'_>) -> Option<Finding> {
    let (stated, evidence) = evidence::stated(table.schema())?;
    let named = hints.name.and_then(evidence::by_name).filter(|named| !stated.name().starts_with(named.name()))?;
    let message = format!("{evidence} says {stated}, its name {named}");
    Some(Finding::new(Severity::Warning, "W-RELEASE", Position::default(), message))
}

/// What is wrong with the product of one source.
fn one(product: &Product, findings: &mut Vec<Finding>) {
    match product {
        Product::EpochPhotometry(curves) => epoch_photometry::check(curves, findings),
        Product::McmcGspphot(chain) => mcmc::check(&**chain, findings),
        Product::McmcMsc(chain) => mcmc::check(chain, findings),
        Product::Rvs(spectrum) => spectrum.check(findings),
        Product::XpContinuous(source) => xp_continuous::check(source, findings),
        Product::XpSampled(spectrum) => sampled::check(spectrum, findings),
        Product::EpochAstrometry(source) => epoch_astrometry::check(source, findings),
    }
}

fn unreadable(found: &Recognition, error: &crate::Error) -> Finding {
    let mut message = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        message = format!("{message}: {cause}");
        next = cause.source();
    }
    let what = found.product().map_or("the product", |kind| kind.name());
    Finding::new(Severity::Error, "E-PRODUCT", Position::default(), format!("cannot be read as {what}: {message}"))
}
