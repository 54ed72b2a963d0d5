use super::out::Out;
use crate::Version;
use gaialink_table::schema::Link;

/// Writes a LINK (VOTable 1.5, 3.7).
pub(super) fn link(out: &mut Out, link: &Link) {
    out.start("LINK");
    let attributes = [
        ("ID", &link.id),
        ("title", &link.title),
        ("value", &link.value),
        ("href", &link.href),
        ("gref", &link.gref),
        ("action", &link.action),
    ];
    role(out, link);
    mime(out, link);
    for (key, value) in attributes {
        out.optional(key, value.as_deref());
    }
    out.extra_attributes(&link.extras);
    if !out.since(Version::V1_2) {
        return out.content_and_end(link.content.as_deref(), &link.extras, "LINK");
    }
    if link.content.is_some() {
        out.loss(label(link), "since VOTable 1.2 a LINK has no text");
    }
    out.empty();
}

/// The role: one of four words in 1.1, one word in 1.2, anything since.
fn role(out: &mut Out, link: &Link) {
    let Some(role) = link.content_role.as_deref() else { return };
    let is_old = matches!(role, "query" | "hints" | "doc" | "location");
    if is_old || out.since(Version::V1_3) || out.since(Version::V1_2) && is_word(role) {
        return out.attribute("content-role", role);
    }
    out.loss(label(link), &format!("before VOTable 1.3 there is no content-role `{role}`"));
}

/// The MIME type, which the schema of 1.2, other than those before and behind it, wants to be one word.
fn mime(out: &mut Out, link: &Link) {
    let Some(mime) = link.content_type.as_deref() else { return };
    if out.since(Version::V1_3) || !out.since(Version::V1_2) || is_word(mime) {
        return out.attribute("content-type", mime);
    }
    out.loss(label(link), &format!("VOTable 1.2 has no content-type `{mime}`"));
}

/// Whether a text is a name token (XML 1.0, 2.3).
fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':'))
}

fn label(link: &Link) -> &str {
    link.href.as_deref().unwrap_or("LINK")
}
