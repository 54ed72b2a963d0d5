mod inputs;
mod name;

use super::{ConvertOptions, Report, convert_by, pipeline::Pipeline};
use crate::{Error, ErrorKind, OpenOptions, Result, Source, Target, error::died};
use rayon::ThreadPoolBuilder;
use std::{
    collections::{BTreeMap, HashMap},
    fs,
    num::NonZeroUsize,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

/// Many conversions, one to one, each file keeping its name but for the extension.
///
/// ```no_run
/// use gaialink::{ConvertOptions, OpenOptions, Plan, Target};
/// let plan = Plan::new(&["products.zip"], "parquet", Target::Parquet, &OpenOptions::default())?;
/// for (job, result) in plan.jobs().iter().zip(plan.run(&ConvertOptions::default())?) {
///     println!("{}: {} rows", job.output.display(), result?.rows);
/// }
/// # Ok::<_, gaialink::Error>(())
/// ```
#[derive(Debug)]
pub struct Plan {
    jobs: Vec<Job>,
    skipped: Vec<Error>,
    to: Target,
}

/// One conversion of many.
#[derive(Debug)]
#[non_exhaustive]
pub struct Job {
    /// What is converted.
    pub source: Source,
    /// What it becomes.
    pub output: PathBuf,
}

impl Plan {
    /// Plans the conversion of files, of all files below directories and of all members of zip archives.
    ///
    /// Below the directory `into`, a file gets its own name, a member its name in the archive with its directories there, and
    /// a file of a directory its path below that; the extension of a format becomes that of the target, with a `.gz` behind it
    /// taken off. What lies in a directory or an archive and has no known format, or is
    /// no regular file, is skipped.
    ///
    /// # Errors
    ///
    /// Those of [`open`](crate::open) for the inputs themselves; [`ErrorKind::UnsafeName`] for a member whose name leaves the
    /// directory; [`ErrorKind::Collision`] where two inputs would become the same file, or one of them its own output.
    pub fn new(inputs: &[impl AsRef<Path>], into: impl AsRef<Path>, to: Target, open: &OpenOptions) -> Result<Self> {
        let mut plan = Self { jobs: Vec::new(), skipped: Vec::new(), to };
        let mut found = inputs::Found::default();
        for input in inputs {
            found.add(input.as_ref(), open)?;
        }
        plan.skipped = found.skipped;
        for (source, relative) in found.sources {
            let output = into.as_ref().join(name::output(&relative, to));
            plan.jobs.push(Job { source, output });
        }
        plan.check(inputs)?;
        Ok(plan)
    }

    /// The conversions, in the order of the inputs.
    pub fn jobs(&self) -> &[Job] {
        &self.jobs
    }

    /// What is skipped, and why.
    pub fn skipped(&self) -> &[Error] {
        &self.skipped
    }

    /// Does all conversions, several at once, and gives their results in order. One that fails does not stop the others.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Threads`] where the threads cannot be started.
    pub fn run(&self, options: &ConvertOptions) -> Result<Vec<Result<Report>>> {
        let threads = options.threads.map_or_else(rayon::current_num_threads, NonZeroUsize::get);
        let workers = threads.min(self.jobs.len()).max(1);
        // Every worker has threads of its own, so that none of them takes up a second conversion while the first one waits.
        let pool = |_| ThreadPoolBuilder::new().num_threads(threads.div_euclid(workers)).build();
        let pools = (0..workers).map(pool).collect::<std::result::Result<Vec<_>, _>>();
        let pools = pools.map_err(|e| ErrorKind::Threads(format!("cannot start the threads: {e}")))?;
        let options = ConvertOptions { to: Some(self.to), ..options.clone() };
        let (next, results) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
        let work = || {
            while let Some((place, job)) = self.take(&next) {
                // A decoder that panics fails its own conversion only.
                let result = panic::catch_unwind(AssertUnwindSafe(|| job.run(&options))).unwrap_or_else(|p| Err(died(p)));
                results.lock().unwrap_or_else(PoisonError::into_inner).insert(place, result);
            }
        };
        thread::scope(|scope| {
            for pool in &pools {
                scope.spawn(|| pool.install(work));
            }
        });
        Ok(results.into_inner().unwrap_or_else(PoisonError::into_inner).into_values().collect())
    }

    /// The next conversion that nobody has taken up.
    fn take(&self, next: &AtomicUsize) -> Option<(usize, &Job)> {
        let place = next.fetch_add(1, Ordering::Relaxed);
        self.jobs.get(place).map(|job| (place, job))
    }

    fn check(&self, inputs: &[impl AsRef<Path>]) -> Result<()> {
        let collision = |output: &Path, first: &str, second: &str| {
            let (first, second) = (first.to_owned(), second.to_owned());
            Err(ErrorKind::Collision { output: output.display().to_string(), first, second }.into())
        };
        let mut taken = HashMap::new();
        for job in &self.jobs {
            if let Some(first) = taken.insert(&job.output, job.source.name()) {
                return collision(&job.output, first, job.source.name());
            }
        }
        // An input is not replaced by its own conversion, nor by another's.
        let real = |path: &Path| fs::canonicalize(path).ok();
        let sources: HashMap<_, _> = self
            .jobs
            .iter()
            .map(|job| Path::new(job.source.name()))
            .chain(inputs.iter().map(AsRef::as_ref))
            .filter_map(|path| Some((real(path)?, path)))
            .collect();
        for job in &self.jobs {
            if let Some(input) = real(&job.output).and_then(|output| sources.get(&output)) {
                return collision(&job.output, job.source.name(), &input.display().to_string());
            }
        }
        Ok(())
    }
}

impl Job {
    fn run(&self, options: &ConvertOptions) -> Result<Report> {
        if let Some(parent) = self.output.parent() {
            let made = fs::create_dir_all(parent).map_err(|e| Error::io("create the directory", e));
            made.map_err(|e| e.at(&parent.display().to_string()))?;
        }
        convert_by(&self.source, (&self.output).into(), options, Pipeline::Inline)
    }
}
