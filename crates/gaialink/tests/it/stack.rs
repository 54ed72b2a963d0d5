//! One table a product, of files of any kind, whatever they are named and packed in.

use crate::bundles::{IDS, files, name, reason, spectra, spectrum, stack, zip};
use gaialink::{
    ConvertOptions, ErrorKind, Table, Target,
    arrow::{
        array::AsArray,
        compute::concat_batches,
        datatypes::{Float32Type, Int64Type},
    },
    bundle::{Bundle, OnDuplicate, StackOptions},
    convert,
    datalink::RetrievalType,
    open,
    products::{ProductKind, Structure},
};
use std::{fs, path::Path};

fn ids(table: &Table) -> Vec<i64> {
    let column = table.column("source_id").unwrap().to_array().unwrap();
    column.as_primitive::<Int64Type>().values().to_vec()
}

fn flux(table: &Table) -> Vec<Option<f32>> {
    table.column("flux").unwrap().to_array().unwrap().as_primitive::<Float32Type>().iter().collect()
}

#[test]
fn one_table_in_the_order_of_the_sources() {
    let (directory, input) = spectra();
    let output = directory.path().join("out.parquet");
    let report = stack(&[&input], &output, StackOptions::default()).unwrap();
    assert!(report.failed.is_empty() && report.skipped.is_empty());
    let stacked = &report.products[0];
    assert_eq!((stacked.product, stacked.structure), (ProductKind::XpSampled, Structure::Individual));
    assert_eq!((stacked.sources, stacked.rows, stacked.duplicates), (3, 6, 0));
    let table = open(&output).unwrap().table().unwrap();
    let names: Vec<&str> = table.schema().fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(names, ["source_id", "release", "solution_id", "ra", "dec", "wavelength", "flux", "flux_error"]);
    assert_eq!(ids(&table), [7, 7, IDS[2], IDS[2], IDS[0], IDS[0]]);
    assert_eq!(flux(&table), [Some(1.5), Some(2.5)].repeat(3));
    let releases = table.column("release").unwrap().to_array().unwrap();
    assert!(releases.as_string::<i32>().iter().all(|release| release == Some("Gaia DR3")));
    assert_eq!(table.param("spectralCoverageBoundsStop").unwrap().value, "1020.0");
    assert_eq!(files(directory.path()), ["in.zip", "out.parquet"]);
}

#[test]
fn the_same_whatever_the_files_are() {
    let (directory, input) = spectra();
    for structure in [Structure::Individual, Structure::Raw] {
        let mut options = StackOptions::default();
        options.structure = structure;
        // RAW has the standard wavelengths only, so each spectrum has all of them.
        let samples = vec!["1.5"; 343];
        zip(&input, &IDS.map(|id| (name(id), spectrum(id, &samples, "").into_bytes())));
        let want = directory.path().join("want.arrow");
        stack(&[&input], &want, options.clone()).unwrap();
        let want = open(&want).unwrap().table().unwrap();
        for (to, extension) in
            [(Target::Votable, "xml"), (Target::VotableBinary, "xml"), (Target::Fits, "fits"), (Target::Ecsv, "ecsv")]
        {
            let folder = directory.path().join(to.name());
            fs::create_dir_all(folder.join("below")).unwrap();
            for id in IDS {
                let mut convert_options = ConvertOptions::default();
                convert_options.to = Some(to);
                let path = folder.join("below").join(name(id)).with_extension(extension);
                convert(&open(&input).unwrap().member(&name(id)).unwrap(), path, &convert_options).unwrap();
            }
            let output = directory.path().join("out.arrow");
            let report = stack(&[&folder], &output, options.clone()).unwrap();
            assert!(report.failed.is_empty(), "{to}: {:?}", report.failed);
            let found = open(&output).unwrap().table().unwrap();
            assert_eq!(found.schema().fields, want.schema().fields, "{to}");
            let joined = |table: &Table| concat_batches(table.arrow_schema(), table.batches()).unwrap();
            assert_eq!(joined(&found).columns(), joined(&want).columns(), "{to}, {structure}");
        }
    }
}

#[test]
fn every_format_comes_out() {
    let (directory, input) = spectra();
    for target in Target::all() {
        let mut options = StackOptions::default();
        options.to = Some(target);
        options.provenance = true;
        let output = directory.path().join(format!("out.{}", target.name()));
        stack(&[&input], &output, options).unwrap();
        let table = open(&output).unwrap().table().unwrap();
        assert_eq!(ids(&table), [7, 7, IDS[2], IDS[2], IDS[0], IDS[0]], "{target}");
        let members = table.column("member").unwrap().to_array().unwrap();
        assert!(members.as_string::<i32>().value(0).ends_with(&name(7)), "{target}");
    }
}

