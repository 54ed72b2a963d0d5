use super::ReleaseInfo;
use gaialink_products::{Release, ReleaseEvidence, registry};
use gaialink_table::Schema;
use serde::Serialize;
use std::fmt;

/// A product of a release to come, of which there is no model: its table is a table and no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Unmodelled {
    /// The release.
    pub release: Release,
    /// The announced product that it looks like by the names of its columns, which is no more than a hint.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub looks_like: Option<&'static str>,
}

impl Unmodelled {
    /// What a table that is no known product is by its columns, or by a release that products, not query results, say.
    pub(super) fn of(schema: &Schema, release: Option<&ReleaseInfo>) -> Option<Self> {
        let announced = registry::looks_like(schema);
        let of_product = |told: &&ReleaseInfo| matches!(told.evidence, ReleaseEvidence::Param | ReleaseEvidence::Name);
        let is_to_come = |release: &Release| release.name().starts_with(Release::Dr4.name());
        let told = release.filter(|told| is_to_come(&told.release));
        let said = told.filter(|told| announced.is_some() || of_product(told)).map(|told| told.release.clone());
        let guessed = announced.filter(|_| release.is_none()).map(|product| product.release.clone());
        let release = said.or(guessed)?;
        Some(Self { release, looks_like: announced.map(|product| product.name) })
    }
}

impl fmt::Display for Unmodelled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a product of {} that gaialink has no model for yet", self.release)?;
        self.looks_like.map_or(Ok(()), |name| write!(f, "; by its columns perhaps {name}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gaialink_table::{Datatype, Field};

    #[test]
    fn what_is_said_of_tables_without_a_model() {
        let photometry = ["transit_id", "g_obs_time", "g_flux"];
        let (param, name, query) = (ReleaseEvidence::Param, ReleaseEvidence::Name, ReleaseEvidence::QueryResult);
        for (columns, told, want) in [
            (&["x"][..], Some(("Gaia DR4", param)), Some("a product of Gaia DR4 that gaialink has no model for yet")),
            (&["x"], Some(("Gaia DR4_RC3", name)), Some("a product of Gaia DR4_RC3 that gaialink has no model for yet")),
            (&["x"], Some(("Gaia DR4", query)), None),
            (&["x"], Some(("Gaia DR3", param)), None),
            (&["x"], None, None),
            (
                &photometry,
                Some(("Gaia DR4", query)),
                Some("a product of Gaia DR4 that gaialink has no model for yet; by its columns perhaps EPOCH_PHOTOMETRY"),
            ),
            (
                &photometry,
                None,
                Some("a product of Gaia DR4 that gaialink has no model for yet; by its columns perhaps EPOCH_PHOTOMETRY"),
            ),
            (&photometry, Some(("Gaia DR3", param)), None),
        ] {
            let schema = Schema::from_fields(columns.iter().map(|name| Field::new(*name, Datatype::Double)).collect());
            let told = told.map(|(release, evidence)| ReleaseInfo { release: Release::from(release), evidence });
            let found = Unmodelled::of(&schema, told.as_ref()).map(|found| found.to_string());
            assert_eq!(found.as_deref(), want, "{columns:?} {told:?}");
        }
    }
}
