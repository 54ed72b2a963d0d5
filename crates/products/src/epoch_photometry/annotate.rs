use super::Band;
use gaialink_table::{
    Schema,
    schema::{Scope, ScopeKind, Timesys},
};

/// The ID of the time system, as the archive has it.
const TIME_FRAME: &str = "time_frame";

/// Says of which time system the times are (IVOA note "Time series annotation in VOTable", case 1): a TIMESYS in the RESOURCE,
/// unless one is there that says the same, to which the columns of times refer.
pub(crate) fn annotate(schema: &mut Schema) {
    let known = schema.all_timesys().find(|known| is_ours(known)).and_then(|known| known.id.clone());
    let id = known.unwrap_or_else(|| {
        let id = TIME_FRAME.to_owned();
        let mut timesys = Timesys::default();
        timesys.id = Some(id.clone());
        timesys.timeorigin = Some("2455197.5".to_owned());
        timesys.timescale = Some("TCB".to_owned());
        timesys.refposition = Some("BARYCENTER".to_owned());
        match schema.scopes.iter_mut().rfind(|scope| scope.element == ScopeKind::Resource) {
            Some(resource) => resource.timesys.push(timesys),
            None => schema.scopes.push(results(timesys)),
        }
        id
    });
    let times = Band::ALL.map(|band| band.columns().time);
    for field in schema.fields.iter_mut().filter(|field| field.name == "time" || times.contains(&field.name.as_str())) {
        field.reference = Some(id.clone());
    }
}

fn is_ours(timesys: &Timesys) -> bool {
    timesys.id.is_some() && is_barycentric_tcb(timesys)
}

/// Whether a time system is that of light curves.
pub(crate) fn is_barycentric_tcb(timesys: &Timesys) -> bool {
    let says = |text: &Option<String>, want: &str| text.as_deref() == Some(want);
    says(&timesys.timeorigin, "2455197.5") && says(&timesys.timescale, "TCB") && says(&timesys.refposition, "BARYCENTER")
}

fn results(timesys: Timesys) -> Scope {
    let mut scope = Scope::default();
    scope.kind = Some("results".to_owned());
    scope.timesys.push(timesys);
    scope
}
