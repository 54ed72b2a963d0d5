//! Every declaration that was read off real files is recognised and accepted by the registry.
#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

use gaialink_products::{ProductKind, Structure, recognise, registry};
use gaialink_table::{ArraySize, Datatype, Field, Param, Schema};
use serde_yaml::{Mapping, Value};
use std::{fs, path::Path};

/// What a file is, by words in its path; the order matters.
const FILES: [(&str, Option<ProductKind>, &[Structure]); 11] = [
    ("datalink/", None, &[]),
    ("tap/", None, &[]),
    ("EPOCH_ASTROMETRY", Some(ProductKind::EpochAstrometry), &[Structure::Raw]),
    ("EPOCH_PHOTOMETRY_RAW", Some(ProductKind::EpochPhotometry), &[Structure::Raw]),
    ("bulk_epoch_photometry", Some(ProductKind::EpochPhotometry), &[Structure::Raw]),
    ("epoch_photometry/", Some(ProductKind::EpochPhotometry), &[Structure::Individual]),
    ("MCMC_MSC", Some(ProductKind::McmcMsc), &[Structure::Individual]),
    ("rvs/", Some(ProductKind::Rvs), &[Structure::Individual]),
    ("XP_CONTINUOUS", Some(ProductKind::XpContinuous), &[Structure::Individual, Structure::Raw]),
    ("XP_SAMPLED_RAW", Some(ProductKind::XpSampled), &[Structure::Raw]),
    ("XP_SAMPLED", Some(ProductKind::XpSampled), &[Structure::Individual]),
];

#[test]
fn every_file_is_recognised_and_every_column_accepted() {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/datamodel/seen_in_files.yaml"));
    let Ok(text) = fs::read_to_string(path) else {
        eprintln!("skipped: {} is absent", path.display());
        return;
    };
    let files: Mapping = serde_yaml::from_str(&text).unwrap();
    let (mut products, mut columns) = (0, 0);
    for (name, declared) in &files {
        let name = name.as_str().unwrap();
        let (_, product, structures) = FILES.iter().find(|(word, ..)| name.contains(word)).unwrap();
        let schema = schema(declared).unwrap_or_else(|| panic!("{name}: no header of a known product"));
        let found = recognise(&schema);
        assert_eq!(found.as_ref().and_then(|found| found.product()), *product, "{name}");
        let Some(found) = found else { continue };
        assert!(found.structures().eq(structures.iter().copied()), "{name}: {found:?}");
        products += 1;
        for field in &schema.fields {
            let fits = |layout: &&registry::Layout| accepted(layout, field);
            assert!(found.candidates().iter().any(fits), "{name}: {field:?}");
            columns += 1;
        }
        for param in &schema.params {
            let fits =
                |layout: &&registry::Layout| layout.param(&param.field.name).is_some_and(|p| p.column.accepts(&param.field));
            assert!(found.candidates().iter().any(fits), "{name}: {param:?}");
        }
    }
    assert!(products >= 27 && columns >= 500, "only {products} products and {columns} columns: did the facts move?");
}

/// Type, shape and unit are accepted, UCD and UTYPE are known.
fn accepted(layout: &registry::Layout, field: &Field) -> bool {
    let known = |text: &Option<String>, texts: &[&str]| text.as_deref().is_none_or(|text| texts.contains(&text));
    layout
        .any_column(&field.name)
        .is_some_and(|column| column.accepts(field) && known(&field.ucd, column.ucds) && known(&field.utype, column.utypes))
}

fn schema(declared: &Value) -> Option<Schema> {
    if let Some(header) = declared.get("csv") {
        let names: Vec<&str> = header.as_str()?.split(',').collect();
        return registry::csv_schema(&names);
    }
    let mut schema = Schema::default();
    if let Some(columns) = declared.get("ecsv") {
        schema.fields = columns["columns"].as_sequence()?.iter().map(ecsv_field).collect();
    } else if let Some(columns) = declared.get("fits") {
        schema.fields = columns["columns"].as_sequence()?.iter().map(fits_field).collect();
    } else {
        for entry in declared["votable"]["table"].as_sequence()? {
            match entry.get("param") {
                Some(param) => schema.params.push(Param::new(votable_field(param), text(param, "value").unwrap_or_default())),
                None => schema.fields.push(votable_field(&entry["field"])),
            }
        }
    }
    Some(schema)
}

fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key).and_then(Value::as_str).map(str::to_owned)
}

fn votable_field(value: &Value) -> Field {
    let size: ArraySize = text(value, "arraysize").unwrap_or_default().parse().unwrap();
    let mut field = Field::array(text(value, "name").unwrap(), text(value, "datatype").unwrap().parse().unwrap(), size);
    (field.unit, field.ucd, field.utype) = (text(value, "unit"), text(value, "ucd"), text(value, "utype"));
    field
}

fn ecsv_field(value: &Value) -> Field {
    let (subtype, datatype) = (text(value, "subtype"), text(value, "datatype").unwrap());
    let element = subtype.as_ref().and_then(|s| s.strip_suffix("[null]")).unwrap_or(&datatype);
    let datatype = match element {
        "int8" => Datatype::SignedByte,
        "int16" => Datatype::Short,
        "int64" => Datatype::Long,
        "float32" => Datatype::Float,
        "float64" => Datatype::Double,
        "bool" => Datatype::Boolean,
        "string" => Datatype::Char,
        other => panic!("{other}"),
    };
    let is_array = subtype.is_some() || datatype.is_text();
    let size = if is_array { ArraySize::variable(&[], None) } else { ArraySize::SCALAR };
    let mut field = Field::array(text(value, "name").unwrap(), datatype, size);
    field.unit = text(value, "unit");
    (field.ucd, field.utype) = value.get("meta").map_or((None, None), |meta| (text(meta, "ucd"), text(meta, "utype")));
    field
}

fn fits_field(value: &Value) -> Field {
    let form = text(value, "TFORM").unwrap();
    let (letter, size) = match form.strip_prefix('P') {
        Some(rest) => (&rest[..1], ArraySize::variable(&[], None)),
        None => (&form[..1], ArraySize::SCALAR),
    };
    let datatype = match letter {
        "K" => Datatype::Long,
        "I" => Datatype::Short,
        "E" => Datatype::Float,
        "D" => Datatype::Double,
        other => panic!("{other}"),
    };
    let mut field = Field::array(text(value, "TTYPE").unwrap(), datatype, size);
    (field.unit, field.ucd, field.utype) = (text(value, "TUNIT"), text(value, "TUCD"), text(value, "TUTYP"));
    field
}
