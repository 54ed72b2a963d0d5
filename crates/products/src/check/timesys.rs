use crate::{ProductKind, Recognition, epoch_photometry::is_barycentric_tcb};
use gaialink_table::{Finding, Position, Schema, Severity, schema::Timesys};

/// Time systems that columns of light curves refer to, and that are not theirs.
pub(super) fn check(found: &Recognition, schema: &Schema) -> Vec<Finding> {
    if found.product() != Some(ProductKind::EpochPhotometry) {
        return Vec::new();
    }
    let finding = |field: &gaialink_table::Field| {
        let id = field.reference.as_deref()?;
        let system = schema.all_timesys().find(|system| system.id.as_deref() == Some(id) && !is_barycentric_tcb(system))?;
        let message = format!("expected times in TCB from JD 2455197.5 at the BARYCENTER, found {}", spelled(system));
        Some(Finding::new(Severity::Warning, "W-TIMESYS", Position::default().in_column(&field.name), message))
    };
    schema.fields.iter().filter_map(finding).collect()
}

fn spelled(system: &Timesys) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "nothing".to_owned());
    format!("{} from {} at the {}", text(&system.timescale), text(&system.timeorigin), text(&system.refposition))
}
