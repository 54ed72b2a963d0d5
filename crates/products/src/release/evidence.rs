use super::Release;
use crate::{EpochPhotometry, ProductKind, recognise::recognise};
use gaialink_table::{Schema, Table};
use serde::{Deserialize, Serialize};
use std::fmt;

/// How many rows of light curves are looked at for their zero points.
const TELLING: usize = 256;

/// What told the release of a table, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ReleaseEvidence {
    /// The PARAM `release`, which products carry since 2026.
    Param,
    /// The `RELEASE` of a query result or bulk file: a PARAM of the RESOURCE in VOTable, `meta` in ECSV.
    QueryResult,
    /// A layout that one release alone has.
    Layout,
    /// The magnitudes and fluxes of light curves: their zero points are those of one release.
    ZeroPoints,
    /// The name of the file or of the member of an archive, such as `XP_SAMPLED-Gaia DR3 5937083312263887616.xml`.
    Name,
    /// The caller said so.
    Given,
}

impl fmt::Display for ReleaseEvidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Param => "the PARAM `release`",
            Self::QueryResult => "the RELEASE of the file's metadata",
            Self::Layout => "the layout, which one release alone has",
            Self::ZeroPoints => "the zero points of the magnitudes",
            Self::Name => "the file's name",
            Self::Given => "as given",
        })
    }
}

/// The release by what is said of a table, and what told it; nothing where nothing tells. With the rows at hand, [`release_of_table`]
/// knows more.
///
/// The evidence, in the order of [`ReleaseEvidence`]: the PARAM `release`; the `RELEASE` of a query result; a layout that
/// only one release has; `name_hint`, the name of the file or member; `given`, what the caller says. An empty PARAM is no
/// evidence.
///
/// ```
/// use gaialink_products::{Release, ReleaseEvidence, release};
/// use gaialink_table::{Param, Schema};
/// let mut schema = Schema::default();
/// let name = Some("XP_SAMPLED-Gaia DR3 5937083312263887616.xml");
/// assert_eq!(release(&schema, name, None), Some((Release::Dr3, ReleaseEvidence::Name)));
/// schema.params.push(Param::text("release", "Gaia DR2"));
/// assert_eq!(release(&schema, name, None), Some((Release::Dr2, ReleaseEvidence::Param)));
/// assert_eq!(release(&Schema::default(), None, None), None);
/// ```
pub fn release(schema: &Schema, name_hint: Option<&str>, given: Option<&Release>) -> Option<(Release, ReleaseEvidence)> {
    by_schema(schema).or_else(|| from_outside(name_hint, given))
}

/// The release of a table, and what told it: as [`release`] has it, and of light curves also by their zero points, which are
/// surer than the name of the file. That tells DR2 and DR3 apart in CSV files, whose columns are the same. A name, or else the caller, that
/// says a release whose zero points are not known, such as Gaia DR4, counts before them: it may have those of DR3 and other flags.
///
/// ```
/// use gaialink_products::{Release, ReleaseEvidence, registry, release_of_table};
/// use gaialink_table::{Table, arrow::array::{ArrayRef, BooleanArray, Float64Array, Int64Array, StringArray}};
/// # use std::sync::Arc;
/// # let layout = registry::layout("dr3/epoch_photometry__individual_long").ok_or("no layout")?;
/// # let header: Vec<&str> = layout.columns.iter().map(|column| column.name).collect();
/// let schema = registry::csv_schema(&header).ok_or("an unknown header")?;
/// # let columns = header.iter().map(|name| -> ArrayRef { match *name {
/// #     "source_id" | "solution_id" | "transit_id" | "other_flags" => Arc::new(Int64Array::from(vec![7])),
/// #     "band" => Arc::new(StringArray::from(vec!["G"])),
/// #     "rejected_by_photometry" | "rejected_by_variability" => Arc::new(BooleanArray::from(vec![false])),
/// #     "flux" => Arc::new(Float64Array::from(vec![1271049.8640846065])),
/// #     "mag" => Arc::new(Float64Array::from(vec![10.427959253785666])),
/// #     _ => Arc::new(Float64Array::from(vec![1716.8])),
/// # } }).collect();
/// let table = Table::from_columns(schema, columns)?;
/// assert_eq!(release_of_table(&table, None, None), Some((Release::Dr2, ReleaseEvidence::ZeroPoints)));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
pub fn release_of_table(table: &Table, name_hint: Option<&str>, given: Option<&Release>) -> Option<(Release, ReleaseEvidence)> {
    let outside = from_outside(name_hint, given);
    by_schema(table.schema())
        .or_else(|| outside.clone().filter(|(release, _)| !release.has_known_photometry()))
        .or_else(|| by_zero_points(table).map(|found| (found, ReleaseEvidence::ZeroPoints)))
        .or(outside)
}

