use super::{
    super::header::{Header, decode, read_lines},
    number::Kind,
};
use gaialink_table::{Limits, Schema};
use std::{ops::Range, str};

/// What stands before the rows: bytes that are the same in all files, and numbers between them.
#[derive(Debug)]
pub(super) struct Head {
    parts: Vec<Part>,
    last: Vec<u8>,
    /// The values of the PARAMs in the file that was learned from.
    values: Vec<String>,
}

/// Bytes, and what stands behind them.
#[derive(Debug)]
struct Part {
    before: Vec<u8>,
    /// The PARAM whose value it is.
    param: usize,
    /// How its number is spelled; nothing where it stands there again, as text in the JSON of the schema.
    kind: Option<Kind>,
}

/// A number of the `meta` that may be another.
struct Open {
    param: usize,
    kind: Kind,
    at: Range<usize>,
    again: Option<Range<usize>>,
}

impl Head {
    /// The head of a file whose header is known.
    pub(super) fn learn(head: &[u8], header: &Header, limits: &Limits) -> Option<Self> {
        let text = str::from_utf8(head).ok()?;
        let schema = &header.schema;
        let has_one_each = schema.all_params().count() == schema.params.len();
        let found: Vec<Open> = (0..schema.params.len()).filter_map(|param| find(text, schema, param)).collect();
        let open: Vec<Open> = found.into_iter().filter(|open| has_one_each && holds(text, header, open, limits)).collect();
        let mut places: Vec<(Range<usize>, usize, Option<Kind>)> = Vec::new();
        for Open { param, kind, at, again } in open {
            places.push((at, param, Some(kind)));
            places.extend(again.map(|again| (again, param, None)));
        }
        places.sort_by_key(|(at, ..)| at.start);
        let mut done = 0;
        let mut parts = Vec::new();
        for (at, param, kind) in places {
            parts.push(Part { before: head.get(done..at.start)?.to_vec(), param, kind });
            done = at.end;
        }
        let values = schema.params.iter().map(|param| param.value.clone()).collect();
        Some(Self { parts, last: head.get(done..)?.to_vec(), values })
    }

    /// The values of a file that has this head, and what stands behind it.
    pub(super) fn matches<'a>(&self, file: &'a [u8]) -> Option<(Vec<String>, &'a [u8])> {
        let mut values = self.values.clone();
        let mut rest = file;
        for part in &self.parts {
            rest = rest.strip_prefix(part.before.as_slice())?;
            let value = values.get_mut(part.param)?;
            let Some(kind) = part.kind else {
                rest = rest.strip_prefix(value.as_bytes())?;
                continue;
            };
            let (spelled, behind) = rest.split_at_checked(memchr::memchr(b'\n', rest)?)?;
            let (found, meaning) = Kind::of(str::from_utf8(spelled).ok()?)?;
            if found != kind {
                return None;
            }
            *value = meaning;
            rest = behind;
        }
        Some((values, rest.strip_prefix(self.last.as_slice())?))
    }
}

/// Where the number of a PARAM stands: alone in a line of the `meta`, and once more in the JSON of the schema where there is one.
fn find(text: &str, schema: &Schema, param: usize) -> Option<Open> {
    let param_at = schema.params.get(param)?;
    let key = format!("\n#   {}: ", param_at.name());
    let start = text.find(&key)?.checked_add(key.len())?;
    let line = text.get(start..)?.split('\n').next()?;
    let (kind, meaning) = Kind::of(line)?;
    if meaning != param_at.value {
        return None;
    }
    let again = match text.find("gaialink.schema") {
        None => None,
        Some(json) => {
            let name = format!("\"name\":\"{}\"", param_at.name());
            let name = json.checked_add(text.get(json..)?.find(&name)?)?;
            let key = "\"value\":\"";
            let value = name.checked_add(text.get(name..)?.find(key)?)?.checked_add(key.len())?;
            let end = value.checked_add(meaning.len())?;
            Some(value..end)
                .filter(|at| {
                    text.get(at.clone()) == Some(meaning.as_str()) && text.get(end..).is_some_and(|t| t.starts_with('"'))
                })?
                .into()
        }
    };
    Some(Open { param, kind, at: start..start.checked_add(line.len())?, again })
}

/// Whether other numbers in that place change the value of the PARAM and nothing else, which is tried out.
fn holds(text: &str, header: &Header, open: &Open, limits: &Limits) -> bool {
    open.kind.probes().iter().all(|probe| {
        let Some(wanted) = with_value(&header.schema, open.param, probe) else { return false };
        let other = replaced(text, open, probe).and_then(|other| {
            let lines = read_lines(&mut other.as_bytes(), limits).ok()?;
            decode(&lines, limits).ok()
        });
        other.is_some_and(|other| {
            let same = (other.delimiter, &other.cells) == (header.delimiter, &header.cells);
            same && other.warnings.is_empty() && other.schema == wanted
        })
    })
}

fn with_value(schema: &Schema, param: usize, probe: &str) -> Option<Schema> {
    let mut schema = schema.clone();
    schema.params.get_mut(param)?.value = Kind::of(probe)?.1;
    Some(schema)
}

/// The header with another number.
fn replaced(text: &str, open: &Open, probe: &str) -> Option<String> {
    let (_, meaning) = Kind::of(probe)?;
    let mut places: Vec<(&Range<usize>, &str)> = vec![(&open.at, probe)];
    places.extend(open.again.as_ref().map(|again| (again, meaning.as_str())));
    places.sort_by_key(|(at, _)| at.start);
    let (mut other, mut done) = (String::new(), 0);
    for (at, new) in places {
        other.push_str(text.get(done..at.start)?);
        other.push_str(new);
        done = at.end;
    }
    other.push_str(text.get(done..)?);
    Some(other)
}
