//! A file, or a member of an archive, into rows of the product's table.

use super::{
    StackOptions,
    canon::Canon,
    chunk::Piece,
    class::Class,
    known::Known,
    learned::{Learned, Lesson},
    recipe::Recipe,
    restructure::restructure,
    size::size,
};
use crate::{
    BoxReader, Error, ErrorKind, Format, Result, Source,
    arrange::Portions,
    bundle::{entry::Entry, unpack::Unpacker},
    outside::Outside,
    template::format_of,
};
use gaialink_products::{
    Hints, ProductKind, Recognition, Release, ReleaseEvidence, Structure, recognise, recognise_table, registry::Layout, release,
};
use gaialink_table::{LossReport, Schema, Table, TableReader, Trailer, Warning, arrow::array::RecordBatch};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// What holds for all files of one pass.
pub(super) struct Context<'a> {
    pub(super) options: &'a StackOptions,
    pub(super) learned: &'a HashMap<ProductKind, Learned>,
    pub(super) known: Known,
    canons: Mutex<HashMap<(ProductKind, Structure), Arc<Canon>>>,
    /// What was lost on the way into the structure.
    losses: Mutex<HashMap<ProductKind, LossReport>>,
    /// What readers found odd, and in which files.
    warnings: Mutex<Vec<(String, Warning)>>,
}

/// Why a file gives no rows.
pub(super) enum Refused {
    /// It holds no product.
    NoProduct(Error),
    /// It is broken.
    Broken(Error),
    /// It has what the product's table has no place for yet.
    Lessons(ProductKind, Vec<Lesson>),
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self::Broken(error)
    }
}

impl From<gaialink_table::Error> for Refused {
    fn from(error: gaialink_table::Error) -> Self {
        Self::Broken(error.into())
    }
}

pub(super) type Decoded<T> = std::result::Result<T, Refused>;

impl<'a> Context<'a> {
    pub(super) fn new(options: &'a StackOptions, learned: &'a HashMap<ProductKind, Learned>) -> Self {
        Self {
            options,
            learned,
            known: Known::default(),
            canons: Mutex::default(),
            losses: Mutex::default(),
            warnings: Mutex::default(),
        }
    }

    fn warn(&self, entry: &Entry, warnings: Vec<Warning>) {
        // Notes, whose codes begin with `N-`, are nothing odd.
        let odd = warnings.into_iter().filter(|warning| !warning.code.starts_with("N-"));
        let odd = odd.map(|warning| (entry.name.clone(), warning));
        self.warnings.lock().unwrap_or_else(PoisonError::into_inner).extend(odd);
    }

