//! One order of the evidence for everything that needs a release.
#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_products::{
    Band, EpochPhotometry, Form, Hints, Product, Release, ReleaseEvidence, check, products, registry, release, release_of_table,
    restructure,
};
use gaialink_table::{
    Param, Schema, Table,
    arrow::array::{ArrayRef, Float64Array, Int64Array, StringArray, new_null_array},
    schema::{Scope, arrow::data_type},
};
use std::sync::Arc;

/// A light curve in the columns of CSV, with the zero points of a release.
fn table(layout: &str, points_of: Option<&Release>) -> Table {
    let layout = registry::layout(layout).unwrap();
    let schema = Schema::from_fields(layout.csv.iter().map(|column| column.field()).collect());
    let zero_point = |band: Band| points_of.and_then(|release| band.zero_point(release)).unwrap_or(f64::NAN);
    let columns = schema.fields.iter().map(|field| -> ArrayRef {
        match field.name.as_str() {
            "source_id" | "transit_id" => Arc::new(Int64Array::from(vec![7])),
            "band" => Arc::new(StringArray::from(vec!["BP"])),
            "flux" | "g_transit_flux" | "bp_flux" | "rp_flux" => Arc::new(Float64Array::from(vec![1.0])),
            "mag" | "bp_mag" => Arc::new(Float64Array::from(vec![zero_point(Band::Bp)])),
            "g_transit_mag" => Arc::new(Float64Array::from(vec![zero_point(Band::G)])),
            "rp_mag" => Arc::new(Float64Array::from(vec![zero_point(Band::Rp)])),
            "time" | "g_transit_time" | "bp_obs_time" | "rp_obs_time" => Arc::new(Float64Array::from(vec![1716.8])),
            _ => new_null_array(&data_type(field).unwrap(), 1),
        }
    });
    let columns = columns.collect();
    Table::from_columns(schema, columns).unwrap()
}

fn saying(table: &Table, param: Option<&str>, query: Option<&str>) -> Table {
    let mut schema = Schema::clone(table.schema());
    schema.params.extend(param.map(|release| Param::text("release", release)));
    let mut resource = Scope::default();
    resource.params.extend(query.map(|release| Param::text("RELEASE", release)));
    schema.scopes.push(resource);
    Table::try_new(Arc::new(schema), table.batches().to_vec()).unwrap()
}

const WIDE: &str = "dr3/epoch_photometry__individual";
const LONG: &str = "dr3/epoch_photometry__individual_long";
const DR2: Option<&str> = Some("EPOCH_PHOTOMETRY-Gaia DR2 7.csv");
const DR4: Option<&str> = Some("EPOCH_PHOTOMETRY-Gaia DR4 7.csv");

/// What is said, the columns and whose zero points, and what is decided.
#[derive(Default)]
struct Case {
    given: Option<Release>,
    param: Option<&'static str>,
    query: Option<&'static str>,
    name: Option<&'static str>,
    points: Option<Release>,
    columns: &'static str,
}

fn cases() -> Vec<(Case, Option<(Release, ReleaseEvidence)>)> {
    let (dr2, dr3, dr4) = (|| Some(Release::Dr2), || Some(Release::Dr3), || Some(Release::Dr4));
    let wide = || Case { columns: WIDE, ..Case::default() };
    let long = || Case { columns: LONG, ..Case::default() };
    let all = || Case { param: Some("Gaia EDR3"), query: Some("Gaia FPR"), name: DR4, points: dr2(), ..wide() };
    vec![
        (Case { given: Some(Release::Dr1), ..all() }, Some((Release::Dr1, ReleaseEvidence::Given))),
        (all(), Some((Release::Edr3, ReleaseEvidence::Param))),
        (Case { param: Some("  "), ..all() }, Some((Release::Fpr, ReleaseEvidence::QueryResult))),
        (Case { param: None, query: None, ..all() }, Some((Release::Dr4, ReleaseEvidence::Name))),
        // A DR4 file may have the columns and the zero points of DR3.
        (Case { name: DR4, points: dr3(), ..wide() }, Some((Release::Dr4, ReleaseEvidence::Name))),
        (Case { name: DR4, points: dr3(), ..long() }, Some((Release::Dr4, ReleaseEvidence::Name))),
        (Case { name: DR2, points: dr2(), ..wide() }, Some((Release::Dr2, ReleaseEvidence::Name))),
        (Case { given: dr4(), points: dr3(), ..long() }, Some((Release::Dr4, ReleaseEvidence::Given))),
        (Case { param: Some("Gaia DR4_RC3"), name: DR4, ..wide() }, Some(("Gaia DR4_RC3".into(), ReleaseEvidence::Param))),
        // Light curves of DR2 in DR3's columns, whose file has another name.
        (Case { name: Some("mine.csv"), points: dr2(), ..wide() }, Some((Release::Dr2, ReleaseEvidence::ZeroPoints))),
        (Case { points: dr2(), ..long() }, Some((Release::Dr2, ReleaseEvidence::ZeroPoints))),
        (Case { points: dr3(), ..wide() }, Some((Release::Dr3, ReleaseEvidence::ZeroPoints))),
        (wide(), Some((Release::Dr3, ReleaseEvidence::Layout))),
        (long(), None),
        (Case { given: dr2(), ..long() }, Some((Release::Dr2, ReleaseEvidence::Given))),
    ]
}

#[test]
fn everything_decides_the_same_release() {
    for (place, (case, want)) in cases().into_iter().enumerate() {
        let table = saying(&table(case.columns, case.points.as_ref()), case.param, case.query);
        let mut hints = Hints::default();
        (hints.release, hints.name) = (case.given.as_ref(), case.name);
        assert_eq!(release_of_table(&table, hints), want, "case {place}");
        let of_schema = release(table.schema(), hints);
        match want.as_ref().map(|(_, evidence)| *evidence) {
            Some(ReleaseEvidence::ZeroPoints) => assert!(of_schema.is_none_or(|found| found.1 == ReleaseEvidence::Layout)),
            _ => assert_eq!(of_schema, want, "case {place}"),
        }
        let want = want.map(|(release, _)| release);
        let Product::EpochPhotometry(curves) = products(&table, hints).unwrap().remove(0) else { panic!("no light curves") };
        assert_eq!(curves.release, want, "case {place}");
        for form in [Form::Raw, Form::Long, Form::Wide, Form::Individual] {
            let made = restructure(&table, hints, form).unwrap().tables.remove(0);
            // Light curves of no known release come back as those of the layout.
            let back = want.clone().or((form != Form::Long).then_some(Release::Dr3));
            assert_eq!(EpochPhotometry::try_from(&made).unwrap().release, back, "case {place} as {form}");
        }
    }
}

#[test]
fn a_name_that_says_another_release_is_found() {
    for (param, name, want) in [
        (Some("Gaia DR3"), DR4, Some("the PARAM `release` says Gaia DR3, its name Gaia DR4")),
        (Some("Gaia DR4_RC3"), DR4, None),
        (Some("Gaia DR2"), DR2, None),
        (Some("Gaia DR2"), Some("mine.csv"), None),
        (None, DR4, None),
    ] {
        let mut hints = Hints::default();
        hints.name = name;
        let findings = check(&saying(&table(LONG, None), param, None), hints);
        let found = findings.iter().find(|finding| finding.code == "W-RELEASE").map(|finding| finding.message.as_str());
        assert_eq!(found, want, "{param:?} {name:?}");
    }
}
