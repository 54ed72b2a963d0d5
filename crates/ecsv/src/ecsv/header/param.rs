//! Entries of the table's `meta` that are PARAMs: scalars and sequences of numbers or booleans.

use crate::yaml::{Kind, Node, float_spelling, int_spelling};
use gaialink_table::{ArraySize, Datatype, Field, Param};

/// The PARAM that an entry is, or `None` where it is none.
pub(super) fn to_param(name: &str, node: &Node) -> Option<Param> {
    let (datatype, size, value) = match node {
        Node::Scalar(Kind::Text | Kind::Plain, text) => return Some(Param::text(name, text.as_str())),
        Node::Scalar(kind, text) => (datatype(*kind, text)?, ArraySize::SCALAR, value(*kind, text)?),
        Node::Seq(items) if !items.is_empty() => {
            let (datatype, value) = array(items)?;
            (datatype, ArraySize::fixed(&[u64::try_from(items.len()).ok()?]), value)
        }
        _ => return None,
    };
    Some(Param::new(Field::array(name, datatype, size), value))
}

/// The entry that a PARAM is; a value that is none of its datatype is text.
pub(super) fn to_node(param: &Param) -> Node {
    let kind = match param.field.datatype {
        Datatype::Boolean => Kind::Bool,
        Datatype::Char | Datatype::UnicodeChar => return Node::text(&param.value),
        Datatype::Float | Datatype::Double | Datatype::FloatComplex | Datatype::DoubleComplex => Kind::Float,
        _ => Kind::Int,
    };
    let is_scalar = param.field.arraysize.is_scalar() && !param.field.datatype.is_complex();
    let node = match is_scalar {
        true if param.value.trim().is_empty() => Some(Node::null()),
        true => scalar(kind, param.value.trim()),
        false => param.value.split_ascii_whitespace().map(|word| scalar(kind, word)).collect::<Option<_>>().map(Node::Seq),
    };
    node.unwrap_or_else(|| Node::text(&param.value))
}

fn scalar(kind: Kind, word: &str) -> Option<Node> {
    let text = match kind {
        Kind::Bool => match word {
            "true" | "True" | "TRUE" | "T" | "t" | "1" => "true".to_owned(),
            "false" | "False" | "FALSE" | "F" | "f" | "0" => "false".to_owned(),
            _ => return None,
        },
        Kind::Int => int_spelling(word)?,
        _ => float_spelling(word)?,
    };
    Some(Node::Scalar(kind, text))
}

fn datatype(kind: Kind, text: &str) -> Option<Datatype> {
    match kind {
        Kind::Bool => Some(Datatype::Boolean),
        Kind::Int if text.parse::<i64>().is_ok() => Some(Datatype::Long),
        Kind::Int if text.parse::<u64>().is_ok() => Some(Datatype::UnsignedLong),
        Kind::Float => Some(Datatype::Double),
        _ => None,
    }
}

/// The value in VOTable's spelling.
fn value(kind: Kind, text: &str) -> Option<String> {
    match kind {
        Kind::Bool => Some(text.to_ascii_lowercase()),
        Kind::Int => Some(text.to_owned()),
        Kind::Float => float_spelling(text).map(|spelling| match spelling.as_str() {
            ".nan" => "NaN".to_owned(),
            ".inf" => "+Inf".to_owned(),
            "-.inf" => "-Inf".to_owned(),
            _ => spelling,
        }),
        _ => None,
    }
}

/// The datatype and value of a sequence: of booleans, of integers, or of numbers some of which are floats.
fn array(items: &[Node]) -> Option<(Datatype, String)> {
    let scalars = items.iter().map(|item| match item {
        Node::Scalar(kind, text) => Some((*kind, text.as_str())),
        _ => None,
    });
    let scalars: Vec<(Kind, &str)> = scalars.collect::<Option<_>>()?;
    let all = |wanted: &[Kind]| scalars.iter().all(|(kind, _)| wanted.contains(kind));
    let (datatype, kind) = match () {
        () if all(&[Kind::Bool]) => (Datatype::Boolean, Kind::Bool),
        () if all(&[Kind::Int]) && scalars.iter().all(|(_, text)| text.parse::<i64>().is_ok()) => (Datatype::Long, Kind::Int),
        () if all(&[Kind::Int]) => return None,
        () if all(&[Kind::Int, Kind::Float]) => (Datatype::Double, Kind::Float),
        () => return None,
    };
    let words: Option<Vec<String>> = scalars.iter().map(|(_, text)| value(kind, text)).collect();
    Some((datatype, words?.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::parse;

    #[test]
    fn entries_that_are_params() {
        let cases = [
            ("5937083312263887616", "long", "", "5937083312263887616"),
            ("18446744073709551615", "unsignedLong", "", "18446744073709551615"),
            ("5.8932666E-4", "double", "", "5.8932666E-4"),
            ("1.0E10", "double", "", "1.0E+10"),
            ("1e5", "char", "*", "1e5"),
            ("2001-12-14", "char", "*", "2001-12-14"),
            (".nan", "double", "", "NaN"),
            ("-.inf", "double", "", "-Inf"),
            ("true", "boolean", "", "true"),
            ("ESA/Gaia/DPAC", "char", "*", "ESA/Gaia/DPAC"),
            ("'5'", "char", "*", "5"),
            ("''", "char", "*", ""),
            ("[251.51920772923995, -51.5]", "double", "2", "251.51920772923995 -51.5"),
            ("[1, 2.5]", "double", "2", "1.0 2.5"),
            ("[1]", "long", "1", "1"),
            ("[true, false]", "boolean", "2", "true false"),
        ];
        for (text, datatype, size, value) in cases {
            let node = parse(text).unwrap();
            let param = to_param("p", &node).unwrap();
            let found = (param.field.datatype.name(), param.field.arraysize.to_string(), param.value.as_str());
            assert_eq!(found, (datatype, size.to_owned(), value), "{text}");
            assert_eq!(to_param("p", &to_node(&param)), Some(param), "{text}");
        }
        for text in
            ["~", "[]", "[a]", "[1, true]", "{a: 1}", "!x 1", "[[1]]", "[18446744073709551615]", "99999999999999999999999"]
        {
            assert_eq!(to_param("p", &parse(text).unwrap()), None, "{text}");
        }
    }

    #[test]
    fn params_that_are_entries() {
        let param = |datatype, size: &str, value: &str| Param::new(Field::array("p", datatype, size.parse().unwrap()), value);
        let cases = [
            (param(Datatype::Short, "", " 007 "), "7"),
            (param(Datatype::Float, "", "1"), "1.0"),
            (param(Datatype::Float, "", ""), "null"),
            (param(Datatype::Boolean, "", "T"), "true"),
            (param(Datatype::Double, "2", "1 NaN"), "[1.0, .nan]"),
            (param(Datatype::DoubleComplex, "", "1 2"), "[1.0, 2.0]"),
            (param(Datatype::Long, "", "x"), "x"),
            (param(Datatype::Char, "*", "1"), "'1'"),
        ];
        for (param, want) in cases {
            assert_eq!(to_node(&param), parse(want).unwrap(), "{param:?}");
        }
    }
}
