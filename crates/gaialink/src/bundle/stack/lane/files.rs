use super::super::options::Partition;
use crate::{
    BoxReader, BoxWriter, Destination, Error, ErrorKind, OpenOptions, Report, Result, Target,
    convert::{Output, Pipeline, Writing, check},
    survey::{self, Survey},
    temporary::{Listed, Temporary},
    writer::{self, Kind},
};
use gaialink_table::{
    LossReport, Schema, TableWriter, Trailer,
    arrow::{
        array::{AsArray, RecordBatch},
        datatypes::Int64Type,
    },
};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock},
};
use tempfile::TempDir;

/// What the rows of a product are written to.
pub(in super::super) struct Files {
    schema: Arc<Schema>,
    target: Target,
    strict: bool,
    kind: Way,
}

enum Way {
    /// One file.
    One(Option<BoxWriter>, Output),
    /// A copy that is converted at the end, since the target has to know the rows before the first one is written.
    Copied(Option<BoxWriter>, Output, Temporary, PathBuf),
    /// A directory of files by cell; one is open at a time, since sources come in order.
    Cells(Box<Cells>),
}

impl Files {
    pub(super) fn create(
        path: &Path,
        target: Target,
        schema: &Arc<Schema>,
        partition: Option<(Partition, usize)>,
        strict: bool,
    ) -> Result<Self> {
        if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            fs::create_dir_all(parent).map_err(|e| Error::io("create the directory", e))?;
        }
        let is_direct = !survey::is_needed(target, schema) && !survey::may_help(target, schema);
        let kind = match partition {
            Some((partition, source)) if is_direct => {
                Way::Cells(Box::new(Cells::create(path, target, schema, partition, source)?))
            }
            Some(_) => return Err(ErrorKind::Partition { target: target.to_string() }.into()),
            None if is_direct => {
                let output = Output::create(&mut path.into(), true)?;
                Way::One(Some(open(target, &output, schema)?), output)
            }
            None => {
                let copy = Temporary::new()?;
                let output = Output::create(&mut copy.path().into(), false)?;
                Way::Copied(Some(open(Target::ArrowStream, &output, schema)?), output, copy, path.to_owned())
            }
        };
        Ok(Self { schema: Arc::clone(schema), target, strict, kind })
    }

    pub(super) fn write(&mut self, batch: &RecordBatch) -> Result<()> {
        match &mut self.kind {
            Way::One(Some(writer), _) | Way::Copied(Some(writer), ..) => writer.write_batch(batch),
            Way::Cells(cells) => cells.write(batch, self.target, &self.schema),
            _ => Ok(()),
        }
    }

    /// Ends the writing.
    pub(super) fn complete(&mut self) -> Result<LossReport> {
        let losses = match &mut self.kind {
            Way::One(writer, _) | Way::Copied(writer, ..) => match writer.take() {
                Some(writer) => writer.finish(&Trailer::default())?,
                None => LossReport::default(),
            },
            Way::Cells(cells) => {
                cells.close()?;
                cells.losses.clone()
            }
        };
        if self.strict && !matches!(self.kind, Way::Copied(..)) {
            check(&Report { losses: losses.clone(), ..Report::default() })?;
        }
        Ok(losses)
    }

    /// Puts the output in its place; gives what was lost on the way there.
    pub(super) fn commit(self) -> Result<LossReport> {
        match self.kind {
            Way::One(_, output) => output.commit().map(|()| LossReport::default()),
            Way::Cells(cells) => cells.commit().map(|()| LossReport::default()),
            Way::Copied(_, output, copy, path) => {
                output.commit()?;
                let options = OpenOptions::default();
                let open = || -> Result<BoxReader> { options.open(copy.path())?.reader() };
                let kind = kind(self.target);
                let (lost, strict) = (Mutex::default(), self.strict);
                let writing = Writing {
                    open: &open,
                    again: &|| Ok(()),
                    kind,
                    strict,
                    pipeline: Pipeline::Threads(None),
                    lost: &lost,
                    header: &OnceLock::new(),
                };
                Ok(writing.run(&mut Destination::File(path))?.losses)
            }
        }
    }
}