#[test]
fn a_stack_is_stacked_again() {
    let (directory, input) = spectra();
    let (first, second) = (directory.path().join("first.parquet"), directory.path().join("second.parquet"));
    stack(&[&input], &first, StackOptions::default()).unwrap();
    let other = directory.path().join(name(9));
    fs::write(&other, spectrum(9, &["3.5"], "")).unwrap();
    let report = stack(&[&first, &other], &second, StackOptions::default()).unwrap();
    assert_eq!((report.products[0].sources, report.products[0].rows), (4, 7));
    let table = open(&second).unwrap().table().unwrap();
    assert_eq!(ids(&table), [7, 7, 9, IDS[2], IDS[2], IDS[0], IDS[0]]);
}

#[test]
fn sources_that_come_twice() {
    let (directory, input) = spectra();
    let (same, other) = (directory.path().join("same.xml"), directory.path().join("other.xml"));
    fs::write(&same, spectrum(7, &["1.5", "2.5"], "")).unwrap();
    fs::write(&other, spectrum(7, &["1.5", "9.5"], "")).unwrap();
    let output = directory.path().join("out.arrow");
    let run = |way, inputs: &[&Path]| {
        let mut options = StackOptions::default();
        options.on_duplicate = way;
        options.open.release = Some("DR3".to_owned());
        stack(inputs, &output, options)
    };
    let report = run(OnDuplicate::First, &[&input, &same]).unwrap();
    assert_eq!((report.products[0].rows, report.products[0].duplicates, report.products[0].conflicts.len()), (6, 1, 0));
    let report = run(OnDuplicate::First, &[&other, &input, &same]).unwrap();
    let stacked = &report.products[0];
    assert_eq!((stacked.rows, stacked.duplicates, stacked.conflicts.len()), (6, 0, 2));
    assert_eq!(stacked.conflicts[0].source_id, 7);
    assert!(stacked.conflicts[0].kept.ends_with("other.xml") && stacked.conflicts[0].dropped.ends_with(&name(7)));
    assert_eq!(flux(&open(&output).unwrap().table().unwrap())[1], Some(9.5), "the first input counts");
    let report = run(OnDuplicate::Keep, &[&input, &other]).unwrap();
    assert_eq!((report.products[0].sources, report.products[0].rows, report.products[0].duplicates), (3, 8, 1));
    fs::remove_file(&output).unwrap();
    let error = run(OnDuplicate::Error, &[&input, &same]).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Duplicate { source_id: 7 }), "{error}");
    assert_eq!(files(directory.path()), ["in.zip", "other.xml", "same.xml"]);
}

#[test]
fn the_content_counts_not_the_name() {
    let directory = tempfile::tempdir().unwrap();
    let input = directory.path().join("in.zip");
    // The names are in the other order than the sources.
    let members = [(1, 30), (2, 20), (3, 10)].map(|(named, id)| (name(named), spectrum(id, &["1.5"], "").into_bytes()));
    zip(&input, &members);
    let output = directory.path().join("out.arrow");
    let report = stack(&[&input], &output, StackOptions::default()).unwrap();
    assert_eq!(report.products[0].sources, 3);
    assert_eq!(ids(&open(&output).unwrap().table().unwrap()), [10, 20, 30]);
}

#[test]
fn what_differs_between_files_becomes_a_column() {
    let directory = tempfile::tempdir().unwrap();
    let input = directory.path().join("in.zip");
    let note = |text: &str| format!("<PARAM datatype=\"char\" arraysize=\"*\" name=\"note\" value=\"{text}\"/>");
    let output = directory.path().join("out.arrow");
    let run = |notes: [String; 3]| {
        let members: Vec<_> =
            [1, 2, 3].into_iter().zip(notes).map(|(id, note)| (name(id), spectrum(id, &["1.5"], &note).into_bytes())).collect();
        zip(&input, &members);
        stack(&[&input], &output, StackOptions::default()).unwrap();
        open(&output).unwrap().table().unwrap()
    };
    let table = run([note("a"), note("a"), note("a")]);
    assert_eq!(table.param("note").unwrap().value, "a");
    assert!(table.column("note").is_none());
    let table = run([note("a"), note("b"), String::new()]);
    let notes = table.column("note").unwrap().to_array().unwrap();
    assert_eq!(notes.as_string::<i32>().iter().collect::<Vec<_>>(), [Some("a"), Some("b"), None]);
    assert!(table.param("note").is_none());
}

