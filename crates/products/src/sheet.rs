//! A table seen as one product: its columns checked by the registry, its rows by source.

mod cells;
mod column;
mod group;
mod params;

pub(crate) use self::{cells::Cells, group::Group, params::Params};

use crate::{Error, ProductKind, Result, Structure, recognise_table, registry, registry::Layout};
use gaialink_table::{Schema, Table, arrow::array::UInt64Array};
use std::sync::Arc;

/// A table that is to be one product.
#[derive(Debug)]
pub(crate) struct Sheet<'a> {
    table: &'a Table,
    layout: &'static Layout,
    /// The rows in the order of their sources, where the rows of a source are not together.
    order: Option<UInt64Array>,
    groups: Vec<Group>,
}

impl<'a> Sheet<'a> {
    /// Takes a table for a product, whose structure the shape of one of its columns tells: arrays are RAW.
    ///
    /// # Errors
    ///
    /// [`Error::Product`] where the table is another product, [`Error::MissingColumn`] where that column is not there, and
    /// those of the source ids.
    pub(crate) fn try_new(table: &'a Table, kind: ProductKind, telling: &'static str) -> Result<Self> {
        if let Some(found) = recognise_table(table).filter(|found| !found.products().any(|product| product == kind)) {
            return Err(Error::Product { expected: kind, found: found.products().collect() });
        }
        let field = table.schema().field(telling).ok_or(Error::MissingColumn { product: kind, column: telling })?;
        let is_raw = !field.cell_shape().is_scalar();
        let structure = if is_raw { Structure::Raw } else { Structure::Individual };
        let layout = layout(kind, structure, table.schema()).ok_or(Error::Unrecognised)?;
        Self::of_layout(table, layout)
    }

    /// Takes a table for a layout: a source a row where it is RAW.
    ///
    /// # Errors
    ///
    /// Those of the source ids.
    pub(crate) fn of_layout(table: &'a Table, layout: &'static Layout) -> Result<Self> {
        if layout.structure == Structure::Raw { Self::by_row(table, layout) } else { Self::by_source(table, layout) }
    }

    /// Takes a table for a layout, a source a row.
    fn by_row(table: &'a Table, layout: &'static Layout) -> Result<Self> {
        let mut sheet = Self { table, layout, order: None, groups: Vec::new() };
        sheet.groups = match sheet.integers("source_id")? {
            Some(ids) => group::by_row(&ids, layout.product)?,
            None if table.num_rows() == 1 => group::whole(sheet.params().source_id()?, 1, layout.product)?,
            None => return Err(Error::NoSourceId { product: layout.product }),
        };
        Ok(sheet)
    }

    /// Takes a table for a layout, the rows of a source wherever they are; all rows are of one source where a PARAM names it.
    ///
    /// # Errors
    ///
    /// Those of the source ids.
    pub(crate) fn by_source(table: &'a Table, layout: &'static Layout) -> Result<Self> {
        let mut sheet = Self { table, layout, order: None, groups: Vec::new() };
        match sheet.integers("source_id")? {
            Some(ids) => (sheet.groups, sheet.order) = group::by_id(&ids, layout.product)?,
            None => sheet.groups = group::whole(sheet.params().source_id()?, table.num_rows(), layout.product)?,
        }
        Ok(sheet)
    }

    /// What the product is.
    pub(crate) fn product(&self) -> ProductKind {
        self.layout.product
    }

    /// Whether a row is a source, with arrays in its cells.
    pub(crate) fn is_raw(&self) -> bool {
        self.layout.structure == Structure::Raw
    }

    /// The sources and their rows, in the order of the file.
    pub(crate) fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Its rows as tables, one a source.
    pub(crate) fn tables(&self) -> Result<Vec<Table>> {
        group::tables(self.table, &self.groups, self.order.as_ref())
    }

    fn schema(&self) -> &'a Arc<Schema> {
        self.table.schema()
    }
}

/// The layout of a product in a structure, the one with the most columns of the table where there are several.
fn layout(kind: ProductKind, structure: Structure, schema: &Schema) -> Option<&'static Layout> {
    let of_kind = registry::layouts().filter(|layout| layout.product == kind && layout.structure == structure);
    of_kind.max_by_key(|layout| schema.fields.iter().filter(|field| layout.any_column(&field.name).is_some()).count())
}
