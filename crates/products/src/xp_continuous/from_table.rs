use super::{XpBand, XpContinuous};
use crate::{
    Error, ProductKind, Result, SolutionId, SourceId, Values,
    sheet::{Group, Sheet},
    values::Lists,
};
use gaialink_table::{
    Table,
    arrow::array::{Array, Int64Array},
};

impl XpContinuous {
    /// The spectra of a table, one a row.
    ///
    /// # Errors
    ///
    /// [`Error::Product`] where the table is another product; [`Error::MissingColumn`], [`Error::Type`], [`Error::Unit`],
    /// [`Error::Value`] or [`Error::Length`] where a column is not that of the product; those of the source ids.
    pub fn from_table(table: &Table) -> Result<Vec<Self>> {
        let sheet = Sheet::try_new(table, ProductKind::XpContinuous, "bp_coefficients")?;
        let solution = sheet.integers("solution_id")?;
        let (bp, rp) = (Columns::of(&sheet, &BP)?, Columns::of(&sheet, &RP)?);
        let one = |group: &Group| {
            let (source_id, row) = (group.source_id, group.rows.start);
            let solution_id = sheet.constant_integer("solution_id", solution.as_ref(), group)?.map(SolutionId::new);
            Ok(Self { source_id, solution_id, bp: bp.band(row, source_id)?, rp: rp.band(row, source_id)? })
        };
        sheet.groups().iter().map(one).collect()
    }
}

/// The one source of a table.
///
/// # Errors
///
/// [`Error::Sources`] where there are none or several, and those of [`XpContinuous::from_table`].
impl TryFrom<&Table> for XpContinuous {
    type Error = Error;

    fn try_from(table: &Table) -> Result<Self> {
        crate::only::only(Self::from_table(table)?, ProductKind::XpContinuous)
    }
}

/// The names of the columns of a band.
pub(super) struct Names {
    /// Basis, degrees of freedom, parameters, measurements, rejected measurements, relevant bases.
    pub(super) integers: [&'static str; 6],
    /// Standard deviation, chi squared, shrinking.
    pub(super) numbers: [&'static str; 3],
    pub(super) coefficients: &'static str,
    /// Errors, correlations.
    pub(super) lists: [&'static str; 2],
}

pub(super) const BP: Names = Names {
    integers: [
        "bp_basis_function_id",
        "bp_degrees_of_freedom",
        "bp_n_parameters",
        "bp_n_measurements",
        "bp_n_rejected_measurements",
        "bp_n_relevant_bases",
    ],
    numbers: ["bp_standard_deviation", "bp_chi_squared", "bp_relative_shrinking"],
    coefficients: "bp_coefficients",
    lists: ["bp_coefficient_errors", "bp_coefficient_correlations"],
};

pub(super) const RP: Names = Names {
    integers: [
        "rp_basis_function_id",
        "rp_degrees_of_freedom",
        "rp_n_parameters",
        "rp_n_measurements",
        "rp_n_rejected_measurements",
        "rp_n_relevant_bases",
    ],
    numbers: ["rp_standard_deviation", "rp_chi_squared", "rp_relative_shrinking"],
    coefficients: "rp_coefficients",
    lists: ["rp_coefficient_errors", "rp_coefficient_correlations"],
};

/// The columns of a band.
struct Columns {
    names: &'static Names,
    integers: [Option<Int64Array>; 6],
    numbers: [Option<Values<f32>>; 3],
    coefficients: Lists<f64>,
    lists: [Lists<f32>; 2],
}

impl Columns {
    fn of(sheet: &Sheet<'_>, names: &'static Names) -> Result<Self> {
        let [basis, freedom, parameters, measurements, rejected, relevant] = names.integers;
        let [deviation, chi_squared, shrinking] = names.numbers;
        let [errors, correlations] = names.lists;
        Ok(Self {
            names,
            integers: [
                sheet.integers(basis)?,
                sheet.integers(freedom)?,
                sheet.integers(parameters)?,
                sheet.integers(measurements)?,
                sheet.integers(rejected)?,
                sheet.integers(relevant)?,
            ],
            numbers: [sheet.numbers(deviation)?, sheet.numbers(chi_squared)?, sheet.numbers(shrinking)?],
            coefficients: sheet.required_lists(names.coefficients)?,
            lists: [sheet.required_lists(errors)?, sheet.required_lists(correlations)?],
        })
    }

    /// The band of a row; nothing where all of it is missing.
    fn band(&self, row: usize, source_id: SourceId) -> Result<Option<XpBand>> {
        let [basis_function_id, degrees_of_freedom, n_parameters, n_measurements, n_rejected_measurements, n_relevant_bases] =
            self.integers(row)?;
        let [standard_deviation, chi_squared, relative_shrinking] =
            [0, 1, 2].map(|place| self.numbers.get(place).and_then(|column| number(column.as_ref(), row)));
        let [errors, correlations] = &self.lists;
        let band = XpBand {
            basis_function_id,
            degrees_of_freedom,
            n_parameters,
            n_measurements,
            n_rejected_measurements,
            standard_deviation,
            chi_squared,
            coefficients: self.coefficients.get(row),
            coefficient_errors: errors.get(row),
            coefficient_correlations: correlations.get(row),
            n_relevant_bases,
            relative_shrinking,
        };
        if band.is_missing() {
            return Ok(None);
        }
        self.check(&band, source_id)?;
        Ok(Some(band))
    }

    fn check(&self, band: &XpBand, source_id: SourceId) -> Result<()> {
        let product = ProductKind::XpContinuous;
        let size = band.coefficients.len();
        let [errors, correlations] = self.names.lists;
        let pairs = size.saturating_mul(size.saturating_sub(1)) / 2;
        let lengths = [(errors, size, band.coefficient_errors.len()), (correlations, pairs, band.coefficient_correlations.len())];
        for (column, expected, found) in lengths {
            if found != expected {
                return Err(Error::Length { product, source_id, column, expected, found });
            }
        }
        Ok(())
    }

    fn integers(&self, row: usize) -> Result<[Option<i16>; 6]> {
        let mut found = [None; 6];
        for ((slot, column), name) in found.iter_mut().zip(&self.integers).zip(self.names.integers) {
            *slot = column.as_ref().map(|column| short(column, row, name)).transpose()?.flatten();
        }
        Ok(found)
    }
}

fn short(column: &Int64Array, place: usize, name: &'static str) -> Result<Option<i16>> {
    if column.is_null(place) {
        return Ok(None);
    }
    let number = column.value(place);
    let error =
        || Error::Value { product: ProductKind::XpContinuous, column: name, place, expected: "short", found: number.to_string() };
    i16::try_from(number).map(Some).map_err(|_| error())
}

fn number(column: Option<&Values<f32>>, row: usize) -> Option<f32> {
    column?.get(row).copied().filter(|number| !number.is_nan())
}
