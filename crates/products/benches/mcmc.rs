//! Chains of 500 sources with 2000 samples each: RAW to one flat table and back, to a matrix, and to quantiles, in bytes that are
//! written. The copy of as many bytes into fresh memory tells how fast the memory is.
#![expect(clippy::unwrap_used, reason = "a bench may fail loudly")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use gaialink_products::{Form, McmcGspphot, restructure};
use gaialink_table::Table;
use std::{hint::black_box, time::Duration};

const SOURCES: u32 = 500;
const SAMPLES: u32 = 2000;
/// The bytes of a sample: 13 parameters; in a flat table also two ids.
const PARAMETERS: u64 = 13 * 4;
const FLAT: u64 = PARAMETERS + 2 * 8;

fn chain(source: u32) -> McmcGspphot {
    let mut value = serde_json::json!({ "source_id": source + 1, "solution_id": 9 });
    let numbers: Vec<f32> = (0..SAMPLES)
        .map(|sample| 5000.0 + f32::from(u16::try_from((source.wrapping_mul(7919) ^ sample) % 8192).unwrap()))
        .collect();
    for name in McmcGspphot::PARAMETERS {
        value.as_object_mut().unwrap().insert(name.to_owned(), serde_json::json!(numbers));
    }
    serde_json::from_value(value).unwrap()
}

fn raw() -> Table {
    McmcGspphot::to_raw_table(&(0..SOURCES).map(chain).collect::<Vec<_>>()).unwrap().0
}

fn benches(criterion: &mut Criterion) {
    let raw = raw();
    let rows = u64::from(SOURCES) * u64::from(SAMPLES);
    let mut group = criterion.benchmark_group("mcmc");
    group.sample_size(10).measurement_time(Duration::from_secs(5));
    group.throughput(Throughput::BytesDecimal(rows * FLAT));
    let bytes = vec![1_u8; usize::try_from(rows * FLAT).unwrap()];
    group.bench_function("memcpy of the flat table", |bencher| bencher.iter(|| black_box(black_box(&bytes).clone())));
    group.bench_function("raw to flat", |bencher| bencher.iter(|| black_box(restructure(&raw, None, Form::Long).unwrap())));
    group.throughput(Throughput::BytesDecimal(rows * PARAMETERS));
    let bytes = vec![1_u8; usize::try_from(rows * PARAMETERS).unwrap()];
    group.bench_function("memcpy of the parameters", |bencher| bencher.iter(|| black_box(black_box(&bytes).clone())));
    let flat = restructure(&raw, None, Form::Long).unwrap().tables.remove(0);
    group.bench_function("flat to raw", |bencher| bencher.iter(|| black_box(restructure(&flat, None, Form::Raw).unwrap())));
    group.bench_function("flat to chains", |bencher| bencher.iter(|| black_box(McmcGspphot::from_table(&flat).unwrap())));
    let chains = McmcGspphot::from_table(&flat).unwrap();
    let matrices = || chains.iter().map(McmcGspphot::samples).for_each(|matrix| drop(black_box(matrix)));
    group.bench_function("chains to matrices", |bencher| bencher.iter(matrices));
    let quantiles = || {
        chains.iter().for_each(|chain| {
            chain.quantiles([0.16, 0.5, 0.84]).for_each(|found| {
                black_box(found);
            })
        })
    };
    group.bench_function("quantiles", |bencher| bencher.iter(quantiles));
    group.finish();
}

criterion_group!(groups, benches);
criterion_main!(groups);
