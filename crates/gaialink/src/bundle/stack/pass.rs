//! One reading of all files.

use super::{
    Stack,
    canon::Canon,
    chunk::{self, Chunk, Piece},
    decode::{Context, Refused},
    lane::{Lane, Written},
    learned::{Learned, Lesson},
    merge::twice,
    ordered::ordered,
    place::Place,
    report::{Conflict, StackReport, Stacked},
    sorter::{Runs, Sorter},
};
use crate::{
    Error, Result,
    bundle::{entry::Entry, unpack::Unpacker},
};
use gaialink_products::ProductKind;
use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap, HashSet},
    num::NonZeroUsize,
    ops::Range,
    sync::Arc,
    thread::{self, Scope},
};

/// Bytes of files that are read one after the other by one thread.
const TASK: u64 = 1 << 20;
/// Bytes of a file of one source, by its name, that is read as a whole.
const WHOLE: u64 = 16 << 20;
/// Bytes of any other file that is, and of one that is compressed, whose content may be many times as large.
const WHOLE_OTHER: u64 = 1 << 20;
const WHOLE_PACKED: u64 = 128 << 10;

/// One reading of all files, with what is known of them.
pub(super) struct Pass<'a> {
    stack: &'a Stack,
    context: Context<'a>,
    /// The files whose names tell their sources, in the order of these, and the others.
    named: Vec<usize>,
    small: Vec<usize>,
    large: Vec<usize>,
}

/// How a reading ended.
pub(super) enum Ended {
    /// All is written.
    Done(StackReport),
    /// A name told another source than the content.
    Names,
    /// Something was learned that has to be known from the start.
    Lessons(Vec<(ProductKind, Vec<Lesson>)>),
}

/// What one task gives.
#[derive(Default)]
struct Done {
    chunks: Vec<Chunk>,
    refused: Vec<(usize, Refused)>,
    /// Whether a name told another source than the content.
    misnamed: bool,
}

