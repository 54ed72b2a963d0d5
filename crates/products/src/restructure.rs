//! Products from one form into another.

mod carry;
mod structured;

pub(crate) use self::structured::Structured;

use crate::{
    EpochAstrometry, EpochPhotometry, Error, Form, Hints, McmcGspphot, McmcMsc, ProductKind, Recognition, Release, Result, Rvs,
    Structure, XpContinuous, XpSampled, recognise_table, registry::Layout, release_of_table,
};
use gaialink_table::{LossReport, Schema, Table};

/// The tables that a restructured table became, and what they could not keep.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Restructured {
    /// One table, or with [`Form::Individual`] one a source, in the order of the sources.
    pub tables: Vec<Table>,
    /// What was lost; see [`declared_losses`](crate::declared_losses) for what may be.
    pub losses: LossReport,
}

/// Brings the products of a table into another form.
///
/// The columns are those of the archive's layout, in its order and with its types. What the table says of them (UCD, description)
/// is kept, and so are the PARAMs and INFOs that are not the product's. What only INDIVIDUAL says and every file of the archive
/// says alike (the reference epoch, the range of wavelengths, the publisher) is filled in where a spectrum of another form
/// becomes INDIVIDUAL; the epoch and the time span, which are those of Gaia DR3, are not where the table is known to be of
/// another release, and are then told as lost in the other forms. A table that already has the form keeps its columns and values
/// as they are.
///
/// With a kind among the hints the table is taken for that product, as long as it can be. The release, which says what the flags of
/// light curves mean and which layout they get, is that of [`release_of_table`](crate::release_of_table).
///
/// # Errors
///
/// [`Error::Form`] where the product has no such form; those of [`products`](crate::products) and of making the tables.
///
/// ```
/// use gaialink_products::{Form, XpSampled, restructure};
/// # use gaialink_products::registry;
/// # use gaialink_table::{Schema, Table, arrow::array::{ArrayRef, Float32Array, Float64Array, Int64Array, ListArray}};
/// # use gaialink_table::arrow::datatypes::Float32Type;
/// # use std::sync::Arc;
/// # let layout = registry::layout("dr3/xp_sampled__raw").ok_or("no layout")?;
/// # let schema = Schema::from_fields(layout.columns.iter().map(|column| column.field()).collect());
/// # let (ids, degrees) = (|id| Arc::new(Int64Array::from(vec![id])) as ArrayRef, || Arc::new(Float64Array::from(vec![1.5])) as ArrayRef);
/// # let list = ListArray::from_iter_primitive::<Float32Type, _, _>([Some(vec![Some(1e-17); XpSampled::SAMPLES])]);
/// # let flux: ArrayRef = Arc::new(list);
/// # let raw = Table::from_columns(schema, vec![ids(7), ids(9), degrees(), degrees(), flux.clone(), flux])?;
/// let flat = restructure(&raw, None, Form::Individual)?;
/// assert!(flat.losses.is_empty());
/// assert_eq!(flat.tables[0].num_rows(), XpSampled::SAMPLES);
/// assert_eq!(flat.tables[0].param("spectralCoverageBoundsStop").map(|param| param.value.as_str()), Some("1020.0"));
/// let back = restructure(&flat.tables[0], None, Form::Raw)?;
/// assert_eq!(back.tables[0].num_rows(), 1);
/// assert!(back.losses.is_empty());
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
pub fn restructure<'a>(table: &Table, hints: impl Into<Hints<'a>>, form: Form) -> Result<Restructured> {
    let hints = hints.into();
    let found = recognise_table(table).ok_or(Error::Unrecognised)?;
    let product = match hints.kind.or(found.product()) {
        Some(product) => product,
        None => return Err(Error::Ambiguous { candidates: found.products().collect() }),
    };
    if has_form(&found, product, table, form) {
        return Ok(Restructured { tables: vec![as_it_is(table, product)?], losses: LossReport::default() });
    }
    match product {
        ProductKind::McmcGspphot => of::<McmcGspphot>(table, hints, form),
        ProductKind::McmcMsc => of::<McmcMsc>(table, hints, form),
        ProductKind::Rvs => of::<Rvs>(table, hints, form),
        ProductKind::XpContinuous => of::<XpContinuous>(table, hints, form),
        ProductKind::XpSampled => of::<XpSampled>(table, hints, form),
        ProductKind::EpochPhotometry => of::<EpochPhotometry>(table, hints, form),
        ProductKind::EpochAstrometry => of::<EpochAstrometry>(table, hints, form),
    }
}

/// A table that has its form: of light curves, the times say of which time system they are.
fn as_it_is(table: &Table, product: ProductKind) -> Result<Table> {
    if product != ProductKind::EpochPhotometry {
        return Ok(table.clone());
    }
    let mut schema = Schema::clone(table.schema());
    EpochPhotometry::annotate(&mut schema);
    Ok(Table::try_new(schema, table.batches().to_vec())?)
}

fn of<P: Structured>(table: &Table, hints: Hints<'_>, form: Form) -> Result<Restructured> {
    let mut products = P::read(table, hints)?;
    let release = release_of_table(table, hints).map(|(release, _)| release);
    let made = match form {
        Form::Raw => vec![P::raw(&products)?],
        Form::Long => vec![P::long(&products)?],
        Form::Wide => vec![P::wide(&products)?],
        Form::Individual => {
            products.iter_mut().for_each(|product| product.complete(release.as_ref()));
            products.iter().map(P::individual).collect::<Result<_>>()?
        }
    };
    let (mut tables, mut losses) = (Vec::new(), LossReport::default());
    carry::losses(table, P::KIND, &mut losses);
    losses.merge(&P::losses_of(&products, form, release.as_ref())?);
    for (made, lost) in made {
        losses.merge(&lost);
        tables.push(carry::metadata::<P>(table.schema(), &made)?);
    }
    Ok(Restructured { tables, losses })
}

/// Whether a table has a form already, with exactly the columns of its layout.
fn has_form(found: &Recognition, product: ProductKind, table: &Table, form: Form) -> bool {
    let structure = match form {
        Form::Raw => Structure::Raw,
        Form::Individual => Structure::Individual,
        _ => return false,
    };
    // DR3 serves a table a source with the bands side by side; the long one is what it served before, and still is DR2's.
    let is_long = |layout: &&&Layout| product == ProductKind::EpochPhotometry && layout.column("band").is_some();
    if form == Form::Individual && found.candidates().iter().filter(is_long).any(|layout| layout.release != Release::Dr2) {
        return false;
    }
    let names = || table.schema().fields.iter().map(|field| field.name.as_str());
    let mut fitting = found.candidates().iter().filter(|layout| layout.product == product && layout.structure == structure);
    let one = form == Form::Raw || found.structures().all(|structure| structure != Structure::Combined);
    let whole = product != ProductKind::XpContinuous || form == Form::Raw || table.num_rows() == 1;
    one && whole && fitting.any(|layout| layout.columns.iter().map(|column| column.name).eq(names()))
}
