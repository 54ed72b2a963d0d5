use crate::{DeclaredLoss, epoch_photometry, sampled};

/// All losses between the forms of the products. MCMC_GSPPHOT, MCMC_MSC and XP_CONTINUOUS have none: `nsamples` of RAW is the
/// number of rows elsewhere, and XP_CONTINUOUS is the same table in all forms.
///
/// ```
/// use gaialink_products::{Form, ProductKind, declared_losses};
/// let of_rvs = declared_losses().filter(|loss| loss.is_of(ProductKind::Rvs, Form::Raw));
/// assert!(of_rvs.flat_map(|loss| loss.subjects).any(|name| *name == "TimeAxisCoverageLocation"));
/// ```
pub fn declared_losses() -> impl Iterator<Item = &'static DeclaredLoss> {
    sampled::LOSSES.iter().chain(epoch_photometry::LOSSES)
}
