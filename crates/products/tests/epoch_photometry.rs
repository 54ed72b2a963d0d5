//! Light curves from layout to layout: equal up to the declared losses.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use gaialink_products::{
    Band, EpochPhotometry, Error, FlagMeaning,
    Form::{self, Individual, Long, Raw, Wide},
    LightCurve, OtherFlags, PointFlags, Product, ProductKind, Ratios, Release, TransitId, Values, declared_losses, products,
    registry,
};
use gaialink_table::{
    Finding, LossKind, LossReport, Schema, Table,
    arrow::array::{Array, ArrayRef, BooleanArray, Float64Array, Int64Array, StringArray},
};
use proptest::prelude::*;
use std::sync::Arc;

const FORMS: [Form; 4] = [Individual, Wide, Long, Raw];

fn to_table(curves: &EpochPhotometry, layout: Form) -> (Table, LossReport) {
    let one = std::slice::from_ref(curves);
    match layout {
        Individual => curves.to_table(),
        Wide => EpochPhotometry::to_wide_table(one),
        Long => EpochPhotometry::to_long_table(one),
        Raw => EpochPhotometry::to_raw_table(one),
        other => panic!("{other}"),
    }
    .unwrap()
}

/// A light curve to start from, by way of a table: one G point a transit.
fn start(transits: usize, release: &Release) -> EpochPhotometry {
    let layout = registry::layout("dr3/epoch_photometry__individual_long").unwrap();
    let mut schema = Schema::from_fields(layout.columns.iter().map(|column| column.field()).collect());
    schema.params.push(gaialink_table::Param::text("release", release.name()));
    let ids = || 0..i64::try_from(transits).unwrap();
    let columns = layout.columns.iter().map(|column| -> ArrayRef {
        match column.name {
            "source_id" | "solution_id" => Arc::new(Int64Array::from(vec![7; transits])),
            "transit_id" => Arc::new(Int64Array::from_iter_values(ids().map(|id| 10 * id + 1))),
            "other_flags" => Arc::new(Int64Array::from(vec![1; transits])),
            "band" => Arc::new(StringArray::from(vec!["G"; transits])),
            "rejected_by_photometry" | "rejected_by_variability" => Arc::new(BooleanArray::from(vec![false; transits])),
            _ => Arc::new(Float64Array::from_iter_values(ids().map(|id| 1700.0 + id as f64))),
        }
    });
    let columns = columns.collect();
    EpochPhotometry::try_from(&Table::from_columns(schema, columns).unwrap()).unwrap()
}

/// What a layout can say of a light curve: the losses to it, made by hand.
fn as_in(curves: &EpochPhotometry, layout: Form) -> EpochPhotometry {
    let mut curves = curves.clone();
    let len = curves.len();
    let is_dr2 = curves.release == Some(Release::Dr2);
    if layout != Wide && layout != Individual {
        curves.rejected_by_photometry = vec![None; len];
    }
    if layout != Raw || is_dr2 {
        curves.g_n_obs = vec![None; len];
    }
    let own = OtherFlags::BP_UNAVAILABLE | OtherFlags::RP_UNAVAILABLE;
    let changes_meaning = is_dr2 && (layout == Raw) == (curves.flag_meaning == FlagMeaning::Dr2);
    for curve in [&mut curves.g, &mut curves.bp, &mut curves.rp] {
        if layout != Long {
            curve.rejected_by_photometry = vec![None; len];
        }
        for flags in &mut curve.flags {
            if changes_meaning {
                flags.set.remove(own);
            }
            if layout == Raw {
                let unknown = if changes_meaning { own & curve.band.flags() } else { OtherFlags::empty() };
                flags.set &= curve.band.flags();
                flags.missing |= unknown;
            } else if !flags.missing.is_empty() {
                *flags = PointFlags::of_mask(None, curve.band);
            }
        }
    }
    curves.flag_meaning = if layout != Raw && is_dr2 { FlagMeaning::Dr2 } else { FlagMeaning::Dr3 };
    curves
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![3 => any::<f32>().prop_map(f64::from), 3 => any::<f64>(), 1 => Just(f64::NAN)]
}

