use crate::{
    Band, Error, FlagMeaning, OtherFlags, ProductKind, Release, Result, recognise,
    registry::{self, FlagDefinition},
    release, release_of_table,
};
use gaialink_table::{
    Datatype, Field, Schema, Table,
    arrow::{
        array::{Array, ArrayRef, AsArray, BooleanArray, Int64Array, RecordBatch, StringArray},
        compute::{CastOptions, cast, cast_with_options},
        datatypes::{DataType, Int64Type, SchemaRef},
    },
    schema,
};
use std::sync::Arc;

/// The masks, and the band whose flags each has; that of the long layout has those of the row's band.
const MASKS: [(&str, Option<Band>); 4] = [
    ("g_other_flags", Some(Band::G)),
    ("bp_other_flags", Some(Band::Bp)),
    ("rp_other_flags", Some(Band::Rp)),
    ("other_flags", None),
];

/// Gives the masks of light curves a column of truth values for each flag, batch by batch.
///
/// The columns stand behind the mask, which stays, so that bits without a name are kept. They have the names of RAW's columns; where
/// the mask is null they are null, and in the long layout so are those of other bands.
#[derive(Debug)]
pub struct FlagDecoder {
    schema: Arc<Schema>,
    arrow_schema: SchemaRef,
    columns: Vec<Column>,
    /// The place of the column `band`.
    band: Option<usize>,
}

/// A column of the output, by the place of the input's.
#[derive(Debug)]
enum Column {
    Same(usize),
    Flag { mask: usize, of_row: bool, definition: &'static FlagDefinition },
}

impl FlagDecoder {
    /// A decoder of tables of that schema. RAW, which has no masks, stays as it is. Where the schema does not tell the release, the
    /// flags are taken for those of DR3; [`FlagDecoder::of_release`] takes another.
    ///
    /// # Errors
    ///
    /// [`Error::Product`] where the columns are those of another product; [`Error::MissingColumn`] where there are no flags, or no
    /// bands beside `other_flags`; [`Error::Flags`] where the table is of a release whose flags are not known.
    pub fn try_new(schema: &Schema) -> Result<Self> {
        Self::of_release(schema, None)
    }

    /// A decoder of tables of that schema and of a release, which counts whatever the schema says.
    ///
    /// # Errors
    ///
    /// Those of [`FlagDecoder::try_new`].
    pub fn of_release(schema: &Schema, given: Option<&Release>) -> Result<Self> {
        let release = given.cloned().or_else(|| release(schema, None).map(|(release, _)| release));
        let meaning = FlagMeaning::of_masks(release.as_ref());
        let (mut fields, mut columns) = (Vec::new(), Vec::new());
        for (place, field) in schema.fields.iter().enumerate() {
            fields.push(field.clone());
            columns.push(Column::Same(place));
            let Some((_, band)) = mask(field) else { continue };
            for definition in flags(band).filter(|definition| schema.field(name(meaning, definition)).is_none()) {
                fields.push(column(name(meaning, definition), definition));
                columns.push(Column::Flag { mask: place, of_row: band.is_none(), definition });
            }
        }
        let band = schema.index_of("band");
        let has_raw_flags = registry::flags().iter().any(|definition| schema.field(definition.name).is_some());
        match (columns.len() > schema.fields.len(), release) {
            (false, _) if !has_raw_flags => return Err(no_flags(schema)),
            (true, Some(release)) if meaning == FlagMeaning::Unknown => return Err(Error::Flags { release }),
            (true, _) if schema.field("other_flags").is_some() && band.is_none() => return Err(missing("band")),
            _ => {}
        }
        let mut decoded = schema.clone();
        decoded.fields = fields;
        let arrow_schema = Arc::new(schema::arrow::to_arrow(&decoded)?);
        Ok(Self { schema: Arc::new(decoded), arrow_schema, columns, band })
    }

    /// What is said of the decoded tables.
    pub const fn schema(&self) -> &Arc<Schema> {
        &self.schema
    }

