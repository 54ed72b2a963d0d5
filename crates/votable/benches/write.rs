//! How fast rows are written, in bytes of the document.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use gaialink_votable::Serialization;

#[path = "common/table.rs"]
mod table;

fn benches(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("write");
    group.sample_size(20);
    for (name, given) in [("scalars", table::scalars(100_000)), ("arrays", table::arrays(500))] {
        for serialization in [Serialization::TableData, Serialization::Binary2] {
            let length = table::document(&given, serialization).len();
            group.throughput(Throughput::Bytes(length as u64));
            group.bench_function(format!("{serialization}/{name}"), |bencher| {
                bencher.iter(|| table::document(&given, serialization).len());
            });
        }
    }
    group.finish();
}

criterion_group!(groups, benches);
criterion_main!(groups);
