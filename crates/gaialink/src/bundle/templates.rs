use crate::{Format, OpenOptions, template::Template};
use std::sync::{Arc, Mutex, PoisonError, RwLock, TryLockError};

/// How many headers are remembered: files of the archive have a few.
const REMEMBERED: usize = 16;

/// What was learned from the files that were met, so that those of one header are looked at once; with what else is known of each.
pub(super) struct Templates<T> {
    known: RwLock<Vec<Arc<(Template, T)>>>,
    /// How many files were learned from, with or without success.
    tries: Mutex<usize>,
}

impl<T> Default for Templates<T> {
    fn default() -> Self {
        Self { known: RwLock::default(), tries: Mutex::default() }
    }
}

impl<T> Templates<T> {
    /// What comes of the first template with which something can be done.
    pub(super) fn find<R>(&self, read: impl FnMut(&(Template, T)) -> Option<R>) -> Option<R> {
        // No lock is held while reading: who waits for other threads of a pool may be given work that wants it, too.
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner).clone();
        known.iter().map(AsRef::as_ref).find_map(read)
    }

    /// Whether a file of so many bytes may teach something now.
    pub(super) fn is_open_to(&self, bytes: usize) -> bool {
        /// Files that are larger gain nothing.
        const LARGEST: usize = 1 << 20;
        bytes <= LARGEST && self.tries.try_lock().is_ok_and(|tries| *tries < REMEMBERED)
    }

    /// Learns from a file, unless another thread is learning.
    pub(super) fn learn(&self, file: &[u8], format: Format, options: &OpenOptions, more: impl FnOnce(&Template) -> Option<T>) {
        let mut tries = match self.tries.try_lock() {
            Ok(tries) => tries,
            Err(TryLockError::Poisoned(error)) => error.into_inner(),
            Err(TryLockError::WouldBlock) => return,
        };
        let is_known = || self.find(|(template, _)| template.read(file, format).map(drop)).is_some();
        if *tries >= REMEMBERED || is_known() {
            return;
        }
        *tries = tries.saturating_add(1);
        if let Some(template) = Template::learn(file, format, options)
            && let Some(more) = more(&template)
        {
            self.known.write().unwrap_or_else(PoisonError::into_inner).push(Arc::new((template, more)));
        }
    }
}
