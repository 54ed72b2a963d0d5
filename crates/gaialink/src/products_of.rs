use crate::info::ReleaseInfo;
use crate::{Error, ErrorKind, OpenOptions, Result, Source};
use gaialink_products::{EpochPhotometry, Product, ProductKind, Result as ProductResult, products};
use gaialink_table::Table;

impl Source {
    /// The products of the chosen table, one a source; of a zip archive, those of all its members.
    ///
    /// Which product a table is, its columns, PARAMs and data say, never the name of the file. The name, or else the options, only tell
    /// the release of light curves where nothing in the table does.
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
        products_of(&self.table()?, self.name(), self.options(), kind)
    }
}

/// The products of a table of a file of that name.
pub(crate) fn products_of(table: &Table, name: &str, options: &OpenOptions, kind: Option<ProductKind>) -> Result<Vec<Product>> {
    let fault = |error| Error::from(ErrorKind::Product(Box::new(error))).at(name);
    products(table, kind).and_then(|found| of_release(table, name, options, found)).map_err(fault)
}

/// The products, and light curves whose table does not tell the release as those of the file's name or of the options.
fn of_release(table: &Table, name: &str, options: &OpenOptions, products: Vec<Product>) -> ProductResult<Vec<Product>> {
    let is_photometry = products.first().is_some_and(|product| product.kind() == ProductKind::EpochPhotometry);
    let told = is_photometry.then(|| ReleaseInfo::of(table, name, options)).flatten();
    let differs = |told: &ReleaseInfo| {
        let of_other = |product: &Product| matches!(product, Product::EpochPhotometry(curves) if curves.release.as_ref() != Some(&told.release));
        products.iter().any(of_other)
    };
    let Some(told) = told.filter(differs) else { return Ok(products) };
    let curves = EpochPhotometry::from_table_of_release(table, &told.release)?.into_iter();
    Ok(curves.map(|curves| Product::EpochPhotometry(Box::new(curves))).collect())
}
