use crate::{OpenOptions, Source};
use gaialink_products::{Hints, ProductKind, Release};

/// What is known of a table from outside of it.
#[derive(Clone, Debug)]
pub(crate) struct Outside {
    name: String,
    release: Option<Release>,
}

impl Outside {
    /// What a source knows.
    pub(crate) fn of(source: &Source) -> Self {
        let name = source.input().map(|(input, _)| input.file_name().to_owned());
        Self::new(name.as_deref().unwrap_or(source.name()), source.options())
    }

    /// What the name of a file and the options say.
    pub(crate) fn new(name: &str, options: &OpenOptions) -> Self {
        Self { name: name.to_owned(), release: options.release.as_deref().map(Release::from) }
    }

    /// The same as hints to the products.
    pub(crate) fn hints(&self, kind: Option<ProductKind>) -> Hints<'_> {
        let hints = Hints::from(kind).named(&self.name);
        match &self.release {
            Some(release) => hints.of_release(release),
            None => hints,
        }
    }
}
