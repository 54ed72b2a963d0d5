//! Every datatype, shape and kind of metadata of VOTable to every target and back.

use super::{TARGETS, there_and_back};
use crate::{
    compare::{Missing, assert_same_values},
    files::generated,
};
use gaialink::{Format, Schema, Target, open};
use std::collections::BTreeMap;

/// The losses that each conversion must report, as the command prints them.
const LOSSES: &str = include_str!("types.txt");

/// The losses by table and target.
fn losses() -> BTreeMap<(String, String), Vec<String>> {
    let mut losses: BTreeMap<_, Vec<String>> = BTreeMap::new();
    let mut key = (String::new(), String::new());
    for line in LOSSES.lines().filter(|line| !line.is_empty()) {
        match (line.strip_prefix("  "), line.split_once(" to ")) {
            (Some(loss), _) => losses.entry(key.clone()).or_default().push(loss.to_owned()),
            (None, Some((table, target))) => key = (table.to_owned(), target.to_owned()),
            _ => panic!("neither a conversion nor a loss: {line}"),
        }
    }
    losses
}

#[test]
fn every_datatype_to_every_target_and_back() {
    let directory = tempfile::tempdir().unwrap();
    let mut losses = losses();
    for table in ["scalars", "arrays", "texts", "rare"] {
        for serialization in ["xml", "plain.xml", "binary.xml"] {
            let source = open(generated(&format!("types/{table}.{serialization}"))).unwrap();
            let want = source.table().unwrap();
            for target in TARGETS {
                let context = format!("{table}.{serialization} to {target}");
                let (report, found) = there_and_back(&source, target, directory.path());
                let lost: Vec<String> = report.losses.iter().map(ToString::to_string).collect();
                let key = (table.to_owned(), target.to_string());
                assert_eq!(lost, losses.get(&key).cloned().unwrap_or_default(), "{context}");
                if target.format() == Format::Csv {
                    continue;
                }
                let mut schema = Schema::clone(found.schema());
                schema.num_rows = want.schema().num_rows;
                assert_eq!(schema, **want.schema(), "{context}");
                if matches!(target, Target::Fits | Target::VotableFits) && table == "texts" {
                    continue;
                }
                let has_nan = matches!(target, Target::VotableBinary | Target::VotableFits | Target::Fits);
                let missing = if has_nan { Missing::Nan } else { Missing::Apart };
                assert_same_values(&found, &want, missing, &context);
            }
        }
        for target in TARGETS {
            losses.remove(&(table.to_owned(), target.to_string()));
        }
    }
    assert_eq!(losses, BTreeMap::new(), "losses of conversions that do not exist");
}
