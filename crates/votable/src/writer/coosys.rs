use super::out::Out;
use crate::Version;
use gaialink_table::schema::Coosys;

/// Writes a COOSYS (VOTable 1.5, 3.4).
pub(super) fn coosys(out: &mut Out, coosys: &Coosys) {
    out.start("COOSYS");
    out.optional("ID", coosys.id.as_deref());
    let system = system(out, coosys);
    out.optional("system", system.as_deref());
    out.optional("equinox", coosys.equinox.as_deref());
    out.optional("epoch", coosys.epoch.as_deref());
    let subject = coosys.id.as_deref().unwrap_or("COOSYS");
    if coosys.refposition.is_some() && out.since_or_loss(Version::V1_5, subject, "attribute refposition of COOSYS") {
        out.optional("refposition", coosys.refposition.as_deref());
    }
    out.extra_attributes(&coosys.extras);
    out.content_and_end(coosys.content.as_deref(), &coosys.extras, "COOSYS");
}

/// The system as the version spells it: since 1.5 by the vocabulary `refframe`, before by a list of its own.
fn system(out: &mut Out, coosys: &Coosys) -> Option<String> {
    let own = coosys.system.as_deref()?;
    let older = OLDER.into_iter().find(|(new, _)| *new == own).filter(|_| !out.since(Version::V1_5));
    let Some((_, older)) = older else { return Some(own.to_owned()) };
    let subject = coosys.id.as_deref().unwrap_or("COOSYS");
    out.loss(subject, &format!("before VOTable 1.5 the system `{own}` is called `{older}`"));
    Some(older.to_owned())
}

/// The names of systems in the vocabulary, and before 1.5.
const OLDER: [(&str, &str); 4] =
    [("FK4", "eq_FK4"), ("FK5", "eq_FK5"), ("GALACTIC", "galactic"), ("SUPER_GALACTIC", "supergalactic")];
