use crate::{
    recognise,
    registry::{ColumnDefinition, Layout},
    sheet::Params,
};
use gaialink_table::{Field, Param, Schema};

/// Where a column of a CSV file that the archive serves comes from, in a table of another format.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ServedColumn {
    /// From the column of the table at this place.
    Column(usize),
    /// From a PARAM: all rows have its value.
    Param {
        /// The column with the value.
        column: Box<Param>,
        /// The name of the PARAM in the table.
        name: String,
    },
    /// From a PARAM that the table does not have: all rows are null.
    Missing(Box<Field>),
}

/// The columns of the CSV file that the archive would serve of this table, in their order; `None` where the table is no
/// product of which that is known, or lacks one of them that is a column elsewhere too, or its source.
///
/// A spectrum gets its ids, position and counters as columns, where other formats have PARAMs. Columns that the archive does
/// not have stand behind its own.
///
/// ```
/// use gaialink_products::{ServedColumn, served_csv};
/// use gaialink_table::{Datatype, Field, Param, Schema};
/// let columns = [("wavelength", Datatype::Double), ("flux", Datatype::Float), ("flux_error", Datatype::Float)];
/// let mut schema = Schema::from_fields(columns.map(|(name, datatype)| Field::new(name, datatype)).to_vec());
/// assert_eq!(served_csv(&schema), None);
/// for (name, value) in [("source_id", "7"), ("solution_id", "8"), ("spatialLocation", "251.5 -51.25"), ("spectralCoverageBoundsStart", "336.0")] {
///     schema.params.push(Param::text(name, value));
/// }
/// let columns = served_csv(&schema).ok_or("not known")?;
/// let values = columns.iter().filter_map(|column| match column {
///     ServedColumn::Param { column, .. } => Some((column.name(), column.value.as_str())),
///     _ => None,
/// });
/// assert!(values.eq([("source_id", "7"), ("solution_id", "8"), ("ra", "251.5"), ("dec", "-51.25")]));
/// # Ok::<_, &str>(())
/// ```
pub fn served_csv(schema: &Schema) -> Option<Vec<ServedColumn>> {
    let found = recognise(schema)?;
    let whole = found.candidates().iter().find_map(|layout| of_layout(layout, schema, false));
    let lacking = || {
        found.product()?;
        found.candidates().iter().find_map(|layout| of_layout(layout, schema, true))
    };
    let mut columns = whole.or_else(lacking)?;
    let is_new = |place: &usize| !columns.contains(&ServedColumn::Column(*place));
    let others: Vec<_> = (0..schema.fields.len()).filter(is_new).map(ServedColumn::Column).collect();
    columns.extend(others);
    Some(columns)
}

fn of_layout(layout: &'static Layout, schema: &Schema, may_lack: bool) -> Option<Vec<ServedColumn>> {
    let params = Params::new(schema, layout);
    let may_lack = |name: &str| may_lack && name != "source_id" && layout.column(name).is_none();
    let column = |definition: &ColumnDefinition| {
        let place = schema.index_of(definition.name).map(ServedColumn::Column);
        let found = place.or_else(|| of_param(layout, &params, definition.name));
        found.or_else(|| may_lack(definition.name).then(|| ServedColumn::Missing(Box::new(definition.field()))))
    };
    layout.csv.iter().map(column).collect()
}

/// The PARAM that holds the position.
const POSITION: &str = "spatialLocation";

fn of_param(layout: &Layout, params: &Params<'_>, name: &str) -> Option<ServedColumn> {
    let field = layout.csv_column(name)?.field();
    let position = || params.position(POSITION).ok()?;
    let (value, from) = match name {
        "ra" => (position()?.ra.to_string(), POSITION),
        "dec" => (position()?.dec.to_string(), POSITION),
        _ => (params.text(name)?.to_owned(), name),
    };
    let name = params.param(from)?.name().to_owned();
    Some(ServedColumn::Param { column: Box::new(Param::new(field, value)), name })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry;

    /// The places of columns, and the values of PARAMs with their names in the table.
    fn shown(schema: &Schema) -> Vec<String> {
        let text = |column| match column {
            ServedColumn::Column(place) => place.to_string(),
            ServedColumn::Param { column, name } => format!("{}={} ({name})", column.name(), column.value),
            ServedColumn::Missing(field) => format!("{} is missing", field.name),
        };
        served_csv(schema).unwrap_or_default().into_iter().map(text).collect()
    }

    fn rvs(params: &[(&str, &str)]) -> Schema {
        let layout = registry::layout("dr3/rvs__individual").unwrap();
        let mut schema = Schema::from_fields(layout.columns.iter().map(registry::ColumnDefinition::field).collect());
        schema.params = params.iter().map(|(name, value)| Param::text(*name, *value)).collect();
        schema
    }

    #[test]
    fn params_and_cards_become_columns() {
        let params = [
            ("source_id", "7"),
            ("solution_id", "8"),
            ("combined_transits", "17"),
            ("combined_ccds", "47"),
            ("deblended_ccds", "15"),
            ("spatialLocation", "[252.35787028 -63.58134854]"),
        ];
        let mut schema = rvs(&params);
        let want = [
            "source_id=7 (source_id)",
            "solution_id=8 (solution_id)",
            "ra=252.35787028 (spatialLocation)",
            "dec=-63.58134854 (spatialLocation)",
            "0",
            "1",
            "2",
            "combined_transits=17 (combined_transits)",
            "combined_ccds=47 (combined_ccds)",
            "deblended_ccds=15 (deblended_ccds)",
        ];
        assert_eq!(shown(&schema), want);
        schema.params.remove(5);
        assert_eq!(shown(&schema)[2..4], ["ra is missing", "dec is missing"]);
        let flux = schema.fields.remove(1);
        assert_eq!(served_csv(&schema), None);
        schema.fields.insert(1, flux);
        schema.params.remove(0);
        assert_eq!(served_csv(&schema), None);
        let cards = [("SOURCEID", "7"), ("SOLUTION", "8"), ("NTRANSIT", "1"), ("NCCDS", "2"), ("NDEBLEND", "3"), ("POS", "1 2")];
        schema = rvs(&cards);
        schema.params.push(Param::text("spectralCoverageBoundsStart", "846.0"));
        assert_eq!(shown(&schema)[..3], ["source_id=7 (SOURCEID)", "solution_id=8 (SOLUTION)", "ra=1 (POS)"]);
    }

    #[test]
    fn other_columns_stay_behind() {
        let layout = registry::layout("dr3/xp_continuous__raw").unwrap();
        let mut schema = Schema::from_fields(layout.columns.iter().rev().map(registry::ColumnDefinition::field).collect());
        schema.fields.insert(0, gaialink_table::Field::text("mine"));
        let want: Vec<_> = (1..=26).rev().chain([0]).map(|place: usize| place.to_string()).collect();
        assert_eq!(shown(&schema), want);
    }
}
