//! A stack in RAW, and one that does not fit into memory.

use crate::bundles::{name, reason, spectra, spectrum, stack, zip};
use gaialink::{
    arrow::{
        array::{AsArray, RecordBatch},
        compute::concat_batches,
        datatypes::{Int32Type, Int64Type},
    },
    bundle::StackOptions,
    open,
    products::{ProductKind, Structure},
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The rows of a stack.
fn rows_of(path: &Path) -> RecordBatch {
    let table = open(path).unwrap().table().unwrap();
    concat_batches(table.arrow_schema(), table.batches()).unwrap()
}

#[test]
fn raw_of_many_files_is_that_of_each() {
    let directory = tempfile::tempdir().unwrap();
    let (input, folder) = (directory.path().join("in.zip"), directory.path().join("each"));
    let fluxes: Vec<Vec<String>> = (0..40).map(|id| (0..343).map(|at| format!("{}.5", id * 1000 + at)).collect()).collect();
    let of = |id: i64| {
        let flux: Vec<&str> = fluxes[usize::try_from(id).unwrap() % 40].iter().map(String::as_str).collect();
        let note = format!("<PARAM datatype=\"int\" name=\"note\" value=\"{}\"/>", id % 3);
        spectrum(id, &flux, &note).replace("251.5 -51.25", &format!("{id}.5 -{id}.25"))
    };
    let mut members: Vec<(String, Vec<u8>)> = (1..30).rev().map(|id| (name(id), of(id).into_bytes())).collect();
    // Without samples, and with other wavelengths than RAW has.
    members.push((name(31), spectrum(31, &[], "").into_bytes()));
    members.push((name(32), of(32).replace("<TD>336</TD>", "<TD>335</TD>").into_bytes()));
    zip(&input, &members);
    fs::create_dir(&folder).unwrap();
    let mut options = StackOptions::default();
    (options.structure, options.provenance) = (Structure::Raw, true);
    let output = directory.path().join("out.arrow");
    let report = stack(&[&input], &output, options.clone()).unwrap();
    assert_eq!(report.failed.len(), 1, "{:?}", report.failed);
    assert!(reason(&report.failed[0]).contains(&name(32)), "{}", reason(&report.failed[0]));
    assert_eq!(report.products[0].sources, 30);
    let all = rows_of(&output);
    let notes = all.column_by_name("note").unwrap().as_primitive::<Int32Type>();
    for (row, id) in (1..30).chain([31]).enumerate() {
        let want = (id < 31).then(|| i32::try_from(id % 3).unwrap());
        assert_eq!(notes.iter().nth(row).unwrap(), want, "{id}");
        // A file on its own is taken another way.
        let path = folder.join(name(id));
        fs::write(&path, &members.iter().find(|(known, _)| *known == name(id)).unwrap().1).unwrap();
        let one = directory.path().join("one.arrow");
        let mut alone = options.clone();
        alone.provenance = false;
        stack(&[&path], &one, alone).unwrap();
        for field in rows_of(&one).schema().fields() {
            let (one, all) = (rows_of(&one), all.slice(row, 1));
            let name = field.name().as_str();
            assert_eq!(one.column_by_name(name).unwrap().to_data(), all.column_by_name(name).unwrap().to_data(), "{id}: {name}");
        }
    }
}

#[test]
fn raw_again_flat_says_the_same() {
    let (directory, input) = spectra();
    let samples = vec!["1.5"; 343];
    let members = [(7, "Gaia DR3"), (5, "Gaia DR2"), (9, "Gaia DR3")]
        .map(|(id, release)| (format!("XP_SAMPLED-{release} {id}.xml"), spectrum(id, &samples, "").into_bytes()));
    zip(&input, &members);
    let path = |name: &str| directory.path().join(name);
    let mut raw = StackOptions::default();
    (raw.structure, raw.provenance) = (Structure::Raw, true);
    let mut flat = StackOptions::default();
    flat.provenance = true;
    stack(&[&input], &path("raw.parquet"), raw.clone()).unwrap();
    stack(&[&input], &path("flat.arrow"), flat.clone()).unwrap();
    let report = stack(&[&path("raw.parquet")], &path("again.arrow"), flat).unwrap();
    assert!(report.products[0].losses.is_empty(), "{:?}", report.products[0].losses);
    assert_eq!(rows_of(&path("again.arrow")).columns(), rows_of(&path("flat.arrow")).columns());
    stack(&[&path("flat.arrow")], &path("back.arrow"), raw).unwrap();
    assert_eq!(rows_of(&path("back.arrow")).columns(), rows_of(&path("raw.parquet")).columns());
}

#[test]
fn rows_that_do_not_fit_into_memory_are_sorted_in_files() {
    let directory = tempfile::tempdir().unwrap();
    // Two files of rows in no order, some sources in both.
    let inputs: Vec<PathBuf> = (0..2)
        .map(|file| {
            let rows = (0..1500_u64).map(|at| (at * 7919 + file * 31) % 1999 + 1);
            let line = |id: u64| format!("{id},9,{id}.5,-{id}.25,336.0,{id}.75,0.5\n");
            let text: String = rows.map(line).collect();
            let path = directory.path().join(format!("rows_{file}.csv"));
            fs::write(&path, format!("source_id,solution_id,ra,dec,wavelength,flux,flux_error\n{text}")).unwrap();
            path
        })
        .collect();
    let inputs: Vec<&Path> = inputs.iter().map(PathBuf::as_path).collect();
    let run = |sort_memory: usize| {
        let mut options = StackOptions::default();
        (options.sort_memory, options.product) = (sort_memory, Some(ProductKind::XpSampled));
        options.open.limits.batch_bytes = 1000;
        let output = directory.path().join("out.arrow");
        let report = stack(&inputs, &output, options).unwrap();
        (rows_of(&output), report.products[0].sources, report.products[0].duplicates + report.products[0].conflicts.len() as u64)
    };
    let (want, sources, again) = run(24 << 20);
    let ids = want.column_by_name("source_id").unwrap().as_primitive::<Int64Type>().values().to_vec();
    assert!(ids.is_sorted() && again > 0, "{again}");
    // Every batch goes to a file of its own; these are merged where they are many.
    for memory in [0, 5000] {
        let (found, found_sources, found_again) = run(memory);
        assert_eq!((found_sources, found_again), (sources, again), "{memory} bytes");
        assert_eq!(found.columns(), want.columns(), "{memory} bytes");
    }
}
