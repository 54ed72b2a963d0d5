use super::{Restructured, carry};
use crate::{EpochPhotometry, Form, ProductKind, Release, Result, epoch_photometry};
use gaialink_table::{LossReport, Schema, Table};
use std::{slice, sync::Arc};

const KIND: ProductKind = ProductKind::EpochPhotometry;

/// Brings light curves into another form.
pub(super) fn restructure(table: &Table, form: Form) -> Result<Restructured> {
    let curves = EpochPhotometry::from_table(table)?;
    let made = match form {
        Form::Raw => vec![EpochPhotometry::to_raw_table(&curves)?],
        Form::Long => vec![EpochPhotometry::to_long_table(&curves)?],
        Form::Wide => vec![EpochPhotometry::to_wide_table(&curves)?],
        Form::Individual => curves.iter().map(individual).collect::<Result<_>>()?,
    };
    let mut losses = LossReport::default();
    carry::losses(table.schema(), KIND, form, &mut losses);
    let mut tables = Vec::new();
    for (made, lost) in made {
        losses.merge(&lost);
        let carried = carry::metadata(table.schema(), KIND, made)?;
        let mut schema = Schema::clone(carried.schema());
        epoch_photometry::annotate(&mut schema);
        tables.push(Table::try_new(Arc::new(schema), carried.batches().to_vec())?);
    }
    Ok(Restructured { tables, losses })
}

/// A table a source as its release has it: DR2's is the long one.
fn individual(curves: &EpochPhotometry) -> Result<(Table, LossReport)> {
    match curves.release {
        Some(Release::Dr2) => EpochPhotometry::to_long_table(slice::from_ref(curves)),
        _ => curves.to_table(),
    }
}
