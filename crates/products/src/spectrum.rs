//! The IVOA Spectrum data model.

mod characterisation;
mod columns;
mod curation;
mod data;
mod data_axis;
mod data_id;
mod derived;
mod frames;
mod from_table;
mod of_product;
mod quantity;
mod spectral;
mod target;
mod terms;
mod utype;

pub use self::{
    characterisation::{Accuracy, Axis, Characterisation, Coverage, SpatialAxis},
    curation::Curation,
    data::SpectrumData,
    data_axis::DataAxis,
    data_id::DataId,
    derived::Derived,
    frames::{Frames, SpaceFrame, SpectralFrame, TimeFrame},
    quantity::Quantity,
    spectral::{SpectralKind, SpectralUnitError},
    target::Target,
};

use serde::{Deserialize, Serialize};

/// A spectrum in the IVOA Spectrum data model (Spectrum 1.1 and 1.2), from any table that is one: XP_SAMPLED and RVS of the
/// archive, and other VOTable, FITS, ECSV or CSV.
///
/// What a PARAM or column means its UTYPE says; where it has none its name (in FITS the keyword) does, and where that says
/// nothing its UCD. Prefixes (`spec:`, `ssa:`, `sdm:`, none), the leading `Spectrum.` and the case of a UTYPE do not count, since
/// files mix them. What a file does not say is `None`.
///
/// ```
/// use gaialink_products::Spectrum;
/// use gaialink_table::{Datatype, Field, Param, Schema, Table, arrow::array::Float64Array};
/// use std::sync::Arc;
///
/// let column = |name: &str, unit: &str, utype: &str| {
///     let mut field = Field::new(name, Datatype::Double);
///     (field.unit, field.utype) = (Some(unit.into()), Some(utype.into()));
///     field
/// };
/// let mut schema = Schema::from_fields(vec![
///     column("x", "Angstrom", "spec:Data.SpectralAxis.Value"),
///     column("y", "Jy", "spec:Spectrum.Data.FluxAxis.Value"),
/// ]);
/// let mut title = Param::text("t", "Vega");
/// title.field.utype = Some("ssa:DataID.Title".into());
/// schema.params.push(title);
/// let numbers = |pair: [f64; 2]| Arc::new(Float64Array::from(pair.to_vec())) as _;
/// let table = Table::from_columns(schema, vec![numbers([5000.0, 6000.0]), numbers([1.5, 2.5])])?;
///
/// let spectrum = Spectrum::try_from(&table)?;
/// assert_eq!(spectrum.data_id.title.as_deref(), Some("Vega"));
/// assert_eq!(*spectrum.wavelengths()?, [500.0, 600.0]);
/// assert_eq!(*spectrum.data.flux.values, [1.5, 2.5]);
/// assert_eq!(spectrum.data.flux.unit.as_deref(), Some("Jy"));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Spectrum {
    /// The data model and its version, such as `Spectrum 1.01`: `DataModel`.
    pub data_model: Option<String>,
    /// What kind of data set it is, such as `Spectrum`: `Type`.
    pub kind: Option<String>,
    /// What was observed: `Target`.
    pub target: Target,
    /// Who publishes it: `Curation`.
    pub curation: Curation,
    /// What it is and how it was made: `DataID`.
    pub data_id: DataId,
    /// What was derived from it: `Derived`.
    pub derived: Derived,
    /// The coordinate systems: `CoordSys`, or VOTable's COOSYS and TIMESYS.
    pub frames: Frames,
    /// The axes, their coverage and accuracy: `Char`.
    pub characterisation: Characterisation,
    /// The samples: `Data`.
    pub data: SpectrumData,
}

impl Spectrum {
    /// The number of samples.
    pub fn len(&self) -> usize {
        self.data.flux.values.len()
    }

    /// Whether there are no samples.
    pub fn is_empty(&self) -> bool {
        self.data.flux.values.is_empty()
    }
}
