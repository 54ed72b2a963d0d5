use super::out::Out;
use crate::Version;
use gaialink_table::schema::Timesys;

/// Writes a TIMESYS (VOTable 1.5, 3.5).
pub(super) fn timesys(out: &mut Out, timesys: &Timesys) {
    let subject = timesys.id.as_deref().unwrap_or("TIMESYS");
    if !out.since_or_loss(Version::V1_4, subject, "TIMESYS") {
        return out.leave_out(timesys.id.as_deref());
    }
    out.start("TIMESYS");
    out.optional("ID", timesys.id.as_deref());
    out.optional("refposition", timesys.refposition.as_deref());
    out.optional("timeorigin", timesys.timeorigin.as_deref());
    out.optional("timescale", timesys.timescale.as_deref());
    out.extra_attributes(&timesys.extras);
    out.content_and_end(timesys.content.as_deref(), &timesys.extras, "TIMESYS");
}
