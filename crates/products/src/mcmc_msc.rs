mod from_table;
mod to_table;

use crate::{SourceId, Values};
use ndarray::Array2;
use serde::{Deserialize, Serialize};

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
/// }
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct McmcMsc {
    /// The source.
    pub source_id: SourceId,
    /// Which run of the processing made the chain.
    pub solution_id: Option<i64>,
    /// Effective temperature of the primary, in K.
    pub teff1: Values<f32>,
    /// Effective temperature of the secondary, in K.
    pub teff2: Values<f32>,
    /// Surface gravity of the primary, log₁₀ of cm s⁻².
    pub logg1: Values<f32>,
    /// Surface gravity of the secondary, log₁₀ of cm s⁻².
    pub logg2: Values<f32>,
    /// Extinction A₀ at 541.4 nm, in mag.
    pub azero: Values<f32>,
    /// Metallicity [M/H], in dex.
    pub mh: Values<f32>,
    /// Distance, in pc.
    pub distancepc: Values<f32>,
    /// Logarithm of the posterior.
    pub log_pos: Values<f32>,
    /// Logarithm of the likelihood.
    pub log_lik: Values<f32>,
}

impl McmcMsc {
    /// The names of the parameters, in the order of the columns.
    pub const PARAMETERS: [&'static str; 9] =
        ["teff1", "teff2", "logg1", "logg2", "azero", "mh", "distancepc", "log_pos", "log_lik"];

    /// The parameters, in the order of [`McmcMsc::PARAMETERS`].
    pub fn parameters(&self) -> [&Values<f32>; 9] {
        [
            &self.teff1,
            &self.teff2,
            &self.logg1,
            &self.logg2,
            &self.azero,
            &self.mh,
            &self.distancepc,
            &self.log_pos,
            &self.log_lik,
        ]
    }

    /// The parameter of that name.
    pub fn parameter(&self, name: &str) -> Option<&Values<f32>> {
        let place = Self::PARAMETERS.iter().position(|known| *known == name)?;
        self.parameters().get(place).copied()
    }

    /// The number of samples.
    pub fn len(&self) -> usize {
        self.teff1.len()
    }

    /// Whether there are no samples.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All samples as a matrix: a row a sample, a column a parameter, in the order of [`McmcMsc::PARAMETERS`].
    pub fn samples(&self) -> Array2<f32> {
        let parameters = self.parameters();
        let number = |(sample, parameter): (usize, usize)| {
            parameters.get(parameter).and_then(|column| column.get(sample)).copied().unwrap_or(f32::NAN)
        };
        Array2::from_shape_fn((self.len(), parameters.len()), number)
    }
}
