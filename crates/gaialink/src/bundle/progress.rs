use std::sync::atomic::{AtomicU64, Ordering};

/// How far a stack has come, to be looked at from another thread.
#[derive(Debug, Default)]
pub struct Progress {
    members: AtomicU64,
    bytes: AtomicU64,
}

impl Progress {
    /// The members read so far.
    pub fn members(&self) -> u64 {
        self.members.load(Ordering::Relaxed)
    }

    /// The bytes of their content.
    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    pub(super) fn count(&self, bytes: u64) {
        self.members.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Starts anew, where all members have to be read again.
    pub(super) fn restart(&self) {
        self.members.store(0, Ordering::Relaxed);
        self.bytes.store(0, Ordering::Relaxed);
    }
}
