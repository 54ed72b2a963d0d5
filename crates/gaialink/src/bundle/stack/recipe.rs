use super::{
    canon::{Canon, POSITION, Role},
    learned::Lesson,
};
use gaialink_products::{
    Release, ReleaseEvidence,
    registry::{ColumnDefinition, Layout},
    release,
};
use gaialink_table::{Field, Param, Schema};
use std::{ptr, sync::Arc};

/// How the files of one header become rows of the product's table.
#[derive(Debug)]
pub(super) struct Recipe {
    pub(super) canon: Arc<Canon>,
    pub(super) steps: Vec<Step>,
    /// The columns of the files.
    pub(super) fields: Vec<Field>,
    /// The PARAMs of the files; a file of the same header has the same values but for those that are `free`.
    params: Vec<Param>,
    free: Vec<bool>,
    /// The release, where the header tells it, and by what.
    pub(super) release: Option<(Release, ReleaseEvidence)>,
}

/// Where a column comes from.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// A column of the file, by its place.
    Column(usize, &'static ColumnDefinition),
    /// A column of the file as it is.
    Same(usize),
    /// The value of a PARAM, by its place.
    Param(usize),
    /// One of the two numbers of a PARAM.
    Axis(usize, usize),
    /// The release of the file.
    Release,
    /// The name of the file.
    Provenance,
    /// The file does not have it.
    Missing,
}

/// PARAMs that say which source and release a file is of.
const TELLING: [&str; 5] = ["source_id", "solution_id", "release", "RELEASE", POSITION];

impl Recipe {
    /// Makes the recipe for a header that is one of `layout`'s files, or tells what has to be learned first.
    pub(super) fn try_new(schema: &Schema, canon: &Arc<Canon>, layout: &'static Layout) -> Result<Self, Vec<Lesson>> {
        let header = Header { schema, names: names(schema, layout) };
        let steps: Vec<Step> = canon.roles.iter().map(|role| header.step(role)).collect();
        let mut free = vec![false; header.names.len()];
        for step in &steps {
            if let Step::Param(at) | Step::Axis(at, _) = step
                && let Some(flag) = free.get_mut(*at)
            {
                *flag = true;
            }
        }
        let mut lessons = header.params(canon, &free);
        lessons.extend(header.extras(canon));
        if !lessons.is_empty() {
            return Err(lessons);
        }
        let params = schema.all_params().cloned().collect();
        let release = release(schema, None);
        Ok(Self { canon: Arc::clone(canon), steps, fields: schema.fields.clone(), params, free, release })
    }

    /// Whether a header is one of this recipe: other values only where they become columns.
    pub(super) fn fits(&self, schema: &Schema) -> bool {
        let mut params = schema.all_params();
        let same = self.params.iter().zip(&self.free).all(|(own, free)| {
            params.next().is_some_and(|param| param.field == own.field && (*free || param.value == own.value))
        });
        same && params.next().is_none() && self.fields == schema.fields
    }

    /// Whether values of the same PARAMs are others only where they become columns.
    pub(super) fn fits_values(&self, values: &[String]) -> bool {
        let same = |((own, free), value): ((&Param, &bool), &String)| *free || own.value == *value;
        values.len() == self.params.len() && self.params.iter().zip(&self.free).zip(values).all(same)
    }

    /// Where the source's number comes from.
    pub(super) fn source_id(&self) -> Option<&Step> {
        self.canon.place("source_id").and_then(|at| self.steps.get(at))
    }
}

/// The names of all PARAMs, by the layout where FITS has cut them.
fn names(schema: &Schema, layout: &'static Layout) -> Vec<String> {
    let mut names: Vec<String> = schema.all_params().map(|param| param.field.name.clone()).collect();
    for definition in layout.params {
        let found = layout.find_param(schema, definition.column.name);
        let place = found.and_then(|found| schema.all_params().position(|param| ptr::eq(param, found)));
        if let Some(name) = place.and_then(|place| names.get_mut(place)) {
            definition.column.name.clone_into(name);
        }
    }
    names
}

/// What is said of a file, with the names of its PARAMs.
struct Header<'a> {
    schema: &'a Schema,
    names: Vec<String>,
}

impl Header<'_> {
    fn step(&self, role: &Role) -> Step {
        let column = |name: &str| self.schema.index_of(name);
        let param = |name: &str| self.names.iter().position(|known| known == name);
        match role {
            Role::Release => self.text("release").map_or(Step::Release, Step::Same),
            Role::Provenance => self.text("member").map_or(Step::Provenance, Step::Same),
            Role::Extra(field) => column(&field.name).map_or(Step::Missing, Step::Same),
            Role::Varying(field) => param(&field.name).map_or(Step::Missing, Step::Param),
            Role::Defined(definition) => {
                let axis = || {
                    let axis = ["ra", "dec"].iter().position(|name| *name == definition.name)?;
                    param(POSITION).map(|at| Step::Axis(at, axis))
                };
                let found = column(definition.name).map(|at| Step::Column(at, definition));
                found.or_else(|| param(definition.name).map(Step::Param)).or_else(axis).unwrap_or(Step::Missing)
            }
        }
    }

    fn text(&self, name: &str) -> Option<usize> {
        let is_text = |field: &Field| field.name == name && field.datatype.is_text() && field.cell_shape().is_scalar();
        self.schema.fields.iter().position(is_text)
    }

    /// PARAMs that are new, or not the same as in the files before.
    fn params(&self, canon: &Canon, free: &[bool]) -> Vec<Lesson> {
        let mut lessons = Vec::new();
        for ((param, name), free) in self.schema.all_params().zip(&self.names).zip(free) {
            if *free || TELLING.contains(&name.as_str()) || param.value.trim().is_empty() {
                continue;
            }
            match canon.schema.param(name) {
                Some(known) if is_same(known, param) => {}
                Some(known) => lessons.push(Lesson::Varying(name.clone(), Box::new(known.field.clone()))),
                None => {
                    let mut param = param.clone();
                    param.field.name.clone_from(name);
                    lessons.push(Lesson::Constant(name.clone(), Box::new(param)));
                }
            }
        }
        lessons
    }

    /// Columns that are new.
    fn extras(&self, canon: &Canon) -> impl Iterator<Item = Lesson> {
        let known = |field: &&Field| canon.schema.field(&field.name).is_none();
        self.schema.fields.iter().filter(known).cloned().map(|field| Lesson::Extra(Box::new(field)))
    }
}

/// Whether two PARAMs say the same: the same text, or the same number.
fn is_same(a: &Param, b: &Param) -> bool {
    let number = |param: &Param| param.to_f64s().ok().filter(|numbers| !numbers.is_empty());
    a.value.trim() == b.value.trim() || (number(a).is_some() && number(a) == number(b))
}
