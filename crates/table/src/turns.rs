//! One input or output, and several threads that work on its pieces: [`read`] and [`write()`] for readers and writers.
//!
//! What comes before or behind the work, to read a piece or to write it, one thread does at a time, and it is the one that works on the
//! piece: what it holds is still near to it, and while it reads or writes, the others work.
//!
//! The threads are those of rayon's pool. An input or output that needs them itself, such as one that compresses on several
//! threads, gets them: a thread that waits too long for its turn leaves the rest to the others.

mod read;
mod write;

pub use self::{read::read, write::write};

use std::time::Duration;

/// How long a thread waits for its turn before it leaves the rest to the others: whoever reads or writes might need this very thread for it.
const PATIENCE: Duration = Duration::from_millis(50);
