//! ECSV through `gaialink-ecsv`.

use super::{Opened, only_table, wrapped::Wrapped};
use crate::{Error, Format, OpenOptions, Result, input::Input};
use gaialink_ecsv::{
    ErrorKind,
    ecsv::{ReadOptions, Reader},
};
use gaialink_table::TableReader;

fn options(options: &OpenOptions) -> ReadOptions {
    let mut read = ReadOptions::default();
    read.limits = options.limits.clone();
    read.columns = options.columns.clone();
    read.strict = options.strict;
    read
}

pub(crate) fn open(input: &Input, chosen: &OpenOptions) -> Result<Opened> {
    let reader = Reader::try_new(input.stream()?, options(chosen)).map_err(Error::reading(Format::Ecsv))?;
    only_table(reader.schema(), chosen)?;
    let header = Some(reader.header().to_owned());
    Ok(Opened { header, ..Opened::plain(Box::new(Wrapped::new(reader, Format::Ecsv))) })
}

/// Makes an input readable again and again, as far as it has a header. Where its columns have other names, rows may be looked at
/// all the same.
pub(super) fn again(input: &Input, chosen: &OpenOptions) -> Result<()> {
    input.again_after(|stream| match Reader::try_new(stream, options(chosen)) {
        Ok(_) => true,
        Err(error) => matches!(error.kind(), ErrorKind::ColumnNames { .. }),
    })
}
