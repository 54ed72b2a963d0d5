//! The names that the archive gives to its files: alone, inside a zip, and before a release is public.

use gaialink_products::{Designation, ParseDesignationError, Release, SourceId};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The name of a file as the archive spells it.
///
/// | served as | name |
/// |---|---|
/// | the product of one source | `EPOCH_PHOTOMETRY-Gaia DR3 5937083312263887616.xml` |
/// | one product of several sources, RAW | `XP_SAMPLED_RAW.xml` |
/// | the same, until 2022 | `EPOCH_PHOTOMETRY_COMBINED.csv` |
/// | data of a release to come | `GAIA_DR4_PRERELEASE_EPOCH_ASTROMETRY_RAW.xml` |
///
/// A name is a hint, no evidence: anybody can rename a file, so a product is never recognised by it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FileName {
    retrieval_type: String,
    content: Content,
    extension: String,
}

/// Whose data a file holds, as far as its name tells.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Content {
    /// The data of one source.
    Source(Designation),
    /// The data of several sources in the RAW structure.
    Raw,
    /// The data of several sources in the structure that was served until 2022.
    Combined,
    /// The data of several sources in the RAW structure, before the release is public.
    Prerelease(Release),
}

/// Why a text is no [`FileName`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseError {
    /// There is no extension, or it has other than lower-case letters and digits between its dots.
    #[error("{0:?} has no extension such as `.xml`")]
    Extension(String),
    /// It has neither a designation behind a `-` nor ends in `_RAW` or `_COMBINED`, or spells one of them in a way of its own.
    #[error("{0:?} is not a file name of the archive")]
    Form(String),
    /// The retrieval type does not consist of capital letters, digits and `_`, a letter first.
    #[error("{0:?} is not a retrieval type such as `XP_SAMPLED`")]
    RetrievalType(String),
    /// What stands behind the `-` is no designation.
    #[error("{0:?} does not name a source")]
    Designation(String, #[source] ParseDesignationError),
}

impl FileName {
    /// The name of a file of a retrieval type (`XP_SAMPLED`) with an extension (`xml`, without the dot).
    ///
    /// # Errors
    ///
    /// [`ParseError`] where the parts do not make a name that would be read back as the same parts.
    pub fn try_new(
        retrieval_type: impl Into<String>,
        content: Content,
        extension: impl Into<String>,
    ) -> Result<Self, ParseError> {
        let name = Self { retrieval_type: retrieval_type.into(), content, extension: extension.into() };
        let text = name.to_string();
        if text.parse::<Self>()? == name { Ok(name) } else { Err(ParseError::Form(text)) }
    }

    /// The retrieval type, such as `XP_SAMPLED`: an open set, which grows with every release.
    pub fn retrieval_type(&self) -> &str {
        &self.retrieval_type
    }

    /// Whose data the file holds.
    pub fn content(&self) -> &Content {
        &self.content
    }

    /// The extension without its first dot, such as `xml` or `csv.gz`.
    pub fn extension(&self) -> &str {
        &self.extension
    }

    /// The release that the name tells of.
    pub fn release(&self) -> Option<&Release> {
        match &self.content {
            Content::Source(designation) => Some(&designation.release),
            Content::Prerelease(release) => Some(release),
            Content::Raw | Content::Combined => None,
        }
    }

    /// The source that the name tells of.
    pub fn source_id(&self) -> Option<SourceId> {
        match &self.content {
            Content::Source(designation) => Some(designation.source_id),
            _ => None,
        }
    }
}

impl FromStr for FileName {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let (stem, extension) = text.split_once('.').ok_or_else(|| ParseError::Extension(text.to_owned()))?;
        let is_part = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
        if !extension.split('.').all(is_part) {
            return Err(ParseError::Extension(text.to_owned()));
        }
        let (retrieval_type, content) = parse_stem(stem)?;
        let starts = retrieval_type.starts_with(|c: char| c.is_ascii_uppercase());
        if !starts || !retrieval_type.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_') {
            return Err(ParseError::RetrievalType(retrieval_type.to_owned()));
        }
        let name = Self { retrieval_type: retrieval_type.to_owned(), content, extension: extension.to_owned() };
        // A release or a number may be spelled in several ways, and the archive uses one of them.
        if name.to_string() == text { Ok(name) } else { Err(ParseError::Form(stem.to_owned())) }
    }
}

fn parse_stem(stem: &str) -> Result<(&str, Content), ParseError> {
    if let Some((retrieval_type, designation)) = stem.split_once('-') {
        let parsed = designation.parse().map_err(|error| ParseError::Designation(designation.to_owned(), error))?;
        return Ok((retrieval_type, Content::Source(parsed)));
    }
    if let Some(retrieval_type) = stem.strip_suffix("_COMBINED") {
        return Ok((retrieval_type, Content::Combined));
    }
    let raw = stem.strip_suffix("_RAW").ok_or_else(|| ParseError::Form(stem.to_owned()))?;
    let prerelease = raw.strip_prefix("GAIA_").and_then(|rest| rest.split_once("_PRERELEASE_"));
    let Some((release, retrieval_type)) = prerelease else { return Ok((raw, Content::Raw)) };
    Ok((retrieval_type, Content::Prerelease(Release::from(format!("Gaia {release}")))))
}