#[test]
fn broken_members_are_told_and_the_rest_goes_on() {
    let directory = tempfile::tempdir().unwrap();
    let input = directory.path().join("in.zip");
    let whole = spectrum(2, &["1.5", "2.5"], "");
    let members = vec![
        (name(1), spectrum(1, &["1.5"], "").into_bytes()),
        (name(2), whole.as_bytes()[..whole.len() - 60].to_vec()),
        (name(3), Vec::new()),
        (name(4), spectrum(4, &["1.5"], "").replace("value=\"4\"", "value=\"four\"").into_bytes()),
        ("links.csv".to_owned(), b"ID,access_url\n1,2\n".to_vec()),
        ("log.txt".to_owned(), b"all went well".to_vec()),
        ("inner.zip".to_owned(), b"PK\x05\x06".iter().copied().chain([0; 18]).collect()),
        (name(5), spectrum(5, &["5.5"], "").into_bytes()),
    ];
    zip(&input, &members);
    let output = directory.path().join("out.arrow");
    let report = stack(&[&input], &output, StackOptions::default()).unwrap();
    assert_eq!(ids(&open(&output).unwrap().table().unwrap()), [1, 5]);
    let failed: Vec<String> = report.failed.iter().map(reason).collect();
    assert_eq!(failed.len(), 4, "{failed:?}");
    for part in [
        &name(2),
        &name(3),
        &name(4),
        "inner.zip: cannot read the zip archive: a zip archive inside another one is not looked into",
    ] {
        assert!(failed.iter().any(|text| text.contains(part)), "{part}: {failed:?}");
    }
    let skipped: Vec<String> = report.skipped.iter().map(reason).collect();
    assert_eq!(skipped.len(), 2, "{skipped:?}");
    let mut options = StackOptions::default();
    options.fail_fast = true;
    fs::remove_file(&output).unwrap();
    assert!(stack(&[&input], &output, options).is_err());
    assert_eq!(files(directory.path()), ["in.zip"]);
}

#[test]
fn several_products_several_files() {
    let directory = tempfile::tempdir().unwrap();
    let input = directory.path().join("in.zip");
    let chain = "source_id,solution_id,teff1,teff2,logg1,logg2,azero,mh,distancepc,log_pos,log_lik\n7,9,1,2,3,4,5,6,7,8,9\n";
    let members =
        [(name(7), spectrum(7, &["1.5"], "").into_bytes()), ("MCMC_MSC-Gaia DR3 7.csv".to_owned(), chain.as_bytes().to_vec())];
    zip(&input, &members);
    let out = directory.path().join("out");
    fs::create_dir(&out).unwrap();
    let report = stack(&[&input], &out, StackOptions::default()).unwrap();
    assert_eq!(files(&out), ["MCMC_MSC.parquet", "XP_SAMPLED.parquet"]);
    assert_eq!(report.products.iter().map(|stacked| stacked.sources).sum::<u64>(), 2);
    stack(&[&input], &out.join("{product}/all.csv"), StackOptions::default()).unwrap();
    assert_eq!(files(&out.join("MCMC_MSC")), ["all.csv"]);
    let error = stack(&[&input], &directory.path().join("one.parquet"), StackOptions::default()).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::SeveralProducts { .. }), "{error}");
    assert_eq!(files(directory.path()), ["in.zip", "out"]);
}

#[test]
fn a_directory_by_place_in_the_sky() {
    let (directory, input) = spectra();
    let output = directory.path().join("sky");
    let mut options = StackOptions::default();
    options.partition = Some("healpix:0".parse().unwrap());
    let report = stack(&[&input], &output, options.clone()).unwrap();
    assert_eq!(report.products[0].sources, 3);
    assert_eq!(files(&output), ["healpix_0=0", "healpix_0=10", "healpix_0=8"]);
    let table = open(output.join("healpix_0=10/part-0.parquet")).unwrap().table().unwrap();
    assert_eq!(ids(&table), [IDS[0], IDS[0]]);
    assert!(stack(&[&input], &output, options).is_err(), "what is there is not overwritten");
    assert_eq!(files(directory.path()), ["in.zip", "sky"]);
}

#[test]
fn sources_without_a_product() {
    let (directory, input) = spectra();
    let mut options = StackOptions::default();
    options.ids = Some("7\n8\nGaia DR2 7\n".parse().unwrap());
    let report = stack(&[&input], &directory.path().join("out.arrow"), options).unwrap();
    let missing = report.products[0].missing.as_ref().unwrap();
    let numbers: Vec<i64> = missing.sources.iter().map(|wanted| wanted.source_id.get()).collect();
    assert_eq!((missing.wanted, numbers), (3, vec![7, 8]), "7 is another source in Gaia DR2");
}

