//! Products from one form into another, against the archive's own files.

use crate::{
    archive_style::{parts, served_fits},
    compare::{Missing, assert_same_values},
    files::{generated, member, served},
};
use gaialink::{
    ConvertOptions, Product, Style, Table, open,
    products::{Form, Structure, declared_losses, products, recognise_table, restructure},
    save,
};
use std::fs;

/// What is said of a PARAM but for its description and the length of a text.
fn params(table: &Table) -> Vec<[String; 5]> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let param = |param: &gaialink::Param| {
        let field = &param.field;
        [field.name.clone(), param.value.clone(), text(&field.unit), text(&field.ucd), text(&field.utype)]
    };
    table.schema().params.iter().map(param).collect()
}

fn one(table: &Table, form: Form) -> Table {
    let made = restructure(table, None, form).unwrap();
    assert!(made.losses.is_empty(), "{form}: {:?}", made.losses);
    assert_eq!(made.tables.len(), 1);
    made.tables[0].clone()
}

/// A card without the project's or the archive's own words: those of a comment, and the description of a column.
fn value(card: &str) -> &str {
    if card.starts_with("TCOMM") {
        return card.split('=').next().unwrap_or(card);
    }
    let text = card.split_once("= '").and_then(|(_, rest)| rest.split_once('\''));
    text.map_or(card, |(_, comment)| card.strip_suffix(comment).unwrap_or(card))
}

#[test]
fn a_served_spectrum_comes_back_from_raw_param_by_param_and_card_by_card() {
    let Some(served) = served() else { return };
    let want = member(&served, "XP_SAMPLED", "vot", "xml").table().unwrap();
    for format in [("vot", "xml"), ("fits", "fits"), ("ecsv", "ecsv")] {
        let individual = member(&served, "XP_SAMPLED", format.0, format.1).table().unwrap();
        let raw = one(&individual, Form::Raw);
        assert_eq!(recognise_table(&raw).unwrap().structure(), Some(Structure::Raw));
        let found = one(&raw, Form::Individual);
        assert_eq!(params(&found), params(&want), "{format:?}");
        assert_same_values(&found, &want, Missing::Nan, "from RAW");
        if format.0 == "vot" {
            assert_eq!(found.schema().scopes, want.schema().scopes);
        }
        let fields = |table: &Table| table.schema().fields.clone();
        let told = |table: &Table| -> Vec<_> { fields(table).into_iter().map(|f| (f.name, f.datatype, f.unit, f.ucd)).collect() };
        assert_eq!(told(&found), told(&want), "{format:?}");

        let mut options = ConvertOptions::default();
        options.fits_style = Style::Archive;
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("ours.fits");
        save(&found, &*path, &options).unwrap();
        let (ours, original) = (fs::read(&path).unwrap(), served_fits(&served, "XP_SAMPLED"));
        let ((cards, data), (want_cards, want_data)) = (parts(&ours), parts(&original));
        let values = |cards: &[String]| -> Vec<String> { cards.iter().map(|card| value(card).to_owned()).collect() };
        // A PARAM has its description as a comment, and RAW has no descriptions of PARAMs.
        assert_eq!(values(&cards), values(&want_cards), "{format:?}");
        assert!(data == want_data, "{format:?}: the data units differ");
    }
}

#[test]
fn served_raw_spectra_become_what_the_archive_serves_as_individual() {
    let Some(served) = served() else { return };
    let want = params(&member(&served, "XP_SAMPLED", "vot", "xml").table().unwrap());
    for extension in ["csv", "ecsv", "fits"] {
        let raw = open(served.join(format!("xp_sampled_raw/XP_SAMPLED_RAW_dr3int6.{extension}"))).unwrap().table().unwrap();
        let made = restructure(&raw, None, Form::Individual).unwrap();
        assert_eq!(made.tables.len(), raw.num_rows());
        for table in &made.tables {
            let of_source = ["source_id", "solution_id", "spatialLocation"];
            for (found, want) in params(table).iter().zip(&want) {
                assert_eq!(found[0], want[0], "{extension}");
                assert!(found[1] == want[1] || of_source.contains(&found[0].as_str()), "{extension}: {found:?}");
                assert_eq!(found[2..], want[2..], "{extension}");
            }
            assert_eq!(table.schema().params.len(), want.len(), "{extension}");
        }
        let long = one(&raw, Form::Long);
        assert_eq!(long.num_rows(), 343 * raw.num_rows());
        let back = one(&long, Form::Raw);
        assert_same_values(&back, &raw, Missing::Nan, extension);
    }
}

/// Every product of generated files, in every form and back.
#[test]
fn every_form_and_back() {
    let mut seen = 0;
    for file in ["mcmc_msc", "mcmc_gspphot", "xp_sampled", "xp_continuous", "rvs"] {
        let path = generated(&format!("gaia/{file}.xml"));
        if !path.exists() {
            continue;
        }
        seen += 1;
        let table = open(path).unwrap().table().unwrap();
        let want = products(&table, None).unwrap();
        for form in [Form::Raw, Form::Long, Form::Individual] {
            let made = restructure(&table, None, form).unwrap();
            let kind = want[0].kind();
            for loss in made.losses.iter() {
                let declared = |found: &&gaialink::products::DeclaredLoss| {
                    found.is_of(kind, form) && found.kind == loss.kind && found.subjects.contains(&loss.subject.as_str())
                };
                assert!(declared_losses().any(|found| declared(&found)), "{file} as {form}: {loss}");
            }
            let found: Vec<Product> = made.tables.iter().flat_map(|table| products(table, Some(kind)).unwrap()).collect();
            assert_eq!(found.len(), want.len(), "{file} as {form}");
            for (found, want) in found.iter().zip(&want) {
                assert!(agree(found, want), "{file} as {form}: {found:?} {want:?}");
            }
        }
        assert!(restructure(&table, None, Form::Wide).is_err(), "{file}");
    }
    assert!(seen >= 3, "only {seen} generated products");
}

pub(crate) fn agree(a: &Product, b: &Product) -> bool {
    match (a, b) {
        (Product::McmcGspphot(a), Product::McmcGspphot(b)) => a == b,
        (Product::McmcMsc(a), Product::McmcMsc(b)) => a == b,
        (Product::XpContinuous(a), Product::XpContinuous(b)) => a == b,
        (Product::XpSampled(a), Product::XpSampled(b)) => a.agrees_with(b),
        (Product::Rvs(a), Product::Rvs(b)) => a.agrees_with(b),
        _ => false,
    }
}
