use crate::{Result, xml::events::Events};
use gaialink_table::Schema;
use std::{collections::HashMap, io::BufRead};

/// What has an ID by which others may borrow from it.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The TABLEs, for their columns.
    tables: HashMap<String, Schema>,
    /// The null values of VALUES.
    nulls: HashMap<String, String>,
}

impl Known {
    pub(super) fn add(&mut self, table: &Schema) {
        if let Some(id) = &table.id {
            self.tables.insert(id.clone(), table.clone());
        }
    }

    /// A TABLE that only refers to another one has the columns of that one (VOTable 1.5, 3.8).
    pub(super) fn resolve<R: BufRead>(&self, events: &mut Events<R>, schema: &mut Schema) -> Result<()> {
        let Some(reference) = schema.reference.clone().filter(|_| schema.fields.is_empty()) else { return Ok(()) };
        let Some(model) = self.tables.get(&reference) else {
            return events.warn("W-REF", format!("TABLE refers to `{reference}`, which is no TABLE before it"));
        };
        schema.fields.clone_from(&model.fields);
        schema.params.extend(model.params.iter().cloned());
        schema.groups.extend(model.groups.iter().cloned());
        schema.reference = None;
        Ok(())
    }

    /// A VALUES without a null value that refers to another one has the null value of that one (VOTable 1.5, 4.7).
    pub(super) fn resolve_nulls(&mut self, table: &mut Schema) {
        let params = table.params.iter().map(|param| &param.field);
        for values in table.fields.iter().chain(params).flat_map(|field| &field.values) {
            if let (Some(id), Some(null)) = (&values.id, &values.null) {
                self.nulls.insert(id.clone(), null.clone());
            }
        }
        let params = table.params.iter_mut().map(|param| &mut param.field);
        for values in table.fields.iter_mut().chain(params).flat_map(|field| &mut field.values) {
            if let (None, Some(reference)) = (&values.null, &values.reference) {
                values.null = self.nulls.get(reference.trim()).cloned();
            }
        }
    }
}
