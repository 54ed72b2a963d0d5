//! The schema's way through Arrow metadata and back.
#![expect(clippy::unwrap_used, reason = "tests")]

use gaialink_table::{
    ArraySize, Datatype, Error, Field, Param, Schema,
    arrow::datatypes::{DataType, Field as ArrowField, Schema as ArrowSchema},
    schema::{
        Bound, Choice, Coosys, Extra, Group, GroupEntry, Info, Link, Reference, Scope, ScopeKind, Timesys, Values,
        arrow::{ARRAYSIZE_KEY, DATATYPE_KEY, SCHEMA_KEY, data_type, from_arrow, from_arrow_field, to_arrow, to_arrow_field},
    },
};
use proptest::prelude::*;

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

macro_rules! filled {
    ($type:ty { $($name:ident: $value:expr),* $(,)? }) => {{
        let mut value = <$type>::default();
        $(value.$name = $value;)*
        value
    }};
}

fn link() -> Link {
    filled!(Link {
        id: some("l1"),
        content_role: some("doc"),
        content_type: some("text/html"),
        title: some("a \"title\""),
        value: some("v"),
        href: some("https://example.org/?a=1&b=2"),
        gref: some("g"),
        action: some("rewrite"),
    })
}

fn values() -> Values {
    let choice = |value: &str, options| filled!(Choice { name: some("n"), value: value.to_owned(), options: options });
    filled!(Values {
        id: some("v1"),
        kind: some("legal"),
        null: some("-32768"),
        reference: some("v0"),
        min: Some(filled!(Bound { value: "-1e-300".to_owned(), inclusive: some("no") })),
        max: Some(filled!(Bound { value: "9223372036854775807".to_owned() })),
        options: vec![choice("a", vec![choice("b", vec![])]), Choice::default()],
    })
}

fn field() -> Field {
    let mut field = Field::array("flux", Datatype::Float, "2x3x*".parse().unwrap());
    field.id = some("col_flux");
    field.unit = some("10^-18.W.m**-2.nm**-1");
    field.ucd = some("phot.flux;em.opt");
    field.utype = some("spec:Data.FluxAxis.Value");
    field.xtype = some("interval");
    field.reference = some("ts1");
    field.description = some("flux\n\twith \"quotes\", é and 😀");
    field.width = some("12");
    field.precision = some("E6");
    field.kind = some("hidden");
    field.values = vec![values(), Values::default()];
    field.links = vec![link()];
    field.extras = vec![Extra::new("fits.card", "TDISP1  = 'E12.5   '")];
    field
}

fn group() -> Group {
    let reference = filled!(Reference { reference: "col_flux".to_owned(), ucd: some("u"), utype: some("t") });
    filled!(Group {
        id: some("g1"),
        name: some("photometry"),
        reference: some("other"),
        ucd: some("phot"),
        utype: some("spec:Data"),
        description: some("a group"),
        entries: vec![
            GroupEntry::FieldRef(reference.clone()),
            GroupEntry::ParamRef(reference),
            GroupEntry::Param(Param::text("inside", "value")),
            GroupEntry::Group(Group::default()),
        ],
    })
}

fn info() -> Info {
    filled!(Info {
        id: some("i1"),
        name: some("QUERY_STATUS"),
        value: some("OK"),
        unit: some("s"),
        ucd: some("meta"),
        utype: some("t"),
        xtype: some("x"),
        reference: some("r"),
        content: some("text inside"),
    })
}

fn scope(element: ScopeKind) -> Scope {
    let coosys = filled!(Coosys {
        id: some("c1"),
        system: some("ICRS"),
        equinox: some("J2000"),
        epoch: some("J2016.0"),
        refposition: some("BARYCENTER"),
        content: some("text"),
    });
    let timesys = filled!(Timesys {
        id: some("ts1"),
        timeorigin: some("2455197.5"),
        timescale: some("TCB"),
        refposition: some("BARYCENTER"),
    });
    filled!(Scope {
        element: element,
        id: some("r1"),
        name: some("name"),
        kind: some("results"),
        utype: some("u"),
        description: some("d"),
        coosys: vec![coosys],
        timesys: vec![timesys],
        groups: vec![group()],
        params: vec![Param::text("release", "Gaia DR3")],
        infos: vec![info()],
        links: vec![link()],
        extras: vec![Extra::new("votable.xml", "<MIVOT/>")],
    })
}

/// A schema with something in every place.
fn full() -> Schema {
    let long = |value: &str| Param::new(Field::new("source_id", Datatype::Long), value);
    filled!(Schema {
        id: some("t1"),
        name: some("XP_SAMPLED"),
        ucd: some("meta.table"),
        utype: some("spec:Spectrum"),
        reference: some("r"),
        description: some("a table"),
        fields: vec![field(), Field::text("flux"), Field::new("flux", Datatype::Double), Field::text("")],
        params: vec![long("5937083312263887616"), long("5937083312263887617"), Param::text("empty", "")],
        groups: vec![group()],
        links: vec![link()],
        infos: vec![info(), Info::default()],
        scopes: vec![scope(ScopeKind::Document), scope(ScopeKind::Resource), Scope::default()],
        extras: vec![Extra::new("ecsv.meta", "{a: [1, 2]}")],
    })
}

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

