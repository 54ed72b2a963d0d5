use super::sample::{full, some};
use gaialink_table::{Datatype, Field, Param, Schema};

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
