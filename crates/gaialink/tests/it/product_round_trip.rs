//! Any product of any number of sources, in any form and format, comes back equal.

use crate::restructure::agree;
use gaialink::{
    ConvertOptions, Product, Table, Target, open,
    products::{Form, McmcGspphot, McmcMsc, ProductKind, Rvs, XpContinuous, XpSampled, restructure},
    save,
};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Numbers of 32 bits as a product may have them; a missing one is null, which is NaN here.
pub(crate) fn float() -> impl Strategy<Value = Value> {
    prop_oneof![
        8 => (-1.0e3_f32..1.0e3).prop_map(|number| json!(f64::from(number))),
        1 => prop_oneof![Just(1.0e-17_f32), Just(3.4e38), Just(-0.0), Just(1.0e-40)].prop_map(|number| json!(f64::from(number))),
        1 => Just(Value::Null),
    ]
}

pub(crate) fn floats(len: usize) -> impl Strategy<Value = Value> {
    // A few numbers of chance, repeated: lists are long.
    prop::collection::vec(float(), 7).prop_map(move |numbers| numbers.into_iter().cycle().take(len).collect())
}

pub(crate) fn option(value: impl Strategy<Value = Value> + 'static) -> BoxedStrategy<Value> {
    prop_oneof![1 => Just(Value::Null), 4 => value].boxed()
}

fn ids() -> BoxedStrategy<Vec<(&'static str, Value)>> {
    let id = option((i64::MIN..i64::MAX).prop_map(Value::from));
    (1..i64::MAX, id).prop_map(|(source, solution)| vec![("source_id", json!(source)), ("solution_id", solution)]).boxed()
}

fn object(parts: Vec<(&'static str, Value)>) -> Value {
    Value::Object(parts.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>())
}

fn sampled(kind: ProductKind, len: usize, wavelengths: &[f64]) -> BoxedStrategy<Value> {
    let wavelengths = wavelengths.to_vec();
    let position = option((0.0..360.0_f64, -90.0..90.0_f64).prop_map(|(ra, dec)| json!({ "ra": ra, "dec": dec })));
    let counter = || option((0..i32::from(i16::MAX)).prop_map(Value::from));
    let counters = (counter(), counter(), counter());
    (ids(), position, floats(len), floats(len), counters)
        .prop_map(move |(mut parts, position, flux, flux_error, (transits, ccds, deblended))| {
            parts.extend([("position", position), ("reference_epoch", Value::Null), ("wavelength", json!(wavelengths))]);
            parts.extend([("flux", flux), ("flux_error", flux_error), ("params", json!({}))]);
            if kind == ProductKind::Rvs {
                parts.extend([("combined_transits", transits), ("combined_ccds", ccds), ("deblended_ccds", deblended)]);
            }
            object(parts)
        })
        .boxed()
}

fn chain(names: &'static [&'static str]) -> BoxedStrategy<Value> {
    (ids(), 1..40_usize)
        .prop_flat_map(move |(ids, len)| {
            prop::collection::vec(floats(len), names.len())
                .prop_map(move |columns| object(ids.iter().cloned().chain(names.iter().copied().zip(columns)).collect()))
        })
        .boxed()
}

fn band() -> BoxedStrategy<Value> {
    let short = || option((0..i16::MAX).prop_map(Value::from));
    let coefficients = prop::collection::vec(-1.0e5..1.0e5_f64, 2..6);
    let numbers = (float(), float(), float());
    (coefficients, floats(15), (short(), short(), short(), short(), short(), short()), numbers)
        .prop_map(|(coefficients, list, shorts, numbers)| {
            let size = coefficients.len();
            let part = |len: usize| -> Value { list.as_array().into_iter().flatten().take(len).cloned().collect() };
            json!({
                "basis_function_id": shorts.0, "degrees_of_freedom": shorts.1, "n_parameters": shorts.2, "n_measurements": shorts.3,
                "n_rejected_measurements": shorts.4, "n_relevant_bases": shorts.5, "standard_deviation": numbers.0,
                "chi_squared": numbers.1, "relative_shrinking": numbers.2, "coefficients": coefficients,
                "coefficient_errors": part(size), "coefficient_correlations": part(size * (size - 1) / 2),
            })
        })
        .boxed()
}

