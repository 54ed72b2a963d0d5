use crate::{DeclaredLoss, Form, ProductKind};
use gaialink_table::LossKind;

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

/// What spectra lose from one form to another.
pub(crate) static LOSSES: [DeclaredLoss; 2] = [params(ProductKind::XpSampled), params(ProductKind::Rvs)];

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
