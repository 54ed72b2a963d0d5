//! How fast rows are read, in bytes of the document.

#![expect(clippy::unwrap_used, reason = "a benchmark")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use gaialink_table::TableReader;
use gaialink_votable::{ReadOptions, Reader, Serialization};

#[path = "common/table.rs"]
mod table;

fn read(document: &[u8]) -> usize {
    let mut reader = Reader::try_new(document, ReadOptions::default()).unwrap();
    let mut rows = 0;
    while let Some(batch) = reader.next_batch().unwrap() {
        rows += batch.num_rows();
    }
    rows
}

fn benches(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read");
    group.sample_size(20);
    for serialization in [Serialization::TableData, Serialization::Binary2] {
        let scalars = table::document(&table::scalars(100_000), serialization);
        group.throughput(Throughput::Bytes(scalars.len() as u64));
        group.bench_function(format!("{serialization}/scalars"), |bencher| bencher.iter(|| read(&scalars)));
        let arrays = table::document(&table::arrays(500), serialization);
        group.throughput(Throughput::Bytes(arrays.len() as u64));
        group.bench_function(format!("{serialization}/arrays"), |bencher| bencher.iter(|| read(&arrays)));
    }
    let small = include_bytes!("../../../testdata/gaia/xp_sampled.xml");
    group.throughput(Throughput::Elements(1));
    group.bench_function("small document", |bencher| bencher.iter(|| read(small)));
    group.finish();
}

criterion_group!(groups, benches);
criterion_main!(groups);