    /// A batch with the columns of the flags.
    ///
    /// # Errors
    ///
    /// Arrow's, where the batch is not of the schema.
    pub fn decode(&self, batch: &RecordBatch) -> Result<RecordBatch> {
        let input = |place: usize| -> Result<&ArrayRef> {
            Ok(batch
                .columns()
                .get(place)
                .ok_or(gaialink_table::Error::ColumnCount { expected: place + 1, found: batch.num_columns() })?)
        };
        let bands = self.band.map(input).transpose()?.map(|bands| cast(bands, &DataType::Utf8)).transpose()?;
        let bands = bands.as_ref().and_then(|bands| bands.as_string_opt::<i32>());
        let mut masks: Option<(usize, Int64Array)> = None;
        let mut arrays = Vec::new();
        for column in &self.columns {
            arrays.push(match column {
                Column::Same(place) => Arc::clone(input(*place)?),
                Column::Flag { mask, of_row, definition } => {
                    if masks.as_ref().is_none_or(|(place, _)| place != mask) {
                        masks = Some((*mask, integers(input(*mask)?)?));
                    }
                    let bands = bands.filter(|_| *of_row);
                    let masks = masks.as_ref().map(|(_, masks)| masks);
                    Arc::new(
                        masks.map_or_else(|| BooleanArray::new_null(batch.num_rows()), |masks| said(masks, bands, definition)),
                    )
                }
            });
        }
        Ok(RecordBatch::try_new(Arc::clone(&self.arrow_schema), arrays)?)
    }

    /// A table with the columns of the flags.
    ///
    /// # Errors
    ///
    /// Those of [`FlagDecoder::decode`].
    pub fn decode_table(&self, table: &Table) -> Result<Table> {
        let batches = table.batches().iter().map(|batch| self.decode(batch)).collect::<Result<_>>()?;
        Ok(Table::try_new(Arc::clone(&self.schema), batches)?)
    }
}

/// Gives the masks of light curves a column of truth values for each flag: see [`FlagDecoder`]. The flags are those of the release
/// that the table tells, if only by its zero points ([`release_of_table`]).
///
/// ```
/// use gaialink_products::decode_flags;
/// use gaialink_table::{Datatype, Field, Schema, Table, arrow::array::{ArrayRef, BooleanArray, Int64Array}};
/// use std::sync::Arc;
/// let schema = Schema::from_fields(vec![Field::new("bp_other_flags", Datatype::Long)]);
/// let masks: ArrayRef = Arc::new(Int64Array::from(vec![Some(1024), Some(0), None]));
/// let decoded = decode_flags(&Table::from_columns(schema, vec![masks])?)?;
/// let reject = decoded.column("photometry_flag_bp_reject").ok_or("no column")?.to::<BooleanArray>()?;
/// assert_eq!(reject, BooleanArray::from(vec![Some(true), Some(false), None]));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// Those of [`FlagDecoder::of_release`] and [`FlagDecoder::decode`].
pub fn decode_flags(table: &Table) -> Result<Table> {
    let release = release_of_table(table, None).map(|(release, _)| release);
    FlagDecoder::of_release(table.schema(), release.as_ref())?.decode_table(table)
}

fn missing(column: &'static str) -> Error {
    Error::MissingColumn { product: ProductKind::EpochPhotometry, column }
}

/// A table without flags: another product, or a light curve that lacks them.
fn no_flags(schema: &Schema) -> Error {
    let expected = ProductKind::EpochPhotometry;
    let found: Vec<ProductKind> = recognise(schema).map(|found| found.products().collect()).unwrap_or_default();
    if found.is_empty() || found.contains(&expected) { missing("other_flags") } else { Error::Product { expected, found } }
}

fn mask(field: &Field) -> Option<(&'static str, Option<Band>)> {
    let is_mask = field.datatype.is_integer() && field.cell_shape().is_scalar();
    MASKS.into_iter().find(|(name, _)| is_mask && field.name == *name)
}

fn flags(band: Option<Band>) -> impl Iterator<Item = &'static FlagDefinition> {
    let flags = band.map_or(OtherFlags::all(), Band::flags);
    registry::flags().iter().filter(move |definition| flags.contains(definition.flag))
}

fn name(meaning: FlagMeaning, definition: &FlagDefinition) -> &'static str {
    meaning.names(definition.flag).first().copied().unwrap_or(definition.name)
}

/// Whether a column is one that [`FlagDecoder`] makes, by its name.
pub(crate) fn is_decoded(column: &str) -> bool {
    decoded_field(column).is_some()
}

/// The column of that name that [`FlagDecoder`] makes.
pub(crate) fn decoded_field(wanted: &str) -> Option<Field> {
    let names = |definition: &'static FlagDefinition| {
        [definition.name, name(FlagMeaning::Dr2, definition)].map(|name| (name, definition))
    };
    let (name, definition) = registry::flags().iter().flat_map(names).find(|(name, _)| *name == wanted)?;
    Some(column(name, definition))
}

fn column(name: &'static str, definition: &FlagDefinition) -> Field {
    let mut field = Field::new(name, Datatype::Boolean);
    field.ucd = Some("meta.code.status".to_owned());
    // What DR2 calls otherwise has no description of ours.
    field.description = (name == definition.name).then(|| definition.description.to_owned());
    field
}

