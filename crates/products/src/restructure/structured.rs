use crate::{
    EpochAstrometry, EpochPhotometry, Error, Form, McmcGspphot, McmcMsc, ProductKind, Release, Result, Rvs, XpContinuous,
    XpSampled, epoch_photometry,
};
use gaialink_table::{LossReport, Schema, Table};
use std::slice;

/// A table, and what it has no place for.
type Made = (Table, LossReport);

/// A product that can be brought into other forms.
pub(crate) trait Structured: Sized {
    /// The product.
    const KIND: ProductKind;

    /// The products of a table in any form, one a source.
    fn read(table: &Table) -> Result<Vec<Self>>;

    /// Fills in what INDIVIDUAL says and all of the archive's files say alike, where nothing of it is known.
    fn complete(&mut self) {}

    /// As a row a source.
    fn raw(products: &[Self]) -> Result<Made>;

    /// As a table of its own.
    fn individual(&self) -> Result<Made>;

    /// As one flat table.
    fn long(products: &[Self]) -> Result<Made>;

    /// As one flat table with the bands side by side.
    fn wide(_: &[Self]) -> Result<Made> {
        Err(Error::Form { product: Self::KIND, form: Form::Wide })
    }

    /// Says of the columns what the product demands, whatever the file says of them.
    fn annotate(_: &mut Schema) {}
}

macro_rules! structured {
    ($($Product:ident $(with $complete:ident)?),*) => {
        $(impl Structured for $Product {
            const KIND: ProductKind = ProductKind::$Product;

            fn read(table: &Table) -> Result<Vec<Self>> {
                Self::from_table(table)
            }

            fn raw(products: &[Self]) -> Result<Made> {
                Self::to_raw_table(products)
            }

            fn individual(&self) -> Result<Made> {
                self.to_table()
            }

            fn long(products: &[Self]) -> Result<Made> {
                Self::to_long_table(products)
            }

            $(fn complete(&mut self) {
                self.$complete();
            })?
        })*
    };
}

structured!(McmcGspphot, McmcMsc, Rvs with fill_in, XpContinuous, XpSampled with fill_in);

impl Structured for EpochPhotometry {
    const KIND: ProductKind = ProductKind::EpochPhotometry;

    fn read(table: &Table) -> Result<Vec<Self>> {
        Self::from_table(table)
    }

    fn raw(products: &[Self]) -> Result<Made> {
        Self::to_raw_table(products)
    }

    /// As the release has it: DR2's is the long one.
    fn individual(&self) -> Result<Made> {
        match self.release {
            Some(Release::Dr2) => Self::to_long_table(slice::from_ref(self)),
            _ => self.to_table(),
        }
    }

    fn long(products: &[Self]) -> Result<Made> {
        Self::to_long_table(products)
    }

    fn wide(products: &[Self]) -> Result<Made> {
        Self::to_wide_table(products)
    }

    fn annotate(schema: &mut Schema) {
        epoch_photometry::annotate(schema);
    }
}

impl Structured for EpochAstrometry {
    const KIND: ProductKind = ProductKind::EpochAstrometry;

    fn read(table: &Table) -> Result<Vec<Self>> {
        Self::from_table(table)
    }

    fn raw(products: &[Self]) -> Result<Made> {
        Self::to_raw_table(products)
    }

    fn individual(&self) -> Result<Made> {
        self.to_table()
    }

    /// No flat layout of it is known.
    fn long(_: &[Self]) -> Result<Made> {
        Err(Error::Form { product: Self::KIND, form: Form::Long })
    }
}
