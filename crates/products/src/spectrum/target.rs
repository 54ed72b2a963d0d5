use super::{Quantity, terms::Terms};
use crate::{Result, SkyPosition};
use serde::{Deserialize, Serialize};

/// What was observed: the model's `Target`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Target {
    /// Its name; the source id of the archive's spectra: `Target.Name`.
    pub name: Option<String>,
    /// A description: `Target.Description`.
    pub description: Option<String>,
    /// Its class, such as `QSO`: `Target.Class`.
    pub class: Option<String>,
    /// Its position, where it is given apart from that of the spectrum: `Target.Pos`.
    pub position: Option<SkyPosition>,
    /// Its spectral class: `Target.SpectralClass`.
    pub spectral_class: Option<String>,
    /// Its redshift: `Target.Redshift`.
    pub redshift: Option<Quantity>,
    /// The amplitude of its variability: `Target.VarAmpl`.
    pub variability: Option<Quantity>,
}

impl Target {
    pub(super) fn of(terms: &Terms) -> Result<Self> {
        Ok(Self {
            name: terms.text("target.name"),
            description: terms.text("target.description"),
            class: terms.text("target.class"),
            position: terms.position("target.pos")?,
            spectral_class: terms.text("target.spectralclass"),
            redshift: terms.quantity("target.redshift")?,
            variability: terms.quantity("target.varampl")?,
        })
    }
}
