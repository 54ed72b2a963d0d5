use super::McmcMsc;
use crate::{
    Error, ProductKind, Result, Values,
    sheet::{Group, Sheet},
    values::Lists,
};
use gaialink_table::Table;
use std::array;

impl McmcMsc {
    /// The chains of a table, RAW or flat, one a source.
    ///
    /// # Errors
    ///
    /// [`Error::Product`] where the table is another product; [`Error::MissingColumn`], [`Error::Type`], [`Error::Unit`],
    /// [`Error::Value`] or [`Error::Length`] where a column is not that of the product; those of the source ids.
    pub fn from_table(table: &Table) -> Result<Vec<Self>> {
        let sheet = Sheet::try_new(table, ProductKind::McmcMsc, "teff1")?;
        let solution = sheet.integers("solution_id")?;
        let columns = Columns::of(&sheet)?;
        let one = |group: &Group| {
            let solution_id = sheet.constant_integer("solution_id", solution.as_ref(), group)?;
            Self::of(&sheet, group, solution_id, columns.parameters(group))
        };
        sheet.groups().iter().map(one).collect()
    }

    fn of(sheet: &Sheet<'_>, group: &Group, solution_id: Option<i64>, parameters: [Values<f32>; 9]) -> Result<Self> {
        let product = sheet.product();
        let source_id = group.source_id;
        let expected = parameters.first().map_or(0, |first| first.len());
        for (column, found) in Self::PARAMETERS.into_iter().zip(&parameters) {
            let found = found.len();
            if found != expected {
                return Err(Error::Length { product, source_id, column, expected, found });
            }
        }
        let [teff1, teff2, logg1, logg2, azero, mh, distancepc, log_pos, log_lik] = parameters;
        Ok(Self { source_id, solution_id, teff1, teff2, logg1, logg2, azero, mh, distancepc, log_pos, log_lik })
    }
}

/// The one chain of a table.
///
/// # Errors
///
/// [`Error::Sources`] where there are none or several, and those of [`McmcMsc::from_table`].
impl TryFrom<&Table> for McmcMsc {
    type Error = Error;

    fn try_from(table: &Table) -> Result<Self> {
        crate::product::only(Self::from_table(table)?, ProductKind::McmcMsc)
    }
}

/// The parameters of all sources.
enum Columns {
    Flat(Vec<Values<f32>>),
    Raw(Vec<Lists<f32>>),
}

impl Columns {
    fn of(sheet: &Sheet<'_>) -> Result<Self> {
        let names = McmcMsc::PARAMETERS.into_iter();
        Ok(if sheet.is_raw() {
            Self::Raw(names.map(|name| sheet.required_lists(name)).collect::<Result<_>>()?)
        } else {
            Self::Flat(names.map(|name| sheet.required_numbers(name)).collect::<Result<_>>()?)
        })
    }

    fn parameters(&self, group: &Group) -> [Values<f32>; 9] {
        let rows = &group.rows;
        array::from_fn(|place| match self {
            Self::Flat(columns) => columns.get(place).map(|column| column.slice(rows.clone())).unwrap_or_default(),
            Self::Raw(columns) => columns.get(place).map(|column| column.get(rows.start)).unwrap_or_default(),
        })
    }
}
