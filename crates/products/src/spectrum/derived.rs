use super::{Quantity, terms::Terms};
use crate::Result;
use serde::{Deserialize, Serialize};

/// What was derived from a spectrum: the model's `Derived`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Derived {
    /// The ratio of signal to noise: `Derived.SNR`.
    pub snr: Option<Quantity>,
    /// The redshift that was measured: `Derived.Redshift.Value`.
    pub redshift: Option<Quantity>,
    /// Its standard error: `Derived.Redshift.StatError`.
    pub redshift_error: Option<Quantity>,
    /// How sure it is: `Derived.Redshift.Confidence`.
    pub redshift_confidence: Option<Quantity>,
    /// The amplitude of the variability: `Derived.VarAmpl`.
    pub variability: Option<Quantity>,
}

impl Derived {
    pub(super) fn of(terms: &Terms) -> Result<Self> {
        Ok(Self {
            snr: terms.quantity("derived.snr")?,
            redshift: terms.quantity("derived.redshift.value")?,
            redshift_error: terms.quantity("derived.redshift.staterror")?,
            redshift_confidence: terms.quantity("derived.redshift.confidence")?,
            variability: terms.quantity("derived.varampl")?,
        })
    }
}
