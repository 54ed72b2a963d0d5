//! Which release a table belongs to, and what tells it: one order of the evidence for everything that asks.

use crate::{Hints, Release, recognise::recognise};
use gaialink_table::Schema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What told the release of a table, the strongest first.
///
/// What is said counts before what is concluded: the caller's word, then the file's own, then its name; then the numbers of light
/// curves, which are surer than their columns, since light curves of one release can be written in the layout of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ReleaseEvidence {
    /// The caller said so.
    Given,
    /// The PARAM `release`, which products carry since 2026.
    Param,
    /// The `RELEASE` of a query result or bulk file: a PARAM of the RESOURCE in VOTable, `meta` in ECSV.
    QueryResult,
    /// The name of the file or of the member of an archive, such as `XP_SAMPLED-Gaia DR3 5937083312263887616.xml`.
    Name,
    /// The magnitudes and fluxes of light curves: their zero points are those of one release.
    ZeroPoints,
    /// A layout that one release alone has.
    Layout,
}

impl fmt::Display for ReleaseEvidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Given => "as given",
            Self::Param => "the PARAM `release`",
            Self::QueryResult => "the RELEASE of the file's metadata",
            Self::Name => "the file's name",
            Self::ZeroPoints => "the zero points of the magnitudes",
            Self::Layout => "the layout, which one release alone has",
        })
    }
}

/// The release by what is said of a table, and what told it; `None` where nothing tells. With the rows at hand,
/// [`release_of_table`](crate::release_of_table) knows more.
///
/// The evidence, in the order of [`ReleaseEvidence`]: the release of the hints; the PARAM `release`; the `RELEASE` of a query
/// result; the name of the file; a layout that only one release has. An empty PARAM is no evidence.
///
/// ```
/// use gaialink_products::{Hints, Release, ReleaseEvidence, release};
/// use gaialink_table::{Param, Schema};
/// let mut schema = Schema::default();
/// let hints = Hints::default().named("XP_SAMPLED-Gaia DR3 5937083312263887616.xml");
/// assert_eq!(release(&schema, hints), Some((Release::Dr3, ReleaseEvidence::Name)));
/// schema.params.push(Param::text("release", "Gaia DR2"));
/// assert_eq!(release(&schema, hints), Some((Release::Dr2, ReleaseEvidence::Param)));
/// assert_eq!(release(&Schema::default(), None), None);
/// ```
pub fn release<'a>(schema: &Schema, hints: impl Into<Hints<'a>>) -> Option<(Release, ReleaseEvidence)> {
    said(schema, hints.into()).or_else(|| by_layout(schema))
}

/// The release that the caller, the file or its name says.
pub(crate) fn said(schema: &Schema, hints: Hints<'_>) -> Option<(Release, ReleaseEvidence)> {
    let given = hints.release.map(|found| (found.clone(), ReleaseEvidence::Given));
    let by_name = || hints.name.and_then(by_name).map(|found| (found, ReleaseEvidence::Name));
    given.or_else(|| stated(schema)).or_else(by_name)
}

/// The release that the file itself says.
pub(crate) fn stated(schema: &Schema) -> Option<(Release, ReleaseEvidence)> {
    let query = || by_param(schema, "RELEASE").map(|found| (found, ReleaseEvidence::QueryResult));
    by_param(schema, "release").map(|found| (found, ReleaseEvidence::Param)).or_else(query)
}

fn by_param(schema: &Schema, name: &str) -> Option<Release> {
    let of_name = schema.all_params().filter(|param| param.field.name == name);
    of_name.map(|param| param.value.trim()).find(|value| !value.is_empty()).map(Release::from)
}

/// The release that alone has the layout.
pub(crate) fn by_layout(schema: &Schema) -> Option<(Release, ReleaseEvidence)> {
    let recognition = recognise(schema)?;
    let (first, others) = recognition.candidates().split_first()?;
    let same = first.exclusive && others.iter().all(|other| other.exclusive && other.release == first.release);
    same.then(|| (first.release.clone(), ReleaseEvidence::Layout))
}

/// The release in a file's name: the word behind `Gaia`, or between `GAIA_` and `_PRERELEASE`.
pub(crate) fn by_name(name: &str) -> Option<Release> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    if let Some((word, _)) = name.strip_prefix("GAIA_").and_then(|rest| rest.split_once("_PRERELEASE")) {
        return known(word);
    }
    let places = name.match_indices("Gaia").filter_map(|(at, found)| name.get(at + found.len()..));
    let words = places.filter_map(|rest| {
        let rest = rest.trim_start_matches([' ', '_', '+']).trim_start_matches("%20");
        rest.split(|c: char| !c.is_ascii_alphanumeric()).next()
    });
    words.filter(|word| word.starts_with(|c: char| c.is_ascii_alphabetic())).find_map(known)
}

fn known(word: &str) -> Option<Release> {
    Some(Release::from(word)).filter(|release| !matches!(release, Release::Other(_)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry;

    #[test]
    fn names_tell_a_release() {
        let cases = [
            ("XP_SAMPLED-Gaia DR3 5937083312263887616.xml", Some(Release::Dr3)),
            ("a/Gaia DR3 b/EPOCH_PHOTOMETRY-Gaia DR2 5187164739240447104.csv.gz", Some(Release::Dr2)),
            ("MCMC_MSC-Gaia_DR3_5937083312263887616.csv", Some(Release::Dr3)),
            ("RVS-Gaia%20DR3%205937083312263887616.xml", Some(Release::Dr3)),
            ("GAIA_DR4_PRERELEASE_EPOCH_ASTROMETRY_RAW.xml", Some(Release::Dr4)),
            ("XP_SAMPLED_RAW.xml", None),
            ("Gaia DR3/XP_SAMPLED_RAW.xml", None),
            ("Gaia 5937083312263887616.xml", None),
            ("Gaia", None),
        ];
        for (name, want) in cases {
            assert_eq!(by_name(name), want, "{name:?}");
        }
    }

    #[test]
    fn a_layout_that_later_releases_may_have_tells_nothing() {
        for (name, want) in [
            ("dr3/xp_sampled__raw", None),
            ("dr3/epoch_photometry__individual_long", None),
            ("dr2/epoch_photometry__individual", Some(Release::Dr2)),
            ("dr3/epoch_photometry__raw", Some(Release::Dr3)),
            ("dr3/mcmc_msc__individual", Some(Release::Dr3)),
        ] {
            let layout = registry::layout(name).unwrap();
            let schema = Schema::from_fields(layout.columns.iter().map(|column| column.field()).collect());
            assert_eq!(by_layout(&schema).map(|(found, _)| found), want, "{name}");
        }
    }
}
