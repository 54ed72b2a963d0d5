use super::{ConvertOptions, Report, output::Output};
use crate::{BoxReader, BoxWriter, Error, ErrorKind, Result, error::died, survey::Survey, writer, writer::Kind};
use gaialink_table::{Schema, TableReader, TableWriter, Trailer, arrow::array::RecordBatch};
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::{
    ops::ControlFlow,
    sync::{Arc, mpsc},
    thread,
};

/// Batches that wait between the reader and the writer.
const WAITING: usize = 1;

/// What moves rows from a reader to a writer.
pub(crate) enum Pipeline {
    /// Both on the caller's thread.
    Inline,
    /// Each on a thread of its own, and what they give to rayon on its global pool or one of their own.
    Threads(Option<ThreadPool>),
}

/// What the reader's thread sends.
enum Message {
    Batch(RecordBatch),
    End(Trailer),
}

impl Pipeline {
    pub(crate) fn new(options: &ConvertOptions) -> Result<Self> {
        let build = |n| ThreadPoolBuilder::new().num_threads(n).build();
        let pool = options.threads.map(|n| build(n.get())).transpose();
        let pool = pool.map_err(|e| ErrorKind::Threads(format!("cannot start the threads: {e}")))?;
        Ok(Self::Threads(pool))
    }

    /// Moves all rows.
    pub(crate) fn run(&self, reader: BoxReader, kind: Kind, survey: &Survey, output: &Output, name: &str) -> Result<Report> {
        let open = |schema: &Schema| writer::open(kind, output.sink().clone(), schema, survey).map_err(|e| e.at(name));
        match self {
            Self::Inline => inline(reader, open, name),
            Self::Threads(_) => self.threads(reader, open, name),
        }
    }

    /// Moves all that a source gives to a sink, until one of them ends it.
    pub(crate) fn pump<T: Send>(
        &self,
        mut next: impl FnMut() -> Result<Option<T>> + Send,
        mut take: impl FnMut(T) -> Result<ControlFlow<()>> + Send,
    ) -> Result<ControlFlow<()>> {
        if matches!(self, Self::Inline) {
            while let Some(item) = next()? {
                if take(item)?.is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
            return Ok(ControlFlow::Continue(()));
        }
        let (sender, receiver) = mpsc::sync_channel(WAITING);
        thread::scope(|scope| {
            let reading = scope.spawn(move || -> Result<()> {
                while let Some(item) = self.within(&mut next)? {
                    if sender.send(item).is_err() {
                        break;
                    }
                }
                Ok(())
            });
            let mut taken = Ok(ControlFlow::Continue(()));
            while let (Ok(ControlFlow::Continue(())), Ok(item)) = (&taken, receiver.recv()) {
                taken = self.within(|| take(item));
            }
            drop(receiver);
            reading.join().map_err(died)??;
            taken
        })
    }

    /// The threads only wait for one another outside of the pool, so a pool of one thread is enough.
    fn threads(&self, reader: BoxReader, open: impl Fn(&Schema) -> Result<BoxWriter>, name: &str) -> Result<Report> {
        let schema = Arc::clone(reader.schema());
        let (sender, receiver) = mpsc::sync_channel(WAITING);
        thread::scope(|scope| {
            let reading = scope.spawn(move || self.read(reader, &sender));
            let written = open(&schema).and_then(|writer| self.write(writer, &receiver)).map_err(|e| e.at(name));
            drop(receiver);
            // Where both failed, the writer did so first: the reader gives up without an error when nobody listens.
            reading.join().map_err(died)??;
            written
        })
    }

    /// Writes what comes. The channel closes without an end where the reader failed.
    fn write(&self, mut writer: BoxWriter, receiver: &mpsc::Receiver<Message>) -> Result<Report> {
        let mut report = Report::default();
        while let Ok(message) = receiver.recv() {
            match message {
                Message::Batch(batch) => {
                    self.within(|| writer.write_batch(&batch))?;
                    report.count(&batch);
                }
                Message::End(trailer) => {
                    report.losses = self.within(|| writer.finish(&trailer))?;
                    report.warnings = trailer.warnings;
                    break;
                }
            }
        }
        Ok(report)
    }

    fn read(&self, mut reader: BoxReader, sender: &mpsc::SyncSender<Message>) -> Result<()> {
        while let Some(batch) = self.within(|| reader.next_batch())? {
            // The writer has hung up: it failed, and its error is the one to tell.
            if sender.send(Message::Batch(batch)).is_err() {
                return Ok(());
            }
        }
        let trailer = self.within(|| reader.finish())?;
        let _ = sender.send(Message::End(trailer));
        Ok(())
    }

    fn within<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        match self {
            Self::Threads(Some(pool)) => pool.install(work),
            _ => work(),
        }
    }
}

fn inline(mut reader: BoxReader, open: impl Fn(&Schema) -> Result<BoxWriter>, name: &str) -> Result<Report> {
    let at = |e: Error| e.at(name);
    let mut writer = open(reader.schema())?;
    let mut report = Report::default();
    while let Some(batch) = reader.next_batch()? {
        writer.write_batch(&batch).map_err(at)?;
        report.count(&batch);
    }
    let trailer = reader.finish()?;
    report.losses = writer.finish(&trailer).map_err(at)?;
    report.warnings = trailer.warnings;
    Ok(report)
}

impl Report {
    pub(super) fn count(&mut self, batch: &RecordBatch) {
        self.rows = self.rows.saturating_add(u64::try_from(batch.num_rows()).unwrap_or(u64::MAX));
    }
}