/// What stands in the way of the rest of a reading.
enum Stop {
    Names,
    Lessons,
    Error(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

impl<'a> Pass<'a> {
    pub(super) fn new(stack: &'a Stack, learned: &'a HashMap<ProductKind, Learned>, trusted: bool) -> Self {
        let (mut named, mut small, mut large) = (Vec::new(), Vec::new(), Vec::new());
        for (at, entry) in stack.entries.iter().enumerate() {
            let most = match &entry.key {
                Some(_) => WHOLE,
                None if entry.is_packed() => WHOLE_PACKED,
                None => WHOLE_OTHER,
            };
            match &entry.key {
                _ if entry.size > most || !entry.is_again() => large.push(at),
                Some(key) if trusted => named.push((key.designation.source_id, at)),
                _ => small.push(at),
            }
        }
        named.sort_unstable();
        let named = named.into_iter().map(|(_, at)| at).collect();
        Self { stack, context: Context::new(&stack.options, learned), named, small, large }
    }

    /// Looks at one file of each kind, to learn what there is before all are read.
    pub(super) fn probe(self) -> Vec<(ProductKind, Vec<Lesson>)> {
        let (mut seen, mut found) = (HashSet::new(), Vec::new());
        let mut unpacker = Unpacker::default();
        for at in self.named.iter().chain(&self.small) {
            let Some(entry) = self.stack.entries.get(*at) else { continue };
            let folder = entry.name.split_once(": ").map_or("", |(archive, _)| archive).to_owned();
            let kind = entry.key.as_ref().map(|key| key.retrieval_type.clone());
            let extension = entry.file_name().rsplit('.').next().unwrap_or_default().to_owned();
            if seen.len() < 64
                && seen.insert((folder, kind, extension))
                && let Err(Refused::Lessons(kind, lessons)) = self.context.decode(*at, entry, &mut unpacker)
            {
                found.push((kind, lessons));
            }
        }
        found
    }

    /// Reads and writes all.
    pub(super) fn run(self, place: &Place) -> Result<Ended> {
        let report = RefCell::new(StackReport::default());
        let lessons = RefCell::new(Vec::new());
        let ended = thread::scope(|scope| {
            let mut lanes = BTreeMap::new();
            let written = self.read(scope, &mut lanes, place, &report, &lessons);
            match written {
                Ok(()) => self.finish(lanes).map_err(Stop::Error),
                Err(Stop::Error(mut error)) => {
                    for lane in lanes.into_values() {
                        error = lane.fail(error);
                    }
                    Err(Stop::Error(error))
                }
                Err(stop) => Err(stop),
            }
        });
        match ended {
            Ok(written) => {
                let mut report = report.into_inner();
                report.warnings = self.context.warnings();
                self.complete(written, &mut report)?;
                Ok(Ended::Done(report))
            }
            Err(Stop::Names) => Ok(Ended::Names),
            Err(Stop::Lessons) => Ok(Ended::Lessons(lessons.into_inner())),
            Err(Stop::Error(error)) => Err(error),
        }
    }

    fn read<'scope>(
        &self,
        scope: &'scope Scope<'scope, '_>,
        lanes: &mut BTreeMap<ProductKind, Lane<'scope>>,
        place: &Place,
        report: &RefCell<StackReport>,
        lessons: &RefCell<Vec<(ProductKind, Vec<Lesson>)>>,
    ) -> std::result::Result<(), Stop> {
        let refuse = |at: usize, refused: Refused| self.refuse(at, refused, report, lessons);
        let runs = self.sort(&refuse)?;
        if !lessons.borrow().is_empty() {
            return Err(Stop::Lessons);
        }
        for (canon, sorted) in runs.into_values() {
            self.lane(scope, lanes, &canon, Some(sorted), place)?;
        }
        let mut stop = None;
        let read = self.tasks(&self.named, |done| {
            if done.misnamed {
                stop = Some(Stop::Names);
            }
            for (at, refused) in done.refused {
                refuse(at, refused)?;
            }
            if stop.is_none() && !lessons.borrow().is_empty() {
                stop = Some(Stop::Lessons);
            }
            if stop.is_some() {
                // Any error ends the reading; this one is not told.
                return Err(crate::ErrorKind::ReadTwice.into());
            }
            for chunk in &done.chunks {
                let lane = self.lane(scope, lanes, &chunk.canon, None, place)?;
                lane.push(chunk).map_err(|error| self.at_source(error))?;
            }
            Ok(())
        });
        match (stop, read) {
            (Some(stop), _) => Err(stop),
            (None, read) => Ok(read?),
        }
    }

    fn lane<'scope, 'm>(
        &self,
        scope: &'scope Scope<'scope, '_>,
        lanes: &'m mut BTreeMap<ProductKind, Lane<'scope>>,
        canon: &Arc<Canon>,
        runs: Option<Runs>,
        place: &Place,
    ) -> Result<&'m mut Lane<'scope>> {
        let first = lanes.keys().next().copied();
        match lanes.entry(canon.kind) {
            std::collections::btree_map::Entry::Occupied(known) => Ok(known.into_mut()),
            std::collections::btree_map::Entry::Vacant(vacant) => {
                let options = &self.stack.options;
                let output = place.of(canon.kind, first, options.partition.is_some())?;
                Ok(vacant.insert(Lane::start(scope, canon, runs, (place.target, &output), options)?))
            }
        }
    }

    /// Sorts the rows of the files whose names do not tell a source.
    fn sort(&self, refuse: &dyn Fn(usize, Refused) -> Result<()>) -> Result<BTreeMap<ProductKind, (Arc<Canon>, Runs)>> {
        let mut sorters: BTreeMap<ProductKind, Sorter> = BTreeMap::new();
        self.tasks(&self.small, |done| {
            done.refused.into_iter().try_for_each(|(at, refused)| refuse(at, refused))?;
            done.chunks.iter().try_for_each(|chunk| self.sorter(&mut sorters, chunk).push(chunk))
        })?;
        for at in &self.large {
            if let Some(entry) = self.stack.entries.get(*at) {
                self.sort_large(*at, entry, &mut sorters, refuse)?;
            }
        }
        sorters.into_iter().map(|(kind, sorter)| Ok((kind, (Arc::clone(sorter.canon()), sorter.finish()?)))).collect()
    }

    /// Sorts the rows of a file that is read batch by batch.
    fn sort_large(
        &self,
        at: usize,
        entry: &Entry,
        sorters: &mut BTreeMap<ProductKind, Sorter>,
        refuse: &dyn Fn(usize, Refused) -> Result<()>,
    ) -> Result<()> {
        let mut take = |pieces: Vec<Piece>| {
            for chunk in self.context.chunks(&pieces).map_err(|e| e.at(&entry.name))? {
                self.sorter(sorters, &chunk).push(&chunk)?;
            }
            Ok(())
        };
        if let Err(refused) = self.context.stream(at, entry, &mut take) {
            refuse(at, refused)?;
            // No part of a broken file is kept.
            for sorter in sorters.values_mut() {
                sorter.refuse(at);
            }
        }
        self.stack.progress.count(entry.size);
        Ok(())
    }

    fn sorter<'s>(&self, sorters: &'s mut BTreeMap<ProductKind, Sorter>, chunk: &Chunk) -> &'s mut Sorter {
        let memory = self.stack.options.sort_memory;
        sorters.entry(chunk.canon.kind).or_insert_with(|| Sorter::new(Arc::clone(&chunk.canon), memory))
    }

    /// Reads files, several at once, and takes what they give in order.
    fn tasks(&self, places: &[usize], take: impl FnMut(Done) -> Result<()>) -> Result<()> {
        let tasks = self.divided(places);
        let threads = self.stack.options.threads.map_or_else(rayon::current_num_threads, NonZeroUsize::get);
        let work = |task: usize| {
            let range = tasks.get(task).cloned().unwrap_or_default();
            self.task(places.get(range).unwrap_or_default())
        };
        ordered(tasks.len(), (threads, threads), work, take)
    }

    fn divided(&self, places: &[usize]) -> Vec<Range<usize>> {
        let mut tasks = Vec::new();
        let (mut start, mut bytes) = (0_usize, 0_u64);
        for (at, place) in places.iter().enumerate() {
            bytes = bytes.saturating_add(self.stack.entries.get(*place).map_or(0, |entry| entry.size).max(1 << 10));
            if bytes >= TASK {
                tasks.push(start..at.saturating_add(1));
                (start, bytes) = (at.saturating_add(1), 0);
            }
        }
        if start < places.len() {
            tasks.push(start..places.len());
        }
        tasks
    }

    fn task(&self, places: &[usize]) -> Done {
        let mut unpacker = Unpacker::default();
        let mut done = Done::default();
        let mut pieces: BTreeMap<ProductKind, Vec<Piece>> = BTreeMap::new();
        for at in places {
            let Some(entry) = self.stack.entries.get(*at) else { continue };
            match self.context.decode(*at, entry, &mut unpacker) {
                Ok(found) => found.into_iter().for_each(|piece| pieces.entry(piece.recipe.canon.kind).or_default().push(piece)),
                Err(refused) => done.refused.push((*at, refused)),
            }
            self.stack.progress.count(entry.size);
        }
        pieces.into_values().for_each(|pieces| self.build(&pieces, &mut done));
        done
    }

    /// Makes rows of pieces; where that fails, of each on its own, to find out which one it is.
    fn build(&self, pieces: &[Piece], done: &mut Done) {
        match (self.context.chunks(pieces), pieces) {
            (Ok(chunks), _) => {
                done.misnamed |= chunks.iter().flat_map(|chunk| &chunk.groups).any(|group| self.is_misnamed(group));
                done.chunks.extend(chunks);
            }
            (Err(error), [piece]) => {
                let error = error.at(self.name(piece.entry));
                done.refused.push((piece.entry, Refused::Broken(error)));
            }
            (Err(_), several) => several.chunks(1).for_each(|one| self.build(one, done)),
        }
    }

    fn is_misnamed(&self, group: &chunk::Group) -> bool {
        let key = self.stack.entries.get(group.entry).and_then(|entry| entry.key.as_ref());
        key.is_some_and(|key| key.designation.source_id.get() != group.source_id)
    }

    fn name(&self, at: usize) -> &str {
        self.stack.entries.get(at).map_or("", |entry: &Entry| entry.name.as_str())
    }

    fn refuse(
        &self,
        at: usize,
        refused: Refused,
        report: &RefCell<StackReport>,
        lessons: &RefCell<Vec<(ProductKind, Vec<Lesson>)>>,
    ) -> Result<()> {
        match refused {
            Refused::NoProduct(error) => report.borrow_mut().skipped.push(error.at(self.name(at))),
            Refused::Broken(error) if self.stack.options.fail_fast => return Err(error.at(self.name(at))),
            Refused::Broken(error) => report.borrow_mut().failed.push(error.at(self.name(at))),
            Refused::Lessons(kind, found) => lessons.borrow_mut().push((kind, found)),
        }
        Ok(())
    }

    fn at_source(&self, error: Error) -> Error {
        twice(error, || "the inputs".to_owned())
    }

    fn finish(&self, lanes: BTreeMap<ProductKind, Lane<'_>>) -> Result<Vec<Written>> {
        let written: Vec<Result<Written>> = lanes.into_values().map(Lane::finish).collect();
        written.into_iter().map(|written| written.map_err(|error| self.at_source(error))).collect()
    }

    /// Completes all outputs, and only then makes them appear.
    fn complete(&self, mut written: Vec<Written>, report: &mut StackReport) -> Result<()> {
        let mut losses = Vec::new();
        for one in &mut written {
            let mut lost = self.context.losses(one.canon.kind);
            if self.stack.options.strict && !lost.is_empty() {
                return Err(Error::from(crate::ErrorKind::Lossy(lost)).at(&one.output.display().to_string()));
            }
            lost.merge(&one.complete()?);
            losses.push(lost);
        }
        for (one, losses) in written.into_iter().zip(losses) {
            let mut stacked = self.stacked(&one);
            let (merge, more) = one.commit()?;
            stacked.losses = losses;
            stacked.losses.merge(&more);
            stacked.missing = merge.into_missing();
            report.products.push(stacked);
        }
        Ok(())
    }

    fn stacked(&self, written: &Written) -> Stacked {
        let count = &written.merge.count;
        let conflict = |(source_id, kept, dropped): &(i64, usize, usize)| Conflict {
            source_id: *source_id,
            kept: self.name(*kept).to_owned(),
            dropped: self.name(*dropped).to_owned(),
        };
        Stacked {
            product: written.canon.kind,
            structure: written.canon.structure,
            output: written.output.clone(),
            sources: count.sources,
            rows: count.rows,
            duplicates: count.equal,
            conflicts: count.unequal.iter().map(conflict).collect(),
            losses: Default::default(),
            missing: None,
        }
    }
}
