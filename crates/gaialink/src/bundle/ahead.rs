use super::entry::Entry;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use std::vec;

/// How many entries are read at once, at most.
const MOST: usize = 256;
/// How many bytes they have together, unless one alone has more.
const BYTES: u64 = 8 << 20;
/// How many times its size the content of a compressed entry is taken to be.
const PACKED: u64 = 16;

/// What is read of each entry, in their order. Several are read at once on the threads of rayon's pool: one first, then twice as
/// many each time, so that who stops early has not waited for more than about as many again.
pub(super) struct Ahead<'a, T, F> {
    rest: &'a [Entry],
    read: F,
    ready: vec::IntoIter<(&'a Entry, T)>,
    next: usize,
}

impl<'a, T, F> Ahead<'a, T, F> {
    pub(super) fn new(entries: &'a [Entry], read: F) -> Self {
        Self { rest: entries, read, ready: Vec::new().into_iter(), next: 1 }
    }

    /// Takes the entries that are read next; at least one, unless there are none.
    fn take(&mut self) -> &'a [Entry] {
        let mut bytes = 0_u64;
        let fits = |entry: &&Entry| {
            bytes = bytes.saturating_add(weight(entry));
            bytes <= BYTES
        };
        let count = self.rest.iter().take(self.next).take_while(fits).count().max(1).min(self.rest.len());
        self.next = self.next.saturating_mul(2).min(MOST);
        let (group, rest) = self.rest.split_at_checked(count).unwrap_or((self.rest, &[]));
        self.rest = rest;
        group
    }
}

/// The bytes that an entry takes, as far as it is known beforehand; a stream goes alone.
fn weight(entry: &Entry) -> u64 {
    match (entry.is_again(), entry.is_packed()) {
        (false, _) => u64::MAX,
        (true, true) => entry.size.saturating_mul(PACKED),
        (true, false) => entry.size,
    }
}

impl<'a, T: Send, F: Fn(&Entry) -> T + Sync> Iterator for Ahead<'a, T, F> {
    type Item = (&'a Entry, T);

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(ready) = self.ready.next() {
            return Some(ready);
        }
        match self.take() {
            [] => None,
            [only] => Some((only, (self.read)(only))),
            group => {
                let read = &self.read;
                self.ready = group.par_iter().map(|entry| (entry, read(entry))).collect::<Vec<_>>().into_iter();
                self.ready.next()
            }
        }
    }
}
