//! Comments and processing instructions, which nobody needs and which may be long.

/// One that begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Aside {
    /// The character that stands, as often as this, before the `>` at its end.
    mark: u8,
    marks: usize,
    /// How it begins, and one that is empty.
    start: &'static [u8],
    pub(crate) empty: &'static [u8],
    /// How many bytes of its start cannot belong to its end: the parser takes `<?>` for a whole one, which is ill-formed.
    bare: usize,
}

const COMMENT: Aside = Aside { mark: b'-', marks: 2, start: b"<!--", empty: b"<!---->", bare: 4 };
const INSTRUCTION: Aside = Aside { mark: b'?', marks: 1, start: b"<?", empty: b"<?x?>", bare: 1 };

impl Aside {
    /// The one with which these bytes begin; not the XML declaration, and nothing where too few are known.
    pub(crate) fn of(bytes: &[u8]) -> Option<Self> {
        let is_declaration = bytes.get(..5).is_none_or(|start| start.eq_ignore_ascii_case(b"<?xml"));
        let begins = |aside: &Self| bytes.starts_with(aside.start) && !is_declaration;
        [COMMENT, INSTRUCTION].into_iter().find(begins)
    }

    /// How it begins.
    pub(crate) fn start(self) -> &'static [u8] {
        self.start
    }

    /// How far it is read.
    pub(crate) fn scan(self) -> Scan {
        Scan { aside: self, before: 0, left: self.bare, is_odd: false }
    }
}

/// Looks for the end of one, in bytes that come in pieces, its start among them.
#[derive(Debug)]
pub(crate) struct Scan {
    aside: Aside,
    /// How many marks stand right before the next byte.
    before: usize,
    /// How many bytes of its start are still to come.
    left: usize,
    /// Whether two marks stand in a comment elsewhere than at its end (XML 1.0, 2.5).
    pub(crate) is_odd: bool,
}

impl Scan {
    /// The number of bytes up to behind its end; nothing where it goes on.
    pub(crate) fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        let Aside { mark, marks, .. } = self.aside;
        let mut at = self.left.min(bytes.len());
        self.left = self.left.saturating_sub(at);
        loop {
            if self.before == 0 {
                at = at.saturating_add(memchr::memchr(mark, bytes.get(at..)?)?);
            }
            let byte = *bytes.get(at)?;
            at = at.saturating_add(1);
            if byte == mark {
                self.before = self.before.saturating_add(1);
                continue;
            }
            let is_end = byte == b'>' && self.before >= marks;
            self.is_odd |= marks > 1 && self.before >= marks && (!is_end || self.before > marks);
            self.before = 0;
            if is_end {
                return Some(at);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends() {
        let cases = [
            ("<!-- a -->b", Some(10), false),
            ("<!---->", Some(7), false),
            ("<!--->", None, false),
            ("<!----->", Some(8), true),
            ("<!-- a -- b -> > -->", Some(20), true),
            ("<!-- a --", None, false),
            ("<?a b?>c", Some(7), false),
            ("<?a ? > ??>", Some(11), false),
            ("<?a >", None, false),
            ("<?> ?>", Some(3), false),
        ];
        for (text, end, is_odd) in cases {
            for step in 1..=text.len() {
                let mut scan = Aside::of(text.as_bytes()).unwrap().scan();
                let (mut before, mut found) = (0, None);
                for piece in text.as_bytes().chunks(step) {
                    found = found.or_else(|| scan.end(piece).map(|end| before + end));
                    before += piece.len();
                    if found.is_some() {
                        break;
                    }
                }
                assert_eq!((found, scan.is_odd), (end, is_odd), "{text:?}, {step} bytes at once");
            }
        }
        for text in ["<?xml version='1.0'?>", "<?XML ?>", "<!DOCTYPE", "<TABLE>", "<!-", "<?a", "text"] {
            assert_eq!(Aside::of(text.as_bytes()), None, "{text}");
        }
    }
}
