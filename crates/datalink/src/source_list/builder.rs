use super::{Error, Flag, SourceList, VARIABLE, Wanted, cells};
use crate::RetrievalType;
use gaialink_products::{Designation, Release};
use gaialink_table::{
    Schema,
    arrow::array::{Array, ArrayRef, RecordBatch},
};

/// A [`SourceList`] in the making, batch by batch.
#[derive(Debug)]
pub struct SourceListBuilder {
    list: SourceList,
    /// The place and name of the column of ids.
    ids: (usize, String),
    /// The column beside it that may tell the release, a source each.
    designations: Option<usize>,
    /// What the table says of the release.
    release: Option<Release>,
    /// The places of the columns of flags, as they are in the list.
    flags: Vec<usize>,
    rows: usize,
}

impl SourceListBuilder {
    /// Looks for the columns of a table: see [`SourceList::from_table`].
    ///
    /// # Errors
    ///
    /// [`Error::NoColumn`] where the named column is not there, [`Error::NoIds`] where none is named and none has a known name.
    pub fn try_new(schema: &Schema, column: Option<&str>) -> Result<Self, Error> {
        let found = || schema.fields.iter().map(|field| format!("`{}`", field.name)).collect::<Vec<_>>().join(", ");
        let ids = match column {
            Some(wanted) => place(schema, wanted).ok_or_else(|| Error::NoColumn { wanted: wanted.to_owned(), found: found() })?,
            None => {
                let known = place(schema, "source_id").or_else(|| place(schema, "designation"));
                known.ok_or_else(|| Error::NoIds { found: found() })?
            }
        };
        let release = gaialink_products::release(schema, None).map(|(release, _)| release);
        let mut list = SourceList::default();
        let mut flags = Vec::new();
        for name in flag_names() {
            if let Some(at) = place(schema, name) {
                flags.push(at);
                list.flags.push(Flag { name, values: Vec::new() });
            }
        }
        let designations = place(schema, "designation").filter(|at| *at != ids && release.is_none());
        let name = schema.fields.get(ids).map(|field| field.name.clone()).unwrap_or_default();
        Ok(Self { list, ids: (ids, name), designations, release, flags, rows: 0 })
    }

    /// Takes the rows of a batch.
    ///
    /// # Errors
    ///
    /// [`Error::Type`] where the column cannot hold ids, [`Error::Cell`] where a cell of it is neither null nor an id.
    pub fn push(&mut self, batch: &RecordBatch) -> Result<(), Error> {
        let (at, name) = &self.ids;
        let Some(array) = batch.columns().get(*at) else { return Ok(()) };
        let wrong = || Error::Type { column: name.clone(), found: array.data_type().to_string() };
        let ids = cells::ids(array).ok_or_else(wrong)?;
        let beside = self.designations.and_then(|at| batch.columns().get(at)).and_then(cells::ids);
        let mut kept = Vec::new();
        for row in 0..array.len() {
            let cell = |source| Error::Cell { row: self.rows.saturating_add(row), column: name.clone(), source };
            let wanted = if array.is_null(row) { None } else { ids.at(row).map_err(cell)? };
            kept.push(wanted.is_some());
            let Some(mut wanted) = wanted else { continue };
            if wanted.release.is_none() {
                wanted.release = self.release.clone().or_else(|| release_beside(&wanted, beside.as_ref(), row));
            }
            self.list.sources.push(wanted);
        }
        self.list.blank = self.list.blank.saturating_add(kept.iter().filter(|kept| !**kept).count());
        self.rows = self.rows.saturating_add(array.len());
        self.push_flags(batch, &kept);
        Ok(())
    }

    fn push_flags(&mut self, batch: &RecordBatch, kept: &[bool]) {
        for (flag, at) in self.list.flags.iter_mut().zip(&self.flags) {
            let mut values = Vec::new();
            if let Some(array) = batch.columns().get(*at) {
                read_flags(flag.name, array, &mut values);
            }
            flag.values.extend(values.iter().zip(kept).filter(|(_, kept)| **kept).map(|(value, _)| *value));
        }
    }

    /// The list of all rows that were taken.
    pub fn finish(self) -> SourceList {
        self.list
    }
}

fn flag_names() -> impl Iterator<Item = &'static str> {
    let known = RetrievalType::known(&Release::Dr3).unwrap_or_default();
    let names: Vec<&'static str> = known.iter().filter_map(RetrievalType::flag).collect();
    names.into_iter().chain([VARIABLE])
}

fn read_flags(name: &str, array: &ArrayRef, into: &mut Vec<bool>) {
    if name == VARIABLE {
        cells::flags(array, |word| word == "VARIABLE", into);
    } else {
        cells::flags(array, |word| ["true", "t", "1"].contains(&&*word.to_ascii_lowercase()), into);
    }
}

/// The place of a column, its name in small or capital letters; the exact name goes first.
fn place(schema: &Schema, name: &str) -> Option<usize> {
    let same = |field: &gaialink_table::Field| field.name.eq_ignore_ascii_case(name);
    schema.index_of(name).or_else(|| schema.fields.iter().position(same))
}

