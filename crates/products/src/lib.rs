#![cfg_attr(doctest, doc = include_str!("../README.md"))]
//! Typed models of the Gaia DataLink products.
//!
//! A product is recognised by its columns and PARAMs ([`recognise`]), its release by the evidence that the table holds
//! ([`release`]), and a table becomes typed values, one a source, whatever the format and structure it came in.
//!
//! | model | product | look at first |
//! |---|---|---|
//! | [`EpochPhotometry`] | light curves in G, BP and RP | [`points`](EpochPhotometry::points), [`transits`](EpochPhotometry::transits) |
//! | [`XpSampled`], [`Rvs`] | spectra sampled in wavelength | [`samples`](Rvs::samples), [`spectrum`](Rvs::spectrum) |
//! | [`XpContinuous`] | coefficients of the BP and RP spectra | [`XpBand::covariance_matrix`], [`XpBand::truncated`] |
//! | [`McmcGspphot`], [`McmcMsc`] | samples of stellar parameters | [`quantiles`](McmcMsc::quantiles), [`samples`](McmcMsc::samples) |
//! | [`EpochAstrometry`] | CCD observations of each transit (pre-release of DR4) | [`AstrometryTransit::barycentric_times`] |
//!
//! In all of them null and NaN are the same: a missing number in a list is NaN, one that stands alone `None`. Each has `from_table`
//! (one value a source), `TryFrom<&Table>` (the only one), `to_table`, `to_raw_table`; [`products`] takes any.
//!
//! ```
//! use gaialink_products::{McmcMsc, products};
//! # use gaialink_products::registry;
//! # use gaialink_table::{Schema, Table, arrow::array::{ArrayRef, Float32Array, Int64Array}};
//! # use std::sync::Arc;
//! # let layout = registry::layout("dr3/mcmc_msc__individual").ok_or("no layout")?;
//! # let column = |place| -> ArrayRef {
//! #     if place < 2 { Arc::new(Int64Array::from(vec![7, 7])) } else { Arc::new(Float32Array::from(vec![5500.0, 5600.0])) }
//! # };
//! # let schema = Schema::from_fields(layout.columns.iter().map(|column| column.field()).collect());
//! # let table = Table::from_columns(schema, (0..11).map(column).collect())?;
//! // A table that a reader of any format gave.
//! for product in products(&table, None)? {
//!     assert_eq!(product.kind().name(), "MCMC_MSC");
//!     if let Ok(chain) = McmcMsc::try_from(product) {
//!         assert_eq!(chain.teff1.median(), Some(5550.0));
//!     }
//! }
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! | part | what it holds |
//! |---|---|
//! | [`registry`] | the columns and PARAMs of every product, structure and release, each fact with how firm it is |
//! | [`recognise`], [`recognise_table`] | which product a table is |
//! | [`Release`], [`release`], [`release_of_table`], [`Hints`] | the data release, what told it, and what is known from outside |
//! | [`SourceId`], [`Designation`], [`TransitId`], [`SolutionId`] | what names a source, a transit and a run of the processing |
//! | [`time`] | instants of TCB, at Gaia or at the barycentre, and their way to Julian dates and UTC |
//! | [`products`], [`Product`] | a table as typed values, one a source |
//! | [`check`] | what is wrong with a table as a product |
//! | [`restructure`], [`Form`] | products from RAW to INDIVIDUAL, flat, and back; [`declared_losses`] says what that loses |
//! | [`OtherFlags`], [`OtherFlagsDr2`], [`decode_flags`] | the flags of the photometric processing, as bits and as columns of truth values |
//! | [`Spectrum`] | a spectrum of anybody in the IVOA Spectrum data model |
//! | [`Values`] | the numbers of a list, as a slice or an ndarray view; medians and quantiles |

mod band;
mod check;
mod declared_losses;
mod decode_flags;
mod definition;
mod designation;
mod epoch_astrometry;
mod epoch_photometry;
mod error;
mod evidence;
mod fact;
mod finding;
mod generated;
mod healpix;
mod hints;
mod kind;
mod make;
mod mcmc;
mod number_id;
mod only;
mod other_flags;
mod other_flags_dr2;
mod position;
mod product;
mod recognise;
pub mod registry;
mod release;
mod release_of_table;
mod restructure;
mod rvs;
mod sampled;
mod served;
mod sheet;
mod solution_id;
mod source_id;
mod spectrum;
mod spectrum_params;
mod structure;
pub mod time;
mod transit_id;
mod unit;
mod untyped;
mod values;
mod xp_continuous;
mod xp_sampled;

pub use self::{
    band::{Band, ParseBandError},
    check::check,
    declared_losses::declared_losses,
    decode_flags::{FlagDecoder, decode_flags},
    designation::{Designation, ParseDesignationError},
    epoch_astrometry::{AstrometryTransit, CcdProcFlags, EpochAstrometry, TransitAcqFlags},
    epoch_photometry::{EpochPhotometry, FlagMeaning, LightCurve, Point, PointFlags, Ratios, Transit},
    error::{Error, Result},
    evidence::{ReleaseEvidence, release},
    fact::Fact,
    hints::Hints,
    kind::{ParseProductKindError, ProductKind},
    mcmc::{McmcGspphot, McmcMsc},
    other_flags::OtherFlags,
    other_flags_dr2::OtherFlagsDr2,
    position::SkyPosition,
    product::{Product, products},
    recognise::{Recognition, recognise, recognise_table},
    release::Release,
    release_of_table::release_of_table,
    restructure::{Restructured, restructure},
    rvs::Rvs,
    sampled::Sample,
    served::{ServedColumn, served_csv},
    solution_id::SolutionId,
    source_id::{SourceId, SourceIdError},
    spectrum::{
        Accuracy, Axis, Characterisation, Coverage, Curation, DataAxis, DataId, Derived, Frames, Quantity, SpaceFrame,
        SpatialAxis, SpectralFrame, SpectralKind, SpectralUnitError, Spectrum, SpectrumData, Target, TimeFrame,
    },
    spectrum_params::SpectrumParams,
    structure::{DeclaredLoss, Form, ParseFormError, ParseStructureError, Structure},
    transit_id::TransitId,
    values::{Number, Values},
    xp_continuous::{XpBand, XpContinuous},
    xp_sampled::XpSampled,
};
pub use {chrono, ndarray};
