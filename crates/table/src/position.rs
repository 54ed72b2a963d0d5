use serde::{Deserialize, Serialize};
use std::fmt;

/// A place in a file, as far as it is known: where a user has to look.
///
/// ```
/// use gaialink_table::Position;
/// let mut at = Position::default();
/// at.line = Some(812);
/// at.column = Some("flux".to_owned());
/// assert_eq!(at.to_string(), "line 812, column `flux`");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Position {
    /// The path of elements or the number of the HDU, such as `VOTABLE/RESOURCE/TABLE` or `HDU 2`.
    pub element: Option<String>,
    /// The line, counted from 1.
    pub line: Option<u64>,
    /// The byte, counted from 0, in the file as it lies on disk or, for a compressed one, in its content.
    pub byte: Option<u64>,
    /// The row of the table, counted from 1.
    pub row: Option<u64>,
    /// The name of the column.
    pub column: Option<String>,
}

impl Position {
    /// A place known by its byte alone.
    pub fn at_byte(byte: u64) -> Self {
        Self { byte: Some(byte), ..Self::default() }
    }

    /// A place known by its line alone, counted from 1.
    pub fn at_line(line: u64) -> Self {
        Self { line: Some(line), ..Self::default() }
    }

    /// A place known by its row alone, counted from 1.
    pub fn at_row(row: u64) -> Self {
        Self { row: Some(row), ..Self::default() }
    }

    /// The same place, in a row counted from 1.
    #[must_use]
    pub fn in_row(mut self, row: u64) -> Self {
        self.row = Some(row);
        self
    }

    /// The same place, in the named column.
    #[must_use]
    pub fn in_column(mut self, name: &str) -> Self {
        self.column = Some(name.to_owned());
        self
    }

    /// The same place, inside the named element.
    #[must_use]
    pub fn in_element(mut self, path: &str) -> Self {
        self.element = Some(path.to_owned());
        self
    }

    /// The place as it stands behind a name, such as `, line 3`; nothing where it is unknown.
    ///
    /// ```
    /// use gaialink_table::Position;
    /// assert_eq!(format!("CSV{}", Position::at_line(3).behind_name()), "CSV, line 3");
    /// assert_eq!(format!("CSV{}", Position::default().behind_name()), "CSV");
    /// ```
    pub fn behind_name(&self) -> String {
        if self.is_unknown() { String::new() } else { format!(", {self}") }
    }

    /// Whether nothing is known of the place.
    pub fn is_unknown(&self) -> bool {
        *self == Self::default()
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        parts.extend(self.element.clone());
        parts.extend(self.line.map(|n| format!("line {n}")));
        parts.extend(self.byte.map(|n| format!("byte {n}")));
        parts.extend(self.row.map(|n| format!("row {n}")));
        parts.extend(self.column.as_ref().map(|name| format!("column `{name}`")));
        if parts.is_empty() {
            return f.write_str("at an unknown place");
        }
        f.write_str(&parts.join(", "))
    }
}