fn numbers(len: usize) -> impl Strategy<Value = Values<f64>> {
    prop::collection::vec(number(), len).prop_map(Values::from)
}

fn marks(len: usize, gaps: bool) -> impl Strategy<Value = Vec<Option<bool>>> {
    prop::collection::vec((any::<bool>(), any::<u8>()).prop_map(move |(mark, gap)| (!gaps || gap > 60).then_some(mark)), len)
}

fn flags(band: Band, gaps: bool) -> impl Strategy<Value = PointFlags> {
    (any::<u64>(), any::<u64>(), any::<u8>()).prop_map(move |(set, missing, kind)| {
        let known = if kind < 40 { u64::MAX } else { band.flags().bits() };
        let (set, missing) = (OtherFlags::from_bits_retain(set & known), OtherFlags::from_bits_retain(missing) & band.flags());
        match kind % 8 {
            0 if gaps => PointFlags { set: set.difference(missing), missing },
            1 if gaps => PointFlags::of_mask(None, band),
            _ => PointFlags::of_mask(Some(set), band),
        }
    })
}

fn curve(base: LightCurve, band: Band, gaps: bool) -> impl Strategy<Value = LightCurve> {
    let len = base.len();
    let flags = prop::collection::vec(flags(band, gaps), len);
    let lists = (numbers(len), numbers(len), numbers(len), numbers(len), numbers(len));
    (lists, flags, marks(len, gaps), marks(len, gaps)).prop_map(move |(lists, flags, photometry, variability)| {
        let mut curve = base.clone();
        curve.band = band;
        (curve.time, curve.flux, curve.flux_error, curve.mag) = (lists.0, lists.1, lists.2, lists.3);
        (curve.flux_over_error, curve.flags) = (Ratios::from(lists.4), flags);
        (curve.rejected_by_photometry, curve.rejected_by_variability) = (photometry, variability);
        curve
    })
}

