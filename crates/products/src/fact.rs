//! What a product says, in a few words.

mod epoch_astrometry;
mod epoch_photometry;
mod mcmc;
mod sampled;
mod xp_continuous;

use crate::Product;
use serde::{Deserialize, Serialize};

/// One thing that a product says: a name and a value, for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Fact {
    /// What it is about, such as `wavelengths` or the name of a parameter.
    pub name: String,
    /// What it is, with its unit.
    pub value: String,
}

impl Fact {
    pub(crate) fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self { name: name.into(), value: value.into() }
    }
}

impl Product {
    /// What the product says in a few words: the range of its wavelengths, the median of each parameter with the quantiles at 16 and
    /// 84 %, how many bases are relevant, when a light curve or the transits of epoch astrometry were observed and which of their flags are
    /// set.
    ///
    /// ```
    /// use gaialink_products::{Product, XpSampled};
    /// # use gaialink_products::registry;
    /// # use gaialink_table::{Schema, Table, Param, arrow::array::{ArrayRef, Float32Array, Float64Array}};
    /// # use std::sync::Arc;
    /// # let layout = registry::layout("dr3/xp_sampled__individual").ok_or("no layout")?;
    /// # let mut schema = Schema::from_fields(layout.columns.iter().map(|column| column.field()).collect());
    /// # schema.params.push(Param::text("source_id", "7"));
    /// # let flux: ArrayRef = Arc::new(Float32Array::from(vec![1e-17, 2e-17]));
    /// # let wavelength: ArrayRef = Arc::new(Float64Array::from(vec![336.0, 338.0]));
    /// # let table = Table::from_columns(schema, vec![wavelength, Arc::clone(&flux), flux])?;
    /// let facts = Product::XpSampled(XpSampled::try_from(&table)?).facts();
    /// assert_eq!(facts[0].name, "wavelengths");
    /// assert_eq!(facts[0].value, "336 to 338 nm, 2 samples");
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    pub fn facts(&self) -> Vec<Fact> {
        match self {
            Self::EpochPhotometry(curves) => epoch_photometry::facts(curves),
            Self::McmcGspphot(chain) => mcmc::facts(&**chain),
            Self::McmcMsc(chain) => mcmc::facts(chain),
            Self::Rvs(spectrum) => sampled::of_rvs(spectrum),
            Self::XpContinuous(source) => xp_continuous::facts(source),
            Self::XpSampled(spectrum) => sampled::facts(&spectrum.wavelength, &spectrum.flux, &spectrum.flux_error),
            Self::EpochAstrometry(source) => epoch_astrometry::facts(source),
        }
    }
}
