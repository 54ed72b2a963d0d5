use serde::{Deserialize, Serialize};
use std::{
    collections::HashMap,
    fmt,
    hash::{DefaultHasher, Hash, Hasher},
};

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
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct LossReport {
    losses: Vec<Loss>,
    /// Their places by hash, so that many different ones are counted as fast as few.
    #[serde(skip)]
    places: HashMap<u64, usize>,
}

impl PartialEq for LossReport {
    fn eq(&self, other: &Self) -> bool {
        self.losses == other.losses
    }
}

impl Eq for LossReport {}

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
        // Those of a report that came as JSON have no places yet.
        if self.places.is_empty() {
            self.places.extend(self.losses.iter().enumerate().map(|(place, l)| (hash(l.kind, &l.subject, &l.detail), place)));
        }
        let same = |l: &Loss| l.kind == kind && l.subject == subject && l.detail == detail;
        let key = hash(kind, subject, detail);
        let found = match self.places.get(&key) {
            Some(place) if self.losses.get(*place).is_some_and(same) => Some(*place),
            Some(_) => self.losses.iter().position(same),
            None => None,
        };
        if let Some(loss) = found.and_then(|place| self.losses.get_mut(place)) {
            loss.count = loss.count.saturating_add(count);
            return;
        }
        let (subject, detail) = (subject.to_owned(), detail.to_owned());
        self.places.entry(key).or_insert(self.losses.len());
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

fn hash(kind: LossKind, subject: &str, detail: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (kind, subject, detail).hash(&mut hasher);
    hasher.finish()
}

impl<'a> IntoIterator for &'a LossReport {
    type Item = &'a Loss;
    type IntoIter = std::slice::Iter<'a, Loss>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_losses_are_one_entry_also_after_json() {
        let mut losses = LossReport::default();
        for n in 0..1_000 {
            losses.add(LossKind::Name, &format!("a{}", n % 500), "d");
        }
        assert_eq!((losses.iter().count(), losses.total()), (500, 1_000));
        let mut again: LossReport = serde_json::from_str(&serde_json::to_string(&losses).unwrap()).unwrap();
        assert_eq!(again, losses);
        again.add(LossKind::Name, "a7", "d");
        again.add(LossKind::Value, "a7", "d");
        assert_eq!((again.iter().count(), again.total(), again.iter().nth(7).unwrap().count), (501, 1_002, 3));
    }
}
