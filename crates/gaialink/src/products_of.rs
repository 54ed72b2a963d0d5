use crate::{Error, ErrorKind, OpenOptions, Result, Source, outside::Outside};
use gaialink_products::{Product, ProductKind, products};
use gaialink_table::Table;

impl Source {
    /// The products of the chosen table, one a source; of a zip archive, those of all its members.
    ///
    /// Which product a table is, its columns, PARAMs and data say, never the name of the file. The options and the name may tell
    /// the release, in the order of [`ReleaseEvidence`](gaialink_products::ReleaseEvidence).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Product`] where the table is no product, may be several (`wavelength,flux,flux_error` is both XP_SAMPLED and
    /// RVS; [`Source::products_as`] helps), or breaks the rules of its product; those of [`Source::table`].
    pub fn products(&self) -> Result<Vec<Product>> {
        self.products_of(None)
    }

    /// The products of the chosen table, which is taken for the given one as long as it can be.
    ///
    /// # Errors
    ///
    /// Those of [`Source::products`].
    pub fn products_as(&self, kind: ProductKind) -> Result<Vec<Product>> {
        self.products_of(Some(kind))
    }

    fn products_of(&self, kind: Option<ProductKind>) -> Result<Vec<Product>> {
        #[cfg(feature = "zip")]
        if self.format().is_none() {
            let each = self.members().iter().map(|member| self.member(&member.name)?.products_of(kind));
            return Ok(each.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect());
        }
        of_table(&self.table()?, self.name(), &Outside::of(self), kind)
    }
}

/// The products of a table of a file of that name.
pub(crate) fn products_of(table: &Table, name: &str, options: &OpenOptions, kind: Option<ProductKind>) -> Result<Vec<Product>> {
    of_table(table, name, &Outside::new(name, options), kind)
}

fn of_table(table: &Table, name: &str, outside: &Outside, kind: Option<ProductKind>) -> Result<Vec<Product>> {
    let fault = |error| Error::from(ErrorKind::Product(Box::new(error))).at(name);
    products(table, outside.hints(kind)).map_err(fault)
}
