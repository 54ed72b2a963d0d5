//! Rows to columns.

mod bit;
mod boolean;
mod complex;
mod heap;
mod latin1;
mod list;
mod primitive;
mod scalar;
mod size;
mod strings;
mod text;
mod unicode;

pub(super) use self::heap::descriptor;
use self::{
    bit::Bits,
    boolean::Booleans,
    complex::Complexes,
    heap::{HeapBlock, HeapBudget},
    list::{FixedLists, VariableLists},
    primitive::Primitives,
    scalar::Scalars,
    size::Size,
    text::Chars,
    unicode::UnicodeChars,
};
use super::{
    Decoded, Heap, Length, RowError, RowOptions, Scan,
    block::Rows,
    layout::{Column, Layout, Shape},
    mask::Mask,
    text_rule::TextRule,
};
use crate::{Datatype, LimitError, Limits, Warning};
use arrow::{array::ArrayRef, buffer::NullBuffer};

/// Decodes the rows that were found in `bytes`.
pub(super) fn decode(
    layout: &Layout,
    options: &RowOptions,
    limits: &Limits,
    source: (&[u8], &Scan, &dyn Heap),
) -> Result<Decoded, RowError> {
    let (bytes, scan, heap) = source;
    let columns = wanted(layout, options);
    let blocks = Rows::blocks(layout, bytes, scan)?;
    let mut budget = HeapBudget::new(limits, heap);
    let claim = |(first, rows): &(usize, Rows<'_>)| HeapBlock::claim(&columns, rows, *first, &mut budget);
    let heaps = blocks.iter().map(claim).collect::<Result<Vec<_>, _>>()?;
    let size = |column: &Column| size::of(column, &blocks, &heaps);
    let mut decoders: Vec<_> = columns.iter().map(|column| decoder(column, options, size(column))).collect();
    let (mut scratch, mut spare) = (Vec::new(), Vec::new());
    for ((first, rows), mut claimed) in blocks.into_iter().zip(heaps) {
        let mask = Mask::read(layout, &rows)?;
        claimed.load(heap, &mut spare)?;
        for (column, decoder) in columns.iter().zip(&mut decoders) {
            let valid = mask.field(column.index, &mut scratch)?.then_some(scratch.as_slice());
            decoder.take(&Block { column, rows: &rows, first, valid, heap: &claimed })?;
        }
        claimed.give_back(&mut spare);
    }
    let mut warnings = Vec::new();
    let finish = |(column, decoder): (&&Column, Box<dyn Cells>)| decoder.finish(column, &mut warnings);
    let columns = columns.iter().zip(decoders).map(finish).collect::<Result<_, _>>()?;
    Ok(Decoded { columns, warnings })
}

/// The columns that are asked for.
pub(super) fn wanted<'a>(layout: &'a Layout, options: &RowOptions) -> Vec<&'a Column> {
    match &options.projection {
        Some(places) => places.iter().filter_map(|place| layout.columns.get(*place)).collect(),
        None => layout.columns.iter().collect(),
    }
}

/// A block of rows, as the decoder of one column sees it.
struct Block<'a> {
    column: &'a Column,
    rows: &'a Rows<'a>,
    /// The place of its first row among all.
    first: usize,
    /// The null mask's answers, where any cell is null.
    valid: Option<&'a [bool]>,
    heap: &'a HeapBlock<'a>,
}

impl<'a> Block<'a> {
    /// The bytes of a cell and how many packed units they are.
    fn cell(&self, row: usize) -> Result<(&'a [u8], usize), RowError> {
        let place = self.column.place;
        let cell = match self.column.field.length {
            Length::Fixed(len) => self.rows.cell(row, place, self.column.units_to_bytes(len)).map(|bytes| (bytes, len)),
            Length::Inline => {
                let whole = |cell: &(&[u8], usize)| cell.0.len() == self.column.units_to_bytes(cell.1);
                self.rows.inline_cell(row, place).filter(whole)
            }
            Length::Descriptor32 | Length::Descriptor64 => self.heap.cell(self.column.index, row),
        };
        cell.ok_or(RowError::Scan)
    }

