//! Every file that the archive served and that is on the machine, as its list says it is.

use crate::files::served;
use gaialink::{ConvertOptions, ErrorKind, Info, Target, convert, open};
use std::fs;

/// A line of the list of served files.
struct Entry<'a> {
    file: &'a str,
    products: Vec<&'a str>,
    structure: &'a str,
    format: &'a str,
    serialization: &'a str,
    rows: &'a str,
    columns: &'a str,
}

fn entries(list: &str) -> Vec<Entry<'_>> {
    list.lines()
        .skip(1)
        .map(|line| {
            let mut words = line.split('\t');
            let mut word = || words.next().unwrap();
            let (file, product, _release) = (word(), word(), word());
            let is_product = product.chars().all(|c| c.is_ascii_uppercase() || c == '_' || c == '+');
            let products = if is_product { product.split('+').collect() } else { Vec::new() };
            Entry { file, products, structure: word(), format: word(), serialization: word(), rows: word(), columns: word() }
        })
        .collect()
}

/// Whether the list holds listings of other programs, which are no tables.
fn is_listing(entry: &Entry<'_>) -> bool {
    entry.format == "text"
}

#[test]
fn every_served_file_is_what_the_list_says() {
    let Some(served) = served() else { return };
    let list = fs::read_to_string(served.join("MANIFEST.tsv")).unwrap();
    let entries = entries(&list);
    for entry in &entries {
        let source = match open(served.join(entry.file)) {
            Ok(source) => source,
            Err(error) => {
                assert!(is_listing(entry) && matches!(error.kind(), ErrorKind::UnknownFormat { .. }), "{error}");
                continue;
            }
        };
        assert!(!is_listing(entry), "{}", entry.file);
        let info = source.info().unwrap();
        if entry.format.starts_with("zip") {
            let members: Vec<&Info> = info.members.iter().map(|member| member.info.as_ref().unwrap()).collect();
            assert_eq!(format!("members:{}", members.len()), entry.rows, "{}", entry.file);
            for (info, product) in members.into_iter().zip(&entry.products) {
                assert_product(info, Some(product), entry);
            }
            continue;
        }
        assert_eq!(info.format.unwrap().to_string(), entry.format, "{}", entry.file);
        let table = &info.tables[0];
        assert_eq!(table.rows.to_string(), entry.rows, "{}", entry.file);
        assert_eq!(table.columns.len().to_string(), entry.columns, "{}", entry.file);
        if let Some(serialization) = &table.serialization {
            assert_eq!(serialization, entry.serialization, "{}", entry.file);
        }
        assert_product(&info, entry.products.first(), entry);
    }
    assert!(entries.len() >= 30, "only {} files are listed", entries.len());
}

fn assert_product(info: &Info, want: Option<&&str>, entry: &Entry<'_>) {
    assert_eq!(info.tables.len(), 1, "{}", entry.file);
    let table = &info.tables[0];
    assert_eq!(table.warnings, [], "{}", entry.file);
    let found = table.product.as_ref();
    let names: Vec<&str> = found.map(|found| found.products.iter().map(|p| p.name()).collect()).unwrap_or_default();
    assert_eq!(names, want.into_iter().copied().collect::<Vec<_>>(), "{}", entry.file);
    if let Some(found) = found {
        // XP_CONTINUOUS of one source is the same in both structures.
        let structures: Vec<&str> = found.structures.iter().map(|s| s.name()).collect();
        let word = entry.structure.split([' ', '(']).next().unwrap();
        assert!(structures.contains(&word), "{}: {structures:?}", entry.file);
    }
}

#[test]
fn served_products_convert_without_a_loss_where_the_target_can_hold_them() {
    let Some(served) = served() else { return };
    let list = fs::read_to_string(served.join("MANIFEST.tsv")).unwrap();
    let directory = tempfile::tempdir().unwrap();
    let targets =
        [Target::Votable, Target::VotableTabledata, Target::VotableBinary, Target::Ecsv, Target::Arrow, Target::Parquet];
    let mut lossy = Vec::new();
    for entry in entries(&list).iter().filter(|entry| !is_listing(entry) && !entry.format.starts_with("zip")) {
        for target in targets {
            let mut options = ConvertOptions::default();
            options.to = Some(target);
            options.strict = true;
            let output = directory.path().join("out");
            if let Err(error) = convert(&open(served.join(entry.file)).unwrap(), &*output, &options) {
                let text = error.to_string();
                let (_, reason) = text.split_once("strict: ").unwrap();
                lossy.push(format!("{} to {}: {reason}", entry.file, target.format()));
            }
        }
    }
    lossy.dedup();
    // A type of the bulk files, and the service descriptor behind the rows of a query's result.
    let want = [
        "epoch_photometry/bulk_epoch_photometry_5rows.csv.gz to VOTable: 1 would be lost: datatype: `g_transit_n_obs`: \
         VOTable has no signedByte, it is written as short",
        "tap/1710099405832VAL-result.vot to ECSV: 1 would be lost: metadata: `votable.documentElement`: ECSV has no place behind the \
         rows",
    ];
    assert_eq!(lossy, want);
}
