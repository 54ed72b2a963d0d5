use gaialink_products::{
    ProductKind, Structure,
    registry::{self, Layout, ParamDefinition},
};
use gaialink_table::Param;

/// The layout that stands for a product in a structure: that with the most columns; that of another structure where the product
/// has no such.
pub(super) fn layout(kind: ProductKind, structure: Structure) -> Option<&'static Layout> {
    let flat = if structure == Structure::Raw { Structure::Raw } else { Structure::Individual };
    let of = |wanted: Structure| {
        let all = registry::layouts().filter(move |layout| layout.product == kind && layout.structure == wanted);
        all.max_by_key(|layout| layout.columns.len())
    };
    of(flat).or_else(|| of(Structure::Raw)).or_else(|| of(Structure::Individual))
}

/// The PARAMs that a product's files have in common.
pub(super) fn constants(layout: &Layout) -> Vec<(String, Param)> {
    let constant = |definition: &ParamDefinition| {
        let value = definition.value?;
        Some((definition.column.name.to_owned(), definition.param(value.to_owned())))
    };
    layout.params.iter().filter_map(constant).collect()
}
