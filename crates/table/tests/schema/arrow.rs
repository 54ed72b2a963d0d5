use super::sample::{field, full, some};
use gaialink_table::{
    Datatype, Field, Schema,
    arrow::datatypes::{DataType, Field as ArrowField, Schema as ArrowSchema},
    schema::arrow::{ARRAYSIZE_KEY, DATATYPE_KEY, SCHEMA_KEY, from_arrow, to_arrow, to_arrow_field},
};

#[test]
fn a_full_schema_comes_back() {
    let schema = full();
    let arrow = to_arrow(&schema).unwrap();
    assert_eq!(from_arrow(&arrow).unwrap(), schema);
    // Nothing of it stayed at its default, so nothing could have been left out unseen.
    let json: serde_json::Value = serde_json::from_str(&arrow.metadata()[SCHEMA_KEY]).unwrap();
    let keys = |value: &serde_json::Value| value.as_object().unwrap().len();
    let (scope, group, flux) = (&json["scopes"][0], &json["groups"][0], &json["fields"][0]);
    let counted = [&json, flux, &flux["values"][0], &flux["links"][0], group, &json["infos"][0], scope];
    assert_eq!(counted.map(keys), [13, 16, 7, 8, 7, 9, 13]);
    assert_eq!([&scope["coosys"][0], &scope["timesys"][0], &flux["values"][0]["options"][0]].map(keys), [6, 4, 3]);
}

#[test]
fn an_empty_schema_comes_back() {
    let schema = Schema::default();
    assert_eq!(from_arrow(&to_arrow(&schema).unwrap()).unwrap(), schema);
    assert_eq!(serde_json::to_string(&schema).unwrap(), r#"{"fields":[]}"#);
}

#[test]
fn the_number_of_rows_does_not_travel() {
    let mut schema = full();
    schema.num_rows = Some(7);
    assert_eq!(from_arrow(&to_arrow(&schema).unwrap()).unwrap().num_rows, None);
}

#[test]
fn other_readers_find_plain_keys() {
    let arrow = to_arrow_field(&field()).unwrap();
    let expected = [
        (DATATYPE_KEY, "float"),
        (ARRAYSIZE_KEY, "2x3x*"),
        ("unit", "10^-18.W.m**-2.nm**-1"),
        ("ucd", "phot.flux;em.opt"),
        ("utype", "spec:Data.FluxAxis.Value"),
        ("xtype", "interval"),
        ("description", "flux\n\twith \"quotes\", é and 😀"),
    ];
    assert_eq!(arrow.metadata().len(), expected.len());
    for (key, value) in expected {
        assert_eq!(arrow.metadata().get(key).map(String::as_str), Some(value), "{key}");
    }
    assert!(arrow.is_nullable());
}

#[test]
fn columns_cut_and_reordered_elsewhere_keep_their_metadata() {
    let schema = full();
    let arrow = to_arrow(&schema).unwrap();
    let kept = from_arrow(&arrow.project(&[2, 0]).unwrap()).unwrap();
    assert_eq!(kept.fields, [schema.fields[2].clone(), schema.fields[0].clone()]);
    assert_eq!((&kept.params, &kept.scopes, &kept.extras), (&schema.params, &schema.scopes, &schema.extras));

    // A renamed column is known by its own metadata alone, a new one by its type.
    let renamed = arrow.field(0).clone().with_name("renamed");
    let added = ArrowField::new("added", DataType::Float64, false);
    let changed = ArrowSchema::new_with_metadata(vec![renamed, added], arrow.metadata().clone());
    let found = from_arrow(&changed).unwrap();
    let mut expected = Field::array("renamed", Datatype::Float, "2x3x*".parse().unwrap());
    let original = field();
    (expected.unit, expected.ucd, expected.utype) = (original.unit, original.ucd, original.utype);
    (expected.xtype, expected.description) = (original.xtype, original.description);
    assert_eq!(found.fields, [expected, Field::new("added", Datatype::Double)]);
    assert_eq!(found.name, schema.name);
}

#[test]
fn a_column_cast_elsewhere_is_known_by_its_new_type() {
    let schema = Schema::from_fields(vec![Field::new("x", Datatype::Bit)]);
    let arrow = to_arrow(&schema).unwrap();
    let wide = arrow.field(0).clone().with_data_type(DataType::Int64);
    let changed = ArrowSchema::new_with_metadata(vec![wide], arrow.metadata().clone());
    assert_eq!(from_arrow(&changed).unwrap().fields, [Field::new("x", Datatype::Long)]);
}

#[test]
fn same_names_of_one_type_keep_their_order() {
    let mut fields = vec![Field::new("x", Datatype::Int), Field::new("x", Datatype::Int), Field::new("x", Datatype::Int)];
    for (field, unit) in fields.iter_mut().zip(["a", "b", "c"]) {
        field.unit = some(unit);
    }
    let schema = Schema::from_fields(fields);
    assert_eq!(from_arrow(&to_arrow(&schema).unwrap()).unwrap(), schema);
}
