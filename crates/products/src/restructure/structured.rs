use crate::{McmcGspphot, McmcMsc, ProductKind, Result, Rvs, XpContinuous, XpSampled};
use gaialink_table::Table;

/// A product that can be brought into every form.
pub(crate) trait Structured: Sized {
    /// The product.
    const KIND: ProductKind;

    /// The products of a table in any form, one a source.
    fn read(table: &Table) -> Result<Vec<Self>>;

    /// Fills in what INDIVIDUAL says and all of the archive's files say alike, where nothing of it is known.
    fn complete(&mut self) {}

    /// As a row a source.
    fn raw(products: &[Self]) -> Result<Table>;

    /// As a table of its own.
    fn individual(&self) -> Result<Table>;

    /// As one flat table.
    fn long(products: &[Self]) -> Result<Table>;
}

macro_rules! structured {
    ($($Product:ident),*) => {
        $(impl Structured for $Product {
            const KIND: ProductKind = ProductKind::$Product;

            fn read(table: &Table) -> Result<Vec<Self>> {
                Self::from_table(table)
            }

            fn raw(products: &[Self]) -> Result<Table> {
                Self::to_raw_table(products)
            }

            fn individual(&self) -> Result<Table> {
                self.to_table()
            }

            fn long(products: &[Self]) -> Result<Table> {
                Self::to_long_table(products)
            }

            fn complete(&mut self) {
                self.fill_in();
            }
        })*
    };
}

structured!(McmcGspphot, McmcMsc, Rvs, XpContinuous, XpSampled);
