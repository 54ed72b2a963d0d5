use super::Link;
use crate::cell_text::CellText;
use gaialink_table::{Datatype, Finding, Position, Result, Schema, Severity, Table, arrow::array::RecordBatch};

/// A column that the standard knows.
struct Known {
    name: &'static str,
    required: bool,
    datatype: Datatype,
    ucd: Option<&'static str>,
}

const fn known(name: &'static str, required: bool, datatype: Datatype, ucd: Option<&'static str>) -> Known {
    Known { name, required, datatype, ucd }
}

/// The columns of DataLink 1.1, 3.2.
const KNOWN: [Known; 12] = [
    known("ID", true, Datatype::Char, Some("meta.id;meta.main")),
    known("access_url", true, Datatype::Char, Some("meta.ref.url")),
    known("service_def", true, Datatype::Char, Some("meta.ref")),
    known("error_message", true, Datatype::Char, Some("meta.code.error")),
    known("description", true, Datatype::Char, Some("meta.note")),
    known("semantics", true, Datatype::Char, Some("meta.code")),
    known("content_type", true, Datatype::Char, Some("meta.code.mime")),
    known("content_length", true, Datatype::Long, Some("phys.size;meta.file")),
    known("content_qualifier", false, Datatype::Char, None),
    known("local_semantics", false, Datatype::Char, Some("meta.id.assoc")),
    known("link_auth", false, Datatype::Char, Some("meta.code")),
    known("link_authorized", false, Datatype::Boolean, Some("meta.code")),
];

/// The clause that lists them.
pub(super) const CLAUSE: &str = "DataLink 1.1, 3.2";

/// The places of the known columns in a table.
#[derive(Clone, Debug)]
pub(super) struct Columns([Option<usize>; KNOWN.len()]);

impl Columns {
    /// Finds them by name; FITS has them in capital letters at times.
    pub(super) fn find(schema: &Schema) -> Self {
        Self(KNOWN.each_ref().map(|known| {
            let same = |field: &gaialink_table::Field| field.name.eq_ignore_ascii_case(known.name);
            schema.index_of(known.name).or_else(|| schema.fields.iter().position(same))
        }))
    }

    /// The first column without which there are no links, where it is not there.
    pub(super) fn necessary_missing(&self) -> Option<&'static str> {
        let mut places = KNOWN.iter().zip(&self.0).take(2);
        places.find(|(_, place)| place.is_none()).map(|(known, _)| known.name)
    }

    pub(super) fn is_links(&self) -> bool {
        let [id, access_url, .., semantics, _, _, _, _, _, _] = &self.0;
        id.is_some() && access_url.is_some() && semantics.is_some()
    }

    pub(super) fn has(&self, place: usize) -> bool {
        self.0.contains(&Some(place))
    }

    /// What is wrong with the columns themselves.
    pub(super) fn findings(&self, schema: &Schema) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut add = |severity, code: &str, name: &str, message: String| {
            findings.push(Finding::new(severity, code, Position::default().in_column(name), message).under(CLAUSE));
        };
        for (known, place) in KNOWN.iter().zip(&self.0) {
            let Some(field) = place.and_then(|place| schema.fields.get(place)) else {
                if known.required {
                    add(Severity::Error, "E-LINKS-COLUMN", known.name, "the column is not there".to_owned());
                }
                continue;
            };
            let text = known.datatype == Datatype::Char && field.datatype.is_text();
            if !text && field.datatype != known.datatype {
                let message = format!("its datatype is {}; expected {}", field.datatype, known.datatype);
                add(Severity::Warning, "W-LINKS-DATATYPE", known.name, message);
            }
            if let (Some(ucd), Some(found)) = (known.ucd, &field.ucd)
                && !ucd.eq_ignore_ascii_case(found)
            {
                add(Severity::Warning, "W-LINKS-UCD", known.name, format!("its UCD is `{found}`; expected `{ucd}`"));
            }
        }
        findings
    }

    /// The links of all rows.
    pub(super) fn read(&self, table: &Table) -> Result<Vec<Link>> {
        let mut links = Vec::new();
        for batch in table.batches() {
            links.extend(self.read_batch(table.schema(), batch)?);
        }
        Ok(links)
    }

    fn read_batch(&self, schema: &Schema, batch: &RecordBatch) -> Result<Vec<Link>> {
        let mut links = vec![Link::default(); batch.num_rows()];
        for (known, place) in KNOWN.iter().zip(&self.0) {
            let column = place.and_then(|place| batch.columns().get(place).zip(schema.fields.get(place)));
            let Some((array, field)) = column else { continue };
            let mut cells = CellText::try_new(array, field)?;
            for (row, link) in links.iter_mut().enumerate() {
                set(link, known.name, cells.at(row));
            }
        }
        Ok(links)
    }
}

fn set(link: &mut Link, column: &str, cell: Option<String>) {
    let place = match column {
        "ID" => &mut link.id,
        "access_url" => &mut link.access_url,
        "service_def" => &mut link.service_def,
        "error_message" => &mut link.error_message,
        "description" => &mut link.description,
        "semantics" => &mut link.semantics,
        "content_type" => &mut link.content_type,
        "content_qualifier" => &mut link.content_qualifier,
        "local_semantics" => &mut link.local_semantics,
        "link_auth" => &mut link.link_auth,
        "content_length" => {
            link.content_length = cell.and_then(|text| text.parse().ok());
            return;
        }
        _ => {
            link.link_authorized = cell.and_then(|text| flag(&text));
            return;
        }
    };
    *place = cell;
}

fn flag(text: &str) -> Option<bool> {
    match &*text.to_ascii_lowercase() {
        "t" | "true" | "1" => Some(true),
        "f" | "false" | "0" => Some(false),
        _ => None,
    }
}
