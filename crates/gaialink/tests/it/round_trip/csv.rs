//! CSV has no types: the values are the same under those that the registry gives, or after a cast where the columns are those
//! of several products.

use crate::compare::{Missing, assert_same_values};
use gaialink::{Table, arrow::compute::cast, schema::arrow::data_type};

pub(crate) fn assert_kept(found: &Table, want: &Table, context: &str) {
    let names = |table: &Table| -> Vec<String> { table.schema().fields.iter().map(|f| f.name.clone()).collect() };
    assert_eq!(names(found), names(want), "{context}");
    let cast = |(found, want): (gaialink::Column<'_>, gaialink::Column<'_>)| {
        cast(&found.to_array().unwrap(), &data_type(want.field()).unwrap()).unwrap()
    };
    let columns = found.columns().zip(want.columns()).map(cast).collect();
    let found = Table::from_columns(gaialink::Schema::clone(want.schema()), columns).unwrap();
    assert_same_values(&found, want, Missing::Apart, context);
}
