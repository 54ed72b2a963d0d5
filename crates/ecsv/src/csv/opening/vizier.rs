//! Tables as VizieR gives them with a character between the cells: comments that describe the columns, and below their names a line
//! of units and one of dashes.

use gaialink_table::Field;
use std::collections::HashMap;

/// What is said of the columns, by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Notes {
    is_vizier: bool,
    columns: HashMap<String, Note>,
}

/// What is said of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Note {
    is_text: bool,
    unit: Option<String>,
    description: Option<String>,
    ucd: Option<String>,
}

/// What comments of VizieR begin with.
const MARKS: [&str; 3] = ["#RESOURCE=", "#Column\t", "#   VizieR Astronomical Server"];

impl Notes {
    /// Takes a line of comments.
    pub(super) fn take(&mut self, line: &[u8]) {
        let line = String::from_utf8_lossy(line);
        self.is_vizier |= MARKS.iter().any(|mark| line.starts_with(mark));
        let Some(column) = line.strip_prefix("#Column\t") else { return };
        let mut parts = column.trim_end().split('\t').map(str::trim);
        let Some(name) = parts.next() else { return };
        let note = self.columns.entry(name.to_owned()).or_default();
        for part in parts.filter(|part| !part.is_empty()) {
            match part.strip_prefix("[ucd=").and_then(|ucd| ucd.strip_suffix(']')) {
                Some(ucd) => note.ucd = Some(ucd.to_owned()),
                None if is_format(part) => note.is_text = part.starts_with("(A"),
                None => note.description = Some(part.to_owned()),
            }
        }
    }

    /// Whether there were comments of VizieR.
    pub(super) fn are_of_vizier(&self) -> bool {
        self.is_vizier
    }

    /// Takes the line of units.
    pub(super) fn units(&mut self, names: &[u8], units: &[u8], delimiter: u8) {
        for (name, unit) in cells(names, delimiter).zip(cells(units, delimiter)) {
            let text = |cell: &[u8]| String::from_utf8_lossy(cell).into_owned();
            let unit = Some(text(unit.trim_ascii())).filter(|unit| !unit.is_empty());
            self.columns.entry(text(name)).or_default().unit = unit;
        }
    }

    /// The column with what is said of it. Text by its format stays text, whatever its cells look like.
    pub(super) fn annotate(&self, field: Field) -> Field {
        let Some(note) = self.columns.get(&field.name) else { return field };
        let mut field = if note.is_text { Field::text(field.name) } else { field };
        field.unit.clone_from(&note.unit);
        field.description.clone_from(&note.description);
        field.ucd.clone_from(&note.ucd);
        field
    }
}

/// Whether a part of a comment is a format of FORTRAN, such as `(F15.11)` or `(A22)`.
fn is_format(part: &str) -> bool {
    let inside = part.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let digits = inside.and_then(|inside| inside.strip_prefix(['A', 'I', 'F', 'E', 'D', 'G']));
    digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))
}

/// What parts the cells of a line of column names: what was asked for, or where that is the comma and there is none, another.
pub(super) fn delimiter(names: &[u8], asked: u8) -> u8 {
    let has = |byte: &u8| names.contains(byte);
    match asked {
        b',' if !has(&asked) => b"\t;|".iter().copied().find(has).unwrap_or(asked),
        _ => asked,
    }
}

/// The cells of a line without quotes.
pub(super) fn cells(line: &[u8], delimiter: u8) -> impl Iterator<Item = &[u8]> {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line).split(move |byte| *byte == delimiter)
}

/// Whether a line has nothing but dashes in each of so many cells.
pub(super) fn are_dashes(line: &[u8], delimiter: u8, columns: usize) -> bool {
    /// One cell at least has so many; a dash or two may well stand for a missing value.
    const MANY: usize = 3;
    let is_dashes = |cell: &[u8]| !cell.is_empty() && cell.iter().all(|byte| *byte == b'-');
    let all: Vec<&[u8]> = cells(line, delimiter).collect();
    all.len() == columns && all.iter().all(|cell| is_dashes(cell)) && all.iter().any(|cell| cell.len() >= MANY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes() {
        let cases: [(&[u8], usize, bool); 8] = [
            (b"---\t-\n", 2, true),
            (b"-----\t---\r\n", 2, true),
            (b"---\n", 1, true),
            (b"--\t-\n", 2, false),
            (b"---\t\n", 2, false),
            (b"---\t-1-\n", 2, false),
            (b"---\t---\n", 3, false),
            (b"", 1, false),
        ];
        for (line, columns, want) in cases {
            assert_eq!(are_dashes(line, b'\t', columns), want, "{}", String::from_utf8_lossy(line));
        }
    }

    #[test]
    fn notes_of_columns() {
        let mut notes = Notes::default();
        notes.take(b"#Column\tSource\t(A19)\tThe id\t[ucd=meta.id;meta.main]\r\n");
        notes.take(b"#Column\tGmag\t(F9.6)\t? (mean) magnitude\n");
        notes.units(b"Source\tGmag\tx", b" \tmag\tm/s\n", b'\t');
        let annotated = |name: &str| {
            let field = notes.annotate(Field::new(name, gaialink_table::Datatype::Long));
            (field.datatype.name(), field.unit, field.description, field.ucd)
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(annotated("Source"), ("char", None, some("The id"), some("meta.id;meta.main")));
        assert_eq!(annotated("Gmag"), ("long", some("mag"), some("? (mean) magnitude"), None));
        assert_eq!(annotated("x"), ("long", some("m/s"), None, None));
        assert_eq!(annotated("y"), ("long", None, None, None));
        assert!(notes.are_of_vizier());
    }
}
