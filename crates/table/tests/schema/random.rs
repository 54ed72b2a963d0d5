use super::sample::filled;
use gaialink_table::{
    ArraySize, Datatype, Field, Param, Schema,
    schema::{
        Values,
        arrow::{from_arrow, to_arrow},
    },
};
use proptest::prelude::*;

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
