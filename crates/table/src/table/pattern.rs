use super::{Table, batch};
use crate::{
    Error, Result, Schema,
    schema::{
        arrow::{SCHEMA_KEY, to_arrow},
        json::push_text,
    },
};
use arrow::{
    array::{Array, ArrayRef},
    datatypes::{Fields, Schema as ArrowSchema, SchemaRef},
};
use std::{collections::HashMap, sync::Arc};

/// What tables have in common that differ in nothing but the values of their PARAMs and their rows, as the archive packs them by the
/// thousand: most of what is said of them is made ready once.
///
/// ```
/// use gaialink_table::{Datatype, Field, Param, Schema, Table, TablePattern, arrow::array::Float32Array};
/// use std::sync::Arc;
/// let mut schema = Schema::from_fields(vec![Field::new("flux", Datatype::Float)]);
/// schema.params.push(Param::new(Field::new("source_id", Datatype::Long), "7"));
/// let pattern = TablePattern::try_new(Arc::new(schema.clone()))?;
/// let table = pattern.table(&["11"], vec![Arc::new(Float32Array::from(vec![1.5]))])?;
/// schema.params[0].value = "11".to_owned();
/// assert_eq!(table.arrow_schema(), Table::try_new(schema, Vec::new())?.arrow_schema());
/// # Ok::<_, gaialink_table::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct TablePattern {
    schema: Arc<Schema>,
    fields: Fields,
    /// The schema as JSON, cut where the values of the PARAMs stand.
    json: Vec<String>,
}

/// What stands for a value.
const MARK: &str = "\u{1}";
/// A value as it stands in JSON.
const MARKED: &str = "\"value\":\"\\u0001\"";
/// What of it stands before the value.
const BEFORE: &str = "\"value\":";

impl TablePattern {
    /// Of tables that are like one of this schema.
    ///
    /// # Errors
    ///
    /// Those of [`to_arrow`].
    pub fn try_new(schema: Arc<Schema>) -> Result<Self> {
        let mut marked = Schema::clone(&schema);
        marked.params.iter_mut().for_each(|param| MARK.clone_into(&mut param.value));
        let arrow = to_arrow(&marked)?;
        let text = arrow.metadata().get(SCHEMA_KEY).map(String::as_str).unwrap_or_default();
        let json = text.split(MARKED).map(str::to_owned).collect();
        Ok(Self { schema, fields: arrow.fields().clone(), json })
    }

    /// What is said of the table that was learned from.
    pub fn schema(&self) -> &Arc<Schema> {
        &self.schema
    }

    /// A table with these values of the PARAMs, in their order, as many as there are, and one batch of these columns; none where
    /// they have no rows. It is the same as the one that [`Table::from_columns`] makes.
    ///
    /// # Errors
    ///
    /// [`Error::ColumnCount`] or [`Error::Mismatch`] where the columns do not fit the schema.
    pub fn table(&self, values: &[&str], columns: Vec<ArrayRef>) -> Result<Table> {
        let mut schema = Schema::clone(&self.schema);
        for (param, value) in schema.params.iter_mut().zip(values) {
            (*value).clone_into(&mut param.value);
        }
        let arrow_schema = match self.arrow(&schema)? {
            Some(arrow_schema) => arrow_schema,
            None => Arc::new(to_arrow(&schema)?),
        };
        let has_rows = columns.first().is_some_and(|column| !column.is_empty());
        let batches = if has_rows { vec![batch(&arrow_schema, columns)?] } else { Vec::new() };
        Ok(Table { schema: Arc::new(schema), arrow_schema, batches })
    }

    /// The Arrow schema; nothing where the places of the values are not known.
    fn arrow(&self, schema: &Schema) -> Result<Option<SchemaRef>> {
        let Some((last, pieces)) = self.json.split_last().filter(|(_, pieces)| pieces.len() == schema.params.len()) else {
            return Ok(None);
        };
        let values: usize = schema.params.iter().map(|param| param.value.len().saturating_add(MARKED.len())).sum();
        let mut json = String::with_capacity(self.json.iter().map(String::len).sum::<usize>().saturating_add(values));
        for (piece, param) in pieces.iter().zip(&schema.params) {
            json.push_str(piece);
            json.push_str(BEFORE);
            push_text(&param.value, &mut json).map_err(Error::SchemaJson)?;
        }
        json.push_str(last);
        let metadata = HashMap::from([(SCHEMA_KEY.to_owned(), json)]);
        Ok(Some(Arc::new(ArrowSchema::new_with_metadata(self.fields.clone(), metadata))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Datatype, Field, Param, schema::Scope};
    use arrow::array::Int32Array;

    fn schema(values: &[&str], outside: &str) -> Schema {
        let mut schema = Schema::from_fields(vec![Field::new("n", Datatype::Int)]);
        schema.params.extend(values.iter().map(|value| Param::text("\"value\":\"\\u0001\"", *value)));
        schema.params.iter_mut().for_each(|param| param.field.description = Some(MARK.to_owned()));
        let mut scope = Scope::default();
        scope.params.push(Param::text("outside", outside));
        schema.scopes.push(scope);
        schema
    }

    #[test]
    fn tables_are_those_made_in_full() {
        // In the second case a value elsewhere looks like one of the places.
        for outside in ["1", MARK] {
            let pattern = TablePattern::try_new(Arc::new(schema(&["7", "a\"b"], outside))).unwrap();
            for values in [["11", ""], ["\\", "é\n\u{1}"], ["7", "a \"b\" & c"]] {
                for rows in [0, 3] {
                    let columns: Vec<ArrayRef> = vec![Arc::new(Int32Array::from(vec![5; rows]))];
                    let want = Table::from_columns(schema(&values, outside), columns.clone()).unwrap();
                    let found = pattern.table(&values, columns).unwrap();
                    assert_eq!(found.schema(), want.schema());
                    assert_eq!(found.arrow_schema(), want.arrow_schema());
                    assert_eq!(found.batches(), if rows == 0 { &[] } else { want.batches() });
                }
            }
            assert!(pattern.table(&["1", "2"], Vec::new()).unwrap().batches().is_empty());
            let wrong: ArrayRef = Arc::new(arrow::array::Float32Array::from(vec![1.0]));
            assert!(pattern.table(&["1", "2"], vec![wrong]).is_err());
        }
    }
}
