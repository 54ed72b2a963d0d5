use crate::{
    BoxReader, Error, ErrorKind, Format, OpenOptions, Result, TableSummary,
    detect::{Content, detect},
    input::Input,
    reader,
};
#[cfg(feature = "zip")]
use crate::{Member, archive::Archive};
use gaialink_table::Table;
use std::{
    io::{BufReader, Read},
    path::Path,
};

/// Opens a file of any format: its content decides which, and compression and archives are looked through.
///
/// # Errors
///
/// [`ErrorKind::Io`] where the file cannot be read, [`ErrorKind::UnknownFormat`] where its content is of no format that is known.
///
/// # Examples
///
/// ```no_run
/// let source = gaialink::open("XP_SAMPLED-Gaia DR3 5937083312263887616.fits")?;
/// let table = source.table()?;
/// println!("{} rows of {:?}", table.num_rows(), source.format());
/// # Ok::<_, gaialink::Error>(())
/// ```
pub fn open(path: impl AsRef<Path>) -> Result<Source> {
    OpenOptions::default().open(path)
}

/// A file, or a member of an archive, whose format is known and whose content is not yet read.
///
/// ```no_run
/// let source = gaialink::open("gaia_dr3_products.zip")?;
/// for member in source.members() {
///     println!("{}: {} bytes", member.name, member.size);
/// }
/// let one = source.member("RVS-Gaia DR3 5937083312263887616.xml")?;
/// println!("{} rows", one.table()?.num_rows());
/// # Ok::<_, gaialink::Error>(())
/// ```
#[derive(Clone)]
pub struct Source {
    options: OpenOptions,
    content: Inner,
}

#[derive(Clone)]
enum Inner {
    Table(Input, Format),
    #[cfg(feature = "zip")]
    Archive(Archive),
}

impl OpenOptions {
    /// Whether something is said that only a CSV has.
    fn is_csv(&self) -> bool {
        self.csv_delimiter.is_some() || self.csv_comment.is_some()
    }

    /// Opens a file of any format. A pipe that has a name is read as a stream is.
    ///
    /// # Errors
    ///
    /// Those of [`open`].
    pub fn open(&self, path: impl AsRef<Path>) -> Result<Source> {
        Source::of(Input::path(path.as_ref(), &self.limits)?, self)
    }

    /// Opens a stream that can be read once, such as the standard input, under a name for messages.
    ///
    /// A VOTable, an ECSV, an Arrow stream and a CSV of known columns are read as they come; what needs more than one look (FITS,
    /// other CSV, Parquet, the Arrow file, a zip archive) is copied first, to memory or, where it is large, to a temporary file,
    /// and may then be read again.
    ///
    /// # Errors
    ///
    /// Those of [`open`].
    ///
    /// ```
    /// # #[cfg(feature = "ecsv")] {
    /// let csv = "source_id,flux\n5937083312263887616,1.5\n";
    /// let source = gaialink::OpenOptions::default().open_reader("input", csv.as_bytes())?;
    /// assert_eq!(source.table()?.num_rows(), 1);
    /// # }
    /// # Ok::<_, gaialink::Error>(())
    /// ```
    pub fn open_reader(&self, name: &str, stream: impl Read + Send + 'static) -> Result<Source> {
        Source::of(Input::once(name, Box::new(BufReader::new(stream)), &self.limits), self)
    }
}

impl Source {
    /// Opens what lies in an input.
    pub(crate) fn of_input(input: Input, options: &OpenOptions) -> Result<Self> {
        Self::of(input, options)
    }

    /// The archive, of a zip.
    #[cfg(feature = "zip")]
    pub(crate) fn archive(&self) -> Option<&Archive> {
        match &self.content {
            Inner::Table(..) => None,
            Inner::Archive(archive) => Some(archive),
        }
    }

    fn of(mut input: Input, options: &OpenOptions) -> Result<Self> {
        loop {
            let found = detect(&input.peek()?, input.extension());
            match (found, options.format) {
                (Ok(Content::Compressed(layer)), _) => input = input.inflated(layer)?,
                (Ok(Content::Zip), _) => return Self::of_zip(input, options),
                (_, Some(format)) | (Ok(Content::Table(format)), None) => return Self::of_table(input, format, options),
                // Who says how its cells are parted says that it is CSV.
                (Err(kind), None) if options.is_csv() && !matches!(kind, ErrorKind::Empty) => {
                    return Self::of_table(input, Format::Csv, options);
                }
                (Err(kind), None) => return Err(Error::from(kind).at(input.name())),
            }
        }
    }

    fn of_table(input: Input, format: Format, options: &OpenOptions) -> Result<Self> {
        if let Some(wanted) = options.member.clone() {
            return Err(Error::from(ErrorKind::NotAnArchive { wanted }).at(input.name()));
        }
        Ok(Self { options: options.clone(), content: Inner::Table(input, format) })
    }

    #[cfg(feature = "zip")]
    fn of_zip(input: Input, options: &OpenOptions) -> Result<Self> {
        let archive = Archive::open(input, &options.limits)?;
        let source = Self { options: options.clone(), content: Inner::Archive(archive) };
        match &options.member {
            Some(name) => source.member(name),
            None => Ok(source),
        }
    }