fn integers(array: &ArrayRef) -> Result<Int64Array> {
    let options = CastOptions { safe: false, ..CastOptions::default() };
    let cast = cast_with_options(array, &DataType::Int64, &options)?;
    Ok(cast.as_primitive_opt::<Int64Type>().cloned().unwrap_or_else(|| Int64Array::new_null(array.len())))
}

/// One flag of every row; null where the mask is, and in rows of another band.
fn said(masks: &Int64Array, bands: Option<&StringArray>, definition: &FlagDefinition) -> BooleanArray {
    let is_of_band = |row: usize| bands.is_none_or(|bands| bands.is_valid(row) && bands.value(row).trim() == definition.band);
    let flag = |(row, mask): (usize, Option<i64>)| {
        mask.filter(|_| is_of_band(row)).map(|mask| OtherFlags::from(mask).contains(definition.flag))
    };
    masks.iter().enumerate().map(flag).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use gaialink_table::Param;

    fn long(release: Option<&str>) -> Table {
        let mut schema = Schema::from_fields(vec![Field::text("band"), Field::new("other_flags", Datatype::Long)]);
        schema.params.extend(release.map(|release| Param::text("release", release)));
        let bands: ArrayRef = Arc::new(StringArray::from(vec!["G", "BP", "RP", "G"]));
        let masks: ArrayRef = Arc::new(Int64Array::from(vec![Some(4097), Some(8_388_608), Some(1 << 40), None]));
        Table::from_columns(schema, vec![bands, masks]).unwrap()
    }

    fn values(table: &Table, name: &str) -> Vec<Option<bool>> {
        table.column(name).unwrap().to::<BooleanArray>().unwrap().iter().collect()
    }

    #[test]
    fn the_long_layout_has_the_flags_of_each_band() {
        let decoded = decode_flags(&long(None)).unwrap();
        assert_eq!(decoded.schema().fields.len(), 27);
        assert_eq!(values(&decoded, "photometry_flag_noisy_data"), [Some(true), None, None, None]);
        assert_eq!(values(&decoded, "photometry_flag_bp_unavailable"), [None, Some(true), None, None]);
        assert_eq!(values(&decoded, "photometry_flag_rp_reject"), [None, None, Some(false), None]);
        let masks = decoded.column("other_flags").unwrap().to::<Int64Array>().unwrap();
        assert_eq!(masks.value(2), 1 << 40);
        assert_eq!(decode_flags(&decoded).unwrap().schema().fields.len(), 27);
    }

    #[test]
    fn dr2_has_names_of_its_own_and_dr4_none() {
        let decoded = decode_flags(&long(Some("Gaia DR2"))).unwrap();
        assert_eq!(values(&decoded, "bp_variability_reject"), [None, Some(true), None, None]);
        assert!(decoded.schema().field("photometry_flag_bp_unavailable").is_none());
        let given = FlagDecoder::of_release(long(None).schema(), Some(&Release::Dr2)).unwrap();
        assert_eq!(given.schema().fields, decoded.schema().fields);
        let error = decode_flags(&long(Some("Gaia DR4"))).unwrap_err();
        assert!(matches!(&error, Error::Flags { release } if release.name() == "Gaia DR4"), "{error:?}");
    }

    #[test]
    fn the_wide_layout_raw_and_what_has_no_flags() {
        let layout = |name: &str| {
            let layout = registry::layout(name).unwrap();
            Schema::from_fields(layout.columns.iter().map(|column| column.field()).collect())
        };
        let wide = FlagDecoder::try_new(&layout("dr3/epoch_photometry__individual")).unwrap();
        assert_eq!(wide.schema().fields.len(), 23 + 25);
        let raw = FlagDecoder::try_new(&layout("dr3/epoch_photometry__raw")).unwrap();
        assert_eq!(raw.schema().fields.len(), 48);
        let error = FlagDecoder::try_new(&layout("dr3/xp_sampled__raw")).unwrap_err();
        assert_eq!(error.to_string(), "expected EPOCH_PHOTOMETRY, found XP_SAMPLED");
        let other = Schema::from_fields(vec![Field::new("flux", Datatype::Double)]);
        assert!(matches!(FlagDecoder::try_new(&other).unwrap_err(), Error::MissingColumn { column: "other_flags", .. }));
        let alone = Schema::from_fields(vec![Field::new("other_flags", Datatype::Long)]);
        assert!(matches!(FlagDecoder::try_new(&alone).unwrap_err(), Error::MissingColumn { column: "band", .. }));
    }
}
