/// The methods of a sampled spectrum, which are the same for all.
macro_rules! methods {
    ($Spectrum:ident, $samples:literal, $wavelengths:literal) => {
        impl $Spectrum {
            /// The number of samples of the standard wavelengths.
            pub const SAMPLES: usize = $samples;

            #[doc = concat!("The standard wavelengths: ", $wavelengths, " nm.")]
            pub fn standard_wavelengths() -> $crate::Values<f64> {
                $crate::sampled::grid::<Self>().wavelengths()
            }

            /// The spectra of a table, RAW or flat, one a source.
            ///
            /// # Errors
            ///
            /// [`Error::Product`](crate::Error::Product) where the table is another product;
            /// [`Error::MissingColumn`](crate::Error::MissingColumn), [`Error::Type`](crate::Error::Type),
            /// [`Error::Unit`](crate::Error::Unit), [`Error::Value`](crate::Error::Value) or
            /// [`Error::Length`](crate::Error::Length) where a column is not that of the product;
            /// [`Error::Varies`](crate::Error::Varies) where a flat table says different things of one source;
            /// [`Error::Param`](crate::Error::Param) and those of the source ids.
            pub fn from_table(table: &gaialink_table::Table) -> $crate::Result<Vec<Self>> {
                $crate::sampled::from_table(table)
            }

            /// The spectrum as a flat table in the archive's layout (INDIVIDUAL), which has a place for all of it: a row a
            /// wavelength, the rest in PARAMs. What the spectrum does not know makes no PARAM.
            ///
            /// # Errors
            ///
            /// Those of the table, where the lists differ in length.
            pub fn to_table(&self) -> $crate::Result<(gaialink_table::Table, gaialink_table::LossReport)> {
                $crate::sampled::to_table(self)
            }

            /// Spectra as one table in the archive's layout for several sources (RAW): a row a source. It has no place for
            /// epochs and the other PARAMs: those that are not what every file of the archive says are lost, and reported.
            ///
            /// # Errors
            ///
            /// [`Error::Grid`](crate::Error::Grid) where a spectrum has other than the standard wavelengths,
            /// [`Error::Value`](crate::Error::Value) where a count is no `short`, those of the table where there are more samples
            /// than Arrow can index.
            pub fn to_raw_table(spectra: &[Self]) -> $crate::Result<(gaialink_table::Table, gaialink_table::LossReport)> {
                $crate::sampled::to_raw_table(spectra)
            }

            /// Spectra as one flat table, with the columns of the archive's CSV: a row a wavelength, the source in each. What it
            /// loses is what RAW loses.
            ///
            /// # Errors
            ///
            /// Those of the table, where the lists of a spectrum differ in length.
            pub fn to_long_table(spectra: &[Self]) -> $crate::Result<(gaialink_table::Table, gaialink_table::LossReport)> {
                $crate::sampled::to_long_table(spectra)
            }

            /// Fills in what all of the archive's files of INDIVIDUAL of Gaia DR3 say alike, such as the reference epoch and the
            /// publisher, where nothing of it is known: a spectrum of RAW or CSV then says what its file of INDIVIDUAL says.
            pub fn fill_in(&mut self) {
                self.fill_in_of(Some(&$crate::Release::Dr3));
            }

            /// The same of a release: what it observed when is known of DR3 alone.
            pub(crate) fn fill_in_of(&mut self, release: Option<&$crate::Release>) {
                let known = (self.reference_epoch, self.params.time_extent);
                $crate::sampled::fill_in($crate::sampled::grid::<Self>(), &mut self.params, &mut self.reference_epoch);
                if release.is_some_and(|release| *release != $crate::Release::Dr3) {
                    (self.reference_epoch, self.params.time_extent) = known;
                }
            }

            /// The samples, one a wavelength.
            pub fn samples(&self) -> impl Iterator<Item = $crate::Sample> {
                $crate::sampled::samples(&self.wavelength, &self.flux, &self.flux_error)
            }

            /// The number of samples.
            pub fn len(&self) -> usize {
                self.flux.len()
            }

            /// Whether there are no samples.
            pub fn is_empty(&self) -> bool {
                self.flux.is_empty()
            }

            /// Whether both are the same spectrum as far as both files tell: what only one of them holds (CSV has no PARAMs, RAW
            /// no epoch) is not compared.
            pub fn agrees_with(&self, other: &Self) -> bool {
                $crate::sampled::agree(self, other)
            }
        }

        /// The one spectrum of a table.
        ///
        /// # Errors
        ///
        /// [`Error::Sources`](crate::Error::Sources) where there are none or several, and those of `from_table`.
        impl TryFrom<&gaialink_table::Table> for $Spectrum {
            type Error = $crate::Error;

            fn try_from(table: &gaialink_table::Table) -> $crate::Result<Self> {
                $crate::only::only(Self::from_table(table)?, $crate::sampled::grid::<Self>().product)
            }
        }
    };
}

pub(crate) use methods;
