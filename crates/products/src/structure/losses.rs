use super::Form;
use crate::{ProductKind, epoch_photometry};
use gaialink_table::LossKind;

/// What a product loses between two of its forms: something that the form it is brought into has no place for.
///
/// What is lost of a file is reported only where the file has it, and where it is not what every file of the product says, which
/// comes back on the way back. What a light curve does not say and a form should have is left null, which is reported too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct DeclaredLoss {
    /// The product.
    pub product: ProductKind,
    /// The forms that have it.
    pub from: &'static [Form],
    /// The forms that do not.
    pub to: &'static [Form],
    /// The kind of thing lost.
    pub kind: LossKind,
    /// The columns or PARAMs.
    pub subjects: &'static [&'static str],
    /// What happens to them.
    pub detail: &'static str,
}

impl DeclaredLoss {
    /// Whether it is about bringing a product into a form.
    pub fn is_of(&self, product: ProductKind, to: Form) -> bool {
        self.product == product && self.to.contains(&to)
    }
}

/// The PARAMs of INDIVIDUAL that neither RAW nor the columns of CSV have.
static SPECTRUM_PARAMS: [&str; 15] = [
    "TimeAxisCoverageLocation",
    "TimeAxisCoverageBoundsExtent",
    "spectralAccuracyStatError",
    "spectralLocation",
    "spectralCoverageBoundsExtent",
    "spectralCoverageBoundsStart",
    "spectralCoverageBoundsStop",
    "SpatialExtent",
    "DataModel",
    "Publisher",
    "Title",
    "SpectralAxisUcd",
    "SpectralAxisUnit",
    "FluxAxisUcd",
    "FluxAxisUnit",
];

const fn params(product: ProductKind) -> DeclaredLoss {
    DeclaredLoss {
        product,
        from: &[Form::Individual],
        to: &[Form::Raw, Form::Long],
        kind: LossKind::Metadata,
        subjects: &SPECTRUM_PARAMS,
        detail: "a PARAM of INDIVIDUAL without a column",
    }
}

static LOSSES: [DeclaredLoss; 2] = [params(ProductKind::XpSampled), params(ProductKind::Rvs)];

/// All losses between the forms of the products. MCMC_GSPPHOT, MCMC_MSC and XP_CONTINUOUS have none: `nsamples` of RAW is the
/// number of rows elsewhere, and XP_CONTINUOUS is the same table in all forms.
pub fn declared_losses() -> impl Iterator<Item = &'static DeclaredLoss> {
    LOSSES.iter().chain(epoch_photometry::LOSSES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry;

    #[test]
    fn what_is_declared_is_what_the_layouts_lack() {
        for loss in &LOSSES {
            let name = |structure: &str| format!("dr3/{}__{structure}", loss.product.name().to_lowercase());
            let flat = registry::layout(&name("individual")).unwrap();
            let raw = registry::layout(&name("raw")).unwrap();
            let kept =
                |param: &str| raw.column(param).is_some() || flat.csv_column(param).is_some() || param == "spatialLocation";
            let lost: Vec<&str> = flat.params.iter().map(|param| param.column.name).filter(|name| !kept(name)).collect();
            assert_eq!(loss.subjects, lost, "{}", loss.product);
        }
    }
}
