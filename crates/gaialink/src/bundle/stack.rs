//! One table a product of many files.

mod canon;
mod chunk;
mod class;
mod decode;
mod known;
mod lane;
mod layouts;
mod learned;
mod merge;
mod options;
mod ordered;
mod pass;
mod place;
mod raised;
mod recipe;
mod report;
mod restructure;
mod size;
mod sorter;
mod tally;

pub use self::{
    options::{OnDuplicate, Partition, StackOptions},
    report::{Conflict, Missing, StackReport, Stacked},
};

use self::{
    learned::{Learned, Lesson},
    pass::{Ended, Pass},
    place::Place,
};
use super::{Progress, entry::Entry, scan::Scan};
use crate::{Error, ErrorKind, Result};
use gaialink_products::ProductKind;
use std::{collections::HashMap, path::Path, sync::Arc};

/// Many files of products, to be made one table a product.
///
/// The table of a product is the same whatever its files are: what tells the source first (`source_id`, `release`,
/// `solution_id`), then what is said once a source, then the columns of the product, in the order of the sources. What is the
/// same for all sources is in the PARAMs of the table; what the files do not tell is null.
///
/// ```no_run
/// use gaialink::bundle::{Stack, StackOptions};
/// let stack = Stack::new(&["datalink_output.zip"], StackOptions::default());
/// let report = stack.run("spectra.parquet")?;
/// for stacked in &report.products {
///     println!("{}: {} sources, {} rows", stacked.product, stacked.sources, stacked.rows);
/// }
/// # Ok::<_, gaialink::Error>(())
/// ```
pub struct Stack {
    entries: Vec<Entry>,
    failed: Vec<Error>,
    skipped: Vec<Error>,
    options: StackOptions,
    progress: Arc<Progress>,
}

/// How often all may be read again for what was learned on the way.
const PASSES: usize = 32;

impl Stack {
    /// Looks through the inputs: files, directories with all that is below them, and zip archives. What cannot be opened is
    /// told in the report.
    pub fn new(inputs: &[impl AsRef<Path>], options: StackOptions) -> Self {
        let Scan { entries, skipped, failed } = Scan::of(inputs, &options.open, &options.limits);
        Self { entries, failed, skipped, options, progress: Arc::default() }
    }

    /// How many files and members there are.
    pub fn members(&self) -> u64 {
        u64::try_from(self.entries.len()).unwrap_or(u64::MAX)
    }

    /// How many bytes they have, as far as their archives tell.
    pub fn bytes(&self) -> u64 {
        self.entries.iter().fold(0, |sum, entry| sum.saturating_add(entry.size))
    }

    /// How far it has come, to be looked at from another thread.
    pub fn progress(&self) -> Arc<Progress> {
        Arc::clone(&self.progress)
    }

    /// Writes the tables: into the file `output`, where there is one product; into a file a product where the name holds
    /// `{product}`, or where it is a directory or ends in `/`.
    ///
    /// Files that cannot be read are told in the report, and the others are stacked. Every output appears as a whole.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SeveralProducts`] where there are several and one file; [`ErrorKind::Duplicate`] where that was asked for; the error
    /// of the first file that cannot be read, where `fail_fast` was asked for; [`ErrorKind::Lossy`] where `strict` was; those of
    /// writing the output.
    pub fn run(mut self, output: impl AsRef<Path>) -> Result<StackReport> {
        let place = Place::try_new(output.as_ref(), self.options.to, self.options.partition.is_some())?;
        if self.options.fail_fast && !self.failed.is_empty() {
            return Err(self.failed.swap_remove(0));
        }
        let mut learned: HashMap<ProductKind, Learned> = HashMap::new();
        let mut trusted = true;
        for (kind, lessons) in Pass::new(&self, &learned, trusted).probe() {
            self.learn(&mut learned, kind, lessons);
        }
        for _ in 0..PASSES {
            self.progress.restart();
            match Pass::new(&self, &learned, trusted).run(&place)? {
                Ended::Done(mut report) => {
                    report.failed.splice(..0, std::mem::take(&mut self.failed));
                    report.skipped.splice(..0, std::mem::take(&mut self.skipped));
                    return Ok(report);
                }
                Ended::Names => trusted = false,
                Ended::Lessons(lessons) => {
                    for (kind, lessons) in lessons {
                        self.learn(&mut learned, kind, lessons);
                    }
                }
            }
        }
        Err(ErrorKind::Threads(format!("the files differ in more ways than {PASSES} readings of them could learn")).into())
    }

    fn learn(&self, learned: &mut HashMap<ProductKind, Learned>, kind: ProductKind, lessons: Vec<Lesson>) {
        let known = learned.entry(kind).or_insert_with(|| Learned::of(kind, self.options.structure));
        lessons.into_iter().for_each(|lesson| known.take(lesson));
    }
}

impl std::fmt::Debug for Stack {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stack").field("members", &self.entries.len()).field("options", &self.options).finish_non_exhaustive()
    }
}
