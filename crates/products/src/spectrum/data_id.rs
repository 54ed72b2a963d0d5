use super::terms::Terms;
use serde::{Deserialize, Serialize};

/// What a spectrum is and how it was made: the model's `DataID`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DataId {
    /// The title: `DataID.Title`.
    pub title: Option<String>,
    /// Who made it: `DataID.Creator`.
    pub creator: Option<String>,
    /// The collections that it belongs to: `DataID.Collection`.
    pub collections: Vec<String>,
    /// Its identifier: `DataID.DatasetID`.
    pub dataset_id: Option<String>,
    /// The identifier that its maker gave: `DataID.CreatorDID`.
    pub creator_did: Option<String>,
    /// Who helped: `DataID.Contributor`.
    pub contributors: Vec<String>,
    /// When it was made: `DataID.Date`.
    pub date: Option<String>,
    /// Its version: `DataID.Version`.
    pub version: Option<String>,
    /// The instrument: `DataID.Instrument`.
    pub instrument: Option<String>,
    /// The band of wavelengths: `DataID.Bandpass`.
    pub bandpass: Option<String>,
    /// What it was made from, such as `pointed` or `survey`: `DataID.DataSource`.
    pub data_source: Option<String>,
    /// How it was made, such as `archival`: `DataID.CreationType`.
    pub creation_type: Option<String>,
    /// The address of a logo: `DataID.Logo`.
    pub logo: Option<String>,
}

impl DataId {
    pub(super) fn of(terms: &Terms) -> Self {
        Self {
            title: terms.text("dataid.title"),
            creator: terms.text("dataid.creator"),
            collections: terms.texts("dataid.collection"),
            dataset_id: terms.text("dataid.datasetid"),
            creator_did: terms.text("dataid.creatordid"),
            contributors: terms.texts("dataid.contributor"),
            date: terms.text("dataid.date"),
            version: terms.text("dataid.version"),
            instrument: terms.text("dataid.instrument"),
            bandpass: terms.text("dataid.bandpass"),
            data_source: terms.text("dataid.datasource"),
            creation_type: terms.text("dataid.creationtype"),
            logo: terms.text("dataid.logo"),
        }
    }
}
