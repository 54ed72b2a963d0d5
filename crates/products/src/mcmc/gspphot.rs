use super::methods::chain;
use crate::ProductKind;

chain! {
    /// MCMC_GSPPHOT: samples of the posterior of the parameters of a single star, from GSP-Phot of Gaia DR3; 2000 for bright
    /// sources and a few of the others, 100 for the rest.
    ///
    /// Each parameter is a column of samples; the samples of one index belong together. A missing number is NaN.
    ///
    /// ```
    /// use gaialink_products::McmcGspphot;
    /// # use gaialink_products::registry;
    /// # use gaialink_table::{Schema, Table, arrow::array::{ArrayRef, Float32Array, Int64Array}};
    /// # use std::sync::Arc;
    /// # let layout = registry::layout("dr3/mcmc_gspphot__individual").ok_or("no layout")?;
    /// # let column = |place| -> ArrayRef {
    /// #     if place < 2 { Arc::new(Int64Array::from(vec![7; 3])) } else { Arc::new(Float32Array::from(vec![5800.0, 5600.0, 5700.0])) }
    /// # };
    /// # let schema = Schema::from_fields(layout.columns.iter().map(|column| column.field()).collect());
    /// # let table = Table::from_columns(schema, (0..15).map(column).collect())?;
    /// let chain = McmcGspphot::try_from(&table)?;
    /// assert_eq!(chain.samples().shape(), [3, 13]);
    /// assert_eq!(chain.teff.median(), Some(5700.0));
    /// for (name, quantiles) in chain.quantiles([0.16, 0.5, 0.84]) {
    ///     assert_eq!(quantiles.map(|[_, median, _]| median), Some(5700.0), "{name}");
    /// }
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    pub struct McmcGspphot(ProductKind::McmcGspphot, 13, ["dr3/mcmc_gspphot__individual", "dr3/mcmc_gspphot__raw"]) {
        /// Effective temperature, in K.
        teff,
        /// Extinction A₀ at 541.4 nm, in mag.
        azero,
        /// Surface gravity, log₁₀ of cm s⁻².
        logg,
        /// Metallicity [M/H], in dex.
        mh,
        /// Extinction in the G band, in mag.
        ag,
        /// Absolute magnitude in the G band, in mag.
        mg,
        /// Distance, in pc.
        distancepc,
        /// Extinction in the BP band, in mag.
        abp,
        /// Extinction in the RP band, in mag.
        arp,
        /// Colour excess E(BP−RP), in mag.
        ebpminrp,
        /// Logarithm of the posterior.
        log_pos,
        /// Logarithm of the likelihood.
        log_lik,
        /// Radius of the star, in solar radii.
        radius,
    }
}
