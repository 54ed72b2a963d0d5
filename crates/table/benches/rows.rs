//! The packed row codec in MB/s: rows of scalars, of fixed arrays, of variable arrays inline and in a heap, and of text.
#![expect(clippy::unwrap_used, clippy::cast_possible_truncation, reason = "a bench may fail loudly, and its numbers are small")]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use gaialink_table::{
    ArraySize, Datatype, Field, Limits,
    arrow::array::ArrayRef,
    rows::{Encoded, Length, PackedField, RowOptions, RowPlan},
};
use std::hint::black_box;

/// The bytes of the rows of one run.
const BYTES: usize = 2 << 20;

/// Seventeen columns of one number each, as a catalogue has them.
fn scalars() -> Vec<PackedField> {
    let doubles = ["ra", "dec", "parallax", "parallax_error", "pmra", "pmdec", "phot_g_mean_flux", "radial_velocity"];
    let floats = ["phot_g_mean_mag", "bp_rp", "ruwe", "teff_gspphot"];
    let mut fields = vec![Field::new("solution_id", Datatype::Long), Field::new("source_id", Datatype::Long)];
    fields.extend(doubles.map(|name| Field::new(name, Datatype::Double)));
    fields.extend(floats.map(|name| Field::new(name, Datatype::Float)));
    fields.push(Field::new("matched_transits", Datatype::Short));
    fields.push(Field::new("phot_variable_flag", Datatype::Int));
    fields.push(Field::new("has_xp_sampled", Datatype::Boolean));
    fields.into_iter().map(|field| PackedField::inline(field).unwrap()).collect()
}

/// A sampled spectrum a row.
fn fixed_arrays() -> Vec<PackedField> {
    let array = |name: &str| PackedField::inline(Field::array(name, Datatype::Float, ArraySize::fixed(&[343]))).unwrap();
    vec![PackedField::inline(Field::new("source_id", Datatype::Long)).unwrap(), array("flux"), array("flux_error")]
}

/// A light curve a row.
fn variable_arrays(length: Length) -> Vec<PackedField> {
    let array = |name: &str, datatype| PackedField::new(Field::array(name, datatype, ArraySize::variable(&[], None)), length);
    vec![
        PackedField::inline(Field::new("source_id", Datatype::Long)).unwrap(),
        array("time", Datatype::Double),
        array("flux", Datatype::Float),
        array("rejected", Datatype::Boolean),
    ]
}

/// Names, of varying and of fixed length, among scalars.
fn text() -> Vec<PackedField> {
    let mut fields = scalars();
    fields.truncate(8);
    fields.insert(1, PackedField::inline(Field::text("designation")).unwrap());
    fields.insert(5, PackedField::inline(Field::array("flag", Datatype::Char, ArraySize::fixed(&[13]))).unwrap());
    fields
}

/// Rows of a plan whose bytes are small numbers, letters and counts that fit.
fn rows(fields: &[PackedField], options: &RowOptions) -> Encoded {
    let mut out = Encoded::default();
    let mut seed = 1_u32;
    while out.rows.len() + out.heap.len() < BYTES {
        if options.null_mask {
            out.rows.resize(out.rows.len() + fields.len().div_ceil(8), 0);
        }
        for field in fields {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let byte = if field.field.datatype == Datatype::Boolean { b'T' } else { b'A' + (seed >> 28) as u8 };
            let size = field.field.datatype.packed_size().unwrap();
            let count = 20 + (seed >> 26);
            let elements = vec![byte; size * count as usize];
            match field.length {
                Length::Fixed(len) => out.rows.resize(out.rows.len() + len * size, byte),
                Length::Inline => out.rows.extend(count.to_be_bytes().into_iter().chain(elements)),
                _ => {
                    let offset = out.heap.len() as u32;
                    out.rows.extend(count.to_be_bytes().into_iter().chain(offset.to_be_bytes()));
                    out.heap.extend(elements);
                }
            }
        }
    }
    out
}

fn codec(c: &mut Criterion) {
    let binary2 = RowOptions { null_mask: true, ..RowOptions::default() };
    let fits = RowOptions { nul_is_null: true, ..RowOptions::default() };
    let cases = [
        ("17 scalars, FITS", scalars(), fits.clone()),
        ("17 scalars, BINARY2", scalars(), binary2.clone()),
        ("fixed arrays", fixed_arrays(), fits.clone()),
        ("inline arrays, BINARY2", variable_arrays(Length::Inline), binary2.clone()),
        ("heap arrays, FITS", variable_arrays(Length::Descriptor32), fits),
        ("text, BINARY2", text(), binary2),
    ];
    let mut group = c.benchmark_group("rows");
    for (name, fields, options) in cases {
        let input = rows(&fields, &options);
        let plan = RowPlan::try_new(fields, options, Limits::default()).unwrap();
        group.throughput(Throughput::Bytes((input.rows.len() + input.heap.len()) as u64));
        let decode = || {
            let scan = plan.scan(&input.rows, usize::MAX).unwrap();
            plan.decode(&input.rows, &scan, &input.heap).unwrap().columns
        };
        group.bench_function(BenchmarkId::new("decode", name), |b| b.iter(|| black_box(decode())));
        let columns: Vec<ArrayRef> = decode();
        group.bench_function(BenchmarkId::new("encode", name), |b| {
            b.iter(|| {
                let mut out = Encoded::default();
                plan.encode(black_box(&columns), &mut out).unwrap();
                black_box(out)
            });
        });
    }
    group.finish();
}

criterion_group!(benches, codec);
criterion_main!(benches);
