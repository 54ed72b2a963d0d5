//! Text cells: what VOTable TABLEDATA, ECSV and CSV are made of.
//!
//! A [`CellBuilder`] takes the text of one cell after the other into an Arrow array; a [`CellWriter`] gives the text of the
//! cells of an Arrow array. [`TextStyle`] says how a format spells arrays, booleans, numbers and nulls. [`number`] holds the
//! parsers and printers of single numbers, for headers and attributes.
//!
//! ```
//! use gaialink_table::{Field, Datatype, Limits, LossReport, text::{CellBuilder, CellWriter, TextStyle}};
//!
//! let field = Field::array("flux", Datatype::Float, "*".parse()?);
//! let mut builder = CellBuilder::try_new(&field, &TextStyle::ECSV, &Limits::default())?;
//! builder.append(b"[1.5,null,NaN]")?;
//! let array = builder.finish()?;
//!
//! let (mut text, mut losses) = (Vec::new(), LossReport::default());
//! CellWriter::try_new(&array, &field, &TextStyle::VOTABLE)?.write(0, &mut text, &mut losses);
//! assert_eq!(text, b"1.5 NaN NaN");
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```

mod blanks;
mod boolean;
mod builder;
mod cells;
mod elements;
mod error;
mod fault;
mod json;
pub mod number;
mod places;
mod shape;
mod short;
mod span;
mod spans;
mod style;
mod writer;

pub use self::{
    builder::CellBuilder,
    error::CellError,
    places::Places,
    span::Span,
    spans::CellSpans,
    style::{ArrayStyle, BooleanStyle, NotFiniteStyle, NumberStyle, TextStyle},
    writer::CellWriter,
};
