//! From a list of sources to requests.

use crate::{
    DataRequest, Id, RetrievalType, SourceList,
    request::{DataFormat, StructureWords},
    source_list::{Wanted, served_as},
};
use gaialink_products::{Release, Structure};
use std::collections::BTreeMap;

/// What products of a list of sources are wanted, and how.
///
/// ```
/// use gaialink_datalink::{Order, SourceList};
/// let list: SourceList = "Gaia EDR3 7, Gaia DR3 5".parse()?;
/// let order = Order::new(["XP_SAMPLED".parse()?]);
/// let forms: Vec<String> = order.requests(&list)?.iter().map(|request| request.to_form()).collect();
/// assert_eq!(forms, ["ID=5,7&RETRIEVAL_TYPE=XP_SAMPLED&RELEASE=Gaia+DR3&USE_ZIP_ALWAYS=true"]);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Order {
    /// What products, in the order in which they are asked for. [`RetrievalType::ALL`] becomes all types of the release one
    /// after the other, since one request for all is slow and tends to fail.
    pub retrieval_types: Vec<RetrievalType>,
    /// The release, against what the list says. Default: none.
    pub release: Option<Release>,
    /// How the files are arranged. Default: none, the archive decides.
    pub structure: Option<Structure>,
    /// In which words the structure is asked for. Default: none, those of the release.
    pub structure_words: Option<StructureWords>,
    /// The format of the files; images are FITS. Default: none, the archive decides.
    pub format: Option<DataFormat>,
    /// Whether rows of light curves that are not valid are left out. Default: none, they are kept.
    pub valid_data: Option<bool>,
}

/// Why an order makes no requests.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OrderError {
    /// The release has no such products.
    #[error("{release} has no {retrieval_type}; it has {}", names(.release))]
    NotOfRelease {
        /// The release.
        release: Release,
        /// What was asked for.
        retrieval_type: RetrievalType,
    },
    /// All products are wanted of a release whose products are not known here.
    #[error("which products {0} has is not known; name them instead of `all`")]
    AllOfRelease(Release),
    /// All products are wanted, and nothing tells of which release.
    #[error("nothing tells the release, so it is not known what `all` products are; name the release or the products")]
    AllOfUnknown,
    /// An image is wanted in another format than FITS.
    #[error("{0} is an image, which is served as FITS only")]
    ImageFormat(RetrievalType),
}

impl Order {
    /// An order that leaves everything else open.
    pub fn new(retrieval_types: impl IntoIterator<Item = RetrievalType>) -> Self {
        Self {
            retrieval_types: retrieval_types.into_iter().collect(),
            release: None,
            structure: None,
            structure_words: None,
            format: None,
            valid_data: None,
        }
    }

    /// One request for each product and release, with all sources that may have the product, ordered and each once; none
    /// where no source may have it. Sources of Gaia EDR3 and FPR are asked for in Gaia DR3. Old names of products become those
    /// of now.
    ///
    /// # Errors
    ///
    /// [`OrderError`] where the archive is known not to serve what is wanted.
    pub fn requests(&self, list: &SourceList) -> Result<Vec<DataRequest>, OrderError> {
        let mut requests = Vec::new();
        for wanted in &self.retrieval_types {
            for kind in self.expand(wanted, list)? {
                for (release, ids) in self.by_release(&kind, list) {
                    requests.extend(self.request(&kind, release, ids)?);
                }
            }
        }
        Ok(requests)
    }

    /// The release whose products are asked for, for a source.
    fn served(&self, wanted: &Wanted) -> Option<Release> {
        self.release.clone().or_else(|| wanted.release.clone()).map(served_as)
    }

    fn expand(&self, wanted: &RetrievalType, list: &SourceList) -> Result<Vec<RetrievalType>, OrderError> {
        if *wanted != RetrievalType::ALL {
            return Ok(vec![wanted.renamed().unwrap_or_else(|| wanted.clone())]);
        }
        let mut all: Vec<RetrievalType> = Vec::new();
        let mut seen: Vec<Release> = Vec::new();
        for source in list.sources() {
            let release = self.served(source).ok_or(OrderError::AllOfUnknown)?;
            if !seen.contains(&release) {
                all.extend(RetrievalType::known(&release).ok_or_else(|| OrderError::AllOfRelease(release.clone()))?);
                seen.push(release);
            }
        }
        all.sort_unstable();
        all.dedup();
        Ok(all)
    }

    fn by_release(&self, kind: &RetrievalType, list: &SourceList) -> BTreeMap<Option<Release>, Vec<Id>> {
        let mut groups: BTreeMap<Option<Release>, Vec<Id>> = BTreeMap::new();
        for wanted in list.having(kind) {
            groups.entry(self.served(wanted)).or_default().push(wanted.source_id.into());
        }
        groups
    }

