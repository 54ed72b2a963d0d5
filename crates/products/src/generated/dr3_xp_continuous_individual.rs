//! Made by `cargo xtask codegen` of `data/dr3/xp_continuous__individual.yaml`; change that file.

use crate::{
    ProductKind, Release, Structure,
    definition::{ColumnDefinition as Column, Firmness, Layout, Shape},
};
use gaialink_table::Datatype;

pub(super) static LAYOUT: Layout = Layout {
    name: "dr3/xp_continuous__individual",
    product: ProductKind::XpContinuous,
    release: Release::Dr3,
    structure: Structure::Individual,
    exclusive: false,
    firmness: Firmness::Seen,
    sources: &["served-2024", "gaiaxpy-tests"],
    key: &["bp_coefficients", "rp_coefficients"],
    params: &[],
    columns: &COLUMNS,
    csv: &COLUMNS,
};

const COLUMNS: [Column; 26] = [
    Column::new("source_id", Datatype::Long, Shape::Scalar, "Number of the source, unique within a release")
        .ucds(&["meta.id;meta.main"])
        .never_null(),
    Column::new("solution_id", Datatype::Long, Shape::Scalar, "Which run of the processing made the row")
        .ucds(&["meta.version"])
        .never_null(),
    Column::new("bp_basis_function_id", Datatype::Short, Shape::Scalar, "Basis that the BP coefficients refer to")
        .ucds(&["meta.id"]),
    Column::new("bp_degrees_of_freedom", Datatype::Short, Shape::Scalar, "Degrees of freedom of the BP fit")
        .ucds(&["stat.fit.dof"]),
    Column::new("bp_n_parameters", Datatype::Short, Shape::Scalar, "Coefficients of the BP fit").ucds(&["stat.fit.param"]),
    Column::new("bp_n_measurements", Datatype::Short, Shape::Scalar, "Measurements taken for the BP fit").ucds(&["meta.number"]),
    Column::new("bp_n_rejected_measurements", Datatype::Short, Shape::Scalar, "Measurements rejected in the BP fit")
        .ucds(&["meta.number"]),
    Column::new(
        "bp_standard_deviation",
        Datatype::Float,
        Shape::Scalar,
        "Scaling of the BP errors: the root of chi squared over the degrees of freedom",
    )
    .ucds(&["stat.stdev"]),
    Column::new("bp_chi_squared", Datatype::Float, Shape::Scalar, "Chi squared of the BP fit").ucds(&["stat.fit.chi2"]),
    Column::new("bp_coefficients", Datatype::Double, Shape::Variable, "BP coefficients of the basis functions")
        .ucds(&["stat.fit.param"]),
    Column::new(
        "bp_coefficient_errors",
        Datatype::Float,
        Shape::Variable,
        "Standard errors of the BP coefficients, scaled by the standard deviation",
    )
    .ucds(&["stat.error"]),
    Column::new(
        "bp_coefficient_correlations",
        Datatype::Float,
        Shape::Variable,
        "BP correlations: the strict lower triangle, row by row",
    )
    .ucds(&["stat.correlation"]),
    Column::new("bp_n_relevant_bases", Datatype::Short, Shape::Scalar, "Leading BP coefficients that a truncation keeps")
        .ucds(&["meta.number"]),
    Column::new(
        "bp_relative_shrinking",
        Datatype::Float,
        Shape::Scalar,
        "Length of the BP coefficients after truncation, relative to before",
    )
    .ucds(&["stat.fit.param"]),
    Column::new("rp_basis_function_id", Datatype::Short, Shape::Scalar, "Basis that the RP coefficients refer to")
        .ucds(&["meta.id", "meta.number"]),
    Column::new("rp_degrees_of_freedom", Datatype::Short, Shape::Scalar, "Degrees of freedom of the RP fit")
        .ucds(&["stat.fit.dof"]),
    Column::new("rp_n_parameters", Datatype::Short, Shape::Scalar, "Coefficients of the RP fit").ucds(&["stat.fit.param"]),
    Column::new("rp_n_measurements", Datatype::Short, Shape::Scalar, "Measurements taken for the RP fit").ucds(&["meta.number"]),
    Column::new("rp_n_rejected_measurements", Datatype::Short, Shape::Scalar, "Measurements rejected in the RP fit")
        .ucds(&["meta.number"]),
    Column::new(
        "rp_standard_deviation",
        Datatype::Float,
        Shape::Scalar,
        "Scaling of the RP errors: the root of chi squared over the degrees of freedom",
    )
    .ucds(&["stat.stdev"]),
    Column::new("rp_chi_squared", Datatype::Float, Shape::Scalar, "Chi squared of the RP fit").ucds(&["stat.fit.chi2"]),
    Column::new("rp_coefficients", Datatype::Double, Shape::Variable, "RP coefficients of the basis functions")
        .ucds(&["stat.fit.param"]),
    Column::new(
        "rp_coefficient_errors",
        Datatype::Float,
        Shape::Variable,
        "Standard errors of the RP coefficients, scaled by the standard deviation",
    )
    .ucds(&["stat.error"]),
    Column::new(
        "rp_coefficient_correlations",
        Datatype::Float,
        Shape::Variable,
        "RP correlations: the strict lower triangle, row by row",
    )
    .ucds(&["stat.correlation"]),
    Column::new("rp_n_relevant_bases", Datatype::Short, Shape::Scalar, "Leading RP coefficients that a truncation keeps")
        .ucds(&["meta.number"]),
    Column::new(
        "rp_relative_shrinking",
        Datatype::Float,
        Shape::Scalar,
        "Length of the RP coefficients after truncation, relative to before",
    )
    .ucds(&["stat.fit.param", "meta.number"]),
];
