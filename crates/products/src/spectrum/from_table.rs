use super::{
    Characterisation, Curation, DataId, Derived, Frames, Spectrum, SpectrumData, Target, columns::Columns, terms::Terms,
};
use crate::{Error, ProductKind, Recognition, Result, Rvs, Structure, XpSampled, recognise_table, sheet::Sheet};
use gaialink_table::Table;

impl Spectrum {
    /// The spectra of a table: of one whose rows are samples, one; of one whose cells are arrays, one a row, such as segments or
    /// the archive's RAW, whose standard wavelengths are filled in; of a flat XP_SAMPLED or RVS of several sources, one a source.
    ///
    /// # Errors
    ///
    /// [`Error::NoAxis`] where no column holds wavelengths, frequencies or energies, or none fluxes; [`Error::SpectrumLength`] where
    /// the lists of a spectrum differ in length; [`Error::SpectrumTerm`] where a number is none; those of [`XpSampled::from_table`]
    /// and [`Rvs::from_table`] for RAW.
    pub fn from_table(table: &Table) -> Result<Vec<Self>> {
        let columns = Columns::of(table);
        let found = recognise_table(table);
        let kind = found.as_ref().and_then(Recognition::product).filter(|_| !columns.has("data.spectralaxis.value"));
        match (kind, &found) {
            (Some(ProductKind::XpSampled), _) => XpSampled::from_table(table)?.iter().map(XpSampled::spectrum).collect(),
            (Some(ProductKind::Rvs), _) => Rvs::from_table(table)?.iter().map(Rvs::spectrum).collect(),
            (_, Some(found)) if found.structure() == Some(Structure::Combined) => combined(table, found),
            _ => Self::of_any(table, &columns),
        }
    }

    /// The spectra of a table that need not be a product.
    fn of_any(table: &Table, columns: &Columns<'_>) -> Result<Vec<Self>> {
        let terms = Terms::of(table.schema());
        if columns.are_arrays() {
            let one = |row| Self::of(table, columns, &terms.with_columns(table, columns, Some(row))?, row);
            return (0..table.num_rows()).map(one).collect();
        }
        Ok(vec![Self::of(table, columns, &terms.with_columns(table, columns, None)?, 0)?])
    }

    fn of(table: &Table, columns: &Columns<'_>, terms: &Terms, row: usize) -> Result<Self> {
        Ok(Self {
            data_model: terms.text("datamodel").or_else(|| terms.text("datamodel.name")),
            kind: terms.text("type"),
            target: Target::of(terms)?,
            curation: Curation::of(terms),
            data_id: DataId::of(terms),
            derived: Derived::of(terms)?,
            frames: Frames::of(terms, table.schema())?,
            characterisation: Characterisation::of(terms)?,
            data: SpectrumData::of(columns, terms, row)?,
        })
    }
}

fn combined(table: &Table, found: &Recognition) -> Result<Vec<Spectrum>> {
    let layout = found.candidates().first().ok_or(Error::Unrecognised)?;
    let parts = Sheet::by_source(table, layout)?.tables()?;
    let one = |part: &Table| -> Result<Vec<Spectrum>> { Spectrum::from_table(part) };
    Ok(parts.iter().map(one).collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
}

/// The one spectrum of a table.
///
/// # Errors
///
/// [`Error::Spectra`] where there are none or several, and those of [`Spectrum::from_table`].
impl TryFrom<&Table> for Spectrum {
    type Error = Error;

    fn try_from(table: &Table) -> Result<Self> {
        let mut spectra = Self::from_table(table)?;
        match (spectra.pop(), spectra.len()) {
            (Some(only), 0) => Ok(only),
            (found, rest) => Err(Error::Spectra { found: rest + usize::from(found.is_some()) }),
        }
    }
}
