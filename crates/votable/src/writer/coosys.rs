use super::out::Out;
use crate::Version;
use gaialink_table::schema::Coosys;

/// Writes a COOSYS (VOTable 1.5, 3.1).
pub(super) fn coosys(out: &mut Out, coosys: &Coosys) {
    out.start("COOSYS");
    out.optional("ID", coosys.id.as_deref());
    out.optional("system", coosys.system.as_deref());
    out.optional("equinox", coosys.equinox.as_deref());
    out.optional("epoch", coosys.epoch.as_deref());
    let subject = coosys.id.as_deref().unwrap_or("COOSYS");
    if coosys.refposition.is_some() && out.since_or_loss(Version::V1_5, subject, "attribute refposition of COOSYS") {
        out.optional("refposition", coosys.refposition.as_deref());
    }
    match &coosys.content {
        Some(content) => out.text_and_end(content, "COOSYS"),
        None => out.empty(),
    }
}