#[test]
fn every_datatype_and_shape_has_an_arrow_type() {
    let element = |datatype: Datatype| match datatype {
        Datatype::Boolean | Datatype::Bit => DataType::Boolean,
        Datatype::SignedByte => DataType::Int8,
        Datatype::UnsignedByte => DataType::UInt8,
        Datatype::Short => DataType::Int16,
        Datatype::UnsignedShort => DataType::UInt16,
        Datatype::Int => DataType::Int32,
        Datatype::UnsignedInt => DataType::UInt32,
        Datatype::Long => DataType::Int64,
        Datatype::UnsignedLong => DataType::UInt64,
        Datatype::Float => DataType::Float32,
        Datatype::Double => DataType::Float64,
        Datatype::FloatComplex => DataType::new_fixed_size_list(DataType::Float32, 2, true),
        Datatype::DoubleComplex => DataType::new_fixed_size_list(DataType::Float64, 2, true),
        _ => DataType::Utf8,
    };
    for datatype in Datatype::all() {
        let item = element(datatype);
        let list = || DataType::new_list(item.clone(), true);
        let fixed = |len| DataType::new_fixed_size_list(item.clone(), len, true);
        let cases = if datatype.is_text() {
            [("", item.clone()), ("*", item.clone()), ("8", item.clone()), ("8*", item.clone())]
                .into_iter()
                .chain([("8x3", fixed(3)), ("8x*", list()), ("8x2x3", fixed(6)), ("8x2x3*", list())])
                .collect::<Vec<_>>()
        } else {
            vec![("", item.clone()), ("1", fixed(1)), ("343", fixed(343)), ("2x3", fixed(6)), ("0", fixed(0))]
                .into_iter()
                .chain([("*", list()), ("8*", list()), ("2x*", list())])
                .collect()
        };
        for (size, want) in cases {
            let field = Field::array("x", datatype, size.parse().unwrap());
            assert_eq!(data_type(&field).unwrap(), want, "{datatype} {size}");
            let arrow = to_arrow_field(&field).unwrap();
            assert_eq!(from_arrow_field(&arrow).unwrap(), field, "{datatype} {size} by its metadata");
        }
    }
}

#[test]
fn without_metadata_the_type_tells() {
    let by_type = |datatype: Datatype, size: &str| {
        let field = Field::array("x", datatype, size.parse().unwrap());
        from_arrow_field(&ArrowField::new("x", data_type(&field).unwrap(), true)).unwrap()
    };
    for datatype in Datatype::all() {
        for (size, text) in [("", "*"), ("3", "0x3"), ("2x*", "0x*")] {
            let size = if datatype.is_text() { text } else { size };
            let (want, shape) = match datatype {
                Datatype::Bit => (Datatype::Boolean, size),
                Datatype::UnicodeChar => (Datatype::Char, size),
                Datatype::FloatComplex | Datatype::DoubleComplex => continue,
                other => (other, size),
            };
            let shape = shape.replace("2x*", "*");
            assert_eq!(by_type(datatype, size), Field::array("x", want, shape.parse().unwrap()), "{datatype} {size}");
        }
    }
    assert_eq!(by_type(Datatype::DoubleComplex, ""), Field::array("x", Datatype::Double, ArraySize::fixed(&[2])));
}

#[test]
fn metadata_that_does_not_fit_the_type_is_ignored() {
    let arrow = |marks: [(&str, &str); 2]| {
        let marks = marks.map(|(key, value)| (key.to_owned(), value.to_owned()));
        from_arrow_field(&ArrowField::new("x", DataType::Int32, true).with_metadata(marks)).unwrap()
    };
    for marks in [
        [(DATATYPE_KEY, "double"), ("unit", "")],
        [(DATATYPE_KEY, "nothing"), ("unit", "")],
        [(DATATYPE_KEY, "int"), (ARRAYSIZE_KEY, "3")],
    ] {
        assert_eq!(arrow(marks), Field::new("x", Datatype::Int), "{marks:?}");
    }
}

#[test]
fn damaged_metadata_is_an_error() {
    for json in ["", "{", "[]", "{}", r#"{"fields":[{"name":"x"}]}"#, r#"{"fields":[{"name":"x","datatype":"integer"}]}"#] {
        let arrow = ArrowSchema::empty().with_metadata([(SCHEMA_KEY.to_owned(), json.to_owned())]);
        let error = from_arrow(&arrow).unwrap_err();
        assert!(matches!(error, Error::SchemaJson(_)), "{json}: {error:?}");
        assert_eq!(error.to_string(), "the schema in the Arrow metadata is damaged");
        assert!(std::error::Error::source(&error).is_some());
    }
}

