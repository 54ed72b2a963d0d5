//! How fast tables are written.
#![expect(clippy::unwrap_used, reason = "a benchmark")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use gaialink_fits::{WriteOptions, Writer};
use gaialink_table::{
    Datatype, Field, Schema, Table, TableWriter, Trailer,
    arrow::array::{ArrayRef, Float32Array, Int16Array, StringArray},
};
use std::{
    hint::black_box,
    io::{self, Cursor},
    sync::Arc,
};

const ROWS: usize = 50_000;

fn table() -> Table {
    let fields = vec![Field::new("flux", Datatype::Float), Field::new("n", Datatype::Short), Field::text("name")];
    let columns: Vec<ArrayRef> = vec![
        Arc::new((0..ROWS).map(|i| i as f32 * 0.5).collect::<Float32Array>()),
        Arc::new((0..ROWS).map(|i| (i % 7 > 0).then_some(3)).collect::<Int16Array>()),
        Arc::new((0..ROWS).map(|i| Some(format!("Gaia DR3 {i}"))).collect::<StringArray>()),
    ];
    Table::from_columns(Schema::from_fields(fields), columns).unwrap()
}

fn seekable(table: &Table) -> usize {
    let mut file = Vec::new();
    let mut writer = Writer::try_new(Cursor::new(&mut file), table.schema(), WriteOptions::default()).unwrap();
    table.batches().iter().for_each(|batch| writer.write_batch(batch).unwrap());
    Box::new(writer).finish(&Trailer::default()).unwrap();
    file.len()
}

fn spooled(table: &Table) {
    let mut writer = Writer::spooled(io::sink(), table.schema(), WriteOptions::default()).unwrap();
    table.batches().iter().for_each(|batch| writer.write_batch(batch).unwrap());
    Box::new(writer).finish(&Trailer::default()).unwrap();
}

fn benches(c: &mut Criterion) {
    let table = table();
    let mut group = c.benchmark_group("write");
    group.throughput(Throughput::Bytes(seekable(&table) as u64)).sample_size(20);
    group.bench_function("seekable", |b| b.iter(|| black_box(seekable(&table))));
    group.bench_function("spooled", |b| b.iter(|| spooled(&table)));
    group.finish();
}

criterion_group!(all, benches);
criterion_main!(all);
