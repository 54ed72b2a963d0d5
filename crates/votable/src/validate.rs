//! What is wrong with a document, all of it.

mod attribute;
mod cells;
mod code;
mod content;
mod described;
mod element;
pub(crate) mod elements;
mod fatal;
mod frame;
mod head;
mod ids;
mod info;
mod options;
mod rows;
mod standard;
mod stream;
mod structure;
mod table;
mod timesys;
mod ucd;
mod unit;
mod vocabulary;
mod walk;
mod xtype;

pub use self::{code::codes, options::ValidateOptions};

use self::walk::Walk;
use crate::Result;
use gaialink_table::Finding;
use std::io::BufRead;

/// Reads a document to its end and tells everything in it that goes against the standard of the version it declares, or is
/// discouraged there: elements, attributes and their values, IDs and references, every cell and every PARAM.
///
/// Findings come in the order of the document, those on references last. The codes are those of [`codes`]. What stops the reading,
/// such as ill-formed XML, is a finding too, the last one.
///
/// ```
/// use gaialink_table::Severity;
/// use gaialink_votable::{ValidateOptions, validate};
/// let document = br#"<VOTABLE version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3"><RESOURCE><TABLE>
///   <FIELD name="flux" datatype="float" ref="time"/>
///   <DATA><TABLEDATA><TR><TD>bright</TD></TR></TABLEDATA></DATA>
/// </TABLE></RESOURCE></VOTABLE>"#;
/// let findings = validate(&document[..], &ValidateOptions::default())?;
/// let codes: Vec<_> = findings.iter().map(|finding| finding.code.as_str()).collect();
/// assert_eq!(codes, ["E-CELL", "E-REF"]);
/// assert_eq!((findings[0].severity, findings[0].at.row), (Severity::Error, Some(1)));
/// # Ok::<_, gaialink_votable::Error>(())
/// ```
///
/// # Errors
///
/// [`crate::ErrorKind::Io`] where the input cannot be read; what is wrong with its content is a finding.
pub fn validate<R: BufRead + Send>(inner: R, options: &ValidateOptions) -> Result<Vec<Finding>> {
    Walk::try_new(inner, options)?.run()
}
