use super::out::Out;
use gaialink_table::schema::{Bound, Choice, Values};

/// Writes a VALUES with its MIN, MAX and OPTIONs (VOTable 1.5, 4.7).
pub(super) fn values(out: &mut Out, values: &Values) {
    out.start("VALUES");
    out.optional("ID", values.id.as_deref());
    out.optional("type", values.kind.as_deref());
    out.optional("null", values.null.as_deref());
    out.optional("ref", values.reference.as_deref());
    out.extra_attributes(&values.extras);
    if values.min.is_none() && values.max.is_none() && values.options.is_empty() && !Out::has_content(&values.extras) {
        return out.empty();
    }
    out.content();
    bound(out, "MIN", values.min.as_ref());
    bound(out, "MAX", values.max.as_ref());
    values.options.iter().for_each(|choice| option(out, choice));
    out.extra_elements(&values.extras);
    out.end("VALUES");
}

fn bound(out: &mut Out, name: &str, bound: Option<&Bound>) {
    if let Some(bound) = bound {
        out.start(name);
        out.attribute("value", &bound.value);
        out.optional("inclusive", bound.inclusive.as_deref());
        out.extra_attributes(&bound.extras);
        out.empty();
    }
}

fn option(out: &mut Out, choice: &Choice) {
    out.start("OPTION");
    out.optional("name", choice.name.as_deref());
    out.attribute("value", &choice.value);
    out.extra_attributes(&choice.extras);
    if choice.options.is_empty() && !Out::has_content(&choice.extras) {
        return out.empty();
    }
    out.content();
    choice.options.iter().for_each(|choice| option(out, choice));
    out.extra_elements(&choice.extras);
    out.end("OPTION");
}
