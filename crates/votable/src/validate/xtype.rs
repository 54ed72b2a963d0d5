//! The extended types that DALI defines.

use super::{
    attribute::Fault,
    code::{CELL, XTYPE, XTYPE_TYPE},
};
use gaialink_table::{
    Code, Datatype, Field,
    arrow::array::{Array, ArrayRef, AsArray},
};

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

/// The codes of an xtype on a wrong datatype or arraysize, with the clause that defines it; none for those that came after DALI 1.1.
static WRONG: [(&str, Code); 5] = [
    ("timestamp", XTYPE_TYPE.under("DALI 1.1, 3.3.3")),
    ("interval", XTYPE_TYPE.under("DALI 1.1, 3.3.4")),
    ("point", XTYPE_TYPE.under("DALI 1.1, 3.3.5")),
    ("circle", XTYPE_TYPE.under("DALI 1.1, 3.3.6")),
    ("polygon", XTYPE_TYPE.under("DALI 1.1, 3.3.7")),
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
    let code = WRONG.iter().find(|(name, _)| *name == xtype).map_or(&XTYPE_TYPE, |(_, code)| code);
    (!is_right).then(|| (code, format!("the xtype `{xtype}` does not go with {datatype} of the arraysize `{size}`")))
}

/// A cell that is no timestamp, or no polygon.
static NO_TIMESTAMP: Code = CELL.under("DALI 1.1, 3.3.3");
static NO_POLYGON: Code = CELL.under("DALI 1.1, 3.3.7");

/// What is wrong with the text of a cell that is right for its datatype.
pub(super) fn cell_fault(field: &Field, text: &str) -> Option<Fault> {
    match field.xtype.as_deref()?.trim() {
        "timestamp" if field.datatype.is_text() && field.cell_shape().is_scalar() => timestamp_fault(text),
        "polygon" => polygon_fault(text.split_ascii_whitespace().count()),
        _ => None,
    }
}

/// The same of cells that are no text: the first row that is wrong, counted from 0.
pub(super) fn array_fault(field: &Field, cells: &ArrayRef) -> Option<(usize, Fault)> {
    let is_valid = |row: &usize| cells.is_valid(*row);
    match (field.xtype.as_deref()?.trim(), cells.as_string_opt::<i32>(), cells.as_list_opt::<i32>()) {
        ("timestamp", Some(texts), _) => {
            (0..texts.len()).filter(is_valid).find_map(|row| Some((row, timestamp_fault(texts.value(row))?)))
        }
        ("polygon", _, Some(lists)) => {
            let lengths = lists.offsets().lengths().enumerate();
            lengths.filter(|(row, _)| lists.is_valid(*row)).find_map(|(row, length)| Some((row, polygon_fault(length)?)))
        }
        _ => None,
    }
}

fn timestamp_fault(text: &str) -> Option<Fault> {
    let text = text.trim();
    let expected = "YYYY-MM-DD, or that with Thh:mm:ss and a fraction, and a Z";
    let is_right = text.is_empty() || is_timestamp(text);
    (!is_right).then(|| (&NO_TIMESTAMP, format!("`{text}` is no timestamp; expected {expected}")))
}

fn polygon_fault(numbers: usize) -> Option<Fault> {
    let is_right = numbers == 0 || numbers >= 6 && numbers.is_multiple_of(2);
    (!is_right).then(|| (&NO_POLYGON, format!("{numbers} numbers make no polygon; expected three pairs or more")))
}

fn is_timestamp(text: &str) -> bool {
    let (date, time) = text.split_once('T').map_or((text, None), |(date, time)| (date, Some(time)));
    let is_date = numbers(date, '-', [(4, 0, 9999), (2, 1, 12), (2, 1, 31)]);
    let is_time = |time: &str| {
        let time = time.strip_suffix('Z').unwrap_or(time);
        let (time, fraction) = time.split_once('.').unwrap_or((time, ""));
        fraction.bytes().all(|b| b.is_ascii_digit()) && numbers(time, ':', [(2, 0, 23), (2, 0, 59), (2, 0, 60)])
    };
    is_date && time.is_none_or(is_time)
}

/// Whether three numbers have so many digits, and are not beyond the least and the largest.
fn numbers(text: &str, separator: char, forms: [(usize, u32, u32); 3]) -> bool {
    let mut parts = text.split(separator);
    let is_right = |(digits, least, most): (usize, u32, u32)| {
        let number = parts.next().filter(|part| part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()));
        number.and_then(|part| part.parse().ok()).is_some_and(|value: u32| (least..=most).contains(&value))
    };
    forms.into_iter().all(is_right) && parts.next().is_none()
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

    #[test]
    fn cells() {
        let mut stamp = Field::text("t");
        stamp.xtype = Some("timestamp".to_owned());
        for right in ["2020-01-31", "2016-12-31T23:59:60", "2020-01-01T00:00:00.123Z", "0001-01-01T00:00:00Z", ""] {
            assert_eq!(cell_fault(&stamp, right), None, "{right}");
        }
        for wrong in [
            "yesterday",
            "2020-13-01",
            "2020-1-1",
            "2020-01-01 00:00:00",
            "2020-01-01T24:00:00",
            "2020-01-01T00:00",
            "2020-01-01TZ",
            "2020-01-01T00:00:00+01",
        ] {
            assert_eq!(cell_fault(&stamp, wrong).map(|(code, _)| code.clause), Some(Some("DALI 1.1, 3.3.3")), "{wrong}");
        }
        let mut polygon = Field::array("p", Datatype::Double, "*".parse().unwrap());
        polygon.xtype = Some("polygon".to_owned());
        for (text, is_right) in [("", true), ("1 2 3 4 5 6", true), ("1 2 3 4", false), ("1 2 3 4 5 6 7", false)] {
            assert_eq!(cell_fault(&polygon, text).is_none(), is_right, "{text}");
        }
        polygon.xtype = None;
        assert_eq!(cell_fault(&polygon, "1"), None);
    }
}
