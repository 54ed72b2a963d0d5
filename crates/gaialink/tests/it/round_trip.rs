//! From every format to every target and back: values bit for bit, metadata where the target can hold it, the rest reported.

mod csv;
mod expected;
mod types;

use self::expected::{Kept, kept, losses};
use crate::{
    compare::assert_same_values,
    files::{FORMATS, PRODUCTS, generated, member, served},
};
use gaialink::{ConvertOptions, Report, Schema, Source, Table, Target, convert, open};
use std::path::Path;

/// The targets of the command.
pub(crate) const TARGETS: [Target; 9] = [
    Target::Votable,
    Target::VotableTabledata,
    Target::VotableBinary,
    Target::VotableFits,
    Target::Fits,
    Target::Ecsv,
    Target::Csv,
    Target::Arrow,
    Target::Parquet,
];

/// Converts a table and reads it again.
fn there_and_back(source: &Source, target: Target, directory: &Path) -> (Report, Table) {
    let path = directory.join(format!("out.{}", target.extension()));
    let mut options = ConvertOptions::default();
    options.to = Some(target);
    let report = convert(source, &path, &options).unwrap_or_else(|e| panic!("{} to {target}: {e:?}", source.name()));
    (report, open(path).unwrap().table().unwrap())
}

/// Asserts all that is promised of one conversion.
fn assert_kept(source: &Source, format: &str, target: Target, directory: &Path) {
    let context = format!("{} to {target}", source.name());
    let want = source.table().unwrap();
    let (report, found) = there_and_back(source, target, directory);
    assert_eq!(report.rows, want.num_rows() as u64, "{context}");
    assert_eq!(report.warnings, [], "{context}");
    let lost: Vec<String> = report.losses.iter().map(ToString::to_string).collect();
    assert_eq!(lost, losses(&want, target), "{context}");
    if target == Target::Csv {
        return csv::assert_kept(&found, &want, &context);
    }
    let Kept { schema, missing } = kept(&want, target);
    let mut back = Schema::clone(found.schema());
    back.num_rows = schema.num_rows;
    if (format, target) == ("ecsv", Target::Fits) {
        // The archive's ECSV has bare names and values; the keyword map of FITS knows more of them.
        let pairs = |schema: &Schema| -> Vec<(String, String)> {
            schema.params.iter().map(|param| (param.name().to_owned(), param.value.clone())).collect()
        };
        assert_eq!(pairs(&back), pairs(&schema), "{context}");
        back.params.clone_from(&schema.params);
    }
    assert_eq!(back, schema, "{context}");
    assert_same_values(&found, &want, missing, &context);
}

#[test]
fn served_products_to_every_target_and_back() {
    let Some(served) = served() else { return };
    let directory = tempfile::tempdir().unwrap();
    let mut seen = 0;
    for product in PRODUCTS {
        for (format, extension) in FORMATS {
            let source = member(&served, product, format, extension);
            for target in TARGETS {
                assert_kept(&source, format, target, directory.path());
                seen += 1;
            }
        }
    }
    assert_eq!(seen, 108);
}

#[test]
fn generated_products_to_every_target_and_back() {
    let directory = tempfile::tempdir().unwrap();
    for product in ["mcmc_msc", "xp_sampled", "xp_sampled_raw", "xp_continuous", "xp_continuous_raw"] {
        for (format, extension) in
            [("vot", "xml"), ("vot", "plain.xml"), ("vot", "binary.xml"), ("fits", "fits"), ("ecsv", "ecsv"), ("csv", "csv")]
        {
            let source = open(generated(&format!("gaia/{product}.{extension}"))).unwrap();
            for target in TARGETS {
                assert_kept(&source, format, target, directory.path());
            }
        }
    }
}
