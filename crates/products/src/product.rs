mod conversions;

use crate::{
    EpochAstrometry, EpochPhotometry, Error, Hints, McmcGspphot, McmcMsc, ProductKind, Result, Rvs, SourceId, Spectrum,
    XpContinuous, XpSampled, recognise_table,
};
use gaialink_table::Table;

/// The product of one source, any of the models. `match` takes it apart; where only one kind is wanted, `TryFrom` does.
///
/// ```
/// use gaialink_products::{Product, Rvs};
/// fn spectra(products: Vec<Product>) -> Vec<Rvs> {
///     products.into_iter().filter_map(|product| Rvs::try_from(product).ok()).collect()
/// }
/// assert!(spectra(Vec::new()).is_empty());
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Product {
    /// Astrometric observations, transit by transit.
    EpochAstrometry(Box<EpochAstrometry>),
    /// Light curves in G, BP and RP.
    EpochPhotometry(Box<EpochPhotometry>),
    /// Samples of the parameters of a single star.
    McmcGspphot(Box<McmcGspphot>),
    /// Samples of the parameters of a binary star.
    McmcMsc(McmcMsc),
    /// The spectrum of the Radial Velocity Spectrometer.
    Rvs(Box<Rvs>),
    /// Coefficients of the BP and RP spectra.
    XpContinuous(Box<XpContinuous>),
    /// The sampled BP and RP spectrum.
    XpSampled(XpSampled),
}

impl Product {
    /// What product it is.
    pub fn kind(&self) -> ProductKind {
        match self {
            Self::EpochAstrometry(_) => ProductKind::EpochAstrometry,
            Self::EpochPhotometry(_) => ProductKind::EpochPhotometry,
            Self::McmcGspphot(_) => ProductKind::McmcGspphot,
            Self::McmcMsc(_) => ProductKind::McmcMsc,
            Self::Rvs(_) => ProductKind::Rvs,
            Self::XpContinuous(_) => ProductKind::XpContinuous,
            Self::XpSampled(_) => ProductKind::XpSampled,
        }
    }

    /// The product in the IVOA Spectrum data model; `None` for one that is no sampled spectrum.
    ///
    /// # Errors
    ///
    /// Those of the product's own `spectrum`.
    pub fn spectrum(&self) -> Result<Option<Spectrum>> {
        match self {
            Self::Rvs(product) => product.spectrum().map(Some),
            Self::XpSampled(product) => product.spectrum().map(Some),
            _ => Ok(None),
        }
    }

    /// Whose product it is.
    pub fn source_id(&self) -> SourceId {
        match self {
            Self::EpochAstrometry(product) => product.source_id,
            Self::EpochPhotometry(product) => product.source_id,
            Self::McmcGspphot(product) => product.source_id,
            Self::McmcMsc(product) => product.source_id,
            Self::Rvs(product) => product.source_id,
            Self::XpContinuous(product) => product.source_id,
            Self::XpSampled(product) => product.source_id,
        }
    }
}

/// The products of a table, one a source, in the order of the file.
///
/// With a kind among the hints the table is taken for that product, as long as it can be; without one it is recognised
/// ([`recognise_table`]). `None` and a kind alone are hints too; a name and a release among them say of which release the product
/// is.
///
/// # Errors
///
/// [`Error::Unrecognised`] where the table is no product that is known, [`Error::Ambiguous`] where it may be several and no
/// kind is given, [`Error::Product`] where it is another than the given one; those of the product's own `from_table`.
///
/// ```
/// use gaialink_products::{Error, ProductKind, products};
/// # use gaialink_products::registry;
/// # use gaialink_table::{Schema, Table, arrow::array::{ArrayRef, Float32Array, Int64Array}};
/// # use std::sync::Arc;
/// # let layout = registry::layout("dr3/mcmc_msc__individual").ok_or("no layout")?;
/// # let column = |place| -> ArrayRef {
/// #     if place < 2 { Arc::new(Int64Array::from(vec![7, 7])) } else { Arc::new(Float32Array::from(vec![1.5, 0.5])) }
/// # };
/// # let schema = Schema::from_fields(layout.columns.iter().map(|column| column.field()).collect());
/// # let table = Table::from_columns(schema, (0..11).map(column).collect())?;
/// let products = products(&table, None)?;
/// assert_eq!(products.len(), 1);
/// assert_eq!(products[0].kind(), ProductKind::McmcMsc);
/// assert_eq!(products[0].source_id().get(), 7);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
pub fn products<'a>(table: &Table, hints: impl Into<Hints<'a>>) -> Result<Vec<Product>> {
    let hints = hints.into();
    let kind = match hints.kind {
        Some(kind) => kind,
        None => recognised(table)?,
    };
    match kind {
        ProductKind::EpochAstrometry => all(EpochAstrometry::from_table_with(table, hints)),
        ProductKind::EpochPhotometry => all(EpochPhotometry::from_table_with(table, hints)),
        ProductKind::McmcGspphot => all(McmcGspphot::from_table(table)),
        ProductKind::McmcMsc => all(McmcMsc::from_table(table)),
        ProductKind::Rvs => all(Rvs::from_table(table)),
        ProductKind::XpContinuous => all(XpContinuous::from_table(table)),
        ProductKind::XpSampled => all(XpSampled::from_table(table)),
    }
}

fn all<T: Into<Product>>(models: Result<Vec<T>>) -> Result<Vec<Product>> {
    Ok(models?.into_iter().map(Into::into).collect())
}

fn recognised(table: &Table) -> Result<ProductKind> {
    let found = recognise_table(table).ok_or(Error::Unrecognised)?;
    found.product().ok_or_else(|| Error::Ambiguous { candidates: found.products().collect() })
}
