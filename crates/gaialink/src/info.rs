//! What a file is and holds.

#[cfg(feature = "products")]
mod product;
mod sources;
#[cfg(feature = "products")]
mod unmodelled;

#[cfg(feature = "products")]
pub use self::product::{ProductInfo, ReleaseInfo, SourceFacts};
pub use self::sources::Sources;
#[cfg(feature = "products")]
pub use self::unmodelled::Unmodelled;

#[cfg(feature = "products")]
use self::product::Held;
use self::sources::Finder;
#[cfg(feature = "products")]
use crate::outside::Outside;
use crate::{
    Error, Format, OpenOptions, Result, Source, TableChoice,
    reader::{self, Opened},
};
use gaialink_table::{Field, Param, Warning, schema};
use serde::Serialize;
use std::sync::Arc;

/// What a file is and holds, read off the whole of it.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Info {
    /// What messages call it: the path, and the member of an archive.
    pub name: String,
    /// The format; `None` for a zip archive.
    pub format: Option<Format>,
    /// Its tables; none of a zip archive.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<TableInfo>,
    /// The files of a zip archive.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<MemberInfo>,
}

/// A file of a zip archive.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct MemberInfo {
    /// Its name, as the archive has it.
    pub member: String,
    /// Its size in bytes, as the archive claims it.
    pub size: u64,
    /// What it is and holds; `None` where it cannot be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub info: Option<Info>,
    /// Why it cannot be read: the messages from the outermost to the cause.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub error: Vec<String>,
}

/// What a table is and holds.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct TableInfo {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// How its rows are written down, where the format has several ways.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serialization: Option<String>,
    /// Which product it is; `None` where it is none that is known.
    #[cfg(feature = "products")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<ProductInfo>,
    /// What it is where it is no product that is known, but one of a release to come.
    #[cfg(feature = "products")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unmodelled: Option<Unmodelled>,
    /// Which release it belongs to; `None` where nothing tells.
    #[cfg(feature = "products")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub release: Option<ReleaseInfo>,
    /// The number of its rows, counted.
    pub rows: u64,
    /// The sources it tells of, by its column or its PARAM `source_id`; `None` where it has neither.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sources: Option<Sources>,
    /// Its columns.
    pub columns: Vec<Field>,
    /// Its PARAMs, then those of the elements around it, innermost first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub params: Vec<Param>,
    /// Its INFOs, those around it and those behind its rows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub infos: Vec<schema::Info>,
    /// What the reader found odd.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
}

impl Source {
    /// Reads the file as a whole and says what it is and holds: all of its tables, unless the options choose one; all members
    /// of a zip archive, of which those that cannot be read say why.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Format`](crate::ErrorKind::Format) where the file is damaged.
    pub fn info(&self) -> Result<Info> {
        #[cfg(feature = "zip")]
        if self.format().is_none() {
            let members = self.members().iter().map(|member| {
                let info = self.member(&member.name).and_then(|source| source.info());
                let (info, error) = match info {
                    Ok(info) => (Some(info), Vec::new()),
                    Err(error) => (None, chain(&error)),
                };
                MemberInfo { member: member.name.clone(), size: member.size, info, error }
            });
            return Ok(Info { name: self.name().to_owned(), format: None, tables: Vec::new(), members: members.collect() });
        }
        let (input, format) = self.input()?;
        reader::again(&input, format, self.options())?;
        let choices = match &self.options().table {
            TableChoice::First => {
                let count = reader::list(&input, format, self.options())?.len();
                (0..count).map(TableChoice::Index).collect()
            }
            chosen => vec![chosen.clone()],
        };
        let table = |table| {
            let options = OpenOptions { table, ..self.options().clone() };
            TableInfo::read(reader::open(&input, format, &options)?, input.file_name(), &options)
        };
        let tables = choices.into_iter().map(table).collect::<Result<_>>()?;
        Ok(Info { name: self.name().to_owned(), format: Some(format), tables, members: Vec::new() })
    }
}

impl TableInfo {
    #[cfg_attr(not(feature = "products"), expect(unused_variables, reason = "the release is the products' matter"))]
    fn read(opened: Opened, name: &str, options: &OpenOptions) -> Result<Self> {
        let Opened { mut reader, serialization, .. } = opened;
        let schema = Arc::clone(reader.schema());
        let (mut rows, mut finder) = (0_u64, Finder::new(&schema));
        #[cfg(feature = "products")]
        let mut held = Held::new(&schema);
        while let Some(batch) = reader.next_batch()? {
            rows = rows.saturating_add(u64::try_from(batch.num_rows()).unwrap_or(u64::MAX));
            finder.look(&batch);
            #[cfg(feature = "products")]
            held.hold(batch);
        }
        let trailer = reader.finish()?;
        let sources = finder.finish();
        #[cfg(feature = "products")]
        let first = held.table()?;
        #[cfg(feature = "products")]
        let outside = Outside::new(name, options);
        #[cfg(feature = "products")]
        let (product, release) = (held.product(&first, sources.as_ref(), &outside), ReleaseInfo::of(&first, &outside));
        Ok(Self {
            name: schema.name.clone(),
            description: schema.description.clone(),
            serialization,
            #[cfg(feature = "products")]
            unmodelled: if product.is_none() { Unmodelled::of(&schema, release.as_ref()) } else { None },
            #[cfg(feature = "products")]
            product,
            #[cfg(feature = "products")]
            release,
            rows,
            sources,
            columns: schema.fields.clone(),
            params: schema.all_params().cloned().collect(),
            infos: schema.all_infos().cloned().chain(trailer.infos).collect(),
            warnings: trailer.warnings,
        })
    }
}

/// The messages of an error, from the outermost to the cause.
fn chain(error: &Error) -> Vec<String> {
    let mut messages = vec![error.to_string()];
    let mut next = std::error::Error::source(error);
    while let Some(cause) = next {
        messages.push(cause.to_string());
        next = cause.source();
    }
    messages
}
