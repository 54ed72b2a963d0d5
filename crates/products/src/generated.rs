//! Made by `cargo xtask codegen` of `data/`; change the files there.

mod dr2_epoch_photometry_individual;
mod dr2_epoch_photometry_raw;
mod dr3_epoch_photometry_individual;
mod dr3_epoch_photometry_individual_long;
mod dr3_epoch_photometry_raw;
mod dr3_mcmc_gspphot_individual;
mod dr3_mcmc_gspphot_raw;
mod dr3_mcmc_msc_individual;
mod dr3_mcmc_msc_raw;
mod dr3_rvs_individual;
mod dr3_rvs_raw;
mod dr3_xp_continuous_individual;
mod dr3_xp_continuous_raw;
mod dr3_xp_sampled_individual;
mod dr3_xp_sampled_raw;
pub(crate) mod dr4_announced;
mod dr4_epoch_astrometry_raw;
pub(crate) mod flags;
pub(crate) mod zero_points;

use crate::definition::Layout;

/// All layouts, by release and product.
pub(crate) static LAYOUTS: &[&Layout] = &[
    &dr2_epoch_photometry_individual::LAYOUT,
    &dr2_epoch_photometry_raw::LAYOUT,
    &dr3_epoch_photometry_individual::LAYOUT,
    &dr3_epoch_photometry_individual_long::LAYOUT,
    &dr3_epoch_photometry_raw::LAYOUT,
    &dr3_mcmc_gspphot_individual::LAYOUT,
    &dr3_mcmc_gspphot_raw::LAYOUT,
    &dr3_mcmc_msc_individual::LAYOUT,
    &dr3_mcmc_msc_raw::LAYOUT,
    &dr3_rvs_individual::LAYOUT,
    &dr3_rvs_raw::LAYOUT,
    &dr3_xp_continuous_individual::LAYOUT,
    &dr3_xp_continuous_raw::LAYOUT,
    &dr3_xp_sampled_individual::LAYOUT,
    &dr3_xp_sampled_raw::LAYOUT,
    &dr4_epoch_astrometry_raw::LAYOUT,
];
