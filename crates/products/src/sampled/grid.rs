use crate::{ProductKind, Values};

/// The standard sampling of a product, which RAW leaves out, and the product's layouts in the registry.
#[derive(Debug)]
pub(crate) struct Grid {
    pub(crate) product: ProductKind,
    pub(crate) samples: u16,
    /// The wavelength of a sample, in nm.
    pub(crate) wavelength: fn(f64) -> f64,
    pub(crate) flat: &'static str,
    pub(crate) raw: &'static str,
}

impl Grid {
    /// The wavelengths, in nm.
    pub(crate) fn wavelengths(&self) -> Values<f64> {
        (0..self.samples).map(f64::from).map(self.wavelength).collect()
    }
}
