use super::recipe::Recipe;
use crate::{
    Format, OpenOptions,
    bundle::templates::Templates,
    template::{Filled, Template},
};
use gaialink_table::Schema;
use std::sync::{Arc, PoisonError, RwLock};

/// How many headers are remembered: files of the archive have a few.
const REMEMBERED: usize = 16;

/// The headers that were met, so that the files of one header are looked at once.
#[derive(Default)]
pub(super) struct Known {
    recipes: RwLock<Vec<Arc<Recipe>>>,
    templates: Templates<Arc<Recipe>>,
}

impl Known {
    /// The recipe for a header.
    pub(super) fn recipe(&self, schema: &Schema) -> Option<Arc<Recipe>> {
        let recipes = self.recipes.read().unwrap_or_else(PoisonError::into_inner);
        recipes.iter().find(|recipe| recipe.fits(schema)).map(Arc::clone)
    }

    pub(super) fn remember(&self, recipe: &Arc<Recipe>) {
        let mut recipes = self.recipes.write().unwrap_or_else(PoisonError::into_inner);
        if recipes.len() < REMEMBERED {
            recipes.push(Arc::clone(recipe));
        }
    }

    /// Reads a file by what another one taught; with the recipe for its rows.
    pub(super) fn read(
        &self,
        file: &[u8],
        format: Format,
        suits: impl Fn(&Recipe, &Filled) -> bool,
    ) -> Option<(Arc<Recipe>, Filled)> {
        self.templates.find(|(template, recipe)| {
            let filled =
                template.read(file, format).filter(|filled| recipe.fits_values(&filled.values) && suits(recipe, filled))?;
            Some((Arc::clone(recipe), filled))
        })
    }

    /// Learns from a file whose rows go into the product's table as they are.
    pub(super) fn learn(&self, file: &[u8], format: Format, recipe: &Arc<Recipe>, options: &OpenOptions) {
        let fitting = |template: &Template| recipe.fits(template.schema()).then(|| Arc::clone(recipe));
        self.templates.learn(file, format, options, fitting);
    }

    /// Whether a file of so many bytes may teach something.
    pub(super) fn is_open_to(&self, bytes: usize) -> bool {
        self.templates.is_open_to(bytes)
    }
}