fn by_schema(schema: &Schema) -> Option<(Release, ReleaseEvidence)> {
    by_param(schema, "release")
        .map(|found| (found, ReleaseEvidence::Param))
        .or_else(|| by_param(schema, "RELEASE").map(|found| (found, ReleaseEvidence::QueryResult)))
        .or_else(|| by_layout(schema).map(|found| (found, ReleaseEvidence::Layout)))
}

fn from_outside(name_hint: Option<&str>, given: Option<&Release>) -> Option<(Release, ReleaseEvidence)> {
    let by_name = name_hint.and_then(by_name).map(|found| (found, ReleaseEvidence::Name));
    by_name.or_else(|| given.map(|found| (found.clone(), ReleaseEvidence::Given)))
}

/// The release of the first light curves.
fn by_zero_points(table: &Table) -> Option<Release> {
    let is_light_curve = recognise(table.schema())?.products().any(|product| product == ProductKind::EpochPhotometry);
    let first = table.batches().iter().find(|batch| batch.num_rows() > 0).filter(|_| is_light_curve)?;
    let few = first.slice(0, first.num_rows().min(TELLING));
    let few = Table::try_new(std::sync::Arc::clone(table.schema()), vec![few]).ok()?;
    EpochPhotometry::from_table(&few).ok()?.into_iter().find_map(|curves| curves.release)
}

fn by_param(schema: &Schema, name: &str) -> Option<Release> {
    let of_name = schema.all_params().filter(|param| param.field.name == name);
    of_name.map(|param| param.value.trim()).find(|value| !value.is_empty()).map(Release::from)
}

fn by_layout(schema: &Schema) -> Option<Release> {
    let recognition = recognise(schema)?;
    let (first, others) = recognition.candidates().split_first()?;
    let same = first.exclusive && others.iter().all(|other| other.exclusive && other.release == first.release);
    same.then(|| first.release.clone())
}

/// The release in a file's name: the word behind `Gaia`, or between `GAIA_` and `_PRERELEASE`.
fn by_name(name: &str) -> Option<Release> {
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
    use gaialink_table::{Param, schema::Scope};

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
    fn the_strongest_evidence_wins() {
        let wide = registry::layout("dr3/epoch_photometry__individual").unwrap();
        let mut schema = Schema::from_fields(wide.columns.iter().map(|c| c.field()).collect());
        let ask = |schema: &Schema| release(schema, Some("RVS-Gaia DR2 7.xml"), Some(&Release::Dr1));
        assert_eq!(ask(&schema), Some((Release::Dr3, ReleaseEvidence::Layout)));
        let mut resource = Scope::default();
        resource.params.push(Param::text("RELEASE", "Gaia DR4"));
        schema.scopes.push(resource);
        assert_eq!(ask(&schema), Some((Release::Dr4, ReleaseEvidence::QueryResult)));
        schema.params.push(Param::text("release", "  "));
        assert_eq!(ask(&schema), Some((Release::Dr4, ReleaseEvidence::QueryResult)));
        schema.params.push(Param::text("release", "Gaia DR4_RC3"));
        assert_eq!(ask(&schema), Some((Release::Other("Gaia DR4_RC3".into()), ReleaseEvidence::Param)));
        let bare = Schema::default();
        assert_eq!(ask(&bare), Some((Release::Dr2, ReleaseEvidence::Name)));
        assert_eq!(release(&bare, Some("x.xml"), Some(&Release::Dr1)), Some((Release::Dr1, ReleaseEvidence::Given)));
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
            let schema = Schema::from_fields(layout.columns.iter().map(|c| c.field()).collect());
            assert_eq!(by_layout(&schema), want, "{name}");
        }
    }
}
