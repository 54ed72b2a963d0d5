//! What light curves lose between their layouts, of each release: what is declared, and that alone, and nothing without a word.

use crate::{
    epoch_round_trip::sources,
    files::{generated, served},
};
use gaialink::{
    LossKind, LossReport, ProductKind, Table, open,
    products::{
        Band, DeclaredLoss, EpochPhotometry, FlagMeaning, Form, Hints, LightCurve, OtherFlags, Point, Release, declared_losses,
        release_of_table, restructure,
    },
};
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use std::collections::{BTreeMap, BTreeSet};

const KIND: ProductKind = ProductKind::EpochPhotometry;

/// What bits mean in DR3's masks and RAW's columns alone.
const OF_DR3: OtherFlags = OtherFlags::BP_UNAVAILABLE.union(OtherFlags::RP_UNAVAILABLE);

/// How many points or transits lost something, by the column that a target would say it in.
type Lost = BTreeMap<&'static str, u64>;

/// The form whose layout a release's INDIVIDUAL has.
fn laid_out(form: Form, release: Option<&Release>) -> Form {
    match (form, release) {
        (Form::Individual, Some(Release::Dr2)) => Form::Long,
        (Form::Individual, _) => Form::Wide,
        _ => form,
    }
}

fn read(tables: &[Table], release: Option<&Release>) -> Vec<EpochPhotometry> {
    let hints = release.map_or(Hints::default(), |release| Hints::default().of_release(release));
    let of = |table: &Table| EpochPhotometry::from_table_with(table, hints).unwrap();
    tables.iter().flat_map(of).collect()
}

/// A column's name where the bands stand side by side, or in one column.
fn masks(band: Band, to: Form) -> &'static str {
    match (to, band) {
        (Form::Long, _) => "other_flags",
        (_, Band::G) => "g_other_flags",
        (_, Band::Bp) => "bp_other_flags",
        (_, Band::Rp) => "rp_other_flags",
    }
}

/// Counts places where something was and is not any more; where something else has come, the test fails.
fn gone<T: PartialEq + std::fmt::Debug>(lost: &mut Lost, column: &'static str, want: Option<T>, found: Option<T>) {
    if want == found {
        return;
    }
    assert!(want.is_some() && found.is_none(), "{column}: {found:?} came in place of {want:?}");
    *lost.entry(column).or_default() += 1;
}

/// The points of a band that say anything at all, but for what a loss is declared of.
fn numbers(curves: &EpochPhotometry, band: Band) -> Vec<String> {
    let text = |point: Point| {
        let Point { transit_id, time, flux, flux_error, flux_over_error, mag, rejected_by_variability, .. } = point;
        let is_said = [time, flux, flux_error, flux_over_error, mag].iter().any(|number| !number.is_nan());
        (is_said || rejected_by_variability.is_some())
            .then(|| format!("{transit_id:?} {time} {flux} {flux_error} {flux_over_error} {mag} {rejected_by_variability:?}"))
    };
    let mut found: Vec<String> = curves.points(band).filter_map(text).collect();
    found.sort();
    found
}

/// What of the light curves of a source is not there any more.
fn lost(want: &EpochPhotometry, found: &EpochPhotometry, to: Form, losses: &mut Lost) {
    assert_eq!((want.source_id, want.solution_id, &want.release), (found.source_id, found.solution_id, &found.release));
    for band in Band::ALL {
        assert_eq!(numbers(found, band), numbers(want, band), "{band}");
    }
    if want.transit_id != found.transit_id {
        losses.insert("transit_id", 1);
        return;
    }
    for place in 0..want.len() {
        let rejected = |curves: &EpochPhotometry| curves.rejected_by_photometry[place];
        gone(losses, "rejected_by_photometry", rejected(want), rejected(found));
        gone(losses, "g_transit_n_obs", want.g_n_obs[place], found.g_n_obs[place]);
        for band in Band::ALL {
            let (want, found) = (want.band(band), found.band(band));
            let rejected = |curve: &LightCurve| curve.rejected_by_photometry[place];
            gone(losses, "rejected_by_photometry", rejected(want), rejected(found));
            let (was, mut is) = (want.flags[place], found.flags[place]);
            assert!(was.set.contains(is.set) && is.missing.contains(was.missing), "{band}: {is:?} came of {was:?}");
            if to == Form::Raw && is.missing == was.missing | (is.missing & OF_DR3) {
                // That DR2's masks do not say these is told column by column.
                is.missing = was.missing;
            }
            gone(losses, masks(band, to), Some(was), Some(is).filter(|is| *is == was));
        }
    }
}

/// What was seen of the losses between two forms.
type Seen = BTreeSet<(Form, Form, LossKind, String)>;

