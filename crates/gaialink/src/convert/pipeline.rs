use super::{ConvertOptions, Report, output::Output};
use crate::{BoxReader, Error, ErrorKind, Result, Target, survey::Survey, writer};
use gaialink_table::{TableReader, TableWriter, Trailer, arrow::array::RecordBatch};
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::{sync::mpsc, thread};

/// Batches that wait between the reader and the writer.
const WAITING: usize = 2;

/// A reader and a writer, each on a thread of its own.
pub(crate) struct Pipeline {
    pool: Option<ThreadPool>,
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
        Ok(Self { pool })
    }

    /// Moves all rows. The threads only wait for one another outside of the pool, so a pool of one thread is enough.
    pub(crate) fn run(&self, reader: BoxReader, target: Target, survey: &Survey, output: &Output, name: &str) -> Result<Report> {
        let schema = reader.schema().clone();
        let (sender, receiver) = mpsc::sync_channel(WAITING);
        thread::scope(|scope| {
            let reading = scope.spawn(move || self.read(reader, &sender));
            let mut report = Report::default();
            let written = (|| {
                let mut writer = writer::open(target, output.sink().clone(), &schema, survey)?;
                // The channel closes without an end where the reader failed.
                while let Ok(message) = receiver.recv() {
                    match message {
                        Message::Batch(batch) => {
                            self.within(|| writer.write_batch(&batch))?;
                            report.rows = report.rows.saturating_add(u64::try_from(batch.num_rows()).unwrap_or(u64::MAX));
                        }
                        Message::End(trailer) => {
                            report.losses = self.within(|| writer.finish(&trailer))?;
                            report.warnings = trailer.warnings;
                            break;
                        }
                    }
                }
                Ok::<_, Error>(())
            })();
            drop(receiver);
            reading.join().map_err(|payload| ErrorKind::Threads(format!("the reading thread died: {}", told(&*payload))))??;
            written.map_err(|e| e.at(name))?;
            Ok(report)
        })
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
        match &self.pool {
            Some(pool) => pool.install(work),
            None => work(),
        }
    }
}

/// What a thread said as it died.
fn told(payload: &(dyn std::any::Any + Send)) -> &str {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("nothing is known")
}
