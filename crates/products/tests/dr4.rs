//! What Gaia DR4 may serve: products with columns more or less, light curves with other flags, and what has no model.
#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_products::{
    EpochPhotometry, Error, FlagMeaning, Form, Hints, OtherFlags, Product, ProductKind, Release, XpContinuous, XpSampled, check,
    decode_flags, products, recognise, registry, restructure,
};
use gaialink_table::{
    Datatype, Field, LossKind, Param, Schema, Table,
    arrow::{
        array::{ArrayRef, BooleanArray, Float64Array, Int64Array, ListArray, StringArray, new_null_array},
        datatypes::Float32Type,
    },
    schema::arrow::data_type,
};
use std::sync::Arc;

/// A table of a CSV layout without some columns, with one more, of one source and, with one, a release.
fn table(layout: &str, without: &[&str], release: Option<&str>) -> Table {
    let layout = registry::layout(layout).unwrap();
    let mut fields: Vec<Field> = layout.csv.iter().map(|column| column.field()).collect();
    fields.retain(|field| !without.contains(&field.name.as_str()));
    fields.push(Field::new("is_spurious", Datatype::Boolean));
    let mut schema = Schema::from_fields(fields);
    schema.params.extend(release.map(|release| Param::text("release", release)));
    let column = |field: &Field| -> ArrayRef {
        match field.name.as_str() {
            "source_id" | "transit_id" if field.cell_shape().is_scalar() => Arc::new(Int64Array::from(vec![7])),
            "other_flags" | "g_other_flags" | "bp_other_flags" | "rp_other_flags" => Arc::new(Int64Array::from(vec![1024 + 1])),
            "band" => Arc::new(StringArray::from(vec!["BP"])),
            "flux" => Arc::new(Float64Array::from(vec![1.0])),
            "mag" => Arc::new(Float64Array::from(vec![25.338_542_215_797_446])),
            "rejected_by_photometry" => Arc::new(BooleanArray::from(vec![false])),
            _ => new_null_array(&data_type(field).unwrap(), 1),
        }
    };
    let columns = schema.fields.iter().map(column).collect();
    Table::from_columns(schema, columns).unwrap()
}

const WIDE: &str = "dr3/epoch_photometry__individual";
const LONG: &str = "dr3/epoch_photometry__individual_long";

#[test]
fn columns_may_lack_and_are_told() {
    for (layout, without) in [
        (WIDE, &["g_flux_over_error", "g_transit_flux_over_error", "rejected_by_photometry", "bp_other_flags"][..]),
        (LONG, &["rejected_by_variability", "other_flags", "solution_id"]),
        ("dr3/epoch_photometry__raw", &["photometry_flag_sm_reject", "photometry_flag_af1_reject"]),
        ("dr4/epoch_astrometry__raw", &["ra0", "obs_time_bary_corr", "transit_acq_flags", "zeta"]),
    ] {
        let table = table(layout, without, Some("Gaia DR4"));
        let definition = registry::layout(layout).unwrap();
        assert_eq!(products(&table, None).unwrap()[0].kind(), definition.product, "{layout}");
        let findings = check(&table, None);
        let of_code = |code: &str| -> Vec<String> {
            let found = findings.iter().filter(|finding| finding.code == code);
            found.filter_map(|finding| finding.at.column.clone()).map(|column| column.to_string()).collect()
        };
        let lacking: Vec<&str> =
            definition.columns.iter().map(|column| column.name).filter(|name| without.contains(name)).collect();
        let missing = of_code("W-COLUMN-MISSING");
        assert!(
            !lacking.is_empty() && lacking.iter().all(|name| missing.iter().any(|found| found == name)),
            "{layout}: {missing:?}"
        );
        assert_eq!(of_code("W-COLUMN-UNKNOWN"), ["is_spurious"], "{layout}");
        assert!(findings.iter().all(|finding| finding.code != "E-PRODUCT"), "{layout}: {findings:?}");
    }
}

#[test]
fn a_column_that_a_product_cannot_do_without_is_named() {
    for (layout, column) in [(WIDE, "bp_flux"), (LONG, "flux_error"), (WIDE, "transit_id")] {
        let error = products(&table(layout, &[column], Some("Gaia DR4")), Some(ProductKind::EpochPhotometry)).unwrap_err();
        assert!(matches!(error, Error::MissingColumn { column: found, .. } if found == column), "{layout}: {error:?}");
    }
}

