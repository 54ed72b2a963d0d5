/// Where a cell lies in a text of rows: at most 4 GiB of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// A cell without text that is there all the same, as a pair of quotes with nothing between.
    pub const QUOTED_EMPTY: Self = Self { start: u32::MAX, end: u32::MAX };

    /// A cell between two places.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// A cell between two places, `None` where they are beyond 4 GiB.
    pub fn at(start: usize, end: usize) -> Option<Self> {
        Some(Self { start: u32::try_from(start).ok()?, end: u32::try_from(end).ok()? })
    }

    /// Whether it has no text.
    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether nothing is there.
    pub fn is_absent(self) -> bool {
        self.is_empty() && self != Self::QUOTED_EMPTY
    }

    /// The cell; empty where there is none.
    pub fn text(self, text: &[u8]) -> &[u8] {
        let (start, end) = self.range();
        text.get(start..end).unwrap_or_default()
    }

    /// Where it starts and ends.
    #[inline]
    pub fn range(self) -> (usize, usize) {
        let place = |at: u32| usize::try_from(at).unwrap_or(usize::MAX);
        (place(self.start), place(self.end))
    }
}