prop_compose! {
    /// Light curves that say all that any layout can say; with gaps, some of it is missing.
    fn curves(gaps: bool)(len in 1_usize..6, release in prop_oneof![Just(Release::Dr2), Just(Release::Dr3)])
        (g in curve(start(len, &release).g, Band::G, gaps), bp in curve(start(len, &release).g, Band::Bp, gaps),
         rp in curve(start(len, &release).g, Band::Rp, gaps), rejected in marks(len, gaps),
         n_obs in prop::collection::vec(0_i16..10, len), base in Just(start(len, &release))) -> EpochPhotometry {
        let mut curves = base;
        curves.g_n_obs = n_obs.into_iter().map(Some).collect();
        (curves.g, curves.bp, curves.rp, curves.rejected_by_photometry) = (g, bp, rp, rejected);
        curves
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_layout_to_every_layout(curves in curves(true)) {
        for from in FORMS {
            let here = as_in(&curves, from);
            for to in FORMS {
                let (table, _) = to_table(&here, to);
                prop_assert_eq!(EpochPhotometry::from_table(&table).unwrap(), [as_in(&here, to)], "{} to {}", from, to);
            }
        }
    }

    #[test]
    fn what_is_reported_is_declared(curves in curves(false)) {
        for from in FORMS {
            let mut origin = curves.clone();
            if from == Raw {
                // RAW names its flags in DR2 as well.
                origin.flag_meaning = FlagMeaning::Dr3;
            }
            let here = as_in(&origin, from);
            for to in FORMS {
                for loss in &to_table(&here, to).1 {
                    let family = if loss.subject.starts_with("photometry_flag_") { "photometry_flag_*" } else { &loss.subject };
                    let declared = declared_losses().filter(|known| known.from.contains(&from) && known.is_of(ProductKind::EpochPhotometry, to))
                        .any(|known| known.kind == loss.kind && known.detail == loss.detail && known.subjects.contains(&family));
                    prop_assert!(declared, "{} to {}: {}", from, to, loss);
                }
            }
        }
    }
}

/// Two transits, the second seen in G alone.
fn two_transits() -> EpochPhotometry {
    let mut curves = start(2, &Release::Dr3);
    for band in [Band::Bp, Band::Rp] {
        let mut curve = curves.g.clone();
        curve.band = band;
        curve.flags[0] = PointFlags::of_mask(Some(OtherFlags::empty()), band);
        curve.flags[1] = PointFlags::of_mask(Some(band.flags()), band);
        let gone = |values: &Values<f64>| Values::from(vec![values[0], f64::NAN]);
        (curve.time, curve.flux, curve.flux_error) = (gone(&curve.time), gone(&curve.flux), gone(&curve.flux_error));
        (curve.mag, curve.flux_over_error) = (gone(&curve.mag), Ratios::Float(vec![2.5, f32::NAN].into()));
        match band {
            Band::Bp => curves.bp = curve,
            _ => curves.rp = curve,
        }
    }
    curves.g_n_obs = vec![Some(9), Some(8)];
    curves.rejected_by_photometry = vec![Some(false), Some(true)];
    curves
}

#[test]
fn the_reports_of_two_transits() {
    type Losses = &'static [(&'static str, LossKind, u64)];
    let reports: [(Form, Form, Losses); 9] = [
        (Wide, Wide, &[]),
        (Long, Long, &[]),
        (Raw, Raw, &[]),
        (Raw, Wide, &[("g_transit_n_obs", LossKind::Value, 2), ("rejected_by_photometry", LossKind::Null, 2)]),
        (Wide, Raw, &[("rejected_by_photometry", LossKind::Value, 2), ("g_transit_n_obs", LossKind::Null, 2)]),
        (Raw, Long, &[("g_transit_n_obs", LossKind::Value, 2), ("rejected_by_photometry", LossKind::Null, 6)]),
        (Wide, Long, &[("rejected_by_photometry", LossKind::Value, 2), ("rejected_by_photometry", LossKind::Null, 6)]),
        (Long, Wide, &[("rejected_by_photometry", LossKind::Value, 6), ("rejected_by_photometry", LossKind::Null, 2)]),
        (Long, Raw, &[("rejected_by_photometry", LossKind::Value, 6), ("g_transit_n_obs", LossKind::Null, 2)]),
    ];
    for (from, to, want) in reports {
        let (_, report) = to_table(&as_in(&two_transits(), from), to);
        let found: Vec<_> = report.iter().map(|loss| (loss.subject.as_str(), loss.kind, loss.count)).collect();
        assert_eq!(found, want, "{from} to {to}");
    }
}

#[test]
fn the_tables_are_annotated_and_recognised() {
    for (layout, times) in [(Individual, 3), (Wide, 3), (Long, 1), (Raw, 3)] {
        let (table, _) = to_table(&two_transits(), layout);
        let timesys: Vec<_> = table.schema().all_timesys().collect();
        assert_eq!(timesys.len(), 1);
        let [scale, origin, place] = [&timesys[0].timescale, &timesys[0].timeorigin, &timesys[0].refposition];
        assert_eq!([scale, origin, place].map(|text| text.as_deref().unwrap()), ["TCB", "2455197.5", "BARYCENTER"]);
        let referring = table.schema().fields.iter().filter(|field| field.reference == timesys[0].id);
        assert_eq!(referring.count(), times, "{layout}");
        let found = products(&table, None).unwrap();
        assert!(matches!(&found[..], [Product::EpochPhotometry(_)]), "{layout}: {found:?}");
        let findings: Vec<Finding> = gaialink_products::check(&table, None);
        assert!(findings.iter().all(|finding| !finding.code.contains("COLUMN")), "{layout}: {findings:?}");
    }
}

