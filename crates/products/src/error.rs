use crate::{Form, ParseBandError, ProductKind, Release, SourceId, SourceIdError};
use gaialink_table::{arrow::error::ArrowError, schema::ParamError};

/// Why a table is not the product that was asked for.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The table is no product that is known.
    #[error("no known product: the columns are those of none, so it is a table and no more")]
    Unrecognised,
    /// Several products fit, and none was asked for.
    #[error("ambiguous: the columns are those of {}", words(.candidates))]
    Ambiguous {
        /// The products that fit.
        candidates: Vec<ProductKind>,
    },
    /// The table is another product.
    #[error("expected {expected}, found {}", words(.found))]
    Product {
        /// What was asked for.
        expected: ProductKind,
        /// What the table is.
        found: Vec<ProductKind>,
    },
    /// A column that the product cannot do without.
    #[error("{product}: no column `{column}`")]
    MissingColumn {
        /// The product.
        product: ProductKind,
        /// The column.
        column: &'static str,
    },
    /// A column of another type or shape.
    #[error("{product}, column `{column}`: expected {expected}, found {found}")]
    Type {
        /// The product.
        product: ProductKind,
        /// The column.
        column: &'static str,
        /// The type that the product has, as VOTable spells it.
        expected: String,
        /// The type of the file.
        found: String,
    },
    /// A column in another unit.
    #[error("{product}, column `{column}`: expected {}, found the unit {found:?}", unit(.expected))]
    Unit {
        /// The product.
        product: ProductKind,
        /// The column.
        column: &'static str,
        /// The units that the product is served in.
        expected: &'static [&'static str],
        /// The unit of the file.
        found: String,
    },
    /// A number that the type of the product does not hold exactly.
    #[error("{product}, column `{column}`, value {place}: {found} is no {expected} exactly")]
    Value {
        /// The product.
        product: ProductKind,
        /// The column.
        column: &'static str,
        /// The place of the value in the column, or in all its arrays joined, counted from 0.
        place: usize,
        /// The type of the product.
        expected: &'static str,
        /// The number.
        found: String,
    },
    /// A point whose band is none.
    #[error("{product}, row {row}: no band")]
    Band {
        /// The product.
        product: ProductKind,
        /// The row, counted from 0 in the order of the sources.
        row: usize,
        /// What was found.
        #[source]
        error: ParseBandError,
    },
    /// Masks of a release whose flags are not known.
    #[error("the flags of {release} are not known")]
    Flags {
        /// The release.
        release: Release,
    },
    /// An array of the wrong length.
    #[error("{product}, source {source_id}, column `{column}`: expected {expected} values, found {found}")]
    Length {
        /// The product.
        product: ProductKind,
        /// The source.
        source_id: SourceId,
        /// The column.
        column: &'static str,
        /// How many the other columns ask for.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// A value that is said of a source once a row, and not always the same.
    #[error("{product}, source {source_id}, column `{column}`: the value differs from row to row")]
    Varies {
        /// The product.
        product: ProductKind,
        /// The source.
        source_id: SourceId,
        /// The column.
        column: &'static str,
    },
    /// Wavelengths that RAW, which has none, cannot stand for.
    #[error("{product}, source {source_id}: the wavelengths are not the standard ones")]
    Grid {
        /// The product.
        product: ProductKind,
        /// The source.
        source_id: SourceId,
    },
    /// The source is named nowhere.
    #[error("{product}: no source_id, neither as a column nor as a PARAM")]
    NoSourceId {
        /// The product.
        product: ProductKind,
    },
    /// A row without a source id.
    #[error("{product}, row {row}: no source_id")]
    MissingSourceId {
        /// The product.
        product: ProductKind,
        /// The row, counted from 0.
        row: usize,
    },
    /// A source id that is none.
    #[error("{product}: a source_id that is none")]
    SourceId {
        /// The product.
        product: ProductKind,
        /// What was found.
        #[source]
        error: SourceIdError,
    },
    /// A PARAM whose value is not of its type.
    #[error("{product}: a PARAM that cannot be read")]
    Param {
        /// The product.
        product: ProductKind,
        /// What was found.
        #[source]
        error: ParamError,
    },
    /// One source was asked for.
    #[error("{product}: expected one source, found {found}")]
    Sources {
        /// The product.
        product: ProductKind,
        /// How many there are.
        found: usize,
    },
    /// A table without a spectral axis, or without a flux.
    #[error("no spectrum: no column is the {axis} axis")]
    NoAxis {
        /// `spectral` or `flux`.
        axis: &'static str,
    },
    /// A list of a spectrum that is longer or shorter than its fluxes.
    #[error("spectrum, column `{column}`: expected {expected} values, found {found}")]
    SpectrumLength {
        /// The column of the axis.
        column: String,
        /// How many fluxes there are.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// Something that is said of a spectrum and is not of its type.
    #[error("spectrum, {term}: `{found}` is no {expected}")]
    SpectrumTerm {
        /// The path in the Spectrum data model, or the column.
        term: String,
        /// What was found.
        found: String,
        /// What it should be.
        expected: &'static str,
    },
    /// One spectrum was asked for.
    #[error("expected one spectrum, found {found}")]
    Spectra {
        /// How many there are.
        found: usize,
    },
    /// A form that a product does not have.
    #[error("{product} has no form `{form}`; expected {}", Form::names_of(*product))]
    Form {
        /// The product.
        product: ProductKind,
        /// The form.
        form: Form,
    },
    /// The table model refused.
    #[error("the table cannot be read or made")]
    Table(#[from] gaialink_table::Error),
    /// Arrow refused.
    #[error("Arrow refused the columns")]
    Arrow(#[from] ArrowError),
}

/// The result of making typed values of a table, or a table of them.
pub type Result<T> = std::result::Result<T, Error>;

fn words(kinds: &[ProductKind]) -> String {
    let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
    if names.is_empty() { "none that is known".to_owned() } else { names.join(" or ") }
}

fn unit(units: &[&str]) -> String {
    units.first().map_or("no unit".to_owned(), |unit| format!("the unit {unit:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_name_product_column_expected_and_found() {
        let product = ProductKind::XpSampled;
        let unit = |expected| Error::Unit { product, column: "flux", expected, found: "Jy".into() };
        let cases = [
            (
                Error::Ambiguous { candidates: vec![ProductKind::Rvs, product] },
                "ambiguous: the columns are those of RVS or XP_SAMPLED",
            ),
            (Error::MissingColumn { product, column: "flux" }, "XP_SAMPLED: no column `flux`"),
            (unit(&["W", "w"]), r#"XP_SAMPLED, column `flux`: expected the unit "W", found the unit "Jy""#),
            (unit(&[]), r#"XP_SAMPLED, column `flux`: expected no unit, found the unit "Jy""#),
        ];
        for (error, want) in cases {
            assert_eq!(error.to_string(), want);
        }
    }
}