    /// What readers found odd, and in which files.
    pub(super) fn warnings(&self) -> Vec<(String, Warning)> {
        std::mem::take(&mut *self.warnings.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What the files of a product lost on their way into the structure.
    pub(super) fn losses(&self, kind: ProductKind) -> LossReport {
        self.losses.lock().unwrap_or_else(PoisonError::into_inner).get(&kind).cloned().unwrap_or_default()
    }

    /// Reads a small file as a whole.
    pub(super) fn decode(&self, at: usize, entry: &Entry, unpacker: &mut Unpacker) -> Decoded<Vec<Piece>> {
        let Some(bytes) = unpacker.content(entry)? else {
            let mut pieces = Vec::new();
            self.stream(at, entry, &mut |more| {
                pieces.extend(more);
                Ok(())
            })?;
            return Ok(pieces);
        };
        let format = format_of(&bytes, &entry.name);
        if let Some(pieces) = format.and_then(|format| self.by_template(at, entry, &bytes, format)) {
            return Ok(pieces);
        }
        let file = format.filter(|_| self.known.is_open_to(bytes.len())).map(|format| (bytes.clone(), format));
        let source = self.opened(entry, entry.open_bytes(bytes, &self.options.open))?;
        let mut reader = source.reader().map_err(|e| e.at(&entry.name))?;
        let table = Table::collect(&mut reader).map_err(|e| e.at(&entry.name))?;
        self.warn(entry, reader.finish()?.warnings);
        let (pieces, recipe) = self.pieces(at, entry, &table)?;
        if let (Some(recipe), Some((file, format))) = (&recipe, &file) {
            self.known.learn(file, *format, recipe, &self.options.open);
        }
        Ok(pieces)
    }

    /// Reads a file of any size, batch by batch.
    pub(super) fn stream(&self, at: usize, entry: &Entry, take: &mut dyn FnMut(Vec<Piece>) -> Decoded<()>) -> Decoded<()> {
        let source = self.opened(entry, entry.open(&self.options.open))?;
        let mut reader = source.reader().map_err(|e| e.at(&entry.name))?;
        let schema = Arc::clone(reader.schema());
        let Some(first) = reader.next_batch()? else {
            let table = Table::try_new(schema, Vec::new())?;
            return take(self.pieces(at, entry, &table)?.0);
        };
        let table = Table::try_new(Arc::clone(&schema), vec![first])?;
        let class = self.class(entry, &table)?;
        if !class.is_direct && !class.is_raw() {
            let whole = scattered(&source)?;
            let reader =
                if whole { Box::new(Rest { first: table.batches().to_vec(), rest: reader }) } else { source.reader()? };
            let mut portions = Portions::new(reader, whole);
            while let Some(table) = portions.next().map_err(|e| e.at(&entry.name))? {
                take(self.pieces(at, entry, &table)?.0)?;
            }
            self.warn(entry, portions.finish()?.warnings);
            return Ok(());
        }
        let at_once = if class.is_direct { usize::MAX } else { GROWING };
        let mut next = table.batches().first().cloned();
        drop(table);
        while let Some(batch) = next {
            for part in parts(&batch, at_once) {
                take(self.pieces(at, entry, &Table::try_new(Arc::clone(&schema), vec![part])?)?.0)?;
            }
            next = reader.next_batch()?;
        }
        self.warn(entry, reader.finish()?.warnings);
        Ok(())
    }

    /// What is not of any known format is no product, unless it is called as one.
    fn opened(&self, entry: &Entry, opened: Result<Source>) -> Decoded<Source> {
        if let Ok(source) = &opened
            && source.archive().is_some()
        {
            let reason = "a zip archive inside another one is not looked into; unpack it, and name it on its own".to_owned();
            return Err(Refused::Broken(Error::from(ErrorKind::Archive { reason }).at(&entry.name)));
        }
        opened.map_err(|error| match error.kind() {
            ErrorKind::UnknownFormat { .. } | ErrorKind::Empty if entry.key.is_none() => Refused::NoProduct(error),
            _ => Refused::Broken(error),
        })
    }

    fn by_template(&self, at: usize, entry: &Entry, bytes: &[u8], format: Format) -> Option<Vec<Piece>> {
        let (recipe, filled) = self.known.read(bytes, format, |recipe, filled| self.suits(recipe, &filled.batches))?;
        Some(filled.batches.iter().map(|batch| self.piece(at, entry, &recipe, filled.values.clone(), batch)).collect())
    }

    /// The rows of a table; with the recipe, where they are taken as they are.
    fn pieces(&self, at: usize, entry: &Entry, table: &Table) -> Decoded<(Vec<Piece>, Option<Arc<Recipe>>)> {
        if let Some(recipe) = self.known.recipe(table.schema()).filter(|recipe| self.suits(recipe, table.batches())) {
            return Ok((self.of_table(at, entry, &recipe, table), Some(recipe)));
        }
        let class = self.class(entry, table)?;
        if class.is_direct {
            let recipe = self.recipe(table.schema(), &class)?;
            if class.is_certain {
                self.known.remember(&recipe);
            }
            let pieces = self.of_table(at, entry, &recipe, table);
            return Ok((pieces, class.is_certain.then_some(recipe)));
        }
        if let Some(recipe) = self.flat_recipe(table.schema(), &class)?.filter(|recipe| self.suits(recipe, table.batches())) {
            self.known.remember(&recipe);
            return Ok((self.of_table(at, entry, &recipe, table), Some(recipe)));
        }
        let fault = |error: Error| Refused::Broken(error.at(&entry.name));
        let mut pieces = Vec::new();
        let (tables, losses) = restructure(table, &class, &Outside::new(entry.file_name(), &self.options.open)).map_err(fault)?;
        for table in tables {
            let recipe = match self.known.recipe(table.schema()) {
                Some(recipe) => recipe,
                None => {
                    let class = Class { layout: class.canon.layout, ..class.clone() };
                    self.recipe(table.schema(), &class)?
                }
            };
            pieces.extend(self.of_table(at, entry, &recipe, &table));
        }
        if !losses.is_empty() {
            let mut all = self.losses.lock().unwrap_or_else(PoisonError::into_inner);
            all.entry(class.canon.kind).or_default().merge(&losses);
        }
        Ok((pieces, None))
    }

    fn recipe(&self, schema: &Schema, class: &Class) -> Decoded<Arc<Recipe>> {
        let recipe = Recipe::try_new(schema, &class.canon, class.layout);
        recipe.map(Arc::new).map_err(|lessons| Refused::Lessons(class.canon.kind, lessons))
    }

    fn of_table(&self, at: usize, entry: &Entry, recipe: &Arc<Recipe>, table: &Table) -> Vec<Piece> {
        let values: Vec<String> = table.schema().all_params().map(|param| param.value.clone()).collect();
        let piece = |batch: &RecordBatch| self.piece(at, entry, recipe, values.clone(), batch);
        match table.batches() {
            [] => vec![self.piece(at, entry, recipe, values, &RecordBatch::new_empty(Arc::clone(table.arrow_schema())))],
            batches => batches.iter().map(piece).collect(),
        }
    }

    fn piece(&self, at: usize, entry: &Entry, recipe: &Arc<Recipe>, values: Vec<String>, batch: &RecordBatch) -> Piece {
        let release = self.release(entry, recipe);
        let name = if self.options.provenance { entry.name.as_str().into() } else { Arc::from("") };
        Piece {
            recipe: Arc::clone(recipe),
            entry: at,
            name,
            release: release.map(|release| release.name().into()),
            values,
            columns: batch.columns().to_vec(),
            rows: batch.num_rows(),
        }
    }

    /// The release as given, by what the file says, by its name, or by its columns.
    fn release(&self, entry: &Entry, recipe: &Recipe) -> Option<Release> {
        let given = self.options.open.release.as_deref().map(Release::from);
        let of_key = || entry.key.as_ref().map(|key| key.designation.release.clone());
        let by_name = || release(&Schema::default(), Hints::default().named(entry.file_name())).map(|(release, _)| release);
        let told = recipe.release.as_ref();
        let of_file =
            |is_said: bool| told.filter(|told| (told.1 != ReleaseEvidence::Layout) == is_said).map(|told| told.0.clone());
        given.or_else(|| of_file(true)).or_else(of_key).or_else(by_name).or_else(|| of_file(false))
    }

    /// Which product a table is, and how it becomes rows of the product's table.
    fn class(&self, entry: &Entry, table: &Table) -> Decoded<Class> {
        let unknown = |error| {
            let error = Error::from(ErrorKind::Product(Box::new(error))).at(&entry.name);
            if entry.key.is_some() { Refused::Broken(error) } else { Refused::NoProduct(error) }
        };
        let by_schema = recognise(table.schema());
        let is_certain = by_schema.as_ref().is_some_and(|found| found.product().is_some());
        let found = if is_certain { by_schema } else { recognise_table(table) };
        let found: Recognition = found.ok_or_else(|| unknown(gaialink_products::Error::Unrecognised))?;
        let kind = found.product().or(self.options.product);
        let kind = kind.ok_or_else(|| {
            let candidates = found.products().collect();
            Error::from(ErrorKind::Product(Box::new(gaialink_products::Error::Ambiguous { candidates }))).at(&entry.name)
        })?;
        let canon = self.canon(kind)?.ok_or_else(|| unknown(gaialink_products::Error::Unrecognised))?;
        let same = |layout: &&&'static Layout| {
            layout.product == kind && layout.structure == canon.structure && layout.key == canon.layout.key
        };
        let of_kind = |layout: &&&'static Layout| layout.product == kind;
        let direct = found.candidates().iter().find(same).copied();
        let layout = direct.or_else(|| found.candidates().iter().find(of_kind).copied()).unwrap_or(canon.layout);
        Ok(Class { canon, layout, is_direct: direct.is_some(), is_certain })
    }

    /// The table of a product.
    pub(super) fn canon(&self, kind: ProductKind) -> gaialink_table::Result<Option<Arc<Canon>>> {
        self.canon_of(kind, self.options.structure)
    }

    /// The flat table of a product, on the way to RAW.
    pub(super) fn flat_canon(&self, kind: ProductKind) -> gaialink_table::Result<Option<Arc<Canon>>> {
        self.canon_of(kind, Structure::Individual)
    }

    fn canon_of(&self, kind: ProductKind, structure: Structure) -> gaialink_table::Result<Option<Arc<Canon>>> {
        let mut canons = self.canons.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(canon) = canons.get(&(kind, structure)) {
            return Ok(Some(Arc::clone(canon)));
        }
        let fresh;
        let learned = match self.learned.get(&kind) {
            Some(learned) => learned,
            None => {
                fresh = Learned::of(kind, self.options.structure);
                &fresh
            }
        };
        let made = Canon::try_new(kind, structure, learned, self.options.provenance)?.map(Arc::new);
        if let Some(canon) = &made {
            canons.insert((kind, structure), Arc::clone(canon));
        }
        Ok(made)
    }
}

/// Bytes of RAW that are brought into flat rows at once, which take several times as many.
const GROWING: usize = 256 << 10;

/// The rows of a batch in parts of about so many bytes.
fn parts(batch: &RecordBatch, bytes: usize) -> impl Iterator<Item = RecordBatch> {
    let rows = batch.num_rows();
    let step = rows.div_ceil(size(batch).div_ceil(bytes).max(1)).max(1);
    (0..rows).step_by(step).map(move |start| batch.slice(start, step.min(rows.saturating_sub(start))))
}

/// Whether rows of other sources stand between those of one, or that cannot be found out beforehand.
fn scattered(source: &Source) -> Result<bool> {
    if !source.is_again() {
        return Ok(true);
    }
    let mut portions = Portions::new(source.only("source_id").reader()?, false);
    loop {
        match portions.next() {
            Ok(Some(_)) => {}
            Ok(None) => return Ok(false),
            Err(error) if matches!(error.kind(), ErrorKind::Scattered { .. }) => return Ok(true),
            // Without the column all rows are of one source; what is broken is told by the reading itself.
            Err(_) => return Ok(true),
        }
    }
}

/// A reader from which a batch was taken already.
struct Rest {
    first: Vec<RecordBatch>,
    rest: BoxReader,
}

impl TableReader for Rest {
    type Error = Error;

    fn schema(&self) -> &Arc<Schema> {
        self.rest.schema()
    }

    fn next_batch(&mut self) -> Result<Option<RecordBatch>> {
        match self.first.pop() {
            Some(first) => Ok(Some(first)),
            None => self.rest.next_batch(),
        }
    }

    fn finish(self: Box<Self>) -> Result<Trailer> {
        Box::new(self.rest).finish()
    }
}
