//! A text that is taken from its front.

/// What is left of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    pub(super) rest: &'a str,
}

impl<'a> Cursor<'a> {
    /// Takes a character, where it comes next.
    pub(super) fn take(&mut self, c: char) -> bool {
        let after = self.rest.strip_prefix(c);
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    /// Takes all characters of a kind that come next.
    pub(super) fn span(&mut self, is_inside: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !is_inside(c)).unwrap_or(self.rest.len());
        let (span, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        span
    }
}