#[test]
fn points_that_do_not_join_again_are_reported() {
    for ids in [[None, Some(1)], [Some(5), None], [None, None]] {
        let mut curves = two_transits();
        curves.transit_id = ids.map(|id: Option<i64>| id.map(TransitId::new)).to_vec();
        let (table, report) = to_table(&curves, Long);
        assert!(report.iter().any(|loss| loss.subject == "transit_id" && loss.kind == LossKind::Value), "{ids:?}: {report:?}");
        assert!(EpochPhotometry::try_from(&table).unwrap().len() > 2);
    }
    let mut twice = two_transits();
    twice.transit_id = vec![Some(TransitId::new(5)); 2];
    let (table, report) = to_table(&twice, Long);
    assert!(report.iter().all(|loss| loss.subject != "transit_id"), "{report:?}");
    assert_eq!(EpochPhotometry::try_from(&table).unwrap(), as_in(&twice, Long));
}

#[test]
fn many_sources_in_one_table() {
    let mut other = start(3, &Release::Dr3);
    other.source_id = 4.try_into().unwrap();
    let both = [two_transits(), other];
    for (layout, make) in [
        (Wide, EpochPhotometry::to_wide_table as fn(&[_]) -> _),
        (Long, EpochPhotometry::to_long_table),
        (Raw, EpochPhotometry::to_raw_table),
    ] {
        let (table, _) = make(&both).unwrap();
        let want: Vec<_> = both.iter().map(|curves| as_in(curves, layout)).collect();
        assert_eq!(EpochPhotometry::from_table(&table).unwrap(), want, "{layout}");
        assert_eq!(
            table.num_rows(),
            match layout {
                Long => 9,
                Wide => 5,
                _ => 2,
            }
        );
        assert!(matches!(EpochPhotometry::try_from(&table), Err(Error::Sources { found: 2, .. })));
        assert_eq!(EpochPhotometry::from_table(&make(&[]).unwrap().0).unwrap(), []);
    }
}

#[test]
fn what_is_no_light_curve() {
    let (table, _) = to_table(&two_transits(), Long);
    let columns: Vec<ArrayRef> = table.columns().map(|column| column.to_array().unwrap()).collect();
    let with = |name: &str, array: ArrayRef| {
        let mut columns = columns.clone();
        columns[table.schema().index_of(name).unwrap()] = array;
        EpochPhotometry::from_table(&Table::from_columns(Arc::clone(table.schema()), columns).unwrap()).unwrap_err()
    };
    let rows = table.num_rows();
    let bands: Vec<Option<&str>> = [Some("G"), None].into_iter().chain(vec![Some("BP"); rows]).take(rows).collect();
    assert!(matches!(with("band", Arc::new(StringArray::from(bands))), Error::Band { row: 1, .. }));
    let runs = Int64Array::from_iter_values(0..i64::try_from(rows).unwrap());
    assert!(matches!(with("solution_id", Arc::new(runs)), Error::Varies { column: "solution_id", .. }));

    let mut short = two_transits();
    short.bp.flux = vec![1.0].into();
    let error = short.to_table().unwrap_err();
    assert!(matches!(error, Error::Length { column: "bp_flux", expected: 2, found: 1, .. }), "{error:?}");
    let (raw, _) = to_table(&two_transits(), Raw);
    let mut columns: Vec<ArrayRef> = raw.columns().map(|column| column.to_array().unwrap()).collect();
    let place = raw.schema().index_of("rp_mag").unwrap();
    columns[place] = columns[raw.schema().index_of("rp_flux").unwrap()].slice(0, 1);
    let lists =
        gaialink_table::arrow::array::ListArray::from_iter_primitive::<gaialink_table::arrow::datatypes::Float64Type, _, _>([
            Some(vec![Some(1.0)]),
        ]);
    columns[place] = Arc::new(lists);
    let error = EpochPhotometry::from_table(&Table::from_columns(Arc::clone(raw.schema()), columns).unwrap()).unwrap_err();
    assert!(matches!(error, Error::Length { column: "rp_mag", expected: 2, found: 1, .. }), "{error:?}");
}

