use super::{Link, LinkAuth, columns::CLAUSE};
use gaialink_table::{Finding, Position, Severity};
use std::collections::HashSet;

/// What an error message begins with (DataLink 1.1, 3.4).
const FAULTS: [&str; 6] = ["NotFoundFault", "UsageFault", "TransientFault", "FatalFault", "DefaultFault", "AuthenticationFault"];

/// Tells what is wrong with the rows.
pub(super) fn rows(links: &[Link], findings: &mut Vec<Finding>) {
    let mut seen: HashSet<&str> = HashSet::new();
    let mut last = None;
    for (link, row) in links.iter().zip(0..) {
        let mut row = Row { row, findings };
        row.target(link);
        row.words(link);
        if let Some(id) = link.id.as_deref() {
            if last != Some(id) && !seen.insert(id) {
                row.warn("W-LINKS-ORDER", "ID", format!("the rows of `{id}` do not stand together"));
            }
            last = Some(id);
        }
    }
}

struct Row<'a> {
    row: u64,
    findings: &'a mut Vec<Finding>,
}

impl Row<'_> {
    fn add(&mut self, severity: Severity, code: &str, column: &str, message: String, clause: &str) {
        let at = Position::at_row(self.row).in_column(column);
        self.findings.push(Finding::new(severity, code, at, message).under(clause));
    }

    fn err(&mut self, code: &str, column: &str, message: String) {
        self.add(Severity::Error, code, column, message, CLAUSE);
    }

    fn warn(&mut self, code: &str, column: &str, message: String) {
        self.add(Severity::Warning, code, column, message, CLAUSE);
    }

    fn target(&mut self, link: &Link) {
        if let Err(error) = link.target() {
            self.err("E-LINKS-TARGET", "access_url", error.to_string());
        }
        for (column, cell) in [("ID", &link.id), ("semantics", &link.semantics)] {
            if cell.is_none() {
                self.err("E-LINKS-VALUE", column, "the cell is empty, where a value has to be".to_owned());
            }
        }
        if let Some(url) = &link.access_url
            && !is_absolute(url)
        {
            self.warn("W-LINKS-URL", "access_url", format!("`{url}` is no absolute URL"));
        }
    }

    fn words(&mut self, link: &Link) {
        if let Some(message) = &link.error_message
            && !FAULTS.iter().any(|fault| message.starts_with(fault))
        {
            let message = format!("`{message}` begins with none of {}", FAULTS.join(", "));
            self.add(Severity::Warning, "W-LINKS-FAULT", "error_message", message, "DataLink 1.1, 3.4");
        }
        if let Some(term) = &link.semantics
            && !term.starts_with('#')
            && !is_absolute(term)
        {
            self.warn("W-LINKS-SEMANTICS", "semantics", format!("`{term}` is neither `#` and a word nor a URL"));
        }
        if let Some(length) = link.content_length
            && length < 0
        {
            self.err("E-LINKS-LENGTH", "content_length", format!("{length} is no number of bytes"));
        }
        if let Some(word) = &link.link_auth
            && word.parse::<LinkAuth>().is_err()
        {
            self.err("E-LINKS-AUTH", "link_auth", format!("`{word}` is none of false, optional, true"));
        }
    }
}

/// Whether a text begins with the scheme of a URL (RFC 3986, 3.1).
fn is_absolute(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let fine = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(fine) && !rest.is_empty()
}
