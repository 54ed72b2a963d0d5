//! Requests to the archive's `data` endpoint, built and parsed.

mod data_format;
mod linking_parameter;
mod parse;
mod structure_words;

pub use self::{
    data_format::{DataFormat, ParseDataFormatError},
    linking_parameter::{LinkingParameter, ParseLinkingParameterError},
    parse::ParseError,
    structure_words::StructureWords,
};

use crate::{Endpoint, Id, RetrievalType, form};
use gaialink_products::{Release, Structure};
use serde::{Deserialize, Serialize};

/// A request for products: what goes to the archive's `data` endpoint, in the query of a GET or as the form of a POST.
///
/// What is `None` is left out, and the archive decides.
///
/// ```
/// use gaialink_datalink::{DataRequest, Endpoint};
/// let url = "https://gea.esac.esa.int/data-server/data?ID=Gaia+DR2+3373085521202437632&RETRIEVAL_TYPE=EPOCH_PHOTOMETRY";
/// let request = DataRequest::from_url(url)?;
/// assert_eq!(request.retrieval_type.name(), "EPOCH_PHOTOMETRY");
/// assert_eq!(request.ids[0].to_string(), "Gaia DR2 3373085521202437632");
/// assert_eq!(request.to_url(&Endpoint::default()), url);
/// # Ok::<_, gaialink_datalink::request::ParseError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DataRequest {
    /// Whose products: numbers, ranges of them, or designations; at most 5,000 sources.
    pub ids: Vec<Id>,
    /// What products.
    pub retrieval_type: RetrievalType,
    /// The release that the numbers are of. Without it, the archive takes its newest one.
    pub release: Option<Release>,
    /// How the files are arranged. Without it, INDIVIDUAL.
    pub structure: Option<Structure>,
    /// In which words the structure is asked for.
    pub structure_words: StructureWords,
    /// The format of the files.
    pub format: Option<DataFormat>,
    /// Whether rows of light curves without a flux, or rejected by the photometry, are left out. Without it, they are not.
    pub valid_data: Option<bool>,
    /// Whether the answer is a zip archive even where it is a single file.
    pub use_zip_always: Option<bool>,
    /// What the ids are. Without it, sources.
    pub linking_parameter: Option<LinkingParameter>,
    /// Parameters that are not known here, in order.
    pub others: Vec<(String, String)>,
}

impl DataRequest {
    /// A request that leaves everything else to the archive.
    pub fn new(retrieval_type: RetrievalType, ids: Vec<Id>) -> Self {
        Self {
            ids,
            retrieval_type,
            release: None,
            structure: None,
            structure_words: StructureWords::default(),
            format: None,
            valid_data: None,
            use_zip_always: None,
            linking_parameter: None,
            others: Vec::new(),
        }
    }

    /// The same request for a release, in that release's words for structures.
    #[must_use]
    pub fn of_release(mut self, release: Release) -> Self {
        self.structure_words = StructureWords::of(&release);
        self.release = Some(release);
        self
    }

    /// The form of a POST, which is the query of a GET as well.
    pub fn to_form(&self) -> String {
        let mut form = String::new();
        let ids: Vec<String> = self.ids.iter().map(Id::to_string).collect();
        form::push(&mut form, "ID", &ids.join(","));
        form::push(&mut form, "RETRIEVAL_TYPE", self.retrieval_type.name());
        let known = [
            ("RELEASE", self.release.as_ref().map(Release::name)),
            ("DATA_STRUCTURE", self.structure.map(|structure| self.structure_words.word(structure))),
            ("FORMAT", self.format.map(DataFormat::name)),
            ("VALID_DATA", self.valid_data.map(word)),
            ("USE_ZIP_ALWAYS", self.use_zip_always.map(word)),
            ("LINKING_PARAMETER", self.linking_parameter.map(LinkingParameter::name)),
        ];
        let others = self.others.iter().map(|(name, value)| (name.as_str(), Some(value.as_str())));
        for (name, value) in known.into_iter().chain(others) {
            if let Some(value) = value {
                form::push(&mut form, name, value);
            }
        }
        form
    }

    /// The URL of a GET.
    pub fn to_url(&self, endpoint: &Endpoint) -> String {
        form::with_query(&endpoint.data(), &self.to_form())
    }
}

fn word(flag: bool) -> &'static str {
    if flag { "true" } else { "false" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_request_comes_back() {
        let mut request = DataRequest::new("RVS".parse().unwrap(), vec![Id::Number(7), Id::Range { first: 8, last: 9 }])
            .of_release(Release::Dr3);
        request.structure = Some(Structure::Raw);
        request.format = Some(DataFormat::VotablePlain);
        request.valid_data = Some(true);
        request.use_zip_always = Some(true);
        request.linking_parameter = Some(LinkingParameter::TransitId);
        request.others.push(("BAND".into(), "G".into()));
        let form = request.to_form();
        assert_eq!(
            form,
            "ID=7,8-9&RETRIEVAL_TYPE=RVS&RELEASE=Gaia+DR3&DATA_STRUCTURE=RAW&FORMAT=votable_plain&VALID_DATA=true\
             &USE_ZIP_ALWAYS=true&LINKING_PARAMETER=TRANSIT_ID&BAND=G"
        );
        assert_eq!(DataRequest::from_form(&form).unwrap(), request);
        assert_eq!(DataRequest::from_url(&request.to_url(&Endpoint::default())).unwrap(), request);
    }

    #[test]
    fn releases_have_their_own_words() {
        for (release, want) in [("Gaia DR3", "RAW"), ("Gaia DR4", "DATAMODEL_GAIA"), ("Gaia DR4_RC3", "DATAMODEL_GAIA")] {
            let mut request = DataRequest::new(RetrievalType::ALL, vec![Id::Number(1)]).of_release(release.into());
            request.structure = Some(Structure::Raw);
            let form = request.to_form();
            assert!(form.ends_with(&format!("DATA_STRUCTURE={want}")), "{form}");
            assert_eq!(DataRequest::from_form(&form).unwrap(), request);
        }
    }
}
