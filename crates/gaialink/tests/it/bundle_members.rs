//! Files read one by one out of a bundle, where those before them teach how: the same as each of them alone.

use crate::{
    bundles::{IDS, name, reason, spectra, spectrum, zip},
    files::{generated, served},
};
use gaialink::{
    OpenOptions, Product, Result, Source, Table,
    bundle::{Bundle, BundleLimits},
    datalink::RetrievalType,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

type Member = (String, Vec<u8>);

/// What makes other documents of one, by what is replaced once.
const CHANGES: [(&str, &str, &str); 16] = [
    ("value", "value=\"", "value=\"1"),
    ("no value", "value=\"34359738385\"", "value=\"\""),
    ("no number", "value=\"34359738385\"", "value=\"x\""),
    ("character", "value=\"34359738385\"", "value=\"&#55;\""),
    ("position", "value=\"123.4", "value=\"23.4"),
    ("order", "name=\"flux_error\"", "name=\"flux\""),
    ("name", "name=\"flux\"", "name=\"flax\""),
    ("type", "datatype=\"double\"", "datatype=\"float\""),
    ("odd type", "datatype=\"double\"", "datatype=\"real\""),
    ("comment", "<TABLE>", "<!-- c --><TABLE>"),
    ("rows", "<TABLE>", "<TABLE nrows=\"2\">"),
    ("overflow", "</TABLE>", "</TABLE><INFO name=\"QUERY_STATUS\" value=\"OVERFLOW\"/>"),
    ("second", "</TABLE>", "</TABLE><TABLE name=\"b\"/>"),
    ("base64", "<STREAM encoding='base64'>\nA", "<STREAM encoding='base64'>\n!"),
    ("cell", "<TD>", "<TD>1 2"),
    ("end", "</VOTABLE>", "</VOTABL>"),
];

/// The files that the project made, and what is like them.
fn members() -> Vec<Member> {
    let mut members = Vec::new();
    let mut files: Vec<PathBuf> = fs::read_dir(generated("gaia")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in &files {
        let (content, name) = (fs::read(file).unwrap(), file.file_name().unwrap().to_string_lossy());
        members.push((format!("first/{name}"), content.clone()));
        members.push((format!("again/{name}"), content.clone()));
        members.push((format!("half/{name}"), content[..content.len() / 2].to_vec()));
        members.push((format!("cut/{name}"), content[..content.len() - 3].to_vec()));
        let Ok(text) = String::from_utf8(content) else { continue };
        let changed = CHANGES.iter().filter(|(_, from, _)| text.contains(from));
        members.extend(changed.map(|(what, from, to)| (format!("{what}/{name}"), text.replacen(from, to, 1).into_bytes())));
    }
    members
}

/// A table of a member alone, read to its end.
fn alone(archive: &Source, member: &str) -> Result<Table> {
    let mut reader = archive.member(member)?.reader()?;
    let table = Table::collect(&mut reader)?;
    reader.finish()?;
    Ok(table)
}

fn assert_same(name: &str, found: &Result<Table>, want: &Result<Table>) {
    match (found, want) {
        (Ok(found), Ok(want)) => {
            assert_eq!(found.schema(), want.schema(), "{name}");
            assert_eq!(found.arrow_schema(), want.arrow_schema(), "{name}");
            assert!(found.batches() == want.batches(), "{name}");
            assert!(found.batches().iter().all(|batch| batch.schema_ref() == want.arrow_schema()), "{name}");
        }
        (Err(found), Err(want)) => assert_eq!(reason(found), reason(want), "{name}"),
        (found, want) => panic!("{name}: {found:?}, but alone {want:?}"),
    }
}

/// Compares all of an archive, so many times; gives how many tables there are, and how many errors.
fn compare(path: &Path, options: &OpenOptions, times: usize) -> (usize, usize) {
    let archive = options.open(path).unwrap();
    let want: Vec<Result<Table>> = archive.members().iter().map(|member| alone(&archive, &member.name)).collect();
    let bundle = Bundle::open_with(&[path], options, &BundleLimits::default()).unwrap();
    for _ in 0..times {
        let mut count = 0;
        for ((name, found), want) in bundle.tables().zip(&want) {
            assert_same(name, &found, want);
            count += 1;
        }
        assert_eq!(count, want.len());
    }
    let tables = want.iter().filter(|table| table.is_ok()).count();
    (tables, want.len() - tables)
}

#[test]
fn every_file_is_read_as_it_is_alone() {
    let directory = tempfile::tempdir().unwrap();
    let archive = directory.path().join("in.zip");
    let members = members();
    zip(&archive, &members);
    let (tables, errors) = compare(&archive, &OpenOptions::default(), 2);
    assert_eq!(tables + errors, members.len());
    assert!(tables > 100 && errors > 50, "{tables} and {errors}");
    let mut strict = OpenOptions::default();
    strict.strict = true;
    assert!(compare(&archive, &strict, 1).1 > errors);
    let mut part = OpenOptions::default();
    (part.columns, part.rows) = (Some(vec!["flux".to_owned()]), Some(1..2));
    assert!(compare(&archive, &part, 1).0 > 10);
    let mut narrow = OpenOptions::default();
    (narrow.limits.max_metadata, narrow.limits.batch_bytes) = (5_000, 1_000);
    assert!(compare(&archive, &narrow, 1).0 > 10);
}

#[test]
fn products_are_those_of_the_files_alone() {
    let directory = tempfile::tempdir().unwrap();
    let archive = directory.path().join("in.zip");
    zip(&archive, &members());
    let bundle = Bundle::open(&[&archive]).unwrap();
    let mut found: Vec<(String, String)> = Vec::new();
    for (name, product) in bundle.products() {
        found.push((name.to_owned(), product.map_or_else(|error| reason(&error), |product: Product| format!("{product:?}"))));
    }
    let mut want: Vec<(String, String)> = Vec::new();
    let archive = gaialink::open(&archive).unwrap();
    for member in archive.members() {
        let name = format!("{}: {}", archive.name(), member.name);
        let products = alone(&archive, &member.name).and_then(|_| archive.member(&member.name)?.products());
        match products {
            Ok(products) => want.extend(products.iter().map(|product| (name.clone(), format!("{product:?}")))),
            Err(error) => want.push((name, reason(&error))),
        }
    }
    assert_eq!(found.len(), want.len());
    found.iter().zip(&want).for_each(|(found, want)| assert_eq!(found, want));
}

#[test]
fn served_files() {
    let Some(served) = served() else { return };
    let mut zips: Vec<PathBuf> = fs::read_dir(served.join("datalink-zips")).unwrap().map(|entry| entry.unwrap().path()).collect();
    zips.sort();
    let each: Vec<_> = zips.iter().map(|archive| compare(archive, &OpenOptions::default(), 2)).collect();
    assert_eq!(each, [(3, 0); 4]);
}

#[test]
fn broken_members_and_archives_in_archives() {
    let (directory, inner) = spectra();
    let archive = directory.path().join("outer.zip");
    zip(&archive, &[(name(IDS[0]), spectrum(7, &["1.5"], "").into_bytes()), ("inner.zip".to_owned(), fs::read(inner).unwrap())]);
    let mut bytes = fs::read(&archive).unwrap();
    let bundle = Bundle::open(&[&archive]).unwrap();
    let errors =
        |bundle: &Bundle| -> Vec<String> { bundle.products().filter_map(|(_, p)| p.err()).map(|e| reason(&e)).collect() };
    let found = errors(&bundle);
    assert!(found.len() == 1 && found[0].contains("a zip archive inside another one is not looked into"), "{found:?}");
    // The checksum in the first entry of the directory.
    let place = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap() + 16;
    bytes[place] ^= 1;
    fs::write(&archive, bytes).unwrap();
    let found = errors(&Bundle::open(&[&archive]).unwrap());
    assert!(found.len() == 2 && found[0].ends_with("the member's checksum is not what the archive says"), "{found:?}");
}

#[test]
fn many_files_come_in_their_order() {
    let directory = tempfile::tempdir().unwrap();
    let archive = directory.path().join("in.zip");
    let members: Vec<Member> = (1..=700).map(|id| (name(id), spectrum(id, &["1.5"], "").into_bytes())).collect();
    zip(&archive, &members);
    let bundle = Bundle::open(&[&archive]).unwrap();
    let ids: Vec<i64> = bundle.products().map(|(_, product)| product.unwrap().source_id().get()).collect();
    assert!(ids.into_iter().eq(1..=700));
    let kind = RetrievalType::from(gaialink::ProductKind::XpSampled);
    for key in bundle.keys().take(3) {
        let product = bundle.get(&kind, &key.designation).unwrap().unwrap();
        assert_eq!(product.source_id(), key.designation.source_id);
    }
}
