//! The registry against every file that the machine has: recognised as what it is, and no column or PARAM that is not known.

use crate::files::{generated, served};
use gaialink::{
    Field, Source, Table, open,
    products::{ProductKind, recognise_table, registry::Layout},
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// All files below a directory.
fn files(directory: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// The tables of a file: those of all members of an archive.
fn tables(source: &Source) -> Vec<(String, Table)> {
    if source.format().is_some() {
        return vec![(source.name().to_owned(), source.table().unwrap())];
    }
    source.members().iter().flat_map(|member| tables(&source.member(&member.name).unwrap())).collect()
}

/// Type, shape, unit, UCD and UTYPE are ones that the registry knows, from files or from what is published.
fn knows(layout: &Layout, field: &Field) -> bool {
    let known = |text: &Option<String>, texts: &[&str]| text.as_deref().is_none_or(|text| texts.contains(&text));
    let of = |name: &str| layout.any_column(name).or_else(|| layout.param(name).map(|param| &param.column));
    of(&field.name)
        .is_some_and(|column| column.accepts(field) && known(&field.ucd, column.ucds) && known(&field.utype, column.utypes))
}

/// The product that a file's name and folder say it is.
fn named(name: &str) -> Option<ProductKind> {
    let kinds = [
        ("EPOCH_ASTROMETRY", ProductKind::EpochAstrometry),
        ("epoch_photometry", ProductKind::EpochPhotometry),
        ("EPOCH_PHOTOMETRY", ProductKind::EpochPhotometry),
        ("mcmc_gspphot", ProductKind::McmcGspphot),
        ("MCMC_MSC", ProductKind::McmcMsc),
        ("mcmc_msc", ProductKind::McmcMsc),
        ("rvs/", ProductKind::Rvs),
        ("XP_CONTINUOUS", ProductKind::XpContinuous),
        ("xp_continuous", ProductKind::XpContinuous),
        ("XP_SAMPLED", ProductKind::XpSampled),
        ("xp_sampled", ProductKind::XpSampled),
    ];
    kinds.into_iter().find(|(word, _)| name.contains(word)).map(|(_, kind)| kind)
}

/// Checks every file and gives how many products there were.
fn check(directory: &Path) -> usize {
    let mut products = 0;
    for path in files(directory) {
        // Listings of a file's header as text, and what is said of the files.
        if path.extension().is_none_or(|extension| ["txt", "md", "tsv"].iter().any(|known| *known == extension)) {
            continue;
        }
        for (name, table) in tables(&open(&path).unwrap()) {
            let relative = name.strip_prefix(directory.to_str().unwrap()).unwrap_or(&name);
            let found = recognise_table(&table);
            assert_eq!(found.as_ref().and_then(|found| found.product()), named(relative), "{relative}");
            let Some(found) = found else { continue };
            products += 1;
            for field in &table.schema().fields {
                assert!(found.candidates().iter().any(|layout| knows(layout, field)), "{relative}: {field:?}");
            }
            for param in &table.schema().params {
                let known = |layout: &&Layout| layout.find_param(table.schema(), &param.field.name).is_some();
                let of_card = |layout: &&Layout| layout.params.iter().any(|known| known.card == Some(&param.field.name));
                let candidates = found.candidates();
                assert!(candidates.iter().any(|layout| known(layout) || of_card(layout)), "{relative}: {param:?}");
            }
        }
    }
    products
}

#[test]
fn every_served_file() {
    let Some(served) = served() else { return };
    let products = check(&served);
    assert!(products >= 29, "only {products}: did the files move?");
}

#[test]
fn every_generated_file() {
    assert_eq!(check(&generated("gaia")), 32);
}