/// Brings a table into a form: what is lost is told, as often as it happens, and is declared.
fn check(table: &Table, (from, to): (Form, Form), seen: &mut Seen) {
    let release = release_of_table(table, None).map(|(release, _)| release);
    let want = read(std::slice::from_ref(table), release.as_ref());
    let made = restructure(table, None, to).unwrap();
    let found = read(&made.tables, release.as_ref());
    assert_eq!(found.len(), want.len());
    let (from, to) = (laid_out(from, release.as_ref()), laid_out(to, release.as_ref()));
    let mut losses = Lost::new();
    want.iter().zip(&found).for_each(|(want, found)| lost(want, found, to, &mut losses));
    let context = format!("{release:?}, {from} to {to}");
    let told = told(&made.losses, LossKind::Value);
    if losses.contains_key("transit_id") {
        assert!(told.contains_key("transit_id"), "{context}: {told:?}");
    } else {
        let losses: BTreeMap<String, u64> = losses.into_iter().map(|(column, count)| (column.to_owned(), count)).collect();
        assert_eq!(told, losses, "{context}");
    }
    for loss in made.losses.iter() {
        let declared = |found: &&DeclaredLoss| {
            let family = |subject: &str| subject.strip_suffix('*').is_some_and(|start| loss.subject.starts_with(start));
            let named = found.subjects.iter().any(|subject| *subject == loss.subject || family(subject));
            found.is_between(KIND, from, to) && found.kind == loss.kind && found.detail == loss.detail && named
        };
        assert!(declared_losses().any(|found| declared(&found)), "{context}: {loss}");
        seen.insert((from, to, loss.kind, format!("{} {}", loss.subject, loss.detail)));
    }
}

fn told(losses: &LossReport, kind: LossKind) -> BTreeMap<String, u64> {
    let mut told = BTreeMap::new();
    losses.iter().filter(|loss| loss.kind == kind).for_each(|loss| *told.entry(loss.subject.clone()).or_default() += loss.count);
    told
}

/// Light curves in a form.
pub(crate) fn tables(curves: &[EpochPhotometry], form: Form) -> Vec<Table> {
    let one = |curves: &EpochPhotometry| match curves.release {
        Some(Release::Dr2) => EpochPhotometry::to_long_table(std::slice::from_ref(curves)).unwrap().0,
        _ => curves.to_table().unwrap().0,
    };
    match form {
        Form::Raw => vec![EpochPhotometry::to_raw_table(curves).unwrap().0],
        Form::Long => vec![EpochPhotometry::to_long_table(curves).unwrap().0],
        Form::Wide => vec![EpochPhotometry::to_wide_table(curves).unwrap().0],
        _ => curves.iter().map(one).collect(),
    }
}

/// RAW of another release in which every flag stands under its name.
fn of_names(curves: &[EpochPhotometry], release: Release) -> (Form, Table) {
    let mut curves = curves.to_vec();
    for curves in &mut curves {
        (curves.flag_meaning, curves.release) = (FlagMeaning::Dr3, Some(release.clone()));
    }
    (Form::Raw, tables(&curves, Form::Raw).remove(0))
}

/// Generated light curves of DR2 and DR3, from each form into each: RAW, the long layout (INDIVIDUAL of DR2, of DR3 before December
/// 2024, and COMBINED) and the wide one (INDIVIDUAL of DR3 since).
#[test]
fn what_is_declared_is_what_is_lost() {
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut seen = Seen::new();
    for _ in 0..40 {
        let curves = sources().new_tree(&mut runner).unwrap().current();
        let all = Form::all().flat_map(|from| tables(&curves, from).into_iter().map(move |table| (from, table)));
        for (from, table) in all.chain([Release::Dr2, Release::Dr4].map(|release| of_names(&curves, release))) {
            Form::all().for_each(|to| check(&table, (from, to), &mut seen));
        }
    }
    let never: Vec<_> = declared_losses().filter(|loss| loss.product == KIND).flat_map(|loss| never(loss, &seen)).collect();
    assert!(never.is_empty(), "declared and never seen: {never:#?}");
}

/// What is declared and was not seen. What is null may come from any form, and from one it is enough.
fn never(loss: &DeclaredLoss, seen: &Seen) -> Vec<String> {
    let mut never = Vec::new();
    let flat = |form: &&Form| **form != Form::Individual;
    for (from, to) in loss.from.iter().filter(flat).flat_map(|from| loss.to.iter().filter(flat).map(move |to| (*from, *to))) {
        for subject in loss.subjects {
            let start = subject.trim_end_matches('*');
            let is_it = |found: &&(Form, Form, LossKind, String)| {
                let is_from = found.0 == from || loss.kind == LossKind::Null;
                is_from && (found.1, found.2) == (to, loss.kind) && found.3.starts_with(start) && found.3.ends_with(loss.detail)
            };
            if !seen.iter().any(|found| is_it(&found)) {
                never.push(format!("{from} to {to}: {} of {subject}, {}", loss.kind, loss.detail));
            }
        }
    }
    never
}

/// Files, those of the archive where they are: into each form and back.
#[test]
fn files_lose_what_is_declared() {
    let files = [("epoch_photometry.csv", Form::Wide), ("epoch_photometry_long.csv", Form::Long)];
    let mut files: Vec<_> = files.map(|(name, form)| (generated(&format!("gaia/{name}")), form)).to_vec();
    let of_archive = [
        ("dr3_individual_2026-09.vot", Form::Individual),
        ("EPOCH_PHOTOMETRY_RAW.vot.gz", Form::Raw),
        ("bulk_epoch_photometry_5rows.csv.gz", Form::Raw),
        ("dr2_individual.xml", Form::Individual),
        ("dr2_individual.csv", Form::Individual),
    ];
    if let Some(served) = served() {
        files.extend(of_archive.map(|(name, form)| (served.join("epoch_photometry").join(name), form)));
    }
    let mut seen = Seen::new();
    for (path, from) in files {
        let table = open(path).unwrap().table().unwrap();
        for to in Form::all() {
            check(&table, (from, to), &mut seen);
            for made in restructure(&table, None, to).unwrap().tables {
                Form::all().for_each(|back| check(&made, (to, back), &mut seen));
            }
        }
    }
}
