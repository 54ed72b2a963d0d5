use super::{Directory, Entry, Progress, answer, client::Client, failure::Failure};
use crate::{args, chunk::Chunk};
use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

/// The longest wait before a request is sent again, unless the server asks for more.
const MAX_WAIT: Duration = Duration::from_secs(60);
/// The longest wait that a server may ask for.
const MAX_ASKED: Duration = Duration::from_secs(900);
/// After so many failures in a row no more requests are sent.
const ENOUGH: usize = 5;

/// What became of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It was answered, now or in an earlier run.
    Finished(Entry),
    /// It failed, for the reason told.
    Failed(String),
    /// It was not sent, after others had failed.
    NotSent,
}

/// Requests that are sent by a few threads.
#[derive(Debug)]
pub(crate) struct Work<'a> {
    chunks: &'a [Chunk],
    directory: &'a Directory,
    progress: &'a Progress,
    client: Client,
    retries: u32,
    delay: Duration,
    next: AtomicUsize,
    failures: AtomicUsize,
}

impl<'a> Work<'a> {
    pub(crate) fn new(args: &args::Fetch, chunks: &'a [Chunk], directory: &'a Directory, progress: &'a Progress) -> Self {
        Self {
            chunks,
            directory,
            progress,
            client: Client::new(&args.order.endpoint, args.timeout, args.allow_http),
            retries: args.retries,
            delay: args.retry_delay,
            next: AtomicUsize::new(0),
            failures: AtomicUsize::new(0),
        }
    }

    /// Sends the requests, as many at once as there are jobs; gives what became of each, in order.
    pub(crate) fn run(&self, jobs: usize) -> Vec<Outcome> {
        let outcomes = Mutex::new(vec![Outcome::NotSent; self.chunks.len()]);
        thread::scope(|scope| {
            for _ in 0..jobs.min(self.chunks.len()) {
                scope.spawn(|| self.work(&outcomes));
            }
        });
        outcomes.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn work(&self, outcomes: &Mutex<Vec<Outcome>>) {
        while self.failures.load(Ordering::Relaxed) < ENOUGH {
            let at = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(chunk) = self.chunks.get(at) else { return };
            let outcome = self.one(chunk);
            match outcome {
                Outcome::Finished(_) => self.failures.store(0, Ordering::Relaxed),
                _ => _ = self.failures.fetch_add(1, Ordering::Relaxed),
            }
            self.progress.done();
            if let Some(place) = outcomes.lock().unwrap_or_else(PoisonError::into_inner).get_mut(at) {
                *place = outcome;
            }
        }
    }

    fn one(&self, chunk: &Chunk) -> Outcome {
        if let Some(entry) = self.directory.finished(chunk) {
            return Outcome::Finished(entry);
        }
        let mut delay = self.delay;
        let mut left = self.retries;
        loop {
            let failure = match self.send(chunk) {
                Ok(entry) => return Outcome::Finished(entry),
                Err(failure) => failure,
            };
            let Failure::Passing { reason, wait } = &failure else { return Outcome::Failed(failure.reason().to_owned()) };
            if left == 0 || wait.is_some_and(|wait| wait > MAX_ASKED) {
                return Outcome::Failed(reason.clone());
            }
            self.progress.tell(&format!("{}: {reason}; trying again", chunk.name));
            thread::sleep(wait.unwrap_or(delay));
            delay = delay.saturating_mul(2).min(MAX_WAIT);
            left = left.saturating_sub(1);
        }
    }

    /// Sends a request once, and keeps what came where it is what was asked for.
    fn send(&self, chunk: &Chunk) -> Result<Entry, Failure> {
        let disk = |error: std::io::Error| Failure::Lasting(format!("cannot write to the directory: {error}"));
        let mut file = self.directory.unfinished().map_err(disk)?;
        self.client.send(&chunk.form, &mut file)?;
        let came = answer::check(file.path())?;
        let missing = answer::missing(&chunk.request.ids, &came.unwrap_or_default());
        self.directory.keep(chunk, file, &missing).map_err(disk)
    }
}