/// The release in a designation of the same number.
fn release_beside(wanted: &Wanted, beside: Option<&cells::Ids<'_>>, row: usize) -> Option<Release> {
    let Some(cells::Ids::Text(values)) = beside else { return None };
    let designation: Designation = values.is_valid(row).then(|| values.value(row).parse().ok())??;
    (designation.source_id == wanted.source_id).then_some(designation.release)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source_list::CellError;
    use gaialink_table::{
        Datatype, Field, Param, Table,
        arrow::array::{BooleanArray, Float64Array, Int32Array, Int64Array, StringArray, UInt64Array},
        schema::Scope,
    };
    use std::sync::Arc;

    fn table(columns: Vec<(Field, ArrayRef)>, release: Option<&str>) -> Table {
        let (fields, arrays): (Vec<Field>, Vec<ArrayRef>) = columns.into_iter().unzip();
        let mut schema = Schema::from_fields(fields);
        if let Some(release) = release {
            let mut scope = Scope::default();
            scope.params.push(Param::text("RELEASE", release));
            schema.scopes.push(scope);
        }
        Table::from_columns(schema, arrays).unwrap()
    }

    fn numbers(list: impl Iterator<Item = i64>) -> Vec<i64> {
        list.collect()
    }

    fn kind(name: &str) -> RetrievalType {
        name.parse().unwrap()
    }

    #[test]
    fn flags_of_a_query_result_choose() {
        let ids: ArrayRef = Arc::new(Int64Array::from(vec![Some(1), None, Some(3), Some(4)]));
        let rvs: ArrayRef = Arc::new(BooleanArray::from(vec![Some(true), Some(true), None, Some(false)]));
        let xp: ArrayRef = Arc::new(StringArray::from(vec!["False", "true", "True", "t"]));
        let variable: ArrayRef = Arc::new(StringArray::from(vec!["VARIABLE", "", "NOT_AVAILABLE", "VARIABLE"]));
        for (release, want) in [
            (Some("Gaia DR3"), [vec![1], vec![3, 4], vec![1, 3, 4], vec![1, 3, 4]]),
            (Some("Gaia DR2"), [vec![1, 3, 4], vec![1, 3, 4], vec![1, 4], vec![1, 3, 4]]),
            (None, [vec![1], vec![3, 4], vec![1, 3, 4], vec![1, 3, 4]]),
            (Some("Gaia DR4"), [vec![1, 3, 4], vec![1, 3, 4], vec![1, 3, 4], vec![1, 3, 4]]),
        ] {
            let columns = vec![
                (Field::new("SOURCE_ID", Datatype::Long), ids.clone()),
                (Field::new("has_rvs", Datatype::Boolean), rvs.clone()),
                (Field::text("has_xp_sampled"), xp.clone()),
                (Field::text("phot_variable_flag"), variable.clone()),
            ];
            let list = SourceList::from_table(&table(columns, release), None).unwrap();
            assert_eq!(list.blank(), 1);
            let having = |name: &str| numbers(list.having(&kind(name)).map(|wanted| wanted.source_id.get()));
            let found = ["RVS", "XP_SAMPLED", "EPOCH_PHOTOMETRY", "MCMC_MSC"].map(having);
            assert_eq!(found, want, "{release:?}");
            assert!(list.sources().iter().all(|wanted| wanted.release == release.map(Release::from)));
        }
    }

    #[test]
    fn designations_beside_the_numbers_tell_the_release() {
        let ids: ArrayRef = Arc::new(Int32Array::from(vec![1, 2, 3]));
        let names: ArrayRef = Arc::new(StringArray::from(vec!["Gaia DR2 1", "Gaia DR2 9", "2MASS J0"]));
        let columns = vec![(Field::new("source_id", Datatype::Int), ids), (Field::text("designation"), names)];
        let list = SourceList::from_table(&table(columns, None), None).unwrap();
        let releases: Vec<Option<Release>> = list.sources().iter().map(|wanted| wanted.release.clone()).collect();
        assert_eq!(releases, [Some(Release::Dr2), None, None]);
    }

    #[test]
    fn a_column_may_be_named_and_wrong_ones_are_told() {
        let names: ArrayRef = Arc::new(StringArray::from(vec!["Gaia EDR3 1", " 2 ", ""]));
        let big: ArrayRef = Arc::new(UInt64Array::from(vec![1, 2, u64::MAX]));
        let float: ArrayRef = Arc::new(Float64Array::from(vec![1.0, 2.0, 3.0]));
        let columns = vec![
            (Field::text("Name"), names),
            (Field::new("big", Datatype::UnsignedLong), big),
            (Field::new("x", Datatype::Double), float),
        ];
        let table = table(columns, None);
        let list = SourceList::from_table(&table, Some("name")).unwrap();
        assert_eq!((list.sources().len(), list.blank()), (2, 1));
        assert_eq!(list.sources()[0].release, Some(Release::Edr3));
        let error = |column| SourceList::from_table(&table, column).unwrap_err();
        assert_eq!(
            error(None).to_string(),
            "no column is named `source_id` or `designation`; the columns are `Name`, `big`, `x`"
        );
        assert_eq!(error(Some("y")).to_string(), "no column is named `y`; the columns are `Name`, `big`, `x`");
        assert_eq!(error(Some("x")).to_string(), "column `x` is of type Float64; expected whole numbers or text");
        assert!(matches!(error(Some("big")), Error::Cell { row: 2, source: CellError::SourceId(_), .. }));
    }
}
