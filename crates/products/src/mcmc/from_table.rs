use super::chain::Chain;
use crate::{
    Error, Result, SolutionId, SourceId, Values,
    sheet::{Group, Sheet},
    values::Lists,
};
use gaialink_table::Table;
use std::array;

/// The chains of a table, RAW or flat, one a source.
pub(super) fn from_table<C: Chain<N>, const N: usize>(table: &Table) -> Result<Vec<C>> {
    let telling = C::NAMES.first().copied().unwrap_or_default();
    let sheet = Sheet::try_new(table, C::KIND, telling)?;
    let solution = sheet.integers("solution_id")?;
    let counts = if sheet.is_raw() { sheet.integers("nsamples")? } else { None };
    let columns = Columns::of(&sheet, C::NAMES)?;
    let one = |group: &Group| {
        let solution_id = sheet.constant_integer("solution_id", solution.as_ref(), group)?;
        let count = sheet.constant_integer("nsamples", counts.as_ref(), group)?;
        let parameters = columns.parameters(group);
        equally_long::<C, N>(group.source_id, &parameters, count)?;
        Ok(C::of(group.source_id, solution_id.map(SolutionId::new), parameters))
    };
    sheet.groups().iter().map(one).collect()
}

/// Checks that all parameters have as many samples as `nsamples` says, or as the first of them.
fn equally_long<C: Chain<N>, const N: usize>(
    source_id: SourceId,
    parameters: &[Values<f32>; N],
    count: Option<i64>,
) -> Result<()> {
    let first = parameters.first().map_or(0, |first| first.len());
    let expected = count.and_then(|count| usize::try_from(count).ok()).unwrap_or(first);
    let mut lengths = C::NAMES.into_iter().zip(parameters.iter().map(|column| column.len()));
    match lengths.find(|(_, found)| *found != expected) {
        Some((column, found)) => Err(Error::Length { product: C::KIND, source_id, column, expected, found }),
        None => Ok(()),
    }
}

/// The parameters of all sources.
enum Columns {
    Flat(Vec<Values<f32>>),
    Raw(Vec<Lists<f32>>),
}

impl Columns {
    fn of<const N: usize>(sheet: &Sheet<'_>, names: [&'static str; N]) -> Result<Self> {
        let names = names.into_iter();
        Ok(if sheet.is_raw() {
            Self::Raw(names.map(|name| sheet.required_lists(name)).collect::<Result<_>>()?)
        } else {
            Self::Flat(names.map(|name| sheet.required_numbers(name)).collect::<Result<_>>()?)
        })
    }

    fn parameters<const N: usize>(&self, group: &Group) -> [Values<f32>; N] {
        let rows = &group.rows;
        array::from_fn(|place| match self {
            Self::Flat(columns) => columns.get(place).map(|column| column.slice(rows.clone())).unwrap_or_default(),
            Self::Raw(columns) => columns.get(place).map(|column| column.get(rows.start)).unwrap_or_default(),
        })
    }
}
