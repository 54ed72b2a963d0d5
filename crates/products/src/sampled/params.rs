use super::Sampled;
use crate::{
    definition::{Layout, ParamDefinition},
    make,
};
use gaialink_table::Param;
use std::collections::HashMap;

/// The PARAMs of INDIVIDUAL, among them others by their names.
pub(super) fn params(spectrum: &Sampled, layout: &Layout, others: Vec<(&'static str, String)>) -> Vec<Param> {
    let mut values: HashMap<&str, String> = others.into_iter().collect();
    values.insert("source_id", spectrum.source_id.to_string());
    values.extend(spectrum.solution_id.map(|id| ("solution_id", id.to_string())));
    let spelled = make::spelled;
    values.extend(spectrum.position.map(|p| ("spatialLocation", format!("{} {}", spelled(p.ra), spelled(p.dec)))));
    values.extend(spectrum.reference_epoch.map(|epoch| ("TimeAxisCoverageLocation", spelled(epoch))));
    values.extend(spectrum.params.numbers().map(|(name, number)| (name, spelled(number))));
    values.extend(spectrum.params.texts().map(|(name, text)| (name, text.to_owned())));
    let one = |definition: &ParamDefinition| values.remove(definition.column.name).map(|value| definition.param(value));
    layout.params.iter().filter_map(one).collect()
}