#[test]
fn a_bundle_gives_products_by_key() {
    let (directory, input) = spectra();
    let mut bundle = Bundle::open(&[&input]).unwrap();
    let other = directory.path().join(name(9));
    fs::write(&other, spectrum(9, &["3.5"], "")).unwrap();
    bundle.extend(Bundle::open(&[&other]).unwrap());
    assert_eq!((bundle.len(), bundle.is_empty(), bundle.skipped().len()), (4, false, 0));
    let keys: Vec<i64> = bundle.keys().map(|key| key.designation.source_id.get()).collect();
    assert_eq!(keys, [7, 9, IDS[2], IDS[0]]);
    let kind = RetrievalType::from(ProductKind::XpSampled);
    let product = bundle.get(&kind, &"Gaia DR3 9".parse().unwrap()).unwrap().unwrap();
    assert_eq!(product.source_id().get(), 9);
    assert!(bundle.get(&kind, &"Gaia DR2 9".parse().unwrap()).is_none());
    let all: Vec<_> = bundle.products().map(|(_, product)| product.unwrap().source_id().get()).collect();
    assert_eq!(all, [IDS[0], 7, IDS[2], 9]);
}

#[test]
fn no_part_of_a_broken_file_is_kept() {
    let directory = tempfile::tempdir().unwrap();
    let (good, bad) = (directory.path().join("good.csv"), directory.path().join("bad.csv"));
    let header = "source_id,solution_id,ra,dec,wavelength,flux,flux_error\n";
    fs::write(&good, format!("{header}3,9,1.5,2.5,336.0,1.0,0.5\n")).unwrap();
    let many: String = (0..60_000).map(|id| format!("{},9,1.5,2.5,336.0,1.0,0.5\n", id + 10)).collect();
    fs::write(&bad, format!("{header}{many}4,9,1.5,2.5,336.0,wrong,0.5\n")).unwrap();
    let mut options = StackOptions::default();
    (options.product, options.sort_memory) = (Some(ProductKind::XpSampled), 100_000);
    let output = directory.path().join("out.arrow");
    let report = stack(&[&bad, &good], &output, options).unwrap();
    assert_eq!((report.failed.len(), report.products[0].sources, report.products[0].rows), (1, 1, 1), "{:?}", report.failed);
    assert_eq!(ids(&open(&output).unwrap().table().unwrap()), [3]);
}

#[test]
fn times_refer_to_their_system() {
    let directory = tempfile::tempdir().unwrap();
    let input = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/gaia/epoch_photometry.csv"));
    for (structure, target) in [(Structure::Individual, Target::Parquet), (Structure::Raw, Target::Votable)] {
        let mut options = StackOptions::default();
        (options.structure, options.to) = (structure, Some(target));
        let output = directory.path().join("out");
        stack(&[input], &output, options).unwrap();
        let table = open(&output).unwrap().table().unwrap();
        let systems: Vec<_> = table.schema().all_timesys().collect();
        assert_eq!((systems.len(), systems[0].timescale.as_deref()), (1, Some("TCB")), "{target}");
        let refer: Vec<_> = table.schema().fields.iter().filter(|field| field.reference == systems[0].id).collect();
        let names: Vec<&str> = refer.iter().map(|field| field.name.as_str()).collect();
        assert_eq!(names, ["g_transit_time", "bp_obs_time", "rp_obs_time"], "{target}");
        assert!(table.param("release").is_none(), "a column says it, which may differ from row to row");
    }
}

#[test]
fn the_real_zips_in_one_call() {
    let real = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/gaia-files/datalink-zips"));
    if !real.is_dir() {
        println!("skipped: {} is not there", real.display());
        return;
    }
    let directory = tempfile::tempdir().unwrap();
    for structure in [Structure::Individual, Structure::Raw] {
        let mut options = StackOptions::default();
        options.structure = structure;
        let report = stack(&[real], directory.path(), options).unwrap();
        assert!(report.failed.is_empty() && report.skipped.is_empty(), "{report:?}");
        let found: Vec<_> = report.products.iter().map(|s| (s.product, s.sources, s.duplicates, s.conflicts.len())).collect();
        let want = [ProductKind::McmcMsc, ProductKind::XpContinuous, ProductKind::XpSampled].map(|kind| (kind, 1, 3, 0));
        assert_eq!(found, want, "{structure}");
    }
}
