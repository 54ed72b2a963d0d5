use super::Product;
use crate::{EpochAstrometry, EpochPhotometry, McmcGspphot, McmcMsc, Rvs, XpContinuous, XpSampled};

/// What a box holds, or what is in none.
macro_rules! unboxed {
    ($model:ident) => {
        $model
    };
    ($model:ident in $Box:ident) => {
        *$model
    };
}

/// Between a product and the models, some of which it holds in a box.
macro_rules! conversions {
    ($($Model:ident $(in $Box:ident)?),*) => {
        $(
            impl From<$Model> for Product {
                fn from(model: $Model) -> Self {
                    Self::$Model($($Box::new)?(model))
                }
            }

            /// The model, where the product is of that kind.
            ///
            /// # Errors
            ///
            /// The product itself, where it is another.
            impl TryFrom<Product> for $Model {
                type Error = Product;

                fn try_from(product: Product) -> Result<Self, Product> {
                    match product {
                        Product::$Model(model) => Ok(unboxed!(model $(in $Box)?)),
                        other => Err(other),
                    }
                }
            }
        )*
    };
}

conversions!(
    EpochAstrometry in Box,
    EpochPhotometry in Box,
    McmcGspphot in Box,
    McmcMsc,
    Rvs in Box,
    XpContinuous in Box,
    XpSampled
);