#[test]
fn what_is_wrong_with_a_light_curve_is_found() {
    let good = good_curves();
    type Spoil = fn(&mut EpochPhotometry);
    let cases: [(Spoil, &[&str]); 10] = [
        (|_| (), &[]),
        (|curves| curves.g.mag = vec![15.5, curves.g.mag[1]].into(), &["W-MAG-FLUX"]),
        (|curves| curves.bp.flux_over_error = Ratios::Float(vec![2.5, 10.0].into()), &["W-FLUX-OVER-ERROR"]),
        (|curves| curves.g.time = vec![0.5, 1701.0].into(), &["W-TIME-RANGE"]),
        (|curves| curves.rp.time = vec![1702.0, 1701.0].into(), &["W-TIME-ORDER"]),
        (|curves| curves.g.flags[1].set = OtherFlags::from(1 << 40), &["I-FLAG-UNKNOWN"]),
        (|curves| curves.bp.flags[1].set = OtherFlags::BP_UNAVAILABLE, &["W-FLAG-FLUX"]),
        (|curves| curves.rejected_by_photometry[0] = Some(true), &["W-FLAG-REJECTED"]),
        (|curves| curves.transit_id[1] = curves.transit_id[0], &["W-TRANSIT-TWICE"]),
        (
            |curves| {
                curves.bp.flags[0].set = OtherFlags::BP_REJECT | OtherFlags::BP_UNAVAILABLE;
                curves.bp.flux = vec![f64::NAN; 2].into();
                curves.rejected_by_photometry[0] = Some(true);
            },
            &[],
        ),
    ];
    for (place, (spoil, want)) in cases.into_iter().enumerate() {
        let mut curves = good.clone();
        spoil(&mut curves);
        let findings = gaialink_products::check(&to_table(&curves, Wide).0, None);
        let codes: Vec<&str> = findings.iter().map(|finding| finding.code.as_str()).collect();
        assert_eq!(codes, want, "case {place}: {findings:?}");
    }
    let mut rejected = good;
    rejected.bp.rejected_by_photometry = vec![Some(false), Some(true)];
    let findings = gaialink_products::check(&to_table(&rejected, Long).0, None);
    let want = "warning W-FLAG-REJECTED: column `rejected_by_photometry`: rejected_by_photometry and the flags disagree: 1 points in BP \
                of source 7, the first of transit 11: expected false by photometry_flag_bp_reject, found true";
    assert_eq!(findings.iter().map(ToString::to_string).collect::<Vec<_>>(), [want]);
}

/// Two transits in which everything fits.
fn good_curves() -> EpochPhotometry {
    let mut curves = start(2, &Release::Dr3);
    let fill = |curve: &mut LightCurve, band: Band| {
        curve.band = band;
        curve.flux = vec![1000.0, 1500.0].into();
        curve.flux_error = vec![100.0, 150.0].into();
        curve.flux_over_error = Ratios::Float(vec![10.0, 10.0].into());
        let zero_point = band.zero_point(&Release::Dr3).unwrap();
        curve.mag = curve.flux.iter().map(|flux| zero_point - 2.5 * flux.log10()).collect();
        curve.flags = vec![PointFlags::of_mask(Some(OtherFlags::empty()), band); 2];
        curve.rejected_by_photometry = vec![None; 2];
    };
    (curves.bp, curves.rp) = (curves.g.clone(), curves.g.clone());
    fill(&mut curves.g, Band::G);
    fill(&mut curves.bp, Band::Bp);
    fill(&mut curves.rp, Band::Rp);
    curves.rejected_by_photometry = vec![Some(false); 2];
    curves
}
