use super::methods::chain;
use crate::ProductKind;

chain! {
    /// MCMC_MSC: samples of the posterior of the parameters of a binary star, from MSC of Gaia DR3; usually 100.
    ///
    /// Each parameter is a column of samples; the samples of one index belong together. A missing number is NaN.
    ///
    /// ```
    /// use gaialink_products::McmcMsc;
    /// # use gaialink_products::registry;
    /// # use gaialink_table::{Schema, Table, arrow::array::{ArrayRef, Float32Array, Int64Array}};
    /// # use std::sync::Arc;
    /// # let layout = registry::layout("dr3/mcmc_msc__individual").ok_or("no layout")?;
    /// # let column = |place| -> ArrayRef {
    /// #     if place < 2 { Arc::new(Int64Array::from(vec![7, 7])) } else { Arc::new(Float32Array::from(vec![place as f32, 0.5])) }
    /// # };
    /// # let schema = Schema::from_fields(layout.columns.iter().map(|column| column.field()).collect());
    /// # let table = Table::from_columns(schema, (0..11).map(column).collect())?;
    /// let chains = McmcMsc::from_table(&table)?;
    /// for chain in &chains {
    ///     assert_eq!(chain.len(), 2);
    ///     assert_eq!(chain.samples().shape(), [2, 9]);
    ///     assert_eq!(chain.parameter("teff2"), Some(&chain.teff2));
    ///     assert_eq!(chain.teff2.median(), Some(1.75));
    /// }
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    pub struct McmcMsc(ProductKind::McmcMsc, 9, ["dr3/mcmc_msc__individual", "dr3/mcmc_msc__raw"]) {
        /// Effective temperature of the primary, in K.
        teff1,
        /// Effective temperature of the secondary, in K.
        teff2,
        /// Surface gravity of the primary, log₁₀ of cm s⁻².
        logg1,
        /// Surface gravity of the secondary, log₁₀ of cm s⁻².
        logg2,
        /// Extinction A₀ at 541.4 nm, in mag.
        azero,
        /// Metallicity [M/H], in dex.
        mh,
        /// Distance, in pc.
        distancepc,
        /// Logarithm of the posterior.
        log_pos,
        /// Logarithm of the likelihood.
        log_lik,
    }
}
