use serde::{Deserialize, Serialize};
use std::fmt;

/// What kind of thing a target format could not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum LossKind {
    /// A piece of metadata (UCD, UTYPE, PARAM, INFO, …) has no place.
    Metadata,
    /// A name was changed, cut or made unique.
    Name,
    /// The datatype or shape comes back as another one.
    Datatype,
    /// A null comes back as a value, or as the null of the whole array.
    Null,
    /// An empty string or empty array comes back as null.
    Empty,
    /// A value comes back changed.
    Value,
}

impl fmt::Display for LossKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Metadata => "metadata",
            Self::Name => "name",
            Self::Datatype => "datatype",
            Self::Null => "null",
            Self::Empty => "empty",
            Self::Value => "value",
        })
    }
}

/// One loss, counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Loss {
    /// The kind of thing lost.
    pub kind: LossKind,
    /// The column, PARAM or element it was lost from.
    pub subject: String,
    /// What happened to it.
    pub detail: String,
    /// How often.
    pub count: u64,
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: `{}`: {}", self.kind, self.subject, self.detail)?;
        if self.count > 1 {
            write!(f, " ({} times)", self.count)?;
        }
        Ok(())
    }
}

/// What a writer could not keep, in the order in which it was met.
///
/// ```
/// use gaialink_table::{LossKind, LossReport};
/// let mut losses = LossReport::default();
/// losses.add(LossKind::Metadata, "flux", "CSV has no UCD");
/// losses.add(LossKind::Metadata, "flux", "CSV has no UCD");
/// assert_eq!(losses.iter().count(), 1);
/// assert_eq!(losses.total(), 2);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LossReport {
    losses: Vec<Loss>,
}

impl LossReport {
    /// Counts one loss; the same kind, subject and detail are one entry.
    pub fn add(&mut self, kind: LossKind, subject: &str, detail: &str) {
        self.add_many(kind, subject, detail, 1);
    }

    /// Counts a number of equal losses; none is no entry.
    pub fn add_many(&mut self, kind: LossKind, subject: &str, detail: &str, count: u64) {
        if count == 0 {
            return;
        }
        let same = |l: &&mut Loss| l.kind == kind && l.subject == subject && l.detail == detail;
        if let Some(loss) = self.losses.iter_mut().find(same) {
            loss.count = loss.count.saturating_add(count);
            return;
        }
        let (subject, detail) = (subject.to_owned(), detail.to_owned());
        self.losses.push(Loss { kind, subject, detail, count });
    }

    /// Adds all that another report holds.
    pub fn merge(&mut self, other: &Self) {
        for loss in &other.losses {
            self.add_many(loss.kind, &loss.subject, &loss.detail, loss.count);
        }
    }

    /// The losses, in the order in which they were first met.
    pub fn iter(&self) -> std::slice::Iter<'_, Loss> {
        self.losses.iter()
    }

    /// Whether nothing was lost.
    pub fn is_empty(&self) -> bool {
        self.losses.is_empty()
    }

    /// How many losses there were, all kinds together.
    pub fn total(&self) -> u64 {
        self.losses.iter().fold(0, |sum, loss| sum.saturating_add(loss.count))
    }
}

impl<'a> IntoIterator for &'a LossReport {
    type Item = &'a Loss;
    type IntoIter = std::slice::Iter<'a, Loss>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
