//! Rows of a table into a document.

mod coosys;
mod field;
mod group;
mod info;
mod link;
mod out;
mod param;
mod scope;
mod timesys;
mod values;

use self::out::Out;
use crate::reader::scope::Closed;

/// A RESOURCE without tables, as an element.
pub(crate) fn resource_text(closed: &Closed) -> String {
    let mut out = Out::new(None);
    scope::closed(&mut out, closed);
    String::from_utf8_lossy(&out.bytes).trim_end().to_owned()
}
