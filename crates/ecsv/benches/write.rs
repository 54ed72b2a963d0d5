//! How fast rows are written, by all threads and by one.
#![expect(clippy::unwrap_used, reason = "a benchmark")]

#[path = "../tests/support/samples.rs"]
mod samples;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use samples::{chain, coefficients, to_csv, to_ecsv};
use std::hint::black_box;

fn benches(c: &mut Criterion) {
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    for (name, table) in [("chain", chain()), ("coefficients", coefficients())] {
        let mut group = c.benchmark_group(format!("write/{name}"));
        group.sample_size(10).throughput(Throughput::Bytes(to_ecsv(&table).len() as u64));
        group.bench_function("ecsv", |b| b.iter(|| to_ecsv(black_box(&table))));
        group.bench_function("ecsv, one thread", |b| b.iter(|| alone.install(|| to_ecsv(black_box(&table)))));
        group.bench_function("csv", |b| b.iter(|| to_csv(black_box(&table))));
        group.finish();
    }
}

criterion_group!(write, benches);
criterion_main!(write);