fn kind(target: Target) -> Kind {
    Kind {
        target,
        fits_style: Default::default(),
        fits_checksum: false,
        csv_style: Default::default(),
        #[cfg(feature = "products")]
        is_product: false,
        #[cfg(feature = "votable")]
        votable_version: None,
        #[cfg(feature = "votable")]
        votable_compact: false,
    }
}

fn open(target: Target, output: &Output, schema: &Schema) -> Result<BoxWriter> {
    writer::open(kind(target), output.sink().clone(), schema, &Survey::default())
}

/// A directory of files, one a cell, that appears as a whole.
struct Cells {
    partition: Partition,
    source: usize,
    path: PathBuf,
    directory: TempDir,
    listed: Listed,
    open: Option<(i64, BoxWriter, Output)>,
    losses: LossReport,
}

impl Cells {
    fn create(path: &Path, _: Target, _: &Schema, partition: Partition, source: usize) -> Result<Self> {
        let fault = |e| Error::io("create the output", e);
        if fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_some()) || path.is_file() {
            let error = std::io::Error::new(std::io::ErrorKind::AlreadyExists, "it is there already, and is not empty");
            return Err(fault(error));
        }
        let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let make = || tempfile::Builder::new().prefix(".gaialink-").suffix(".part").tempdir_in(parent);
        let (directory, listed) = Listed::make(make, |made| made.path().to_owned()).map_err(fault)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // Temporary directories are their owner's; this one will be like any other.
            let like = fs::metadata(parent).map_err(fault)?.permissions().mode() & 0o777;
            fs::set_permissions(directory.path(), fs::Permissions::from_mode(like | 0o700)).map_err(fault)?;
        }
        Ok(Self { partition, source, path: path.to_owned(), directory, listed, open: None, losses: LossReport::default() })
    }

    fn write(&mut self, batch: &RecordBatch, target: Target, schema: &Schema) -> Result<()> {
        let ids = batch.columns().get(self.source).and_then(|column| column.as_primitive_opt::<Int64Type>());
        let ids = ids.map(|ids| ids.values().clone()).unwrap_or_default();
        let mut at = 0_usize;
        while let Some(first) = ids.get(at) {
            let cell = self.partition.cell(*first);
            let rows = ids.get(at..).unwrap_or_default().iter().take_while(|id| self.partition.cell(**id) == cell).count();
            if self.open.as_ref().is_none_or(|(open, ..)| *open != cell) {
                self.close()?;
                let folder = self.directory.path().join(self.partition.folder(*first));
                fs::create_dir_all(&folder).map_err(|e| Error::io("create the directory", e))?;
                let path = folder.join(format!("part-0.{}", target.extension()));
                let output = Output::create(&mut path.as_path().into(), true)?;
                self.open = Some((cell, open(target, &output, schema)?, output));
            }
            if let Some((_, writer, _)) = &mut self.open {
                writer.write_batch(&batch.slice(at, rows))?;
            }
            at = at.saturating_add(rows);
        }
        Ok(())
    }

    fn close(&mut self) -> Result<()> {
        let Some((_, writer, output)) = self.open.take() else { return Ok(()) };
        self.losses.merge(&writer.finish(&Trailer::default())?);
        output.commit()
    }

    fn commit(self) -> Result<()> {
        let fault = |e| Error::io("put the output in its place", e);
        let Self { path, directory, listed, .. } = self;
        let made = listed.complete(|| {
            // An empty directory gives its place up.
            if path.is_dir() {
                fs::remove_dir(&path)?;
            }
            fs::rename(directory.path(), &path)
        });
        made.map_err(fault)?;
        // It has been moved away and there is nothing left to remove.
        let _ = directory.keep();
        Ok(())
    }
}