impl TryFrom<String> for FileName {
    type Error = ParseError;

    fn try_from(text: String) -> Result<Self, ParseError> {
        text.parse()
    }
}

impl From<FileName> for String {
    fn from(name: FileName) -> Self {
        name.to_string()
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { retrieval_type, content, extension } = self;
        match content {
            Content::Source(designation) => write!(f, "{retrieval_type}-{designation}.{extension}"),
            Content::Raw => write!(f, "{retrieval_type}_RAW.{extension}"),
            Content::Combined => write!(f, "{retrieval_type}_COMBINED.{extension}"),
            Content::Prerelease(release) => {
                let release = release.name().strip_prefix("Gaia ").unwrap_or(release.name());
                write!(f, "GAIA_{release}_PRERELEASE_{retrieval_type}_RAW.{extension}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(release: &str, id: u64) -> Content {
        Content::Source(format!("{release} {id}").parse().unwrap())
    }

    #[test]
    fn names_of_the_archive_come_back_as_they_were() {
        for (text, retrieval_type, content, extension) in [
            ("XP_SAMPLED-Gaia DR3 5937083312263887616.xml", "XP_SAMPLED", source("Gaia DR3", 5_937_083_312_263_887_616), "xml"),
            ("MCMC_MSC-Gaia DR3 12.csv.gz", "MCMC_MSC", source("Gaia DR3", 12), "csv.gz"),
            ("EPOCH_PHOTOMETRY-Gaia DR4_INT2 12.fits", "EPOCH_PHOTOMETRY", source("Gaia DR4_INT2", 12), "fits"),
            ("XP_SAMPLED_RAW.ecsv", "XP_SAMPLED", Content::Raw, "ecsv"),
            ("EPOCH_PHOTOMETRY_COMBINED.csv", "EPOCH_PHOTOMETRY", Content::Combined, "csv"),
            ("GAIA_DR4_PRERELEASE_EPOCH_ASTROMETRY_RAW.xml", "EPOCH_ASTROMETRY", Content::Prerelease(Release::Dr4), "xml"),
        ] {
            let parsed: FileName = text.parse().unwrap();
            assert_eq!(parsed, FileName::try_new(retrieval_type, content, extension).unwrap(), "{text}");
            assert_eq!(parsed.to_string(), text);
        }
    }

    #[test]
    fn what_is_no_name_says_why() {
        let no_form =
            |text: &str| ParseError::Designation(text.to_owned(), ParseDesignationError::Form { found: text.to_owned() });
        for (text, want) in [
            ("", ParseError::Extension("".into())),
            ("XP_SAMPLED_RAW", ParseError::Extension("XP_SAMPLED_RAW".into())),
            ("XP_SAMPLED_RAW.", ParseError::Extension("XP_SAMPLED_RAW.".into())),
            ("XP_SAMPLED_RAW.EXCERPT.csv", ParseError::Extension("XP_SAMPLED_RAW.EXCERPT.csv".into())),
            ("XP_SAMPLED_RAW.csv..gz", ParseError::Extension("XP_SAMPLED_RAW.csv..gz".into())),
            ("links_dr2.vot", ParseError::Form("links_dr2".into())),
            ("GAIA_dr4_PRERELEASE_RVS_RAW.xml", ParseError::Form("GAIA_dr4_PRERELEASE_RVS_RAW".into())),
            ("RVS-Gaia DR3 007.xml", ParseError::Form("RVS-Gaia DR3 007".into())),
            ("_RAW.xml", ParseError::RetrievalType("".into())),
            ("xp_sampled_RAW.xml", ParseError::RetrievalType("xp_sampled".into())),
            ("-Gaia DR3 1.xml", ParseError::RetrievalType("".into())),
            ("XP_SAMPLED-1.xml", no_form("1")),
            ("XP_SAMPLED-.xml", no_form("")),
        ] {
            assert_eq!(text.parse::<FileName>(), Err(want), "{text:?}");
        }
    }

    #[test]
    fn parts_that_would_not_come_back_make_no_name() {
        for (retrieval_type, content, extension) in [
            ("XP_SAMPLED", Content::Prerelease("DR5".into()), "xml"),
            ("XP_SAMPLED", source("Gaia DR3", 1), ""),
            ("GAIA_DR4_PRERELEASE_XP_SAMPLED", Content::Raw, "xml"),
            ("XP-SAMPLED", Content::Raw, "xml"),
        ] {
            assert!(FileName::try_new(retrieval_type, content.clone(), extension).is_err(), "{retrieval_type} {content:?}");
        }
    }
}
