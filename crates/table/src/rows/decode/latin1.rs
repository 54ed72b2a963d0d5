use super::{End, list::too_many, strings::Strings};
use crate::{
    Position, Warning,
    rows::{
        RowError,
        layout::{Column, number},
    },
};
use arrow::array::NullBufferBuilder;

/// Strings that were not read as they lie there.
pub(super) struct Repaired {
    strings: Strings,
    first: Option<usize>,
    count: u64,
}

impl Repaired {
    pub(super) fn warn(self, column: &Column, warnings: &mut Vec<Warning>) -> Strings {
        if let Some(row) = self.first {
            let message = format!("strings that are no UTF-8 were read as Latin-1: {}", self.count);
            warnings.push(Warning::new("W-LATIN1", Position::at_row(number(row)).in_column(column.name()), message));
        }
        self.strings
    }
}

/// Reads the strings that are no UTF-8 as Latin-1.
pub(super) fn from_latin1(mut old: Strings, column: &Column, end: &End<'_>) -> Result<Repaired, RowError> {
    let mut new = Repaired { strings: Strings::new(), first: None, count: 0 };
    new.strings.valid = std::mem::replace(&mut old.valid, NullBufferBuilder::new(0));
    let size = |end: &i32| usize::try_from(*end).unwrap_or_default();
    for (at, (start, stop)) in old.offsets.iter().zip(old.offsets.iter().skip(1)).enumerate() {
        let bytes = old.bytes.get(size(start)..size(stop)).unwrap_or_default();
        if std::str::from_utf8(bytes).is_ok() {
            new.strings.bytes.extend_from_slice(bytes);
        } else if !end.is_missing(at) {
            new.first.get_or_insert(end.row_of(at));
            new.count += 1;
            let mut buf = [0; 4];
            let mut push = |byte: &u8| new.strings.bytes.extend_from_slice(char::from(*byte).encode_utf8(&mut buf).as_bytes());
            bytes.iter().for_each(&mut push);
        }
        let len = new.strings.bytes.len();
        new.strings.offsets.push(i32::try_from(len).map_err(|_| column.limit(end.row_of(at), too_many(len)))?);
    }
    Ok(new)
}
