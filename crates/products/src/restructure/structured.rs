use crate::{
    EpochAstrometry, EpochPhotometry, Error, Form, Hints, McmcGspphot, McmcMsc, ProductKind, Release, Result, Rvs, XpContinuous,
    XpSampled, epoch_photometry, sampled,
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
    fn read(table: &Table, hints: Hints<'_>) -> Result<Vec<Self>>;

    /// Fills in what INDIVIDUAL says and all of the archive's files of a release say alike, where nothing of it is known.
    fn complete(&mut self, _: Option<&Release>) {}

    /// What products of a release lose in another form beside what they lose of any.
    fn losses_of(_: &[Self], _: Form, _: Option<&Release>) -> Result<LossReport> {
        Ok(LossReport::default())
    }

    /// As a row a source.
    fn raw(products: &[Self]) -> Result<Made>;

    /// As a table of its own.
    fn individual(&self) -> Result<Made>;

    /// As one flat table.
    fn long(_: &[Self]) -> Result<Made> {
        Err(Error::Form { product: Self::KIND, form: Form::Long })
    }

    /// As one flat table with the bands side by side.
    fn wide(_: &[Self]) -> Result<Made> {
        Err(Error::Form { product: Self::KIND, form: Form::Wide })
    }

    /// Says of the columns what the product demands, whatever the file says of them.
    fn annotate(_: &mut Schema) {}
}

/// A product, and what is its own of it.
macro_rules! structured {
    ($Product:ident { $($own:tt)* }) => {
        impl Structured for $Product {
            const KIND: ProductKind = ProductKind::$Product;

            fn raw(products: &[Self]) -> Result<Made> {
                Self::to_raw_table(products)
            }

            $($own)*
        }
    };
}

/// What products have in common whose tables are the same in all releases.
macro_rules! of_any_release {
    () => {
        fn read(table: &Table, _: Hints<'_>) -> Result<Vec<Self>> {
            Self::from_table(table)
        }

        fn individual(&self) -> Result<Made> {
            self.to_table()
        }

        fn long(products: &[Self]) -> Result<Made> {
            Self::to_long_table(products)
        }
    };
}

/// What sampled spectra have in common, of which releases say alike when they were observed.
macro_rules! of_spectra {
    () => {
        of_any_release!();

        fn complete(&mut self, release: Option<&Release>) {
            self.fill_in_of(release);
        }

        fn losses_of(products: &[Self], form: Form, release: Option<&Release>) -> Result<LossReport> {
            sampled::losses_of_release(products, form, release)
        }
    };
}

structured!(McmcGspphot {
    of_any_release!();
});

structured!(McmcMsc {
    of_any_release!();
});

structured!(XpContinuous {
    of_any_release!();
});

structured!(Rvs {
    of_spectra!();
});

structured!(XpSampled {
    of_spectra!();
});

structured!(EpochPhotometry {
    fn read(table: &Table, hints: Hints<'_>) -> Result<Vec<Self>> {
        Self::from_table_with(table, hints)
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
});

// No flat layout of it is known.
structured!(EpochAstrometry {
    fn read(table: &Table, hints: Hints<'_>) -> Result<Vec<Self>> {
        Self::from_table_with(table, hints)
    }

    fn individual(&self) -> Result<Made> {
        self.to_table()
    }
});