/// A spectrum as RAW has it.
fn raw_spectrum() -> Table {
    let layout = registry::layout("dr3/xp_sampled__raw").unwrap();
    let schema = Schema::from_fields(layout.columns.iter().map(|column| column.field()).collect());
    let list = ListArray::from_iter_primitive::<Float32Type, _, _>([Some(vec![Some(1e-17); XpSampled::SAMPLES])]);
    let (id, degrees) = (Arc::new(Int64Array::from(vec![7])) as ArrayRef, Arc::new(Float64Array::from(vec![1.5])) as ArrayRef);
    let flux: ArrayRef = Arc::new(list);
    Table::from_columns(schema, vec![id.clone(), id, degrees.clone(), degrees, flux.clone(), flux]).unwrap()
}

/// What the caller says of the release, where that is something.
fn of_release(release: Option<&Release>) -> Hints<'_> {
    release.map_or(Hints::default(), |release| Hints::default().of_release(release))
}

/// What the archive's files of DR3 say alike of wavelengths holds for the shape of the product, what they say of epochs for DR3 only.
#[test]
fn a_spectrum_of_dr4_gets_no_epoch_of_dr3() {
    let raw = raw_spectrum();
    for (release, epoch) in [(None, Some("2016.0")), (Some(Release::Dr3), Some("2016.0")), (Some(Release::Dr4), None)] {
        let flat = &restructure(&raw, of_release(release.as_ref()), Form::Individual).unwrap().tables[0];
        let said = |name: &str| flat.param(name).map(|param| param.value.as_str());
        assert_eq!(said("TimeAxisCoverageLocation"), epoch, "{release:?}");
        assert_eq!(said("TimeAxisCoverageBoundsExtent").is_some(), epoch.is_some(), "{release:?}");
        assert_eq!(said("spectralCoverageBoundsStop"), Some("1020.0"), "{release:?}");
    }
}

/// Since the way back fills in no epoch, one that happens to be DR3's is lost on the way there.
#[test]
fn the_epoch_of_dr3_is_told_where_a_spectrum_of_another_release_loses_it() {
    let flat = restructure(&raw_spectrum(), None, Form::Individual).unwrap().tables.remove(0);
    let dated = ["TimeAxisCoverageLocation", "TimeAxisCoverageBoundsExtent"];
    let cases: [(Option<Release>, &[&str]); 5] = [
        (None, &[]),
        (Some(Release::Dr3), &[]),
        (Some(Release::Dr4), &dated),
        (Some(Release::Fpr), &dated),
        (Some(Release::Other("Gaia DR4_RC3".to_owned())), &dated),
    ];
    for (release, want) in cases {
        for form in [Form::Raw, Form::Long] {
            let losses = restructure(&flat, of_release(release.as_ref()), form).unwrap().losses;
            let lost: Vec<_> = losses.iter().map(|loss| (loss.kind, loss.subject.as_str(), loss.count)).collect();
            let want: Vec<_> = want.iter().map(|name| (LossKind::Metadata, *name, 1)).collect();
            assert_eq!(lost, want, "{release:?}, {form}");
        }
        let same = restructure(&flat, of_release(release.as_ref()), Form::Individual).unwrap();
        assert!(same.losses.is_empty(), "{release:?}");
    }
}

#[test]
fn coefficients_of_dr4_may_be_of_another_basis() {
    let band = r#"{"basis_function_id":3,"degrees_of_freedom":null,"n_parameters":1,"n_measurements":null,"n_rejected_measurements":null,
        "standard_deviation":null,"chi_squared":null,"coefficients":[1.5],"coefficient_errors":[0.5],"coefficient_correlations":[],
        "n_relevant_bases":null,"relative_shrinking":null}"#;
    let source = format!(r#"{{"source_id":7,"solution_id":null,"bp":{band},"rp":null}}"#);
    let source: XpContinuous = serde_json::from_str(&source).unwrap();
    let table = source.to_table().unwrap().0;
    for (release, want) in [(None, true), (Some(Release::Dr3), true), (Some(Release::Dr4), false)] {
        let hints = release.as_ref().map_or(Hints::default(), |release| Hints::default().of_release(release));
        assert_eq!(check(&table, hints).iter().any(|finding| finding.code == "W-BASIS"), want, "{release:?}");
    }
}