    /// The request for the sources of a release; `None` where `all` asks a release for what only another one has.
    fn request(
        &self,
        kind: &RetrievalType,
        release: Option<Release>,
        mut ids: Vec<Id>,
    ) -> Result<Option<DataRequest>, OrderError> {
        if let Some(release) = &release
            && kind.is_of(release) == Some(false)
        {
            let of_all = self.retrieval_types.contains(&RetrievalType::ALL) && !self.retrieval_types.contains(kind);
            let retrieval_type = kind.clone();
            return if of_all { Ok(None) } else { Err(OrderError::NotOfRelease { release: release.clone(), retrieval_type }) };
        }
        ids.sort_unstable();
        ids.dedup();
        let mut request = DataRequest::new(kind.clone(), ids);
        if let Some(release) = release {
            request = request.of_release(release);
        }
        request.structure = self.structure;
        request.structure_words = self.structure_words.unwrap_or(request.structure_words);
        request.format = match self.format {
            Some(DataFormat::Fits) | None if kind.is_image() => Some(DataFormat::Fits),
            Some(_) if kind.is_image() => return Err(OrderError::ImageFormat(kind.clone())),
            other => other,
        };
        request.valid_data = self.valid_data;
        request.use_zip_always = Some(true);
        Ok(Some(request))
    }
}

fn names(release: &Release) -> String {
    let known = RetrievalType::known(release).unwrap_or_default();
    if known.is_empty() {
        return "nothing to retrieve".to_owned();
    }
    known.iter().map(RetrievalType::name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(order: &Order, list: &str) -> Result<Vec<String>, OrderError> {
        let requests = order.requests(&list.parse().unwrap())?;
        Ok(requests.iter().map(|request| request.to_form().replace("&USE_ZIP_ALWAYS=true", "")).collect())
    }

    fn order(types: &[&str]) -> Order {
        Order::new(types.iter().map(|name| name.parse().unwrap()))
    }

    #[test]
    fn each_product_and_release_has_a_request() {
        let list = "Gaia DR2 1, Gaia DR3 3, Gaia EDR3 2, Gaia FPR 4, Gaia DR3 3";
        for (types, want) in [
            (
                &["EPOCH_PHOTOMETRY"][..],
                vec![
                    "ID=1&RETRIEVAL_TYPE=EPOCH_PHOTOMETRY&RELEASE=Gaia+DR2",
                    "ID=2,3,4&RETRIEVAL_TYPE=EPOCH_PHOTOMETRY&RELEASE=Gaia+DR3",
                ],
            ),
            (
                &["all"],
                vec![
                    "ID=1&RETRIEVAL_TYPE=EPOCH_PHOTOMETRY&RELEASE=Gaia+DR2",
                    "ID=2,3,4&RETRIEVAL_TYPE=EPOCH_PHOTOMETRY&RELEASE=Gaia+DR3",
                    "ID=2,3,4&RETRIEVAL_TYPE=MCMC_GSPPHOT&RELEASE=Gaia+DR3",
                    "ID=2,3,4&RETRIEVAL_TYPE=MCMC_MSC&RELEASE=Gaia+DR3",
                    "ID=2,3,4&RETRIEVAL_TYPE=RVS&RELEASE=Gaia+DR3",
                    "ID=2,3,4&RETRIEVAL_TYPE=XP_CONTINUOUS&RELEASE=Gaia+DR3",
                    "ID=2,3,4&RETRIEVAL_TYPE=XP_SAMPLED&RELEASE=Gaia+DR3",
                ],
            ),
        ] {
            assert_eq!(forms(&order(types), list).unwrap(), want);
        }
        assert_eq!(forms(&order(&["rvs_spectra"]), "1").unwrap(), ["ID=1&RETRIEVAL_TYPE=RVS"]);
        assert_eq!(forms(&order(&["RVS"]), "").unwrap(), Vec::<String>::new());
    }

    #[test]
    fn what_the_archive_does_not_have_is_refused() {
        let not = |release: Release, name: &str| OrderError::NotOfRelease { release, retrieval_type: name.parse().unwrap() };
        for (types, list, want) in [
            (&["RVS"][..], "Gaia DR2 1", not(Release::Dr2, "RVS")),
            (&["EPOCH_PHOTOMETRY"], "Gaia DR1 1", not(Release::Dr1, "EPOCH_PHOTOMETRY")),
            (&["ALL"], "1", OrderError::AllOfUnknown),
            (&["ALL"], "Gaia DR4 1", OrderError::AllOfRelease(Release::Dr4)),
        ] {
            assert_eq!(forms(&order(types), list), Err(want), "{types:?} {list}");
        }
        let mut image = order(&["RESIDUAL_IMAGE"]);
        assert_eq!(forms(&image, "1").unwrap(), ["ID=1&RETRIEVAL_TYPE=RESIDUAL_IMAGE&FORMAT=fits"]);
        image.format = Some(DataFormat::Csv);
        assert_eq!(forms(&image, "1"), Err(OrderError::ImageFormat("RESIDUAL_IMAGE".parse().unwrap())));
        let text = not(Release::Dr2, "RVS").to_string();
        assert_eq!(text, "Gaia DR2 has no RVS; it has EPOCH_PHOTOMETRY");
    }

    #[test]
    fn what_is_given_goes_before_what_the_list_says() {
        let mut given = order(&["XP_CONTINUOUS"]);
        given.release = Some(Release::Dr4);
        given.structure = Some(Structure::Raw);
        given.format = Some(DataFormat::Ecsv);
        given.valid_data = Some(true);
        let want = "ID=1&RETRIEVAL_TYPE=XP_CONTINUOUS&RELEASE=Gaia+DR4&DATA_STRUCTURE=DATAMODEL_GAIA&FORMAT=ecsv&VALID_DATA=true";
        assert_eq!(forms(&given, "Gaia DR3 1").unwrap(), [want]);
        given.structure_words = Some(StructureWords::Old);
        assert_eq!(forms(&given, "1").unwrap(), [want.replace("DATAMODEL_GAIA", "RAW")]);
    }
}
