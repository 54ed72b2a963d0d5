use gaialink_table::{
    Datatype, Field, LossKind, LossReport, Schema,
    arrow::array::{Array, RecordBatch},
    schema::{Group, GroupEntry, Scope},
};

/// Columns of which no cell has told the type yet: what stays empty comes back as text.
#[derive(Debug)]
pub(super) struct Untold {
    /// Their places and names.
    columns: Vec<(usize, String)>,
}

impl Untold {
    pub(super) fn new(schema: &Schema) -> Self {
        // The others come back as another type anyway, or as text, which they are.
        let is_told = |field: &Field| is_inferred(field) && field.datatype != Datatype::Char;
        let columns = schema.fields.iter().enumerate().filter(|(_, field)| is_told(field));
        Self { columns: columns.map(|(place, field)| (place, field.name.clone())).collect() }
    }

    /// Looks at the cells of a batch.
    pub(super) fn take(&mut self, batch: &RecordBatch) {
        let is_empty = |place: usize| batch.columns().get(place).is_none_or(|column| column.null_count() == column.len());
        self.columns.retain(|(place, _)| is_empty(*place));
    }

    pub(super) fn count(&self, losses: &mut LossReport) {
        for (_, name) in &self.columns {
            losses.add(LossKind::Datatype, name, "no cell has a value, and text is inferred");
        }
    }
}

/// Counts what CSV has no place for: all that is said of a table but the names of its columns.
pub(super) fn count(schema: &Schema, losses: &mut LossReport) {
    of_fields(&schema.fields, losses);
    for param in schema.all_params().chain(schema.groups.iter().flat_map(params)) {
        losses.add(LossKind::Metadata, param.name(), "CSV has no PARAMs");
    }
    let scopes = |count: fn(&Scope) -> usize| schema.scopes.iter().map(count).sum::<usize>();
    let texts = [&schema.id, &schema.name, &schema.ucd, &schema.utype, &schema.reference, &schema.description];
    let of_scope = |scope: &Scope| {
        let texts = [&scope.id, &scope.name, &scope.kind, &scope.utype, &scope.description];
        texts.into_iter().flatten().count()
    };
    let things = [
        ("TABLE", "CSV has no place for what is said of the table itself", texts.into_iter().flatten().count()),
        ("RESOURCE", "CSV has no place for what is said around the table", scopes(of_scope)),
        ("INFO", "CSV has no INFOs", schema.all_infos().count()),
        ("GROUP", "CSV has no GROUPs", schema.groups.len() + scopes(|scope| scope.groups.len())),
        ("LINK", "CSV has no LINKs", schema.links.len() + scopes(|scope| scope.links.len())),
        ("COOSYS", "CSV has no coordinate systems", schema.all_coosys().count()),
        ("TIMESYS", "CSV has no time systems", schema.all_timesys().count()),
        ("extra", "CSV has no place for what another format says", schema.extras.len() + scopes(|scope| scope.extras.len())),
    ];
    for (subject, detail, count) in things {
        losses.add_many(LossKind::Metadata, subject, detail, count.try_into().unwrap_or(u64::MAX));
    }
}

fn params(group: &Group) -> Vec<&gaialink_table::Param> {
    let mut found = Vec::new();
    for entry in &group.entries {
        match entry {
            GroupEntry::Param(param) => found.push(param),
            GroupEntry::Group(group) => found.extend(params(group)),
            _ => {}
        }
    }
    found
}

/// Whether a thing is said of a column.
type IsSaid = fn(&Field) -> bool;

/// What may be said of a column beside its name and type.
const OF_FIELDS: [(&str, IsSaid); 12] = [
    ("CSV has no units", |field| field.unit.is_some()),
    ("CSV has no UCDs", |field| field.ucd.is_some()),
    ("CSV has no UTYPEs", |field| field.utype.is_some()),
    ("CSV has no descriptions", |field| field.description.is_some()),
    ("CSV has no xtypes", |field| field.xtype.is_some()),
    ("CSV has no IDs", |field| field.id.is_some()),
    ("CSV has no references", |field| field.reference.is_some()),
    ("CSV has no VALUES", |field| !field.values.is_empty()),
    ("CSV has no LINKs", |field| !field.links.is_empty()),
    ("CSV has no display formats", |field| field.width.is_some() || field.precision.is_some()),
    ("CSV has no kinds of FIELDs", |field| field.kind.is_some()),
    ("CSV has no place for what another format says", |field| !field.extras.is_empty()),
];

fn of_fields(fields: &[Field], losses: &mut LossReport) {
    let count = |is_said: IsSaid| fields.iter().filter(|field| is_said(field)).count().try_into().unwrap_or(u64::MAX);
    for (detail, is_said) in OF_FIELDS {
        losses.add_many(LossKind::Metadata, "FIELD", detail, count(is_said));
    }
    let detail = "CSV has no datatypes, and another one is inferred from the text";
    losses.add_many(LossKind::Datatype, "FIELD", detail, count(|field| !is_inferred(field)));
}

/// Whether a reader that infers types from the text can come to this one.
fn is_inferred(field: &Field) -> bool {
    let size = &field.arraysize;
    let is_free = size.is_variable() && size.dims().is_empty() && size.bound().is_none();
    match field.datatype {
        Datatype::Char => is_free,
        Datatype::Boolean | Datatype::Long | Datatype::Double => size.is_scalar() || is_free,
        _ => false,
    }
}
