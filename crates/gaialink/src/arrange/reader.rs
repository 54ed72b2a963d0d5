use super::{Portions, fault};
use crate::{BoxReader, Error, ErrorKind, Result, outside::Outside};
use gaialink_products::{Error as ProductError, Form, ProductKind, recognise_table, restructure};
use gaialink_table::{LossKind, LossReport, Schema, Table, TableReader, Trailer, arrow::array::RecordBatch};
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

/// A reader whose products are brought into another form on the way.
pub(crate) struct Arranged {
    portions: Portions,
    form: Form,
    kind: Option<ProductKind>,
    outside: Outside,
    schema: Arc<Schema>,
    batches: VecDeque<RecordBatch>,
    /// Where the losses are told, once all rows were read.
    told: Arc<Mutex<LossReport>>,
    losses: LossReport,
}

impl Arranged {
    /// Reads the first portion, since it tells the columns. All rows are one portion where `whole` is asked for.
    pub(crate) fn try_new(
        reader: BoxReader,
        form: Form,
        whole: bool,
        outside: Outside,
        told: Arc<Mutex<LossReport>>,
    ) -> Result<Self> {
        let mut portions = Portions::new(reader, whole);
        let first = portions.next()?.unwrap_or(Table::try_new(Schema::default(), Vec::new())?);
        let kind = recognise_table(&first).and_then(|found| found.product());
        let (schema, batches) = (Arc::default(), VecDeque::new());
        let mut arranged = Self { portions, form, kind, outside, schema, batches, told, losses: LossReport::default() };
        let table = arranged.arrange(&first)?;
        arranged.schema = Arc::clone(table.schema());
        arranged.batches.extend(table.batches().iter().cloned());
        Ok(arranged)
    }

    fn arrange(&mut self, portion: &Table) -> Result<Table> {
        let mut made = restructure(portion, self.outside.hints(self.kind), self.form).map_err(fault)?;
        for loss in made.losses.iter() {
            // What a table says once is lost once, however many portions it has.
            let told = |known: &&gaialink_table::Loss| (known.kind, &known.subject) == (LossKind::Metadata, &loss.subject);
            if loss.kind != LossKind::Metadata || !self.losses.iter().any(|known| told(&known)) {
                self.losses.add_many(loss.kind, &loss.subject, &loss.detail, loss.count);
            }
        }
        match (made.tables.pop(), made.tables.len()) {
            (Some(only), 0) => Ok(only),
            (Some(_), _) => Err(ErrorKind::SeveralSources.into()),
            (None, _) => Err(self.none()),
        }
    }

    fn none(&self) -> Error {
        match self.kind {
            Some(product) => fault(ProductError::Sources { product, found: 0 }),
            None => fault(ProductError::Unrecognised),
        }
    }
}

fn same_columns(a: &Schema, b: &Schema) -> bool {
    let columns =
        |schema: &Schema| -> Vec<_> { schema.fields.iter().map(|field| (field.name.clone(), field.datatype)).collect() };
    columns(a) == columns(b)
}

impl TableReader for Arranged {
    type Error = Error;

    fn schema(&self) -> &Arc<Schema> {
        &self.schema
    }

    fn next_batch(&mut self) -> Result<Option<RecordBatch>> {
        while self.batches.is_empty() {
            let Some(portion) = self.portions.next()? else { return Ok(None) };
            if self.form == Form::Individual && portion.num_rows() > 0 {
                return Err(ErrorKind::SeveralSources.into());
            }
            let made = self.arrange(&portion)?;
            if !same_columns(made.schema(), &self.schema) {
                return Err(ErrorKind::Uneven.into());
            }
            self.batches.extend(made.batches().iter().cloned());
        }
        Ok(self.batches.pop_front())
    }

    fn finish(self: Box<Self>) -> Result<Trailer> {
        *self.told.lock().unwrap_or_else(PoisonError::into_inner) = self.losses;
        self.portions.finish()
    }
}
