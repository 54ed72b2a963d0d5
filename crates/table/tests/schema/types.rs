use gaialink_table::{
    ArraySize, Datatype, Error, Field, Schema,
    arrow::datatypes::{DataType, Field as ArrowField, Schema as ArrowSchema},
    schema::arrow::{ARRAYSIZE_KEY, DATATYPE_KEY, SCHEMA_KEY, data_type, from_arrow, from_arrow_field, to_arrow, to_arrow_field},
};

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
