//! ECSV through `gaialink-ecsv`.

use super::{Opened, only_table, wrapped::Wrapped};
use crate::{Error, Format, OpenOptions, Result, input::Input};
use gaialink_ecsv::ecsv::{ReadOptions, Reader};
use gaialink_table::TableReader;

pub(crate) fn open(input: &Input, options: &OpenOptions) -> Result<Opened> {
    let mut read = ReadOptions::default();
    read.limits = options.limits.clone();
    read.columns = options.columns.clone();
    read.strict = options.strict;
    let reader = Reader::try_new(input.stream()?, read).map_err(Error::reading(Format::Ecsv))?;
    only_table(reader.schema(), options)?;
    let header = Some(reader.header().to_owned());
    Ok(Opened { header, ..Opened::plain(Box::new(Wrapped::new(reader, Format::Ecsv))) })
}