/// Products of one kind with different ids, as JSON.
fn products_of(kind: ProductKind) -> BoxedStrategy<Vec<Value>> {
    let one = match kind {
        ProductKind::McmcGspphot => chain(&McmcGspphot::PARAMETERS),
        ProductKind::McmcMsc => chain(&McmcMsc::PARAMETERS),
        ProductKind::Rvs => sampled(kind, Rvs::SAMPLES, &Rvs::standard_wavelengths()),
        ProductKind::XpSampled => sampled(kind, XpSampled::SAMPLES, &XpSampled::standard_wavelengths()),
        _ => (ids(), option(band()), option(band()))
            .prop_map(|(ids, bp, rp)| object(ids.into_iter().chain([("bp", bp), ("rp", rp)]).collect()))
            .boxed(),
    };
    let different = |found: &Vec<Value>| {
        let ids: std::collections::HashSet<String> = found.iter().map(|one| one["source_id"].to_string()).collect();
        ids.len() == found.len()
    };
    prop::collection::vec(one, 1..4).prop_filter("a source has one product", different).boxed()
}

const KINDS: [ProductKind; 5] =
    [ProductKind::McmcGspphot, ProductKind::McmcMsc, ProductKind::Rvs, ProductKind::XpContinuous, ProductKind::XpSampled];

/// The values, and a RAW table of them.
fn made(kind: ProductKind, values: &[Value]) -> (Vec<Product>, Table) {
    macro_rules! read {
        ($Type:ident, $product:expr) => {{
            let values: Vec<$Type> = values.iter().map(|value| serde_json::from_value(value.clone()).unwrap()).collect();
            let table = $Type::to_raw_table(&values).unwrap().0;
            (values.into_iter().map($product).collect(), table)
        }};
    }
    match kind {
        ProductKind::McmcGspphot => read!(McmcGspphot, |value| Product::McmcGspphot(Box::new(value))),
        ProductKind::McmcMsc => read!(McmcMsc, Product::McmcMsc),
        ProductKind::Rvs => read!(Rvs, |value| Product::Rvs(Box::new(value))),
        ProductKind::XpSampled => read!(XpSampled, Product::XpSampled),
        _ => read!(XpContinuous, |value| Product::XpContinuous(Box::new(value))),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_product_in_any_form_and_format(
        (kind, values) in prop::sample::select(&KINDS[..]).prop_flat_map(|kind| (Just(kind), products_of(kind))),
        form in prop::sample::select(&[Form::Raw, Form::Long, Form::Individual][..]),
        target in prop::sample::select(Target::all().collect::<Vec<_>>()),
    ) {
        let (want, raw) = made(kind, &values);
        let arranged = restructure(&raw, Some(kind), form).unwrap();
        let directory = tempfile::tempdir().unwrap();
        let mut found = Vec::new();
        for (place, table) in arranged.tables.iter().enumerate() {
            let path = directory.path().join(format!("{place}.{}", target.extension()));
            let mut options = ConvertOptions::default();
            // Where the form is asked for, CSV has columns in place of PARAMs.
            (options.to, options.form) = (Some(target), Some(form));
            save(table, &*path, &options).unwrap();
            let back = open(&path).unwrap().table().unwrap();
            let again = restructure(&back, Some(kind), Form::Raw).unwrap();
            found.extend(gaialink::products::products(&again.tables[0], Some(kind)).unwrap());
        }
        prop_assert_eq!(found.len(), want.len());
        for (found, want) in found.iter().zip(&want) {
            prop_assert!(agree(found, want), "{} as {} in {}: {:?} is not {:?}", kind, form, target, found, want);
        }
    }
}
