//! How fast rows are read, by all threads and by one.
#![expect(clippy::unwrap_used, reason = "a benchmark")]

#[path = "../tests/support/samples.rs"]
mod samples;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use gaialink_ecsv::{csv, ecsv};
use gaialink_table::{Schema, TableReader};
use samples::{chain, coefficients, to_csv, to_ecsv};
use std::{
    hint::black_box,
    io::{self, BufReader, Write},
};

fn rows<R: TableReader>(mut reader: R) -> usize
where
    R::Error: std::fmt::Debug,
{
    let mut rows = 0;
    while let Some(batch) = reader.next_batch().unwrap() {
        rows += batch.num_rows();
    }
    rows
}

fn read_ecsv(text: &[u8]) -> usize {
    rows(ecsv::Reader::try_new(text, ecsv::ReadOptions::default()).unwrap())
}

/// The text as it comes out of gzip, in portions.
fn unzipped(file: &[u8]) -> BufReader<GzDecoder<&[u8]>> {
    BufReader::with_capacity(1 << 16, GzDecoder::new(file))
}

fn zip(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

fn read_csv(text: &[u8], schema: &Schema) -> usize {
    rows(csv::Reader::try_new(text, schema.clone(), csv::ReadOptions::default()).unwrap())
}

fn benches(c: &mut Criterion) {
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    for (name, table) in [("chain", chain()), ("coefficients", coefficients())] {
        let (ecsv, csv) = (to_ecsv(&table), to_csv(&table));
        let mut group = c.benchmark_group(format!("read/{name}"));
        group.sample_size(10).throughput(Throughput::Bytes(ecsv.len() as u64));
        group.bench_function("ecsv", |b| b.iter(|| read_ecsv(black_box(&ecsv))));
        group.bench_function("ecsv, one thread", |b| b.iter(|| alone.install(|| read_ecsv(black_box(&ecsv)))));
        let zipped = zip(&ecsv);
        group.bench_function("inflate alone", |b| {
            b.iter(|| io::copy(&mut unzipped(black_box(&zipped)), &mut io::sink()).unwrap())
        });
        let options = ecsv::ReadOptions::default;
        let read_zipped = || rows(ecsv::Reader::try_new(unzipped(black_box(&zipped)), options()).unwrap());
        group.bench_function("ecsv.gz", |b| b.iter(read_zipped));
        group.bench_function("ecsv.gz, one thread", |b| b.iter(|| alone.install(read_zipped)));
        group.throughput(Throughput::Bytes(csv.len() as u64));
        group.bench_function("csv", |b| b.iter(|| read_csv(black_box(&csv), table.schema())));
        group.bench_function("csv, one thread", |b| b.iter(|| alone.install(|| read_csv(black_box(&csv), table.schema()))));
        let infer = || csv::infer(black_box(&csv[..]), &csv::ReadOptions::default(), None).unwrap();
        group.bench_function("infer", |b| b.iter(infer));
        group.finish();
    }
}

criterion_group!(read, benches);
criterion_main!(read);
