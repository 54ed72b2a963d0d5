use super::cell::{CSV, ECSV, VOTABLE, builder, field, read, show};
use gaialink_table::{
    Limits,
    text::{CellBuilder, CellError},
};

#[test]
fn an_error_changes_nothing_and_rows_can_be_forgotten() {
    let cases = [
        ("int", "", "7", "x"),
        ("double", "", "7", "7 8"),
        ("boolean", "", "T", "maybe"),
        ("char", "4x2", "[\"a\",\"b\"]", "[\"a\",\"b\",\"c\"]"),
        ("short", "2", "[1,2]", "[3,4,5]"),
        ("short", "*", "[1,2]", "[3,4,x]"),
        ("short", "2x*", "[[1,2]]", "[[3,4],[5]]"),
        ("floatComplex", "", "[1,2]", "[1,2,3]"),
        ("floatComplex", "*", "[[1,2]]", "[[1,2],[3]]"),
    ];
    for (datatype, size, good, bad) in cases {
        let field = field(datatype, size);
        let want = read(&field, &ECSV, &[good, "", good]);
        let mut builder = builder(&field, &ECSV);
        builder.append(good.as_bytes()).unwrap();
        builder.append_null();
        let size = builder.byte_size();
        builder.append(bad.as_bytes()).unwrap_err();
        assert_eq!((builder.len(), builder.byte_size()), (2, size), "{datatype} {bad}");
        builder.append(good.as_bytes()).unwrap();
        builder.append_empty();
        builder.append(good.as_bytes()).unwrap();
        builder.truncate(3);
        builder.truncate(9);
        assert_eq!(builder.len(), 3);
        assert_eq!(*builder.finish().unwrap(), *want, "{datatype} {size}");
        assert_eq!(builder.len(), 0);
        builder.append(good.as_bytes()).unwrap();
        assert_eq!(*builder.finish().unwrap(), *want.slice(0, 1), "{datatype} {size}");
    }
}

#[test]
fn empty_is_kept_where_there_is_one() {
    for (datatype, size, want) in [
        ("char", "*", ""),
        ("char", "4", ""),
        ("char", "4x*", "[]"),
        ("int", "*", "[]"),
        ("int", "2x*", "[]"),
        ("int", "0", "[]"),
        ("int", "2", "null"),
        ("int", "", "null"),
        ("doubleComplex", "", "null"),
    ] {
        let field = field(datatype, size);
        let mut builder = builder(&field, &CSV);
        builder.append_empty();
        assert_eq!(show(&builder.finish().unwrap(), 0), want, "{datatype} {size}");
    }
}

#[test]
fn limits_hold() {
    let mut limits = Limits::default();
    limits.max_cell = 64;
    let error = CellBuilder::try_new(&field("double", "9"), &CSV, &limits).unwrap_err();
    assert_eq!(error.to_string(), "arraysize of column `x`: 72 is beyond the limit of 64");
    CellBuilder::try_new(&field("double", "99999999999x99999999999"), &CSV, &limits).unwrap_err();
    let mut builder = CellBuilder::try_new(&field("double", "*"), &VOTABLE, &limits).unwrap();
    builder.append("1 ".repeat(8).as_bytes()).unwrap();
    for cell in ["1 ".repeat(9), " ".repeat(65)] {
        assert!(matches!(builder.append(cell.as_bytes()), Err(CellError::Limit { .. })));
    }
    assert_eq!(builder.finish().unwrap().len(), 1);
}
