//! How fast tables are read, against reading their raw rows through cfitsio. `GAIALINK_BENCH_FITS` names more files, separated by colons.
#![expect(clippy::unwrap_used, reason = "a benchmark")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use gaialink_fits::{ReadOptions, Reader, WriteOptions, Writer, raw_rows};
use gaialink_table::{
    ArraySize, Datatype, Field, Schema, Table, TableReader, TableWriter, Trailer,
    arrow::{
        array::{ArrayRef, Float32Array, Int64Array, ListArray},
        buffer::OffsetBuffer,
        datatypes::{DataType, Field as ArrowField},
    },
};
use std::{
    hint::black_box,
    path::{Path, PathBuf},
    sync::Arc,
};

const ROWS: usize = 200_000;

/// Samples of a chain: one id and ten floats a row.
fn chain() -> Table {
    let mut fields = vec![Field::new("source_id", Datatype::Long)];
    let mut columns: Vec<ArrayRef> = vec![Arc::new((0..ROWS).map(|i| i as i64).collect::<Int64Array>())];
    for n in 0..10 {
        fields.push(Field::new(format!("sample_{n}"), Datatype::Float));
        columns.push(Arc::new((0..ROWS).map(|i| i as f32 * 0.5).collect::<Float32Array>()));
    }
    Table::from_columns(Schema::from_fields(fields), columns).unwrap()
}

/// Coefficients: one array of 55 floats a row, in the heap.
fn coefficients() -> Table {
    let rows = ROWS / 20;
    let values: Float32Array = (0..rows * 55).map(|i| i as f32).collect();
    let item = Arc::new(ArrowField::new_list_field(DataType::Float32, true));
    let lists = ListArray::new(item, OffsetBuffer::from_lengths(vec![55; rows]), Arc::new(values), None);
    let field = Field::array("coefficients", Datatype::Float, ArraySize::variable(&[], None));
    Table::from_columns(Schema::from_fields(vec![field]), vec![Arc::new(lists)]).unwrap()
}

fn write(table: &Table, path: &Path) {
    let file = std::fs::File::create(path).unwrap();
    let mut writer = Writer::try_new(file, table.schema(), WriteOptions::default()).unwrap();
    table.batches().iter().for_each(|batch| writer.write_batch(batch).unwrap());
    Box::new(writer).finish(&Trailer::default()).unwrap();
}

fn read(path: &Path) -> usize {
    let mut reader = Reader::open(path, ReadOptions::default()).unwrap();
    let mut rows = 0;
    while let Some(batch) = reader.next_batch().unwrap() {
        rows += batch.num_rows();
    }
    rows
}

/// Reads a file twice at the same time, each on a thread of its own: on two cores that takes as long as once on one thread.
fn two(path: &Path) -> usize {
    let alone = || rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap().install(|| read(path));
    std::thread::scope(|scope| {
        let other = scope.spawn(alone);
        alone() + other.join().unwrap()
    })
}

fn benches(c: &mut Criterion) {
    let dir = tempfile::tempdir().unwrap();
    let mut files: Vec<PathBuf> = std::env::var_os("GAIALINK_BENCH_FITS").iter().flat_map(std::env::split_paths).collect();
    for (name, table) in [("chain", chain()), ("coefficients", coefficients())] {
        let path = dir.path().join(name);
        write(&table, &path);
        files.push(path);
    }
    for path in files {
        let mut group = c.benchmark_group(path.file_name().unwrap().to_string_lossy());
        group.throughput(Throughput::Bytes(std::fs::metadata(&path).unwrap().len())).sample_size(20);
        group.bench_function("one thread", |b| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
            b.iter(|| black_box(pool.install(|| read(&path))));
        });
        group.bench_function("read", |b| b.iter(|| black_box(read(&path))));
        group.bench_function("two at once", |b| b.iter(|| black_box(two(&path))));
        group.bench_function("raw", |b| b.iter(|| black_box(raw_rows(&path).unwrap())));
        group.finish();
    }
}

criterion_group!(all, benches);
criterion_main!(all);
