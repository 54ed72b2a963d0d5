//! What a chain is made of its parameters' names.

/// A chain with a field a parameter, and all that the parameters' names and number make of it.
macro_rules! chain {
    (
        $(#[$about:meta])*
        pub struct $Chain:ident($kind:expr, $count:literal, $layouts:expr) { $($(#[$meaning:meta])* $field:ident,)* }
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        #[non_exhaustive]
        pub struct $Chain {
            /// The source.
            pub source_id: $crate::SourceId,
            /// Which run of the processing made the chain.
            pub solution_id: Option<$crate::SolutionId>,
            $($(#[$meaning])* pub $field: $crate::Values<f32>,)*
        }

        impl $Chain {
            /// The names of the parameters, in the order of the columns.
            pub const PARAMETERS: [&'static str; $count] = [$(stringify!($field)),*];

            /// The parameters, in the order of `PARAMETERS`.
            pub fn parameters(&self) -> [&$crate::Values<f32>; $count] {
                [$(&self.$field),*]
            }
        }

        impl $crate::mcmc::chain::Chain<$count> for $Chain {
            const KIND: $crate::ProductKind = $kind;
            const NAMES: [&'static str; $count] = Self::PARAMETERS;
            const LAYOUTS: [&'static str; 2] = $layouts;

            fn of(
                source_id: $crate::SourceId,
                solution_id: Option<$crate::SolutionId>,
                parameters: [$crate::Values<f32>; $count],
            ) -> Self {
                let [$($field),*] = parameters;
                Self { source_id, solution_id, $($field),* }
            }

            fn ids(&self) -> ($crate::SourceId, Option<$crate::SolutionId>) {
                (self.source_id, self.solution_id)
            }

            fn columns(&self) -> [&$crate::Values<f32>; $count] {
                self.parameters()
            }
        }

        $crate::mcmc::methods::methods!($Chain);
    };
}

/// The methods of a chain, which are the same for all.
macro_rules! methods {
    ($Chain:ident) => {
        impl $Chain {
            /// The chains of a table, RAW or flat, one a source.
            ///
            /// # Errors
            ///
            /// [`Error::Product`](crate::Error::Product) where the table is another product;
            /// [`Error::MissingColumn`](crate::Error::MissingColumn), [`Error::Type`](crate::Error::Type),
            /// [`Error::Unit`](crate::Error::Unit), [`Error::Value`](crate::Error::Value) or
            /// [`Error::Length`](crate::Error::Length) where a column is not that of the product; those of the source ids.
            pub fn from_table(table: &gaialink_table::Table) -> $crate::Result<Vec<Self>> {
                $crate::mcmc::from_table::from_table(table)
            }

            /// The chain as a flat table in the archive's layout (INDIVIDUAL): a row a sample. Nothing is lost, as in all forms of
            /// chains.
            ///
            /// # Errors
            ///
            /// Those of the table, where the parameters differ in length.
            pub fn to_table(&self) -> $crate::Result<(gaialink_table::Table, gaialink_table::LossReport)> {
                $crate::mcmc::to_table::to_table(self)
            }

            /// Chains as one table in the archive's layout for several sources (RAW): a row a source.
            ///
            /// # Errors
            ///
            /// [`Error::Value`](crate::Error::Value) where the number of samples is no `short`, which the column of it is;
            /// those of the table, where there are more samples than Arrow can index.
            pub fn to_raw_table(chains: &[Self]) -> $crate::Result<(gaialink_table::Table, gaialink_table::LossReport)> {
                $crate::mcmc::to_table::to_raw_table(chains)
            }

            /// Chains as one flat table, as the archive served several sources (COMBINED): a row a sample, the source in each.
            ///
            /// # Errors
            ///
            /// Those of the table, where the parameters of a chain differ in length.
            pub fn to_long_table(chains: &[Self]) -> $crate::Result<(gaialink_table::Table, gaialink_table::LossReport)> {
                $crate::mcmc::to_table::to_long_table(chains)
            }

            /// The parameter of that name.
            pub fn parameter(&self, name: &str) -> Option<&$crate::Values<f32>> {
                let place = Self::PARAMETERS.iter().position(|known| *known == name)?;
                self.parameters().get(place).copied()
            }

            /// The number of samples.
            pub fn len(&self) -> usize {
                self.parameters().first().map_or(0, |first| first.len())
            }

            /// Whether there are no samples.
            pub fn is_empty(&self) -> bool {
                self.len() == 0
            }

            /// All samples as a matrix: a row a sample, a column a parameter, in the order of `PARAMETERS`. The samples of a
            /// parameter stand together in memory.
            pub fn samples(&self) -> ndarray::Array2<f32> {
                $crate::mcmc::samples::matrix(&self.parameters(), self.len())
            }

            /// The quantiles of each parameter, with its name, in the order of `PARAMETERS`: see
            /// [`Values::quantiles`](crate::Values::quantiles).
            pub fn quantiles<const Q: usize>(
                &self,
                fractions: [f64; Q],
            ) -> impl Iterator<Item = (&'static str, Option<[f64; Q]>)> {
                let quantiles = move |values: &$crate::Values<f32>| values.quantiles(fractions);
                Self::PARAMETERS.into_iter().zip(self.parameters().map(quantiles))
            }
        }

        /// The one chain of a table.
        ///
        /// # Errors
        ///
        /// [`Error::Sources`](crate::Error::Sources) where there are none or several, and those of `from_table`.
        impl TryFrom<&gaialink_table::Table> for $Chain {
            type Error = $crate::Error;

            fn try_from(table: &gaialink_table::Table) -> $crate::Result<Self> {
                $crate::only::only(Self::from_table(table)?, <Self as $crate::mcmc::chain::Chain<_>>::KIND)
            }
        }
    };
}

pub(super) use chain;
pub(super) use methods;
