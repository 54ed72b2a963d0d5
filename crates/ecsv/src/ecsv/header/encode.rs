use super::{
    Lines, decode,
    entries::{entries, entry, limits},
    lost, source,
};
use gaialink_table::{LossReport, Schema};

/// The lines of the header of a schema, from `# %ECSV 1.0` on, without the column names.
///
/// Where the plain keys do not say all of it, the whole schema stands as JSON under [`SCHEMA_KEY`](super::SCHEMA_KEY). Of a header that was read, what
/// still says the same is taken over as it stands. What does not come back is in the report.
pub(in crate::ecsv) fn encode(schema: &Schema, delimiter: u8, read: Option<&str>, losses: &mut LossReport) -> String {
    let mut schema = schema.clone();
    schema.num_rows = None;
    let lines = read.and_then(|read| source::keep(read, &schema, delimiter));
    let lines = lines.unwrap_or_else(|| anew(&schema, delimiter, losses));
    format!("# %ECSV 1.0\n# ---\n{lines}")
}

fn anew(schema: &Schema, delimiter: u8, losses: &mut LossReport) -> String {
    let lines = |whole| entries(schema, delimiter, whole).iter().map(|(key, value)| entry(key, value)).collect::<String>();
    let back = |lines: &str| decode(&Lines::of_source(lines.to_owned()), &limits()).ok().map(|header| header.schema);
    let plain = lines(false);
    if back(&plain).is_some_and(|back| source::is_same(&back, schema, true)) {
        return plain;
    }
    let whole = lines(true);
    lost::count(schema, back(&whole).as_ref(), losses);
    whole
}
