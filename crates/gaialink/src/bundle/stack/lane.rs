//! The output of one product, written on a thread of its own.

mod files;

use self::files::Files;
use super::{StackOptions, canon::Canon, merge::Merge, sorter::Runs, tally::Tally};
use crate::{Error, ErrorKind, Result, Target, error::died};
use gaialink_table::{LossReport, arrow::array::RecordBatch};
use std::{
    path::{Path, PathBuf},
    sync::{Arc, mpsc},
    thread::{Scope, ScopedJoinHandle},
};

/// Batches that wait to be written.
const WAITING: usize = 1;

/// One product on its way into its output.
pub(super) struct Lane<'scope> {
    pub(super) canon: Arc<Canon>,
    pub(super) merge: Merge,
    pub(super) output: PathBuf,
    sender: mpsc::SyncSender<RecordBatch>,
    writing: ScopedJoinHandle<'scope, Result<Files>>,
}

/// A product whose rows are all written.
pub(super) struct Written {
    pub(super) canon: Arc<Canon>,
    pub(super) merge: Merge,
    pub(super) output: PathBuf,
    files: Files,
}

impl<'scope> Lane<'scope> {
    pub(super) fn start<'env>(
        scope: &'scope Scope<'scope, 'env>,
        canon: &Arc<Canon>,
        runs: Option<Runs>,
        (target, output): (Target, &Path),
        options: &StackOptions,
    ) -> Result<Self> {
        let tally = options.ids.as_ref().map(|list| Tally::new(list, canon.kind));
        let merge = Merge::new(Arc::clone(canon), runs, options.on_duplicate, tally)?;
        let (sender, receiver) = mpsc::sync_channel::<RecordBatch>(WAITING);
        let (schema, partition, strict) = (Arc::clone(&canon.schema), options.partition, options.strict);
        let source = canon.place("source_id").unwrap_or(0);
        let name = output.display().to_string();
        let path = output.to_owned();
        let write = move || {
            let mut files = Files::create(&path, target, &schema, partition.map(|partition| (partition, source)), strict)?;
            while let Ok(batch) = receiver.recv() {
                files.write(&batch)?;
            }
            Ok(files)
        };
        let writing = scope.spawn(move || write().map_err(|e: Error| e.at(&name)));
        Ok(Self { canon: Arc::clone(canon), merge, output: output.to_owned(), sender, writing })
    }

    /// Takes rows in the order of their sources.
    pub(super) fn push(&mut self, chunk: &super::chunk::Chunk) -> Result<()> {
        let sender = &self.sender;
        self.merge.push(chunk, &mut |batch| send(sender, batch))
    }

    /// Writes what is left.
    pub(super) fn finish(mut self) -> Result<Written> {
        let sender = self.sender;
        let merged = self.merge.finish(&mut |batch| send(&sender, batch));
        drop(sender);
        let files = self.writing.join().map_err(died)??;
        merged?;
        Ok(Written { canon: self.canon, merge: self.merge, output: self.output, files })
    }

    /// Gives up; tells why the writing ended, where that is the reason.
    pub(super) fn fail(self, error: Error) -> Error {
        drop(self.sender);
        match (self.writing.join(), error.kind()) {
            (Ok(Err(reason)), ErrorKind::Threads(_)) => reason,
            _ => error,
        }
    }
}

impl Written {
    /// Completes the output, which still may fail; nothing of it is to be seen before.
    pub(super) fn complete(&mut self) -> Result<LossReport> {
        self.files.complete().map_err(|e| e.at(&self.output.display().to_string()))
    }

    /// Makes the output appear; gives what was lost on the way there.
    pub(super) fn commit(self) -> Result<(Merge, LossReport)> {
        let name = self.output.display().to_string();
        let losses = self.files.commit().map_err(|e| e.at(&name))?;
        Ok((self.merge, losses))
    }
}

/// Sends rows to the writing thread, which hangs up where it failed.
fn send(sender: &mpsc::SyncSender<RecordBatch>, batch: RecordBatch) -> Result<()> {
    sender.send(batch).map_err(|_| ErrorKind::Threads("the output could not be written".to_owned()).into())
}
