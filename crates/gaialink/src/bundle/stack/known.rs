use super::{decode::Context, recipe::Recipe};
use gaialink_table::Schema;
#[cfg(feature = "votable")]
use gaialink_votable::Template;
use std::sync::{Arc, PoisonError, RwLock};

/// How many headers are remembered: files of the archive have a few.
const REMEMBERED: usize = 16;

/// The headers that were met, so that the files of one header are looked at once.
#[derive(Default)]
pub(super) struct Known {
    recipes: RwLock<Vec<Arc<Recipe>>>,
    #[cfg(feature = "votable")]
    templates: RwLock<Templates>,
}

#[cfg(feature = "votable")]
#[derive(Default)]
struct Templates {
    /// How many files were learned from, with or without success.
    tries: usize,
    known: Vec<(Arc<Template>, Arc<Recipe>)>,
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

    /// The templates of whole documents.
    #[cfg(feature = "votable")]
    pub(super) fn templates(&self) -> Vec<(Arc<Template>, Arc<Recipe>)> {
        self.templates.read().unwrap_or_else(PoisonError::into_inner).known.clone()
    }

    /// Learns from a VOTable whose rows go into the product's table as they are.
    #[cfg(feature = "votable")]
    pub(super) fn learn(&self, document: &[u8], recipe: &Arc<Recipe>, context: &Context<'_>) {
        /// Documents that are larger gain nothing.
        const LARGEST: usize = 1 << 20;
        let mut templates = self.templates.write().unwrap_or_else(PoisonError::into_inner);
        let is_known = |template: &Template| template.read(document).is_some();
        if document.len() > LARGEST || templates.tries >= REMEMBERED || templates.known.iter().any(|(t, _)| is_known(t)) {
            return;
        }
        templates.tries = templates.tries.saturating_add(1);
        let learned = Template::learn(document, &context.options.open.limits);
        if let Some(template) = learned.filter(|template| recipe.fits(template.schema())) {
            templates.known.push((Arc::new(template), Arc::clone(recipe)));
        }
    }
}
