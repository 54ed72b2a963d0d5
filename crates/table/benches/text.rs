//! How fast text cells become Arrow arrays, and back: bytes of text a second on one thread.
#![expect(clippy::unwrap_used, reason = "a bench stops at the first thing that is wrong")]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use gaialink_table::{
    Datatype, Field, Limits, LossReport,
    text::{CellBuilder, CellWriter, NumberStyle, TextStyle},
};
use std::hint::black_box;

const ROWS: u32 = 10_000;

/// Numbers that look random, the same ones in every run.
fn numbers() -> impl Iterator<Item = u64> {
    std::iter::successors(Some(0x9E37_79B9_7F4A_7C15_u64), |x| {
        let x = x ^ (x << 13);
        let x = x ^ (x >> 7);
        Some(x ^ (x << 17))
    })
}

fn digits(count: usize) -> impl Iterator<Item = String> {
    numbers().map(move |n| format!("{n:020}").split_off(20 - count))
}

fn cases() -> Vec<(&'static str, Field, TextStyle, Vec<String>)> {
    let floats = |count: usize| digits(count - 3).zip(digits(3)).map(|(fraction, whole)| format!("{whole}.{fraction}"));
    let rows = usize::try_from(ROWS).unwrap();
    let array = |open: &str, between: &str, close: &str| -> Vec<String> {
        let mut floats = floats(8);
        let mut cell = || format!("{open}{}{close}", floats.by_ref().take(343).collect::<Vec<_>>().join(between));
        (0..rows / 100).map(|_| cell()).collect()
    };
    let fluxes = || Field::array("fluxes", Datatype::Float, "343".parse().unwrap());
    let mut java = TextStyle::CSV;
    java.numbers = NumberStyle::Java;
    vec![
        ("float", Field::new("x", Datatype::Float), TextStyle::VOTABLE, floats(8).take(rows).collect()),
        ("double", Field::new("x", Datatype::Double), TextStyle::VOTABLE, floats(17).take(rows).collect()),
        ("double java", Field::new("x", Datatype::Double), java, floats(17).take(rows).collect()),
        ("long", Field::new("x", Datatype::Long), TextStyle::VOTABLE, digits(18).take(rows).collect()),
        ("short", Field::new("x", Datatype::Short), TextStyle::VOTABLE, digits(4).take(rows).collect()),
        ("char", Field::text("x"), TextStyle::VOTABLE, digits(12).take(rows).collect()),
        ("float[343] blanks", fluxes(), TextStyle::VOTABLE, array("", " ", "")),
        ("float[343] json", fluxes(), TextStyle::ECSV, array("[", ",", "]")),
        ("float[343] tuple", fluxes(), TextStyle::CSV, array("(", ", ", ")")),
    ]
}

fn text(c: &mut Criterion) {
    for (name, field, style, cells) in cases() {
        let bytes = cells.iter().map(String::len).sum::<usize>();
        let mut builder = CellBuilder::try_new(&field, &style, &Limits::default()).unwrap();
        let mut read = || {
            cells.iter().for_each(|cell| builder.append(cell.as_bytes()).unwrap());
            builder.finish().unwrap()
        };
        let array = read();
        let mut group = c.benchmark_group("text");
        group.throughput(Throughput::Bytes(u64::try_from(bytes).unwrap()));
        group.bench_function(BenchmarkId::new("read", name), |b| b.iter(|| black_box(read())));
        let (mut out, mut losses) = (Vec::new(), LossReport::default());
        group.bench_function(BenchmarkId::new("write", name), |b| {
            b.iter(|| {
                out.clear();
                let writer = CellWriter::try_new(&array, &field, &style).unwrap();
                (0..array.len()).for_each(|row| writer.write(row, &mut out, &mut losses));
                black_box(out.len())
            });
        });
    }
}

criterion_group!(benches, text);
criterion_main!(benches);
