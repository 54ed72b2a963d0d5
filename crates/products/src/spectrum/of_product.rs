use super::Spectrum;
use crate::{Result, Rvs, XpSampled};

/// The products that are sampled spectra.
macro_rules! of_product {
    ($($Product:ident),*) => {
        $(impl $Product {
            /// The same in the IVOA Spectrum data model, by what INDIVIDUAL says of it.
            ///
            /// # Errors
            ///
            /// Those of `to_table`.
            pub fn spectrum(&self) -> Result<Spectrum> {
                Spectrum::try_from(&self.to_table()?.0)
            }
        })*
    };
}

of_product!(Rvs, XpSampled);
