use super::{layouts::layout, learned::Learned};
use gaialink_products::{
    EpochPhotometry, ProductKind, Structure,
    registry::{ColumnDefinition, Layout},
};
use gaialink_table::{Field, Schema, arrow::datatypes::SchemaRef, schema};
use std::{collections::HashMap, sync::Arc};

/// The name of the column that tells the file or member.
const PROVENANCE: &str = "member";
/// The columns of every product that come first.
const FIRST: [&str; 3] = ["source_id", "release", "solution_id"];
/// The PARAM whose value is two columns.
pub(super) const POSITION: &str = "spatialLocation";

/// The one table that a product is stacked into: the same whatever the files are.
///
/// What tells the source comes first (`source_id`, `release`, `solution_id`), then what is said once a source, then the columns
/// of the product. What is the same for all sources are PARAMs of the table.
#[derive(Debug)]
pub(super) struct Canon {
    pub(super) kind: ProductKind,
    pub(super) structure: Structure,
    pub(super) layout: &'static Layout,
    pub(super) roles: Vec<Role>,
    pub(super) schema: Arc<Schema>,
    pub(super) arrow: SchemaRef,
}

/// What a column is filled with.
#[derive(Clone, Debug)]
pub(super) enum Role {
    /// The release.
    Release,
    /// The name of the file or member.
    Provenance,
    /// A column of the product, or a PARAM of its files.
    Defined(&'static ColumnDefinition),
    /// A column of some files that the product is not known to have.
    Extra(Field),
    /// A PARAM that is not the same in all files.
    Varying(Field),
}

impl Canon {
    /// The table of a product in a structure, or in the only one that it has.
    pub(super) fn try_new(
        kind: ProductKind,
        structure: Structure,
        learned: &Learned,
        provenance: bool,
    ) -> gaialink_table::Result<Option<Self>> {
        let Some(layout) = layout(kind, structure) else { return Ok(None) };
        let mut roles: Vec<Role> = definitions(layout).into_iter().map(Role::Defined).collect();
        roles.insert(1.min(roles.len()), Role::Release);
        roles.extend(learned.extras.iter().cloned().map(Role::Extra));
        roles.extend(learned.varying.iter().cloned().map(Role::Varying));
        if provenance {
            roles.push(Role::Provenance);
        }
        let mut schema = Schema::from_fields(roles.iter().map(Role::field).collect());
        schema.name = Some(kind.name().to_owned());
        schema.description = Some(format!("{kind}, {}, of several sources", layout.structure));
        // What is said in every row is not said of the table as well: a stack may hold several releases.
        let is_column = |name: &str| schema.fields.iter().any(|field| field.name.eq_ignore_ascii_case(name));
        let constants = learned.constants.iter().filter(|(name, _)| !is_column(name));
        let params = constants.map(|(_, param)| param.clone()).collect();
        schema.params = params;
        if kind == ProductKind::EpochPhotometry {
            EpochPhotometry::annotate(&mut schema);
        }
        let arrow = Arc::new(schema::arrow::to_arrow(&schema)?);
        Ok(Some(Self { kind, structure: layout.structure, layout, roles, schema: Arc::new(schema), arrow }))
    }

    /// The place of a column.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.schema.index_of(name)
    }
}

impl Role {
    fn field(&self) -> Field {
        match self {
            Self::Release => {
                let mut field = Field::text("release");
                field.ucd = Some("meta.version".to_owned());
                field.description = Some("Data release that the source_id is of".to_owned());
                field
            }
            Self::Provenance => {
                let mut field = Field::text(PROVENANCE);
                field.ucd = Some("meta.file".to_owned());
                field.description = Some("File, or member of an archive, that the row came from".to_owned());
                field
            }
            Self::Defined(definition) => definition.field(),
            Self::Extra(field) | Self::Varying(field) => field.clone(),
        }
    }
}

/// The columns: what tells the source, what is said once a source, and what the product is.
fn definitions(layout: &'static Layout) -> Vec<&'static ColumnDefinition> {
    let varying = layout.params.iter().filter(|param| param.value.is_none()).map(|param| &param.column);
    let of_source: Vec<&ColumnDefinition> = layout
        .csv
        .iter()
        .filter(|column| layout.column(column.name).is_none())
        .chain(varying.filter(|column| column.name != POSITION && column.name != "release"))
        .collect();
    let all: Vec<&ColumnDefinition> = of_source.into_iter().chain(layout.columns).collect();
    let first = FIRST.iter().filter_map(|name| all.iter().find(|column| column.name == *name));
    let rest = all.iter().filter(|column| !FIRST.contains(&column.name));
    let mut seen: HashMap<&str, ()> = HashMap::new();
    first.chain(rest).copied().filter(|column| seen.insert(column.name, ()).is_none()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(kind: ProductKind, structure: Structure) -> Vec<String> {
        let canon = Canon::try_new(kind, structure, &Learned::default(), true).unwrap().unwrap();
        canon.schema.fields.iter().map(|field| field.name.clone()).collect()
    }

    #[test]
    fn the_source_comes_first() {
        let flat = names(ProductKind::XpSampled, Structure::Individual);
        assert_eq!(flat, ["source_id", "release", "solution_id", "ra", "dec", "wavelength", "flux", "flux_error", "member"]);
        let flat = names(ProductKind::Rvs, Structure::Individual);
        let want = [
            "source_id",
            "release",
            "solution_id",
            "ra",
            "dec",
            "combined_transits",
            "combined_ccds",
            "deblended_ccds",
            "wavelength",
            "flux",
            "flux_error",
            "member",
        ];
        assert_eq!(flat, want);
        for kind in ProductKind::all() {
            for structure in [Structure::Individual, Structure::Raw] {
                let found = names(kind, structure);
                assert_eq!(found[..3], ["source_id", "release", "solution_id"], "{kind} {structure}");
            }
        }
    }
}
