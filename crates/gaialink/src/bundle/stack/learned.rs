use super::layouts::{constants, layout};
use gaialink_products::{ProductKind, Structure};
use gaialink_table::{Field, Param};

/// What the files of a product turned out to have beyond the product's layout.
#[derive(Clone, Debug, Default)]
pub(super) struct Learned {
    /// The PARAMs that are the same in all files, by name.
    pub(super) constants: Vec<(String, Param)>,
    /// The PARAMs that are not, as columns.
    pub(super) varying: Vec<Field>,
    /// Columns that the layout does not know.
    pub(super) extras: Vec<Field>,
}

/// Something that has to be known before the first row is written.
#[derive(Clone, Debug)]
pub(super) enum Lesson {
    /// A PARAM that was not met before.
    Constant(String, Box<Param>),
    /// A PARAM that differs from another file's.
    Varying(String, Box<Field>),
    /// A column that was not met before.
    Extra(Box<Field>),
}

impl Learned {
    pub(super) fn of(kind: ProductKind, structure: Structure) -> Self {
        let mut learned = Self::default();
        // What is said of the flat files holds for the others as well, which say less.
        for structure in [Structure::Individual, structure] {
            for (name, param) in layout(kind, structure).map(constants).unwrap_or_default() {
                learned.take(Lesson::Constant(name, Box::new(param)));
            }
        }
        learned
    }

    /// Takes a lesson, unless it is known.
    pub(super) fn take(&mut self, lesson: Lesson) {
        match lesson {
            Lesson::Constant(name, mut param) => {
                param.field.reference = None;
                let is_known = self.constants.iter().any(|(known, _)| *known == name) || self.is_varying(&name);
                if !is_known {
                    self.constants.push((name, *param));
                }
            }
            Lesson::Varying(name, field) => {
                self.constants.retain(|(known, _)| *known != name);
                if !self.is_varying(&name) {
                    let mut field = *field;
                    field.name = name;
                    self.varying.push(field);
                }
            }
            Lesson::Extra(mut field) => {
                // What it refers to is said in its file only.
                field.reference = None;
                if !self.extras.iter().any(|known| known.name == field.name) {
                    self.extras.push(*field);
                }
            }
        }
    }

    fn is_varying(&self, name: &str) -> bool {
        self.varying.iter().any(|known| known.name == name)
    }
}