    /// A cell beyond a limit.
    fn limit(&self, row: usize, source: LimitError) -> RowError {
        self.column.limit(self.first + row, source)
    }

    /// Whether the null mask leaves a cell its value.
    fn is_valid(&self, row: usize) -> bool {
        self.valid.is_none_or(|valid| valid.get(row).copied().unwrap_or(true))
    }
}

/// Takes the cells of one column, block after block.
trait Cells {
    /// Takes the cells of a block.
    fn take(&mut self, block: &Block<'_>) -> Result<(), RowError>;

    /// Gives the column.
    fn finish(self: Box<Self>, column: &Column, warnings: &mut Vec<Warning>) -> Result<ArrayRef, RowError>;
}

/// Takes elements of one datatype.
trait Elements {
    /// Makes room.
    fn reserve(&mut self, size: Size);

    /// How many were taken.
    fn len(&self) -> usize;

    /// Takes the elements of one cell: so many, in so many bytes.
    fn take(&mut self, bytes: &[u8], count: usize) -> Result<(), LimitError>;

    /// Takes one element from every row.
    fn take_rows(&mut self, block: &Block<'_>) -> Result<(), RowError> {
        (0..block.rows.count).try_for_each(|row| {
            let taken = self.take(block.cell(row)?.0, 1);
            taken.map_err(|source| block.limit(row, source))
        })
    }

    /// Gives the array of the elements.
    fn finish(self, end: End<'_>) -> Result<ArrayRef, RowError>;
}

/// What the elements need to know in the end.
struct End<'a> {
    column: &'a Column,
    /// Which elements are of no cell's value; what stands there is not looked at.
    missing: Option<NullBuffer>,
    division: Division<'a>,
    warnings: &'a mut Vec<Warning>,
}

/// How elements are divided among rows.
enum Division<'a> {
    /// So many to each row.
    Even(usize),
    /// One end a row, behind the start.
    Ends(&'a [i32]),
}

impl End<'_> {
    /// The row of an element, counted from 0.
    fn row_of(&self, element: usize) -> usize {
        match self.division {
            Division::Even(len) => element / len.max(1),
            Division::Ends(offsets) => {
                let ended = |end: &i32| usize::try_from(*end).is_ok_and(|end| end <= element);
                offsets.partition_point(ended).saturating_sub(1)
            }
        }
    }

    fn is_missing(&self, element: usize) -> bool {
        self.missing.as_ref().is_some_and(|missing| missing.is_null(element))
    }
}

fn decoder(column: &Column, options: &RowOptions, size: Size) -> Box<dyn Cells> {
    let text = || TextRule::new(column, options);
    match column.datatype() {
        Datatype::Boolean => cells(column, options, size, Booleans::default()),
        Datatype::Bit => cells(column, options, size, Bits::default()),
        Datatype::SignedByte | Datatype::UnsignedByte => cells(column, options, size, Primitives::<u8>::new(column)),
        Datatype::Short | Datatype::UnsignedShort => cells(column, options, size, Primitives::<u16>::new(column)),
        Datatype::Int | Datatype::UnsignedInt | Datatype::Float => cells(column, options, size, Primitives::<u32>::new(column)),
        Datatype::Long | Datatype::UnsignedLong | Datatype::Double => {
            cells(column, options, size, Primitives::<u64>::new(column))
        }
        Datatype::FloatComplex => cells(column, options, size, Complexes::<u32>::default()),
        Datatype::DoubleComplex => cells(column, options, size, Complexes::<u64>::default()),
        Datatype::Char => cells(column, options, size, Chars::new(text())),
        Datatype::UnicodeChar => cells(column, options, size, UnicodeChars::new(text())),
    }
}

fn cells<E: Elements + 'static>(column: &Column, options: &RowOptions, size: Size, mut elements: E) -> Box<dyn Cells> {
    elements.reserve(size);
    match column.shape {
        Shape::One => Box::new(Scalars::new(elements, size.rows)),
        Shape::Fixed(len) => Box::new(FixedLists::new(elements, len, size.rows)),
        Shape::Variable { step, unit } => Box::new(VariableLists::new(elements, (step, unit), !options.null_mask, size.rows)),
    }
}
