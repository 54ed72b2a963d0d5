use super::XpSampled;
use crate::{Error, ProductKind, Result, make, registry::Layout};
use gaialink_table::{
    Param, Table,
    arrow::array::{ArrayRef, Float64Array, Int64Array},
};
use std::{collections::HashMap, sync::Arc};

impl XpSampled {
    /// The spectrum as a flat table in the archive's layout (INDIVIDUAL): a row a wavelength, the rest in PARAMs. What the
    /// spectrum does not know makes no PARAM.
    ///
    /// # Errors
    ///
    /// Those of the table, where the lists differ in length.
    pub fn to_table(&self) -> Result<Table> {
        let layout = make::layout("dr3/xp_sampled__individual")?;
        let columns = vec![
            ("wavelength", make::numbers(&self.wavelength)),
            ("flux", make::numbers(&self.flux)),
            ("flux_error", make::numbers(&self.flux_error)),
        ];
        make::table(layout, columns, self.to_params(layout))
    }

    /// Spectra as one table in the archive's layout for several sources (RAW): a row a source. It has no place for epochs
    /// and the other PARAMs.
    ///
    /// # Errors
    ///
    /// [`Error::Grid`] where a spectrum has other than the standard wavelengths, those of the table where there are more
    /// samples than Arrow can index.
    pub fn to_raw_table(spectra: &[Self]) -> Result<Table> {
        let standard = Self::standard_wavelengths();
        let is_other = |spectrum: &&Self| !spectrum.is_empty() && spectrum.wavelength != standard;
        if let Some(spectrum) = spectra.iter().find(is_other) {
            return Err(Error::Grid { product: ProductKind::XpSampled, source_id: spectrum.source_id });
        }
        let ids: ArrayRef = Arc::new(Int64Array::from_iter_values(spectra.iter().map(|s| s.source_id.get())));
        let solutions: ArrayRef = Arc::new(Int64Array::from_iter(spectra.iter().map(|s| s.solution_id)));
        let ra: ArrayRef = Arc::new(Float64Array::from_iter(spectra.iter().map(|s| s.position.map(|p| p.ra))));
        let dec: ArrayRef = Arc::new(Float64Array::from_iter(spectra.iter().map(|s| s.position.map(|p| p.dec))));
        let flux = make::lists(spectra.iter().map(|s| Some(&s.flux)))?;
        let flux_error = make::lists(spectra.iter().map(|s| Some(&s.flux_error)))?;
        let columns = vec![
            ("source_id", ids),
            ("solution_id", solutions),
            ("ra", ra),
            ("dec", dec),
            ("flux", flux),
            ("flux_error", flux_error),
        ];
        make::table(make::layout("dr3/xp_sampled__raw")?, columns, Vec::new())
    }

    fn to_params(&self, layout: &Layout) -> Vec<Param> {
        let mut values: HashMap<&str, String> = HashMap::new();
        values.insert("source_id", self.source_id.to_string());
        values.extend(self.solution_id.map(|id| ("solution_id", id.to_string())));
        let spelled = make::spelled;
        values.extend(self.position.map(|p| ("spatialLocation", format!("{} {}", spelled(p.ra), spelled(p.dec)))));
        values.extend(self.reference_epoch.map(|epoch| ("TimeAxisCoverageLocation", spelled(epoch))));
        values.extend(self.params.numbers().map(|(name, number)| (name, spelled(number))));
        values.extend(self.params.texts().map(|(name, text)| (name, text.to_owned())));
        let one = |definition: &crate::registry::ParamDefinition| {
            values.remove(definition.column.name).map(|value| definition.param(value))
        };
        layout.params.iter().filter_map(one).collect()
    }
}