#[test]
fn masks_of_dr4_are_not_those_of_dr3() {
    for layout in [WIDE, LONG] {
        let table = table(layout, &[], Some("Gaia DR4"));
        let curves = EpochPhotometry::try_from(&table).unwrap();
        assert_eq!((curves.release.as_ref(), curves.flag_meaning), (Some(&Release::Dr4), FlagMeaning::Unknown), "{layout}");
        let flags = curves.bp.flags[0].set;
        assert_eq!(flags.bits(), 1025, "bits are kept");
        assert!(curves.flag_meaning.names(flags).is_empty());
        let codes = check(&table, None);
        assert!(codes.iter().all(|finding| !finding.code.starts_with("W-FLAG")), "{layout}: {codes:?}");
        let error = decode_flags(&table).unwrap_err();
        assert!(matches!(&error, Error::Flags { release: Release::Dr4 }), "{layout}: {error:?}");
    }
}

/// What RAW of DR4 says under the names of DR3's columns stays there, and becomes no mask.
#[test]
fn named_flags_of_dr4_stay_named() {
    let mut curves = EpochPhotometry::try_from(&table(LONG, &[], Some("Gaia DR3"))).unwrap();
    curves.bp.flags[0].set = OtherFlags::BP_REJECT;
    curves.release = Some(Release::Dr4);
    for (meaning, kept) in [(FlagMeaning::Named, true), (FlagMeaning::Unknown, false)] {
        curves.flag_meaning = meaning;
        let (raw, losses) = EpochPhotometry::to_raw_table(std::slice::from_ref(&curves)).unwrap();
        assert_eq!(losses.iter().any(|loss| loss.subject == "bp_other_flags"), !kept, "{meaning:?}: {losses:?}");
        let back = EpochPhotometry::try_from(&raw).unwrap();
        assert_eq!(back.flag_meaning, FlagMeaning::Named);
        assert_eq!(back.bp.flags[0].get(OtherFlags::BP_REJECT), kept.then_some(true), "{meaning:?}");
        assert_eq!(back.flag_meaning.names(OtherFlags::BP_REJECT), ["photometry_flag_bp_reject"]);
        let (wide, losses) = curves.to_table().unwrap();
        assert_eq!(losses.iter().any(|loss| loss.subject == "bp_other_flags"), kept, "{meaning:?}: {losses:?}");
        let mask = EpochPhotometry::try_from(&wide).unwrap().bp.flags[0].set;
        assert_eq!(mask.is_empty(), kept, "{meaning:?}");
    }
}

#[test]
fn what_is_announced_has_no_model_and_is_a_table() {
    let with_columns: Vec<&str> =
        registry::announced().iter().filter(|product| !product.key.is_empty()).map(|product| product.name).collect();
    assert_eq!(
        with_columns,
        [
            "EPOCH_PARAMETERS_RVS_DOUBLE",
            "EPOCH_PARAMETERS_RVS_SINGLE",
            "EPOCH_PHOTOMETRY",
            "EPOCH_PHOTOMETRY_CCD",
            "EPOCH_SPECTRUM_RVS"
        ]
    );
    for product in registry::announced().iter().filter(|product| !product.key.is_empty()) {
        for names in [product.key.to_vec(), [product.key, product.columns, product.inferred].concat()] {
            let fields = names.iter().chain(&["source_id"]).map(|name| Field::new(*name, Datatype::Double)).collect();
            let schema = Schema::from_fields(fields);
            assert_eq!(registry::looks_like(&schema).map(|found| found.name), Some(product.name));
            assert_eq!(recognise(&schema), None, "{}", product.name);
            let columns = schema.fields.iter().map(|_| Arc::new(Float64Array::from(vec![1.0])) as ArrayRef).collect();
            let table = Table::from_columns(schema, columns).unwrap();
            assert!(matches!(products(&table, None), Err(Error::Unrecognised)));
            assert_eq!(check(&table, None), []);
        }
    }
    for layout in registry::layouts() {
        let schema = Schema::from_fields(layout.columns.iter().map(|column| column.field()).collect());
        assert_eq!(registry::looks_like(&schema), None, "{}", layout.name);
    }
    assert!(
        products(&table(LONG, &[], None), None).unwrap().iter().all(|product| matches!(product, Product::EpochPhotometry(_)))
    );
}
