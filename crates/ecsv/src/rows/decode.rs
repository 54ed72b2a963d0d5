use super::{Fault, Piece, Split, split};
use crate::{csv::infer::Guard, dialect::Dialect, error::ErrorKind, wire};
use gaialink_table::{
    Error as TableError, Field, Limits, Schema, Warning,
    arrow::{
        array::{ArrayRef, RecordBatch, RecordBatchOptions},
        datatypes::SchemaRef,
    },
    schema,
    text::{CellBuilder, CellError, CellSpans, Span, TextStyle},
};
use std::sync::Arc;

/// How one column is read.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// Its place in the file, counted from 0.
    pub(crate) place: usize,
    /// What is said of it.
    pub(crate) field: Field,
    /// What its cells are spelled as.
    pub(crate) wire: wire::Wire,
    /// What its cells must still look like where the type was inferred from other rows.
    pub(crate) guard: Option<Guard>,
}

impl Plan {
    /// Whether cells are taken as they stand.
    fn is_plain(&self) -> bool {
        self.guard.is_none() && !self.wire.is_folded()
    }
}

/// Makes batches of pieces of rows.
#[derive(Debug)]
pub(crate) struct Decoder {
    plans: Vec<Plan>,
    arrow_schema: SchemaRef,
    /// How many columns the file has.
    columns: usize,
    dialect: Dialect,
    style: TextStyle,
    limits: Limits,
}

/// The batches of a piece.
#[derive(Debug)]
pub(crate) struct Decoded {
    /// The rows, in one batch or a few where it would be too large.
    pub(crate) batches: Vec<RecordBatch>,
    /// What was read all the same; rows are counted from 1 in the piece.
    pub(crate) warnings: Vec<Warning>,
}

impl Decoder {
    /// A decoder of the planned columns.
    pub(crate) fn try_new(
        plans: Vec<Plan>,
        columns: usize,
        dialect: Dialect,
        style: TextStyle,
        limits: &Limits,
    ) -> Result<Self, ErrorKind> {
        let fields = plans.iter().map(|plan| plan.field.clone()).collect();
        let arrow_schema = Arc::new(schema::arrow::to_arrow(&Schema::from_fields(fields))?);
        for plan in &plans {
            CellBuilder::try_new(plan.wire.field(), &style, limits)?;
        }
        Ok(Self { plans, arrow_schema, columns, dialect, style, limits: limits.clone() })
    }

    /// The same, with batches under an Arrow schema of the same columns.
    pub(crate) fn with_arrow_schema(mut self, arrow_schema: SchemaRef) -> Self {
        self.arrow_schema = arrow_schema;
        self
    }

    /// The dialect.
    pub(crate) fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// How many rows fit a batch by their columns of fixed size alone, however short their text is.
    pub(crate) fn max_rows(&self) -> usize {
        let width = self.plans.iter().fold(1_u64, |sum, plan| sum.saturating_add(wire::fixed_size(plan.wire.field())));
        usize::try_from(self.limits.batch_bytes.checked_div(width).unwrap_or_default()).unwrap_or(usize::MAX).max(1)
    }

    /// Decodes a piece, column by column.
    pub(crate) fn decode(&self, mut piece: Piece) -> Result<Decoded, Fault> {
        let Split { cells, fault } = split(&mut piece, Some(self.columns), self.dialect);
        let mut arrays = Vec::with_capacity(self.plans.len());
        let (mut warnings, mut size) = (Vec::new(), 0_usize);
        // What is wrong in an earlier row, in whichever column, is told first.
        let mut first = fault.map(|fault| (cells.len().checked_div(self.columns).unwrap_or_default(), fault));
        for plan in &self.plans {
            let rows = first.as_ref().map_or(piece.rows.len(), |(row, _)| *row);
            match self.column(plan, &piece, &cells, rows, &mut warnings) {
                Ok((array, bytes)) => {
                    size = size.saturating_add(bytes);
                    arrays.push(array);
                }
                Err(fault) => first = Some((fault.row.unwrap_or(rows), fault)),
            }
        }
        if let Some((_, fault)) = first {
            let at = |place| self.plans.iter().find(|plan| plan.place == place);
            return Err(fault.named(|place| at(place).map(|plan| plan.field.name.as_str())));
        }
        let batch = self.batch(arrays, piece.rows.len()).map_err(|error| Fault::new(error.into()))?;
        Ok(Decoded { batches: cut(batch, size, self.limits.batch_size()), warnings })
    }

    /// Decodes the cells of a column in the first rows.
    fn column(
        &self,
        plan: &Plan,
        piece: &Piece,
        cells: &[Span],
        rows: usize,
        warnings: &mut Vec<Warning>,
    ) -> Result<(ArrayRef, usize), Fault> {
        let broken = |error: TableError| Fault::new(error.into()).in_column(&plan.field.name);
        let mut builder = CellBuilder::try_new(plan.wire.field(), &self.style, &self.limits).map_err(broken)?;
        let mut scratch = Vec::new();
        let cells = cells.get(..rows.saturating_mul(self.columns)).unwrap_or(cells);
        let mut left = CellSpans::new(&piece.bytes, cells, self.columns, plan.place);
        while !left.is_empty() {
            if plan.is_plain() {
                left = left.skip(builder.append_numbers(&left));
            }
            let Some(cell) = left.first() else { break };
            self.append(plan, &mut builder, (cell, &piece.bytes), &mut scratch).map_err(|kind| {
                let line = piece.rows.get(builder.len()).map_or(0, |row| row.line);
                Fault::at_row(builder.len(), line, kind).in_column(&plan.field.name)
            })?;
            left = left.skip(1);
        }
        warnings.extend(builder.take_warnings());
        let size = builder.byte_size();
        let array = builder.finish().map_err(broken)?;
        let odd = |(place, error): (usize, CellError)| {
            let line = piece.rows.get(place).map_or(0, |row| row.line);
            Fault::at_row(place, line, error.into()).in_column(&plan.field.name)
        };
        Ok((plan.wire.to_model(array, &plan.field).map_err(odd)?, size))
    }

    /// Takes one cell, whatever it is.
    fn append(
        &self,
        plan: &Plan,
        builder: &mut CellBuilder,
        (cell, bytes): (Span, &[u8]),
        scratch: &mut Vec<u8>,
    ) -> Result<(), ErrorKind> {
        if cell == Span::QUOTED_EMPTY && plan.wire.is_text() && !self.dialect.is_blank() {
            builder.append_empty();
        } else if cell.is_empty() {
            builder.append_null();
        } else {
            let text = cell.text(bytes);
            plan.guard.as_ref().map_or(Ok(()), |guard| guard.check(text))?;
            plan.wire.append(builder, text, scratch)?;
        }
        Ok(())
    }

    fn batch(&self, arrays: Vec<ArrayRef>, rows: usize) -> Result<RecordBatch, TableError> {
        let options = RecordBatchOptions::new().with_match_field_names(false).with_row_count(Some(rows));
        Ok(RecordBatch::try_new_with_options(Arc::clone(&self.arrow_schema), arrays, &options)?)
    }
}

/// Cuts a batch into equal ones of about the aimed size.
fn cut(batch: RecordBatch, size: usize, aim: usize) -> Vec<RecordBatch> {
    let rows = batch.num_rows();
    let count = size.div_ceil(aim.max(1)).clamp(1, rows.max(1));
    if count == 1 {
        return vec![batch];
    }
    let step = rows.div_ceil(count);
    (0..rows).step_by(step.max(1)).map(|start| batch.slice(start, step.min(rows.saturating_sub(start)))).collect()
}
