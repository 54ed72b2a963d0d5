use crate::{ErrorKind, Result};
use std::{
    collections::BTreeMap,
    panic::{self, AssertUnwindSafe},
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    thread,
};

/// Does tasks on several threads and takes their results in order; no more than `ahead` tasks are done or in work beyond the one
/// that is taken next. Where `take` fails, no more tasks are begun.
pub(super) fn ordered<T: Send>(
    tasks: usize,
    (threads, ahead): (usize, usize),
    work: impl Fn(usize) -> T + Sync,
    mut take: impl FnMut(T) -> Result<()>,
) -> Result<()> {
    let queue =
        Queue { state: Mutex::new(State { next: 0, taken: 0, ended: false, done: BTreeMap::new() }), changed: Condvar::new() };
    thread::scope(|scope| {
        for _ in 0..threads.clamp(1, tasks.max(1)) {
            scope.spawn(|| {
                while let Some(task) = queue.begin(tasks, ahead) {
                    queue.done(task, panic::catch_unwind(AssertUnwindSafe(|| work(task))).ok());
                }
            });
        }
        let taken = (0..tasks).try_for_each(|task| {
            let done = queue.wait(task).ok_or_else(|| ErrorKind::Threads("a thread that read files died".to_owned()))?;
            take(done)
        });
        queue.end();
        taken
    })
}

struct Queue<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

struct State<T> {
    next: usize,
    taken: usize,
    ended: bool,
    done: BTreeMap<usize, Option<T>>,
}

impl<T> Queue<T> {
    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn begin(&self, tasks: usize, ahead: usize) -> Option<usize> {
        let mut state = self.lock();
        while !state.ended && state.next < tasks && state.next > state.taken.saturating_add(ahead) {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        if state.ended || state.next >= tasks {
            return None;
        }
        let task = state.next;
        state.next = task.saturating_add(1);
        Some(task)
    }

    fn done(&self, task: usize, result: Option<T>) {
        self.lock().done.insert(task, result);
        self.changed.notify_all();
    }

    fn wait(&self, task: usize) -> Option<T> {
        let mut state = self.lock();
        loop {
            if let Some(done) = state.done.remove(&task) {
                state.taken = task.saturating_add(1);
                drop(state);
                self.changed.notify_all();
                return done;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn end(&self) {
        self.lock().ended = true;
        self.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn results_come_in_order_and_not_too_many_wait() {
        for (threads, ahead) in [(1, 0), (1, 3), (4, 0), (4, 2), (7, 9)] {
            let (begun, mut seen) = (AtomicUsize::new(0), Vec::new());
            let work = |task| {
                begun.fetch_add(1, Ordering::SeqCst);
                task
            };
            let take = |task| {
                assert!(begun.load(Ordering::SeqCst) <= task + ahead + 2, "{threads} threads, {ahead} ahead");
                seen.push(task);
                Ok(())
            };
            ordered(50, (threads, ahead), work, take).unwrap();
            assert!(seen.iter().copied().eq(0..50));
        }
    }

    #[test]
    fn failure_and_panic_end_it() {
        let fail = |task| if task == 3 { Err(ErrorKind::ReadTwice.into()) } else { Ok(()) };
        assert!(ordered(1000, (2, 2), |task| task, fail).is_err());
        let work = |task: usize| assert_ne!(task, 3);
        let error = ordered(1000, (2, 2), work, Ok).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Threads(_)), "{error}");
        ordered(0, (2, 2), |task| task, |_| Ok(())).unwrap();
    }
}
