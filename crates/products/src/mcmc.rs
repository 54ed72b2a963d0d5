//! Chains of samples of a posterior: what MCMC_GSPPHOT and MCMC_MSC share, and what each has of its own.

mod chain;
mod check;
mod from_table;
mod gspphot;
mod methods;
mod msc;
mod samples;
mod to_table;

pub(crate) use self::{chain::Chain, check::check};
pub use self::{gspphot::McmcGspphot, msc::McmcMsc};