    #[cfg(not(feature = "zip"))]
    fn of_zip(input: Input, _: &OpenOptions) -> Result<Self> {
        let kind = ErrorKind::FeatureOff { format: "zip".to_owned(), feature: "zip" };
        Err(Error::from(kind).at(input.name()))
    }

    /// What messages call it: the path, and the member of an archive.
    pub fn name(&self) -> &str {
        match &self.content {
            Inner::Table(input, _) => input.name(),
            #[cfg(feature = "zip")]
            Inner::Archive(archive) => archive.name(),
        }
    }

    /// How it was opened.
    pub fn options(&self) -> &OpenOptions {
        &self.options
    }

    /// The format; `None` for a zip archive.
    pub fn format(&self) -> Option<Format> {
        match &self.content {
            Inner::Table(_, format) => Some(*format),
            #[cfg(feature = "zip")]
            Inner::Archive(_) => None,
        }
    }

    /// The files of a zip archive; none of any other file.
    #[cfg(feature = "zip")]
    pub fn members(&self) -> &[Member] {
        match &self.content {
            Inner::Table(..) => &[],
            Inner::Archive(archive) => archive.members(),
        }
    }

    /// A member of a zip archive, by its full name there.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NoMember`] where there is none of that name, [`ErrorKind::NotAnArchive`] for any other file,
    /// [`ErrorKind::Archive`] where the member is encrypted, or compressed in an unknown way, and those of [`open`].
    #[cfg(feature = "zip")]
    pub fn member(&self, name: &str) -> Result<Self> {
        match &self.content {
            Inner::Archive(archive) => self.of_member(archive.member(Some(name))?),
            Inner::Table(input, _) => {
                let wanted = name.to_owned();
                Err(Error::from(ErrorKind::NotAnArchive { wanted }).at(input.name()))
            }
        }
    }

    #[cfg(feature = "zip")]
    fn of_member(&self, input: Input) -> Result<Self> {
        let options = OpenOptions { member: None, ..self.options.clone() };
        let source = Self::of(input, &options)?;
        match source.content {
            Inner::Table(..) => Ok(source),
            Inner::Archive(inner) => {
                let reason = "a zip archive inside a zip archive is not looked into".to_owned();
                Err(Error::from(ErrorKind::Archive { reason }).at(inner.name()))
            }
        }
    }

    /// The same with only one of its columns.
    #[cfg(feature = "bundle")]
    pub(crate) fn only(&self, column: &str) -> Self {
        let mut source = self.clone();
        source.options.columns = Some(vec![column.to_owned()]);
        source
    }

    /// Whether it can be read more than once.
    #[cfg(feature = "bundle")]
    pub(crate) fn is_again(&self) -> bool {
        self.input().is_ok_and(|(input, _)| input.is_again())
    }

    /// Where the table's bytes lie, and their format.
    pub(crate) fn input(&self) -> Result<(Input, Format)> {
        match &self.content {
            Inner::Table(input, format) => Ok((input.clone(), *format)),
            #[cfg(feature = "zip")]
            Inner::Archive(archive) => self.of_member(archive.member(None)?)?.input(),
        }
    }

    /// All tables of the file, without their rows.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::ChooseMember`] for a zip archive of several files, [`ErrorKind::Format`] where the file is damaged.
    pub fn tables(&self) -> Result<Vec<TableSummary>> {
        let (input, format) = self.input()?;
        reader::list(&input, format, &self.options)
    }

    /// A reader of the chosen table, columns and rows: its record batches one after the other, so that memory is needed for a few
    /// of them, however long the table is.
    ///
    /// ```
    /// # #[cfg(feature = "ecsv")] {
    /// use gaialink::{OpenOptions, TableReader};
    /// let source = OpenOptions::default().open_reader("input", "source_id,flux\n7,1.5\n8,2.5\n".as_bytes())?;
    /// let mut reader = source.reader()?;
    /// assert_eq!(reader.schema().fields[1].name, "flux");
    /// let mut rows = 0;
    /// while let Some(batch) = reader.next_batch()? {
    ///     rows += batch.num_rows();
    /// }
    /// assert_eq!(rows, 2);
    /// # }
    /// # Ok::<_, gaialink::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::ChooseMember`] for a zip archive of several files, [`ErrorKind::NoTable`] or [`ErrorKind::NoColumn`] for a
    /// choice that the file does not have, and [`ErrorKind::Format`] where its beginning is damaged.
    pub fn reader(&self) -> Result<BoxReader> {
        let (input, format) = self.input()?;
        Ok(reader::open(&input, format, &self.options)?.reader)
    }

    /// The chosen table, read as a whole.
    ///
    /// # Errors
    ///
    /// Those of [`Source::reader`], and [`ErrorKind::Format`] where the file is damaged.
    pub fn table(&self) -> Result<Table> {
        Table::collect(&mut self.reader()?)
    }
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let format = self.format();
        f.debug_struct("Source").field("name", &self.name()).field("format", &format).finish_non_exhaustive()
    }
}
