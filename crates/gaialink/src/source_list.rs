use crate::{Error, ErrorKind, OpenOptions, Result, Source};
use gaialink_datalink::{SourceList, SourceListBuilder};
use gaialink_table::TableReader;
use std::{
    fs::File,
    io::{Cursor, Read},
    path::Path,
};

/// How many bytes a list of plain text, or one from a stream, may have: more than three million sources.
const MAX_LIST: u64 = 64 << 20;

impl OpenOptions {
    /// Reads a list of sources from a table of any format, or from plain text: see [`SourceList`].
    ///
    /// `column` names the column of the ids; without it, it is the first called `source_id` or `designation`.
    ///
    /// # Errors
    ///
    /// Those of [`open`](crate::open), and [`ErrorKind::SourceList`] where the content is no list of sources.
    ///
    /// ```
    /// # #[cfg(all(feature = "ecsv", feature = "products"))] {
    /// let csv = "source_id,has_rvs\n5937083312263887616,true\n5937083312263887617,false\n";
    /// let list = gaialink::OpenOptions::default().read_source_list("input", csv.as_bytes(), None)?;
    /// assert_eq!(list.sources().len(), 2);
    /// assert_eq!(list.having(&gaialink::ProductKind::Rvs.into()).count(), 1);
    /// # }
    /// # Ok::<_, gaialink::Error>(())
    /// ```
    pub fn open_source_list(&self, path: impl AsRef<Path>, column: Option<&str>) -> Result<SourceList> {
        let path = path.as_ref();
        match self.open(path) {
            Ok(source) => source.source_list(column),
            Err(error) if is_text(&error) => {
                let file = File::open(path).map_err(|e| Error::io("open the file", e))?;
                of_text(&bytes(file)?, error)
            }
            Err(error) => Err(error),
        }
        .map_err(|error| error.at(&path.display().to_string()))
    }

    /// Reads a list of sources from a stream, such as the standard input, under a name for messages.
    ///
    /// # Errors
    ///
    /// Those of [`OpenOptions::open_source_list`]; a stream of more than 64 MiB is refused.
    pub fn read_source_list(&self, name: &str, stream: impl Read, column: Option<&str>) -> Result<SourceList> {
        let bytes = bytes(stream).map_err(|error| error.at(name))?;
        match self.open_reader(name, Cursor::new(bytes.clone())) {
            Ok(source) => source.source_list(column),
            Err(error) if is_text(&error) => of_text(&bytes, error),
            Err(error) => Err(error),
        }
        .map_err(|error| error.at(name))
    }
}

fn is_text(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::UnknownFormat { .. } | ErrorKind::Empty)
}

impl Source {
    /// The sources of the chosen table, one a row: see [`SourceList::from_table`].
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SourceList`] where there is no column of ids, or a cell of it is none; those of [`Source::reader`].
    pub fn source_list(&self, column: Option<&str>) -> Result<SourceList> {
        let mut reader = self.reader()?;
        let mut builder = SourceListBuilder::try_new(reader.schema(), column)?;
        while let Some(batch) = reader.next_batch()? {
            builder.push(&batch)?;
        }
        Ok(builder.finish())
    }
}

/// The list in plain text; what is no text keeps the error that it is no table.
fn of_text(bytes: &[u8], no_table: Error) -> Result<SourceList> {
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => Ok(text.parse::<SourceList>()?),
        _ => Err(no_table),
    }
}

fn bytes(stream: impl Read) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.take(MAX_LIST + 1).read_to_end(&mut bytes).map_err(|e| Error::io("read the list of sources", e))?;
    match u64::try_from(bytes.len()) {
        Ok(length) if length <= MAX_LIST => Ok(bytes),
        _ => Err(ErrorKind::SourceListSize { limit: MAX_LIST }.into()),
    }
}
