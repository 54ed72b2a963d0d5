//! Where the elements of a column are collected, one kind a file.

mod boolean;
mod complex;
mod primitive;
mod string;

pub(super) use self::{boolean::Booleans, complex::Complexes, primitive::Primitives, string::Strings};

use super::{ArrayStyle, CellSpans, blanks, fault::Odd};
use crate::Result;
use arrow::array::ArrayRef;
use std::{borrow::Cow, fmt};

/// A growing array of elements that takes them from text.
pub(super) trait Elements: fmt::Debug + Send + Sync {
    /// Takes the element at the start of the text and gives how many bytes it took; `None`, with nothing changed, where there
    /// is none. What stands behind it is the caller's to judge.
    fn take(&mut self, text: &[u8], style: ArrayStyle) -> Option<usize>;

    /// Takes the element that all of the text is, and says whether that is so; where it is not, nothing is changed.
    fn take_whole(&mut self, text: &[u8], style: ArrayStyle) -> bool {
        match self.take(text, style) {
            Some(taken) if taken == text.len() => true,
            Some(_) => {
                self.truncate(self.len().saturating_sub(1));
                false
            }
            None => false,
        }
    }

    /// Takes whole cells as long as they are numbers in a plain spelling, or absent, and says how many it took.
    fn take_cells(&mut self, _cells: &CellSpans<'_>) -> usize {
        0
    }

    /// Takes elements from a place in a list as long as they are numbers with a comma right behind; gives the place behind the last
    /// comma and the blanks there.
    fn take_listed(&mut self, _list: &[u8], at: usize) -> usize {
        at
    }

    /// Takes the elements of a cell between white space, or the place where one is no value. A fixed shape has `count` of them.
    fn take_all(&mut self, cell: &[u8], _count: Option<usize>) -> std::result::Result<(), usize> {
        let mut rest = blanks::skip(cell);
        while !rest.is_empty() {
            let at = cell.len().saturating_sub(rest.len());
            let taken = self.take(rest, ArrayStyle::Blanks).ok_or(at)?;
            let after = rest.get(taken..).ok_or(at)?;
            if !self.may_touch() && !after.first().is_none_or(|b| blanks::is_blank(*b)) {
                return Err(at);
            }
            rest = blanks::skip(after);
        }
        Ok(())
    }

    /// Whether elements need no white space between them.
    fn may_touch(&self) -> bool {
        false
    }

    /// Whether blanks around the elements of a cell are part of them.
    fn keeps_blanks(&self, _style: ArrayStyle) -> bool {
        false
    }

    /// The cell as its elements are read from: text that is no UTF-8 is made so.
    fn decode<'t>(&mut self, cell: &'t [u8]) -> Cow<'t, [u8]> {
        Cow::Borrowed(cell)
    }

    /// Takes some nulls.
    fn push_nulls(&mut self, count: usize);

    /// How many elements there are.
    fn len(&self) -> usize;

    /// Forgets elements behind the first `len`.
    fn truncate(&mut self, len: usize);

    /// Whether there is more than one array can hold.
    fn is_too_long(&self) -> bool {
        false
    }

    /// About how many bytes the array will take.
    fn byte_size(&self) -> usize;

    /// Gives the array and starts anew.
    fn finish(&mut self) -> Result<ArrayRef>;

    /// Gives what was read all the same, as elements counted from 0. To be called before [`Elements::finish`].
    fn take_odd(&mut self) -> Option<Odd> {
        None
    }
}
