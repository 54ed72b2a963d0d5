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

/// What makes other files of one, by what is replaced once; in FITS, whose bytes have their places, by as many.
const CHANGES: [(&str, &[u8], &[u8]); 30] = [
    ("value", b"value=\"", b"value=\"1"),
    ("no value", b"value=\"34359738385\"", b"value=\"\""),
    ("no number", b"value=\"34359738385\"", b"value=\"x\""),
    ("character", b"value=\"34359738385\"", b"value=\"&#55;\""),
    ("position", b"value=\"123.4", b"value=\"23.4"),
    ("order", b"name=\"flux_error\"", b"name=\"flux\""),
    ("name", b"name=\"flux\"", b"name=\"flax\""),
    ("type", b"datatype=\"double\"", b"datatype=\"float\""),
    ("odd type", b"datatype=\"double\"", b"datatype=\"real\""),
    ("comment", b"<TABLE>", b"<!-- c --><TABLE>"),
    ("rows", b"<TABLE>", b"<TABLE nrows=\"2\">"),
    ("overflow", b"</TABLE>", b"</TABLE><INFO name=\"QUERY_STATUS\" value=\"OVERFLOW\"/>"),
    ("second", b"</TABLE>", b"</TABLE><TABLE name=\"b\"/>"),
    ("base64", b"<STREAM encoding='base64'>\nA", b"<STREAM encoding='base64'>\n!"),
    ("cell", b"<TD>", b"<TD>1 2"),
    ("end", b"</VOTABLE>", b"</VOTABL>"),
    ("another source", b"source_id: 34359738385", b"source_id: 7"),
    ("another type", b"source_id: 34359738385", b"source_id: 7.5"),
    ("real", b"datatype: float64", b"datatype: float32"),
    ("no type", b"datatype: float32", b"datatype: float3z"),
    ("a line", b"# meta:\n", b"#\n# meta:\n"),
    ("another row", b"\n34359738385,", b"\n7,"),
    ("null", b"\n34359738385,", b"\n,"),
    ("no integer", b"\n34359738385,", b"\n7x,"),
    ("cells", b"\n34359738385,", b"\n34359738385,,"),
    ("quote", b"\n34359738385,", b"\n\"34359738385,"),
    ("remark", b"\n34359738385,", b"\n# c\n34359738385,"),
    ("fewer rows", b"NAXIS2  =                   12", b"NAXIS2  =                   11"),
    ("another card", b"= '34359738385'", b"= '7'          "),
    ("no format", b"TFORM1  = 'K", b"TFORM1  = '?"),
];

/// The files that the project made.
fn files() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<PathBuf> = fs::read_dir(generated("gaia")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read = |file: PathBuf| (file.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&file).unwrap());
    files.into_iter().map(read).collect()
}

/// A file, and what is like it.
fn members(name: &str, content: &[u8]) -> Vec<Member> {
    let cut = |what: &str, len: usize| (format!("{what}/{name}"), content[..len].to_vec());
    let len = content.len();
    let mut members = vec![cut("first", len), cut("again", len), cut("half", len / 2), cut("cut", len - 3)];
    for (what, from, to) in CHANGES {
        if let Some(at) = content.windows(from.len()).position(|found| found == from) {
            members.push((format!("{what}/{name}"), [&content[..at], to, &content[at + from.len()..]].concat()));
        }
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
    let mut strict = OpenOptions::default();
    strict.strict = true;
    let mut part = OpenOptions::default();
    (part.columns, part.rows) = (Some(vec!["flux".to_owned()]), Some(1..2));
    let mut narrow = OpenOptions::default();
    (narrow.limits.max_metadata, narrow.limits.batch_bytes) = (5_000, 1_000);
    let options = [OpenOptions::default(), strict, part, narrow];
    let directory = tempfile::tempdir().unwrap();
    let archive = directory.path().join("in.zip");
    let (mut tables, mut errors) = ([0; 4], [0; 4]);
    for (name, content) in files() {
        let members = members(&name, &content);
        zip(&archive, &members);
        for (at, options) in options.iter().enumerate() {
            let found = compare(&archive, options, 1);
            assert_eq!(found.0 + found.1, members.len());
            (tables[at], errors[at]) = (tables[at] + found.0, errors[at] + found.1);
        }
    }
    assert!(tables[0] > 150 && errors[0] > 100, "{tables:?} and {errors:?}");
    assert!(errors[1] > errors[0] && tables[2] > 10 && tables[3] > 10, "{tables:?} and {errors:?}");
}

#[test]
fn products_are_those_of_the_files_alone() {
    let directory = tempfile::tempdir().unwrap();
    let archive = directory.path().join("in.zip");
    let members = files().iter().flat_map(|(name, content)| members(name, content)).collect::<Vec<_>>();
    zip(&archive, &members);
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