#[test]
fn a_shape_beyond_arrow_is_an_error() {
    let field = Field::array("x", Datatype::Int, "65536x65536".parse().unwrap());
    let error = to_arrow(&Schema::from_fields(vec![field])).unwrap_err();
    assert_eq!(error.to_string(), "arraysize of column `x`: 4294967296 is beyond the limit of 2147483647");
}

#[test]
fn params_and_infos_are_found_from_the_inside_out() {
    let mut schema = full();
    schema.scopes[0].params = vec![Param::text("where", "document"), Param::text("release", "outer")];
    schema.scopes[1].params = vec![Param::text("where", "resource")];
    schema.scopes[2].params = vec![];
    let value = |schema: &Schema, name: &str| schema.param(name).map(|p| p.value.clone());
    assert_eq!(value(&schema, "where"), some("resource"));
    assert_eq!(value(&schema, "release"), some("outer"));
    assert_eq!(value(&schema, "source_id"), some("5937083312263887616"));
    assert_eq!(value(&schema, "nothing"), None);
    schema.params.push(Param::text("where", "table"));
    assert_eq!(value(&schema, "where"), some("table"));
    let names: Vec<_> = schema.all_params().map(Param::name).collect();
    assert_eq!(names, ["source_id", "source_id", "empty", "where", "where", "where", "release"]);
    assert_eq!((schema.all_infos().count(), schema.all_timesys().count(), schema.all_coosys().count()), (4, 2, 2));
}

#[test]
fn a_param_is_read_exactly() {
    let long = |value: &str| Param::new(Field::new("id", Datatype::Long), value);
    assert_eq!(long(" 9223372036854775807 ").to_i64(), Ok(i64::MAX));
    assert_eq!(long("9223372036854775808").to_i64().unwrap_err().to_string(), "PARAM `id`: `9223372036854775808` is no integer");
    assert!(long("NaN").to_f64().unwrap().is_nan());
    assert_eq!(long("x").to_f64().unwrap_err().to_string(), "PARAM `id`: `x` is no number");
    assert_eq!(long(" 1.5\n-2 ").to_f64s(), Ok(vec![1.5, -2.0]));
    assert_eq!(long("").to_f64s(), Ok(vec![]));
    assert_eq!(long("1 x").to_f64s().unwrap_err().to_string(), "PARAM `id`: `1 x` is no array of numbers");
}

#[test]
fn a_projection_keeps_all_but_the_columns() {
    let schema = full();
    let cut = schema.project(&[2, 9, 0]);
    assert_eq!(cut.fields, [schema.fields[2].clone(), schema.fields[0].clone()]);
    let without_fields = |mut of: Schema| {
        of.fields.clear();
        of
    };
    assert_eq!(without_fields(cut), without_fields(schema));
}

fn text() -> impl Strategy<Value = Option<String>> {
    prop::option::of("\\PC{0,8}")
}

fn any_field() -> impl Strategy<Value = Field> {
    let datatypes: Vec<Datatype> = Datatype::all().collect();
    let size = (prop::collection::vec(0..9_u64, 0..4), prop::option::of(prop::option::of(0..9_u64)));
    let texts = prop::array::uniform9(text());
    (any::<String>(), prop::sample::select(datatypes), size, texts, text()).prop_map(
        |(name, datatype, (dims, last), texts, null)| {
            let size = last.map_or_else(|| ArraySize::fixed(&dims), |bound| ArraySize::variable(&dims, bound));
            let mut field = Field::array(name, datatype, size);
            [
                field.id,
                field.unit,
                field.ucd,
                field.utype,
                field.xtype,
                field.reference,
                field.description,
                field.width,
                field.kind,
            ] = texts;
            field.values.push(filled!(Values { null: null }));
            field
        },
    )
}

proptest! {
    #[test]
    fn any_schema_comes_back(fields in prop::collection::vec(any_field(), 0..6), values in prop::collection::vec(any::<String>(), 0..3)) {
        let mut schema = Schema::from_fields(fields.clone());
        schema.params = fields.into_iter().zip(values).map(|(field, value)| Param::new(field, value)).collect();
        let arrow = to_arrow(&schema).unwrap();
        prop_assert_eq!(from_arrow(&arrow).unwrap(), schema);
    }

    #[test]
    fn any_arraysize_comes_back(dims in prop::collection::vec(any::<u64>(), 0..4), last in prop::option::of(prop::option::of(any::<u64>()))) {
        let size = last.map_or_else(|| ArraySize::fixed(&dims), |bound| ArraySize::variable(&dims, bound));
        prop_assert_eq!(size.to_string().parse::<ArraySize>(), Ok(size));
    }
}
