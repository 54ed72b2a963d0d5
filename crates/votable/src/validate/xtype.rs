//! The extended types that DALI defines.

use super::{
    attribute::Fault,
    code::{XTYPE, XTYPE_TYPE},
};
use gaialink_table::{Datatype, Field};

/// What DALI and older standards define.
const KNOWN: [&str; 15] = [
    "timestamp",
    "interval",
    "point",
    "circle",
    "polygon",
    "moc",
    "range",
    "shape",
    "uuid",
    "multipolygon",
    "multiinterval",
    "hms",
    "dms",
    "clob",
    "blob",
];

/// What is worth telling of the xtype of a FIELD or PARAM.
pub(super) fn fault(field: &Field) -> Option<Fault> {
    let xtype = field.xtype.as_deref()?.trim();
    // What has a colon is defined by somebody else.
    if xtype.is_empty() || xtype.contains(':') {
        return None;
    }
    if !KNOWN.contains(&xtype) {
        return Some((&XTYPE, format!("the xtype `{xtype}` is none that DALI defines")));
    }
    let is_float = matches!(field.datatype, Datatype::Float | Datatype::Double);
    let length = if field.arraysize.is_variable() { None } else { Some(field.arraysize.fixed_len().unwrap_or(1)) };
    let is_right = match xtype {
        "timestamp" | "uuid" | "moc" | "shape" | "clob" => field.datatype.is_text(),
        "interval" => (is_float || field.datatype.is_integer()) && field.arraysize.dims().first() == Some(&2),
        "point" => is_float && length == Some(2),
        "circle" => is_float && length == Some(3),
        "range" => is_float && length == Some(4),
        "polygon" | "multipolygon" => is_float && !field.arraysize.is_scalar(),
        _ => true,
    };
    let (datatype, size) = (field.datatype, &field.arraysize);
    (!is_right).then(|| (&XTYPE_TYPE, format!("the xtype `{xtype}` does not go with {datatype} of the arraysize `{size}`")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types() {
        let cases = [
            ("timestamp", Datatype::Char, "*", None),
            ("timestamp", Datatype::Double, "", Some("E-XTYPE")),
            ("point", Datatype::Double, "2", None),
            ("point", Datatype::Double, "3", Some("E-XTYPE")),
            ("interval", Datatype::Int, "2", None),
            ("interval", Datatype::Int, "2x*", None),
            ("circle", Datatype::Float, "*", Some("E-XTYPE")),
            ("polygon", Datatype::Double, "*", None),
            ("adql:REGION", Datatype::Char, "*", None),
            ("iso8601", Datatype::Char, "*", Some("W-XTYPE")),
        ];
        for (xtype, datatype, size, want) in cases {
            let mut field = Field::array("a", datatype, size.parse().unwrap());
            field.xtype = Some(xtype.to_owned());
            assert_eq!(fault(&field).map(|(code, _)| code.name), want, "{xtype} {datatype} {size}");
        }
    }
}
