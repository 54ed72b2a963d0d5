//! Chains of 500 sources with 2000 samples each: RAW to one flat table, to a matrix, and to quantiles, in bytes of samples. The copy
//! of as many bytes tells how fast the memory is.
#![expect(clippy::unwrap_used, reason = "a bench may fail loudly")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use gaialink_products::{Form, McmcGspphot, restructure};
use gaialink_table::Table;
use std::{hint::black_box, time::Duration};

const SOURCES: u32 = 500;
const SAMPLES: u32 = 2000;

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
    let bytes = u64::from(SOURCES) * u64::from(SAMPLES) * 4 * 13;
    let mut group = criterion.benchmark_group("mcmc");
    group.throughput(Throughput::Bytes(bytes)).sample_size(10).measurement_time(Duration::from_secs(5));
    let samples = vec![1.0_f32; usize::try_from(bytes / 4).unwrap()];
    group.bench_function("memcpy", |bencher| bencher.iter(|| black_box(black_box(&samples).clone())));
    group.bench_function("raw to flat", |bencher| bencher.iter(|| black_box(restructure(&raw, None, Form::Long).unwrap())));
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
