use crate::{
    EpochAstrometry, EpochPhotometry, Error, Hints, McmcGspphot, McmcMsc, ProductKind, Result, Rvs, SourceId, Spectrum,
    XpContinuous, XpSampled, recognise_table,
};
use gaialink_table::Table;

/// The product of one source.
#[derive(Clone, Debug)]
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

    /// The product in the IVOA Spectrum data model; nothing for one that is no sampled spectrum.
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
/// ([`recognise_table`]). `None` and a kind alone are hints too; a name and a release among them say of which release the product is.
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
    Ok(match kind {
        ProductKind::EpochAstrometry => EpochAstrometry::from_table_with(table, hints)?
            .into_iter()
            .map(|source| Product::EpochAstrometry(Box::new(source)))
            .collect(),
        ProductKind::EpochPhotometry => EpochPhotometry::from_table_with(table, hints)?
            .into_iter()
            .map(|curves| Product::EpochPhotometry(Box::new(curves)))
            .collect(),
        ProductKind::McmcGspphot => {
            McmcGspphot::from_table(table)?.into_iter().map(|chain| Product::McmcGspphot(Box::new(chain))).collect()
        }
        ProductKind::McmcMsc => McmcMsc::from_table(table)?.into_iter().map(Product::McmcMsc).collect(),
        ProductKind::Rvs => Rvs::from_table(table)?.into_iter().map(|spectrum| Product::Rvs(Box::new(spectrum))).collect(),
        ProductKind::XpContinuous => {
            XpContinuous::from_table(table)?.into_iter().map(|source| Product::XpContinuous(Box::new(source))).collect()
        }
        ProductKind::XpSampled => XpSampled::from_table(table)?.into_iter().map(Product::XpSampled).collect(),
    })
}

fn recognised(table: &Table) -> Result<ProductKind> {
    let found = recognise_table(table).ok_or(Error::Unrecognised)?;
    found.product().ok_or_else(|| Error::Ambiguous { candidates: found.products().collect() })
}
