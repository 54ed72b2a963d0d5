use std::fmt::Debug;

/// Where a time was measured, or what it was reduced to.
pub trait Place: Copy + Debug + Ord + private::Sealed {
    /// The word of it, VOTable's `refposition` for the first.
    const NAME: &'static str;
}

/// The barycentre of the solar system: light curves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Barycentric;

/// The satellite: `obs_time_tcb` of EPOCH_ASTROMETRY, which the light needs up to 8.5 minutes from or to the barycentre.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AtGaia;

impl Place for Barycentric {
    const NAME: &'static str = "BARYCENTER";
}

impl Place for AtGaia {
    const NAME: &'static str = "GAIA";
}

mod private {
    pub trait Sealed {}
    impl Sealed for super::Barycentric {}
    impl Sealed for super::AtGaia {}
}
