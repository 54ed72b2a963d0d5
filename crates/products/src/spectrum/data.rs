use super::{DataAxis, columns::Columns, terms::Terms};
use crate::{Error, Result};
use serde::{Deserialize, Serialize};

/// The samples of a spectrum: the model's `Data`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SpectrumData {
    /// Where the samples are: `Data.SpectralAxis`.
    pub spectral: DataAxis,
    /// What was measured there: `Data.FluxAxis`.
    pub flux: DataAxis,
    /// When: `Data.TimeAxis`.
    pub time: Option<DataAxis>,
    /// The background: `Data.BackgroundModel`.
    pub background: Option<DataAxis>,
}

impl SpectrumData {
    /// The samples of a row of arrays, or of all rows where the cells are none.
    pub(super) fn of(columns: &Columns<'_>, terms: &Terms, row: usize) -> Result<Self> {
        let required = |axis: &'static str, path| columns.axis(path, row)?.ok_or(Error::NoAxis { axis });
        let mut spectral = required("spectral", "data.spectralaxis")?;
        let mut flux = required("flux", "data.fluxaxis")?;
        spectral.complete(terms, "char.spectralaxis");
        flux.complete(terms, "char.fluxaxis");
        let data = Self {
            spectral,
            flux,
            time: columns.axis("data.timeaxis", row)?,
            background: columns.axis("data.backgroundmodel", row)?,
        };
        data.check()?;
        Ok(data)
    }

    /// Checks that all lists have the same length.
    fn check(&self) -> Result<()> {
        let expected = self.flux.values.len();
        let axes = [Some(&self.spectral), Some(&self.flux), self.time.as_ref(), self.background.as_ref()];
        for axis in axes.into_iter().flatten() {
            if let Some(found) = axis.lengths().find(|found| *found != expected) {
                return Err(Error::SpectrumLength { column: axis.name.clone(), expected, found });
            }
        }
        Ok(())
    }
}

impl DataAxis {
    fn lengths(&self) -> impl Iterator<Item = usize> {
        let lists = [
            Some(&self.values),
            self.stat_error.as_ref(),
            self.stat_error_low.as_ref(),
            self.stat_error_high.as_ref(),
            self.sys_error.as_ref(),
            self.bin_low.as_ref(),
            self.bin_high.as_ref(),
            self.bin_size.as_ref(),
            self.resolution.as_ref(),
            self.quality.as_ref(),
        ];
        lists.into_iter().flatten().map(|list| list.len())
    }

    /// Takes UCD and unit from the characterisation where the column has none. The archive's PARAM says `Flux value` of the unit
    /// and has the unit itself in its attribute.
    fn complete(&mut self, terms: &Terms, axis: &str) {
        if self.ucd.is_none() {
            self.ucd = terms.text(&format!("{axis}.ucd"));
        }
        if self.unit.is_none() {
            let path = format!("{axis}.unit");
            let of_text = terms.text(&path).filter(|text| text != "Flux value");
            self.unit = of_text.or_else(|| terms.unit(&path));
        }
    }
}
